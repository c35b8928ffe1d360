"""Writing one update, past the session's objects: it is what every press of a button waits for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, Insert, bindparam, insert, update
from sqlmodel import Session, col

from store import tables
from store.changes import wrote_columns, wrote_row
from store.database import connection_of
from store.queries.items import Item, LatestUpdate, LeadPerson, last_said_date
from store.types import Lifecycle, UpdateSource
from workflows.updates.rules import Answer
from workflows.updates.speaker import Speaker

_SAID = ("rating_code", "narrative", "cause", "effect", "recovery", "recovery_owner", "recovery_by", "forecast",
         "completed_on", "waiting_for", "help_needed")  # fmt: skip
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


def save_update(
    session: Session,
    item: Item,
    person: Speaker,
    on_behalf_of: LeadPerson | None,
    answer: Answer,
    now: datetime,
    source: UpdateSource,
    *,
    corrects_id: int | None,
    waits: bool,
    nil_return: bool,
) -> LatestUpdate:
    """Writes the update, its evidence and what follows from it: the milestone's dates, the action begun unless it
    waits, and the open requests closed."""
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
        effect=answer.effect,
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
        "nil_return": nil_return,
        "corrects_id": corrects_id,
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


def words_of(said: LatestUpdate) -> dict[str, object]:
    """What the audit keeps of an update: everything that was said."""
    return {name: getattr(said, name) for name in (*_SAID, "evidence")}
