"""Items that can be answered for: a milestone ("m:12") or an action as a whole ("a:5").

This is what every press of a button reads, so statements are built once and rows come back as plain values.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from sqlalchemy import Row, and_, bindparam
from sqlalchemy import select as rows_of
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, or_, select

from store.cut import MilestoneRow, RatingRow
from store.database import connection_of
from store.tables import (
    Action,
    ActionLead,
    Appointment,
    Evidence,
    Milestone,
    Person,
    Plan,
    Rating,
    Request,
    SignOff,
    Update,
)
from store.types import Capacity, Lifecycle


@dataclass(frozen=True, slots=True)
class Item:
    """One item with what the rules and the cards need of its action and plan. `milestone` is None for an action."""

    plan_id: int
    plan_key: str
    plan_ends: date | None
    local_area: str
    action_id: int
    ref: str
    title: str
    lifecycle: Lifecycle
    decision_reference: str
    milestone: MilestoneRow | None

    @property
    def key(self) -> str:
        return f"m:{self.milestone.id}" if self.milestone else f"a:{self.action_id}"

    @property
    def name(self) -> str:
        return f"{self.ref} milestone {self.milestone.seq}" if self.milestone else self.ref

    @property
    def subject(self) -> str:
        """How the audit names it."""
        return f"{self.ref}/{self.milestone.seq}" if self.milestone else self.ref


_ACTION: tuple[Any, ...] = (
    col(Plan.id), col(Plan.key), col(Plan.period_end), col(Plan.local_area), col(Action.id),
    col(Action.ref), col(Action.title), col(Action.lifecycle), col(Action.decision_reference),
)  # fmt: skip
_MILESTONE: tuple[Any, ...] = (
    col(Milestone.id), col(Action.ref), col(Milestone.seq), col(Milestone.due_text), col(Milestone.baseline_due),
    col(Milestone.current_due), col(Milestone.forecast_due), col(Milestone.completed_on), col(Milestone.recurrence),
    col(Milestone.measure), col(Milestone.statutory), col(Milestone.lifecycle),
)  # fmt: skip
_MILESTONE_ITEM = (
    rows_of(*_ACTION, *_MILESTONE)
    .join(Action, col(Action.id) == col(Milestone.action_id))
    .join(Plan, col(Plan.id) == col(Action.plan_id))
    .where(col(Milestone.id) == bindparam("id"))
)
_ACTION_ITEM = (
    rows_of(*_ACTION).join(Plan, col(Plan.id) == col(Action.plan_id)).where(col(Action.id) == bindparam("id"))
)
_REQUESTED: tuple[Any, ...] = (col(Request.person_id), col(Request.reason), col(Request.closed_at))
_REQUESTED_ITEMS = (
    rows_of(*_REQUESTED, *_ACTION, *_MILESTONE)
    .join_from(Request, Action, col(Action.id) == col(Request.action_id))
    .join(Plan, col(Plan.id) == col(Action.plan_id))
    .join(Milestone, col(Milestone.id) == col(Request.milestone_id), isouter=True)
    .where(col(Request.message_id) == bindparam("message_id"))
    .order_by(col(Milestone.current_due).nulls_last(), col(Action.sort_key), col(Milestone.seq))
)


def _item(row: Row[Any] | Sequence[Any]) -> Item:
    values = tuple(row)
    action, milestone = values[: len(_ACTION)], values[len(_ACTION) :]
    return Item(*action, milestone=MilestoneRow(*milestone) if milestone and milestone[0] is not None else None)


LONGEST_ID = 9
"""Digits: PostgreSQL keeps ids in 32 bits, and refuses even to compare one with a longer number."""


def _number(key: str) -> int | None:
    """The id in a key; None for a key that names nothing, whatever it looks like."""
    kind, _, number = key.partition(":")
    if kind not in {"m", "a"} or not number.isascii() or not number.isdigit() or len(number) > LONGEST_ID:
        return None
    return int(number)


def item_by_key(session: Session, key: str) -> Item | None:
    """None for a key that names nothing."""
    number = _number(key)
    if number is None:
        return None
    statement = _MILESTONE_ITEM if key.startswith("m") else _ACTION_ITEM
    row = connection_of(session).execute(statement, {"id": number}).first()
    return _item(row) if row else None


@dataclass(frozen=True, slots=True)
class RequestedItem:
    """An item as one message asked somebody about it."""

    person_id: int
    reason: str
    answered: bool
    item: Item


def items_of_message(session: Session, message_id: int) -> list[RequestedItem]:
    """In reading order: the nearest date first."""
    rows = connection_of(session).execute(_REQUESTED_ITEMS, {"message_id": message_id})
    return [RequestedItem(row[0], row[1], row[2] is not None, _item(row[3:])) for row in rows]


@dataclass(frozen=True, slots=True)
class LeadPerson:
    person_id: int
    key: str
    name: str
    capacity: Capacity


_LEAD: tuple[Any, ...] = (col(Person.id), col(Person.key), col(Person.name), col(Appointment.capacity))


def _with_leads(item: Any) -> Any:
    """The same statement with a row for each person in a lead post on `day`; one row of blanks when there is none."""
    return (
        item.add_columns(*_LEAD)
        .join(ActionLead, col(ActionLead.action_id) == col(Action.id), isouter=True)
        .join(
            Appointment,
            and_(
                col(Appointment.post_id) == col(ActionLead.post_id),
                col(Appointment.starts_on) <= bindparam("day"),
                or_(col(Appointment.ends_on).is_(None), col(Appointment.ends_on) >= bindparam("day")),
            ),
            isouter=True,
        )
        .join(Person, col(Person.id) == col(Appointment.person_id), isouter=True)
        .order_by(col(ActionLead.position), col(Person.key))
    )


_MILESTONE_AND_LEADS = _with_leads(_MILESTONE_ITEM)
_ACTION_AND_LEADS = _with_leads(_ACTION_ITEM)


def item_and_leads(session: Session, key: str, day: date) -> tuple[Item, list[LeadPerson]] | None:
    """An item with the holders and deputies of its action's lead posts on a day, holders first."""
    statement = _MILESTONE_AND_LEADS if key.startswith("m") else _ACTION_AND_LEADS
    number = _number(key)
    found = connection_of(session).execute(statement, {"id": number, "day": day}) if number else ()
    rows: list[Row[Any]] = list(found)
    if not rows:
        return None
    leads = [LeadPerson(*row[-len(_LEAD) :]) for row in rows if row[-len(_LEAD)] is not None]
    item = _item(tuple(rows[0])[: -len(_LEAD)])
    return item, sorted(leads, key=lambda lead: lead.capacity is not Capacity.HOLDER)


