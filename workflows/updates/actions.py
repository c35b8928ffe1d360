"""Recording what people say: load, decide, save."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session

from store import tables
from store.audit import AuditChain
from store.cut import RatingRow
from store.database import one_at_a_time
from store.queries.asking import was_asked
from store.queries.items import (
    Item,
    LatestUpdate,
    LeadPerson,
    item_and_leads,
    latest_updates,
    ratings_of,
)
from store.queries.people import any_is_sro_of, covered_by, roles_of
from store.types import CLOSED_LIFECYCLES, Capacity, RatingRole, RoleName, UpdateSource
from store.working_days import london_date
from workflows.governing.occurrences import open_next_occurrence
from workflows.language import day_words, moment_words
from workflows.updates.no_change import is_unchanged
from workflows.updates.no_change import repeats_silently as repeats
from workflows.updates.refusals import AnsweredSince, Incomplete, ItemClosed, ItemUnknown, NotYours
from workflows.updates.rules import Answer, Field, ItemFacts, Problem, demanded_fields, problems_of
from workflows.updates.saving import save_update, words_of
from workflows.updates.speaker import Speaker
from workflows.updates.views import GivenAnswer


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
    nil_return = False
    if latest is not None:
        before = given_answer(latest, ratings)
        answer = without_leftovers(answer, before.answer, ratings, item_facts(item), now)
        nil_return = is_unchanged(answer, before, london_date(latest.at))
        if source in TYPED and not nil_return and not _corrects(latest, person, now) and repeats(answer, before):
            raise Incomplete((Problem(Field.NARRATIVE, SAID_BEFORE.format(day=day_words(london_date(latest.at)))),))
    problems = problems_of(answer, ratings, item_facts(item), london_date(now))
    if problems:
        raise Incomplete(problems)
    waits = any(rating.code == answer.rating and rating.role is RatingRole.WAITING for rating in ratings)
    saved = save_update(
        session,
        item,
        person,
        on_behalf_of,
        answer,
        now,
        source,
        corrects_id=latest.id if latest and _corrects(latest, person, now) else None,
        waits=waits,
        nil_return=nil_return,
    )
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
            "old": words_of(latest) if latest else None,
            "new": words_of(saved),
            "source": source.value,
            **({"nil_return": True} if nil_return else {}),
        },
    )
    if answer.completed_on and item.milestone is not None and item.milestone.recurrence:
        milestone = session.get_one(tables.Milestone, item.milestone.id)
        open_next_occurrence(session, audit, milestone=milestone, actor=person.key, now=now)
    return UpdateRecorded(item, given_answer(saved, ratings), ratings)


TYPED = frozenset({UpdateSource.CARD, UpdateSource.CHAT, UpdateSource.WEB})
"""Where a person has just had the last words before them."""

SAID_BEFORE = "These are the words of {day}: say what is new, or begin with “No change since {day}:” if nothing is."


def _corrects(latest: LatestUpdate, person: Speaker, now: datetime) -> bool:
    """What somebody says again on the same day is a correction; on a later day it is news."""
    return latest.person_id == person.id and london_date(latest.at) == london_date(now)


LEFTOVERS = (Field.CAUSE, Field.EFFECT, Field.RECOVERY, Field.RECOVERY_OWNER, Field.RECOVERY_BY, Field.WAITING_FOR)
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
        with_it = {Field.EFFECT, Field.RECOVERY_OWNER, Field.RECOVERY_BY}
        left = {name: value for name, value in left.items() if name not in with_it}
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
            effect=latest.effect,
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
