"""Who is away, who covers, who may arrange it, and what is put off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from store.queries.people import posts_held_by
from store.tables import (
    Action,
    ActionLead,
    Appointment,
    AreaSro,
    Delegation,
    ImprovementArea,
    Leave,
    Person,
    Plan,
    Snooze,
)
from store.types import Capacity


def leave_from(session: Session, person_id: int, first: date) -> Leave | None:
    return session.exec(select(Leave).where(Leave.person_id == person_id, Leave.starts_on == first)).first()


def delegations_from(session: Session, person_id: int) -> list[Delegation]:
    rows = session.exec(
        select(Delegation).where(Delegation.from_person_id == person_id).order_by(col(Delegation.starts_on))
    )
    return list(rows)


def cover_chosen_by(session: Session, person_id: int, first: date, last: date) -> Person | None:
    """To whom somebody has handed their own work on any of these days."""
    return session.exec(
        select(Person)
        .join(Delegation, col(Delegation.to_person_id) == Person.id)
        .where(Delegation.from_person_id == person_id, Delegation.starts_on <= last, Delegation.ends_on >= first)
        .order_by(col(Delegation.starts_on))
    ).first()


def plans_led_by(session: Session, person_id: int, day: date) -> set[str]:
    """Keys of the plans in which somebody leads, deputises or is an SRO."""
    posts = list(posts_held_by(session, person_id, day))
    led = session.exec(
        select(Plan.key)
        .join(Action, col(Action.plan_id) == Plan.id)
        .join(ActionLead, col(ActionLead.action_id) == Action.id)
        .where(col(ActionLead.post_id).in_(posts))
    )
    over = session.exec(
        select(Plan.key)
        .join(ImprovementArea, col(ImprovementArea.plan_id) == Plan.id)
        .join(AreaSro, col(AreaSro.area_id) == ImprovementArea.id)
        .where(col(AreaSro.post_id).in_(posts))
    )
    return {*led, *over}


def sros_over(session: Session, person_id: int, day: date) -> set[int]:
    """Ids of the people who are SRO of an area in which somebody leads or deputises."""
    posts = list(posts_held_by(session, person_id, day))
    rows = session.exec(
        select(Appointment.person_id)
        .join(AreaSro, col(AreaSro.post_id) == Appointment.post_id)
        .join(Action, col(Action.area_id) == AreaSro.area_id)
        .join(ActionLead, col(ActionLead.action_id) == Action.id)
        .where(
            col(ActionLead.post_id).in_(posts),
            Appointment.capacity == Capacity.HOLDER,
            Appointment.starts_on <= day,
            (col(Appointment.ends_on).is_(None)) | (col(Appointment.ends_on) >= day),
        )
    )
    return set(rows)


def snoozed_until(session: Session, *, at: datetime | None = None) -> dict[str, date]:
    """By item: the day before which nobody is to be asked about it, by the latest word, with `at` up to then."""
    statement = select(Snooze).order_by(col(Snooze.set_at), col(Snooze.id))
    rows = session.exec(statement if at is None else statement.where(Snooze.set_at <= at))
    return {row.item: row.until for row in rows}


def people_called(session: Session, words: str) -> list[Person]:
    """Whose key, e-mail or full name it is; else everybody of whose name all the words are part."""
    wanted = words.casefold().split()
    people = session.exec(select(Person).order_by(col(Person.key))).all()
    exact = [
        one for one in people if " ".join(wanted) in {one.key.casefold(), one.email.casefold(), one.name.casefold()}
    ]
    return exact or [one for one in people if wanted and set(wanted) <= set(one.name.casefold().split())]


@dataclass(frozen=True, slots=True)
class Absence:
    """Days away, or days in which somebody else acts. `cover` is blank for leave."""

    person: str
    cover: str
    first: date
    last: date


def absences_from(session: Session, day: date) -> list[Absence]:
    """Those that have not ended by then, in order of their first day."""
    leave = session.exec(select(Leave, Person).join(Person).where(Leave.ends_on >= day)).all()
    away = [Absence(person.name, "", one.starts_on, one.ends_on) for one, person in leave]
    cover = aliased(Person)
    handed_over = session.exec(
        select(Delegation, Person, cover)
        .join(Person, col(Person.id) == Delegation.from_person_id)
        .join(cover, col(cover.id) == Delegation.to_person_id)
        .where(Delegation.ends_on >= day)
    ).all()
    away += [Absence(person.name, to.name, one.starts_on, one.ends_on) for one, person, to in handed_over]
    return sorted(away, key=lambda one: (one.first, one.person, one.cover))
