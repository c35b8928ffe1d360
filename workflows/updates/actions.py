"""Recording what people say: load, decide, save."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from sqlalchemy import Connection, Insert, bindparam, insert, update
from sqlmodel import Session, col

from store import tables
from store.audit import AuditChain
from store.changes import wrote_columns, wrote_row
from store.cut import RatingRow
from store.database import connection_of, one_at_a_time
from store.queries.asking import was_asked
from store.queries.items import (
    Item,
    LatestUpdate,
    LeadPerson,
    item_and_leads,
    last_said_date,
    latest_updates,
    ratings_of,
)
from store.queries.people import any_is_sro_of, covered_by, roles_of
from store.types import CLOSED_LIFECYCLES, Capacity, Lifecycle, RatingRole, RoleName, UpdateSource
from store.working_days import london_date
from workflows.governing.occurrences import open_next_occurrence
from workflows.language import moment_words
from workflows.updates.refusals import AnsweredSince, Incomplete, ItemClosed, ItemUnknown, NotYours
from workflows.updates.rules import Answer, Field, ItemFacts, demanded_fields, problems_of
from workflows.updates.views import GivenAnswer


class Speaker(Protocol):
    """Whoever answers, already known by the edge."""

    @property
    def id(self) -> int | None: ...
    @property
    def key(self) -> str: ...
    @property
    def name(self) -> str: ...


@dataclass(frozen=True, slots=True)
class UpdateRecorded:
    """`repeated`: the same words came twice (a second click), and the first still stand."""

    item: Item
    given: GivenAnswer
    ratings: tuple[RatingRow, ...]
    repeated: bool = False


def record_update(
    session: Session,
    audit: AuditChain,
    *,
    person: Speaker,
    item_key: str,
    answer: Answer,
    seen: int,
    now: datetime,
    source: UpdateSource,
) -> UpdateRecorded:
    """Writes one answer for one item, closes the requests about it and audits it.

    `seen` is the id of the latest update when the form was made, 0 for none. Raises UpdateRefused: ItemUnknown,
    NotYours, ItemClosed, AnsweredSince, Incomplete.
    """
    one_at_a_time(session, f"item {item_key}")
    item, on_behalf_of = item_for(session, person, item_key, now)
    if answer.completed_on:
        answer = replace(answer, forecast=None)  # carried over by the form; what is complete is not forecast
    ratings = ratings_of(session, item.plan_id)
    latest = latest_updates(session, [item]).get(item.key)
    if latest is not None and latest.id != seen:
        given = given_answer(latest, ratings)
        if latest.person_id == person.id and _same(answer, given.answer):
            return UpdateRecorded(item, given, ratings, repeated=True)
        raise AnsweredSince(item.name, given, moment_words(given.at))
    if latest is not None:
        answer = without_leftovers(answer, given_answer(latest, ratings).answer, ratings, item_facts(item), now)
    problems = problems_of(answer, ratings, item_facts(item), london_date(now))
    if problems:
        raise Incomplete(problems)
    waits = any(rating.code == answer.rating and rating.role is RatingRole.WAITING for rating in ratings)
    saved = _save(session, item, person, on_behalf_of, answer, now, source, latest, waits)
    audit.record(
        session,
        plan_key=item.plan_key,
        at=now,
        actor=person.key,
        on_behalf_of=on_behalf_of.key if on_behalf_of else "",
        action="record_update",
        subject=item.subject,
        content={
            "update": saved.id,
            "old": _words(latest) if latest else None,
            "new": _words(saved),
            "source": source.value,
        },
    )
    if answer.completed_on and item.milestone is not None and item.milestone.recurrence:
        milestone = session.get_one(tables.Milestone, item.milestone.id)
        open_next_occurrence(session, audit, milestone=milestone, actor=person.key, now=now)
    return UpdateRecorded(item, given_answer(saved, ratings), ratings)


LEFTOVERS = (Field.CAUSE, Field.RECOVERY, Field.RECOVERY_OWNER, Field.RECOVERY_BY, Field.WAITING_FOR)
"""What a form may carry over from the last rating without anybody meaning to say it again."""


def _same(answer: Answer, stored: Answer) -> bool:
    """The same words again; leftovers that were not stored the first time are not news the second."""
    blank = Answer()
    dropped = {f.value: getattr(blank, f.value) for f in LEFTOVERS if not stored.holds(f)}
    return answer == stored or replace(answer, **dropped) == stored


def without_leftovers(
    answer: Answer, before: Answer, ratings: tuple[RatingRow, ...], facts: ItemFacts, now: datetime
) -> Answer:
    """A form comes prefilled with the last cause and recovery; where the new rating no longer asks for them, words
    left as they were are not said again."""
    rating = next((rating for rating in ratings if rating.code == answer.rating), None)
    if rating is None or answer.rating == before.rating:
        return answer
    demanded = demanded_fields(rating, facts, london_date(now), completed=answer.completed_on is not None)
    blank = Answer()
    left = {
        field.value: getattr(blank, field.value)
        for field in LEFTOVERS
        if field not in demanded and getattr(answer, field.value) == getattr(before, field.value)
    }
    if Field.RECOVERY in demanded:
        left = {name: value for name, value in left.items() if not name.startswith(Field.RECOVERY.value)}
    return replace(answer, **left)


def item_for(session: Session, person: Speaker, item_key: str, now: datetime) -> tuple[Item, LeadPerson | None]:
    """The item, if this person may answer for it, and whom they do it for: None for a lead, the lead for a deputy,
    a cover, or the compliance team. Raises ItemUnknown, NotYours, ItemClosed."""
    found = item_and_leads(session, item_key, london_date(now))
    if found is None:
        raise ItemUnknown
    item, leads = found
    on_behalf_of = _speaks_for(session, person, item, leads, now)
    if item.lifecycle in CLOSED_LIFECYCLES:
        raise ItemClosed(item.name, item.decision_reference)
    if item.milestone is not None and item.milestone.lifecycle in CLOSED_LIFECYCLES:
        raise ItemClosed(item.name, "")
    return item, on_behalf_of


def item_facts(item: Item) -> ItemFacts:
    milestone = item.milestone
    return ItemFacts(
        is_milestone=milestone is not None,
        due=milestone.current if milestone else None,
        completed_on=milestone.completed_on if milestone else None,
        plan_ends=item.plan_ends,
        own_words=(item.title.casefold(), milestone.measure.casefold() if milestone else ""),
    )


def given_answer(latest: LatestUpdate, ratings: tuple[RatingRow, ...]) -> GivenAnswer:
    rating = next((rating for rating in ratings if rating.code == latest.rating_code), None)
    return GivenAnswer(
        update_id=latest.id,
        person_id=latest.person_id,
        by=latest.by,
        on_behalf_of=latest.on_behalf_of,
        at=latest.at,
        rating_label=rating.label if rating else latest.rating_code,
        rating_colour=rating.colour if rating else "",
        answer=Answer(
            rating=latest.rating_code,
            narrative=latest.narrative,
            cause=latest.cause,
            recovery=latest.recovery,
            recovery_owner=latest.recovery_owner,
            recovery_by=latest.recovery_by,
            forecast=latest.forecast,
            completed_on=latest.completed_on,
            waiting_for=latest.waiting_for,
            evidence="; ".join(latest.evidence),
            help_needed=latest.help_needed,
        ),
        awaiting_sign_off=rating is not None
        and rating.role is RatingRole.COMPLETE
        and rating.confirmed
        and not latest.signed_off,
    )


def _speaks_for(
    session: Session, person: Speaker, item: Item, leads: list[LeadPerson], now: datetime
) -> LeadPerson | None:
    today = london_date(now)
    holders = [lead for lead in leads if lead.capacity is Capacity.HOLDER]
    first_holder = holders[0] if holders else None
    mine = next((lead for lead in leads if lead.person_id == person.id), None)
    if mine is not None:
        return None if mine.capacity is Capacity.HOLDER else first_holder
    covered = covered_by(session, person.id or 0, today)
    held = next((lead for lead in leads if lead.person_id in covered), None)
    if held is not None:
        return held
    if RoleName.COMPLIANCE in roles_of(session, person.id or 0, item.plan_key):
        return first_holder
    # An SRO, or who covers for one, in the lead's stead: the post is vacant, or the lead did not answer.
    sro = any_is_sro_of(session, [person.id or 0, *covered], item.action_id, today)
    if not sro or not was_asked(session, item.key, person.id or 0):
        raise NotYours(item.name)
    return first_holder


_SAID = ("rating_code", "narrative", "cause", "recovery", "recovery_owner", "recovery_by", "forecast", "completed_on",
         "waiting_for", "help_needed")  # fmt: skip
_INSERT_UPDATE = insert(tables.Update)
_INSERT_EVIDENCE = insert(tables.Evidence)
_SET_DATES = (
    update(tables.Milestone)
    .where(col(tables.Milestone.id) == bindparam("milestone"))
    .values(forecast_due=bindparam("forecast"), completed_on=bindparam("completed"))
)
_START_ACTION = (
    update(tables.Action).where(col(tables.Action.id) == bindparam("action")).values(lifecycle=Lifecycle.IN_PROGRESS)
)
_CLOSE_REQUESTS = (
    update(tables.Request)
    .where(col(tables.Request.item) == bindparam("key"), col(tables.Request.closed_at).is_(None))
    .values(closed_at=bindparam("now"), closed_by_update_id=bindparam("by_update"))
)


def _save(
    session: Session,
    item: Item,
    person: Speaker,
    on_behalf_of: LeadPerson | None,
    answer: Answer,
    now: datetime,
    source: UpdateSource,
    latest: LatestUpdate | None,
    waits: bool,
) -> LatestUpdate:
    # What somebody says again on the same day is a correction; on a later day it is news.
    corrects = latest and latest.person_id == person.id and london_date(latest.at) == london_date(now)
    connection = connection_of(session)
    said = LatestUpdate(
        id=0,
        person_id=person.id or 0,
        by=person.name,
        on_behalf_of=on_behalf_of.name if on_behalf_of else "",
        at=now,
        rating_code=answer.rating,
        narrative=answer.narrative,
        cause=answer.cause,
        recovery=answer.recovery,
        recovery_owner=answer.recovery_owner,
        recovery_by=answer.recovery_by,
        forecast=answer.forecast,
        completed_on=answer.completed_on,
        waiting_for=answer.waiting_for,
        help_needed=answer.help_needed,
        evidence=(answer.evidence,) if answer.evidence else (),
        signed_off=False,
    )
    about = {"action_id": item.action_id, "milestone_id": item.milestone.id if item.milestone else None}
    row = {
        "person_id": person.id,
        "on_behalf_of_id": on_behalf_of.person_id if on_behalf_of else None,
        "at": now,
        "recorded_at": now,
        "source": source,
        "nil_return": False,
        "corrects_id": latest.id if latest and corrects else None,
    }
    row |= about | {name: getattr(said, name) for name in _SAID}
    update_id = _new_row(connection, _INSERT_UPDATE, row)
    wrote_row(session, "update", row | {"id": update_id})
    if answer.evidence:
        entry = about | {
            "title": answer.evidence, "update_id": update_id, "added_by_id": person.id, "added_at": now,
        }  # fmt: skip
        wrote_row(session, "evidence", entry | {"id": _new_row(connection, _INSERT_EVIDENCE, entry)})
    if item.milestone:
        forecast = answer.forecast or last_said_date(session, item.milestone, "forecast")
        completed = answer.completed_on or last_said_date(session, item.milestone, "completed_on")
        if (forecast, completed) != (item.milestone.forecast, item.milestone.completed_on):
            dates = {"milestone": item.milestone.id, "forecast": forecast, "completed": completed}
            connection.execute(_SET_DATES, dates)
            wrote_columns(
                session, "milestone", item.milestone.id, {"forecast_due": forecast, "completed_on": completed}
            )
    if item.lifecycle is Lifecycle.NOT_STARTED and not waits:
        connection.execute(_START_ACTION, {"action": item.action_id})
        wrote_columns(session, "action", item.action_id, {"lifecycle": Lifecycle.IN_PROGRESS})
    connection.execute(_CLOSE_REQUESTS, {"key": item.key, "now": now, "by_update": update_id})
    session.expire_all()  # rows were written past the session's objects
    return replace(said, id=update_id)


def _new_row(connection: Connection, statement: Insert, row: Mapping[str, object]) -> int:
    """Its id."""
    written = connection.execute(statement, row).inserted_primary_key
    return written[0] if written else 0


def _words(said: LatestUpdate) -> dict[str, object]:
    """What the audit keeps of an update: everything that was said."""
    return {name: getattr(said, name) for name in (*_SAID, "evidence")}