_RATINGS = (
    rows_of(
        col(Rating.code), col(Rating.label), col(Rating.position), col(Rating.meaning), col(Rating.role),
        col(Rating.rank), col(Rating.colour), col(Rating.confirmed),
    )
    .where(col(Rating.plan_id) == bindparam("plan_id"))
    .order_by(col(Rating.position))
)  # fmt: skip


def ratings_of(session: Session, plan_id: int) -> tuple[RatingRow, ...]:
    """The plan's own key, in its order."""
    return tuple(RatingRow(*row) for row in connection_of(session).execute(_RATINGS, {"plan_id": plan_id}))


@dataclass(frozen=True, slots=True)
class LatestUpdate:
    """The last accepted word on an item."""

    id: int
    person_id: int
    by: str
    on_behalf_of: str
    at: datetime
    rating_code: str
    narrative: str
    cause: str
    effect: str
    recovery: str
    recovery_owner: str
    recovery_by: date | None
    forecast: date | None
    completed_on: date | None
    waiting_for: str
    help_needed: str
    evidence: tuple[str, ...]
    signed_off: bool


_BEHALF = aliased(Person)
_CORRECTION = aliased(Update)
_SAID: tuple[Any, ...] = (
    col(Update.milestone_id), col(Update.action_id), col(Update.id), col(Update.person_id), col(Person.name),
    col(_BEHALF.name), col(Update.at), col(Update.rating_code), col(Update.narrative), col(Update.cause),
    col(Update.effect), col(Update.recovery), col(Update.recovery_owner), col(Update.recovery_by),
    col(Update.forecast), col(Update.completed_on), col(Update.waiting_for), col(Update.help_needed),
)  # fmt: skip
_ACCEPTED = (
    rows_of(*_SAID)
    .join_from(Update, Person, col(Person.id) == col(Update.person_id))
    .join(_BEHALF, col(_BEHALF.id) == col(Update.on_behalf_of_id), isouter=True)
    .join(_CORRECTION, col(_CORRECTION.corrects_id) == col(Update.id), isouter=True)
    .where(col(Update.withdrawn_at).is_(None), col(_CORRECTION.id).is_(None))
    .order_by(col(Update.at), col(Update.id))
)
_OF_MILESTONES = _ACCEPTED.where(col(Update.milestone_id).in_(bindparam("ids", expanding=True)))
_OF_ACTIONS = _ACCEPTED.where(
    col(Update.action_id).in_(bindparam("ids", expanding=True)), col(Update.milestone_id).is_(None)
)


