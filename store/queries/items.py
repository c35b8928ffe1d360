"""Items that can be answered for: a milestone ("m:12") or an action as a whole ("a:5")."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from sqlalchemy import func
from sqlmodel import Session, col, or_, select

from store.cut import RatingRow
from store.tables import (
    Action,
    ActionLead,
    Appointment,
    Evidence,
    Milestone,
    Person,
    Plan,
    Rating,
    SignOff,
    Update,
)
from store.types import Capacity


@dataclass(frozen=True, slots=True)
class Item:
    plan: Plan
    action: Action
    milestone: Milestone | None

    @property
    def key(self) -> str:
        return f"m:{self.milestone.id}" if self.milestone else f"a:{self.action.id}"

    @property
    def name(self) -> str:
        return f"{self.action.ref} milestone {self.milestone.seq}" if self.milestone else self.action.ref

    @property
    def subject(self) -> str:
        """How the audit names it."""
        return f"{self.action.ref}/{self.milestone.seq}" if self.milestone else self.action.ref


def item_by_key(session: Session, key: str) -> Item | None:
    """None for a key that names nothing, whatever it looks like."""
    kind, _, number = key.partition(":")
    if not number.isascii() or not number.isdigit() or len(number) > 18:
        return None
    if kind == "m":
        row = session.exec(
            select(Milestone, Action, Plan)
            .join(Action, col(Action.id) == Milestone.action_id)
            .join(Plan, col(Plan.id) == Action.plan_id)
            .where(Milestone.id == int(number))
        ).first()
        return Item(row[2], row[1], row[0]) if row else None
    if kind == "a":
        pair = session.exec(
            select(Action, Plan).join(Plan, col(Plan.id) == Action.plan_id).where(Action.id == int(number))
        ).first()
        return Item(pair[1], pair[0], None) if pair else None
    return None


def items_by_key(session: Session, keys: Sequence[str]) -> list[Item]:
    return [item for key in keys if (item := item_by_key(session, key))]


@dataclass(frozen=True, slots=True)
class LeadPerson:
    person_id: int
    name: str
    capacity: Capacity


def leads_on(session: Session, action_id: int, day: date) -> list[LeadPerson]:
    """Holders and deputies of an action's lead posts on a day, holders first, in the order of the posts."""
    rows = session.exec(
        select(Appointment, Person)
        .join(Person, col(Person.id) == Appointment.person_id)
        .join(ActionLead, col(ActionLead.post_id) == Appointment.post_id)
        .where(
            ActionLead.action_id == action_id,
            Appointment.starts_on <= day,
            or_(col(Appointment.ends_on).is_(None), col(Appointment.ends_on) >= day),
        )
        .order_by(col(ActionLead.position), col(Person.key))
    )
    found = [LeadPerson(person.id or 0, person.name, row.capacity) for row, person in rows]
    return sorted(found, key=lambda lead: lead.capacity is not Capacity.HOLDER)


def ratings_of(session: Session, plan_id: int) -> tuple[RatingRow, ...]:
    rows = session.exec(select(Rating).where(Rating.plan_id == plan_id).order_by(col(Rating.position)))
    return tuple(RatingRow(r.code, r.label, r.position, r.meaning, r.role, r.rank, r.colour, r.confirmed) for r in rows)


@dataclass(frozen=True, slots=True)
class LatestUpdate:
    update: Update
    by: str
    on_behalf_of: str
    evidence: tuple[str, ...]
    signed_off: bool


def latest_updates(session: Session, items: Sequence[Item]) -> dict[str, LatestUpdate]:
    """The last accepted word on each item, by its key; items that nobody spoke of are absent."""
    if not items:
        return {}
    actions = {item.action.id for item in items}
    corrected = select(Update.corrects_id).where(col(Update.corrects_id).is_not(None))
    update_id: Any = col(Update.id)
    place: Any = (
        func.row_number()
        .over(
            partition_by=(col(Update.action_id), func.coalesce(Update.milestone_id, 0)),
            order_by=(col(Update.at).desc(), col(Update.id).desc()),
        )
        .label("place")
    )
    ranked = (
        select(update_id.label("id"), place)
        .where(
            col(Update.action_id).in_(actions),
            col(Update.withdrawn_at).is_(None),
            col(Update.id).not_in(corrected),
        )
        .subquery()
    )
    rows = session.exec(
        select(Update, Person)
        .join(ranked, ranked.c.id == Update.id)
        .join(Person, col(Person.id) == Update.person_id)
        .where(ranked.c.place == 1)
    ).all()
    found = {
        f"m:{update.milestone_id}" if update.milestone_id else f"a:{update.action_id}": (update, person)
        for update, person in rows
    }
    wanted = {item.key: found[item.key] for item in items if item.key in found}
    return _with_names(session, wanted)


def _with_names(session: Session, found: dict[str, tuple[Update, Person]]) -> dict[str, LatestUpdate]:
    ids = [update.id for update, _ in found.values()]
    titles: dict[int | None, list[str]] = defaultdict(list)
    for evidence in session.exec(select(Evidence).where(col(Evidence.update_id).in_(ids))) if ids else ():
        titles[evidence.update_id].append(evidence.title)
    behalf = {update.on_behalf_of_id for update, _ in found.values() if update.on_behalf_of_id}
    names = (
        {person.id: person.name for person in session.exec(select(Person).where(col(Person.id).in_(behalf)))}
        if behalf
        else {}
    )
    signed = (
        set(session.exec(select(SignOff.update_id).where(col(SignOff.update_id).in_(ids), SignOff.accepted)))
        if ids
        else set[int]()
    )
    return {
        key: LatestUpdate(
            update=update,
            by=person.name,
            on_behalf_of=names.get(update.on_behalf_of_id, ""),
            evidence=tuple(titles[update.id]),
            signed_off=update.id in signed,
        )
        for key, (update, person) in found.items()
    }


def last_said_date(session: Session, milestone: Milestone, field: Literal["forecast", "completed_on"]) -> date | None:
    """The date of the newest update that stands; what the register brought if no update ever gave one."""
    if field == "completed_on" and milestone.completed_on is None:
        return None
    if field == "forecast" and milestone.forecast_due is None:
        return None
    column = col(Update.forecast) if field == "forecast" else col(Update.completed_on)
    given = session.exec(
        select(Update)
        .where(Update.milestone_id == milestone.id, column.is_not(None), col(Update.withdrawn_at).is_(None))
        .order_by(col(Update.at).desc(), col(Update.id).desc())
    ).all()
    if not given:
        return milestone.forecast_due if field == "forecast" else milestone.completed_on
    corrected = {update.corrects_id for update in given} | set(
        session.exec(select(Update.corrects_id).where(Update.milestone_id == milestone.id))
    )
    standing = next((update for update in given if update.id not in corrected), None)
    if standing is None:
        return None
    return standing.forecast if field == "forecast" else standing.completed_on