def latest_updates(session: Session, items: Iterable[Item]) -> dict[str, LatestUpdate]:
    """The last accepted word on each item, by its key; items that nobody spoke of are absent."""
    milestones: list[int] = []
    actions: list[int] = []
    for item in items:
        (milestones if item.milestone else actions).append(item.milestone.id if item.milestone else item.action_id)
    connection = connection_of(session)
    found: dict[str, Any] = {}
    if milestones:
        found |= {f"m:{row[0]}": row for row in connection.execute(_OF_MILESTONES, {"ids": milestones})}
    if actions:
        found |= {f"a:{row[1]}": row for row in connection.execute(_OF_ACTIONS, {"ids": actions})}
    if not found:
        return {}
    ids = [row[2] for row in found.values()]
    titles: dict[int | None, list[str]] = defaultdict(list)
    for evidence in session.exec(select(Evidence).where(col(Evidence.update_id).in_(ids)).order_by(col(Evidence.id))):
        titles[evidence.update_id].append(evidence.title)
    signed = set(session.exec(select(SignOff.update_id).where(col(SignOff.update_id).in_(ids), SignOff.accepted)))
    return {key: _latest(tuple(row)[2:], tuple(titles[row[2]]), row[2] in signed) for key, row in found.items()}


def _latest(values: tuple[Any, ...], evidence: tuple[str, ...], signed_off: bool) -> LatestUpdate:
    """`values` are those of `_SAID` from the update's id on."""
    update_id, person_id, by, on_behalf_of, *said = values
    return LatestUpdate(update_id, person_id, by, on_behalf_of or "", *said, evidence=evidence, signed_off=signed_off)


def last_said_date(
    session: Session, milestone: MilestoneRow, field: Literal["forecast", "completed_on"]
) -> date | None:
    """The date of the newest update that stands; what the register brought if no update ever gave one."""
    held = milestone.forecast if field == "forecast" else milestone.completed_on
    if held is None:
        return None
    column = col(Update.forecast) if field == "forecast" else col(Update.completed_on)
    given = session.exec(
        select(Update)
        .where(Update.milestone_id == milestone.id, column.is_not(None), col(Update.withdrawn_at).is_(None))
        .order_by(col(Update.at).desc(), col(Update.id).desc())
    ).all()
    if not given:
        return held
    corrected = set(session.exec(select(Update.corrects_id).where(Update.milestone_id == milestone.id)))
    standing = next((update for update in given if update.id not in corrected), None)
    if standing is None:
        return None
    return standing.forecast if field == "forecast" else standing.completed_on
