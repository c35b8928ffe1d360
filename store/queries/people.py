"""People, the posts they hold on a day, and what they may do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam
from sqlalchemy import select as rows_of
from sqlmodel import Session, col, or_, select

from store.database import connection_of
from store.tables import (
    Action,
    ActionLead,
    Appointment,
    AreaSro,
    Conversation,
    Delegation,
    ImprovementArea,
    Leave,
    Person,
    Plan,
    Post,
    Role,
    SchoolHoliday,
)
from store.types import Capacity, RoleName


class PersonNotFound(Exception):
    """Nobody in the register goes by that key, name or address."""


@dataclass(frozen=True, slots=True)
class InPost:
    """Somebody in a post on a day."""

    post_id: int
    person: Person
    capacity: Capacity


@dataclass(frozen=True, slots=True)
class Identity:
    """Who speaks in a chat, and where they were last seen."""

    id: int
    key: str
    name: str
    conversation_id: str | None
    service_url: str | None
    user_id: str | None
    bot_id: str | None
    installed: bool | None


_IDENTITY = (
    rows_of(
        col(Person.id), col(Person.key), col(Person.name), col(Conversation.conversation_id),
        col(Conversation.service_url), col(Conversation.user_id), col(Conversation.bot_id), col(Conversation.installed),
    )
    .join_from(Person, Conversation, col(Conversation.person_id) == col(Person.id), isouter=True)
    .where(col(Person.entra_object_id) == bindparam("entra"))
)  # fmt: skip


def identity_of(session: Session, entra_object_id: str) -> Identity | None:
    """None for somebody who is not in the register."""
    row = connection_of(session).execute(_IDENTITY, {"entra": entra_object_id}).first()
    return Identity(*row) if row else None


def person_named(session: Session, words: str) -> Person:
    """By key, e-mail or full name. Raises PersonNotFound."""
    wanted = words.strip().casefold()
    for person in session.exec(select(Person)):
        if wanted in {person.key.casefold(), person.email.casefold(), person.name.casefold()}:
            return person
    raise PersonNotFound(f'Nobody in the register is called "{words}": give a person\'s key from people.csv.')


def in_post_on(session: Session, post_ids: Iterable[int], day: date) -> dict[int, list[InPost]]:
    """Holders and deputies by post, each list in order of the person's key."""
    rows = session.exec(
        select(Appointment, Person)
        .join(Person, col(Person.id) == Appointment.person_id)
        .where(
            col(Appointment.post_id).in_(list(post_ids)),
            Appointment.starts_on <= day,
            or_(col(Appointment.ends_on).is_(None), col(Appointment.ends_on) >= day),
        )
        .order_by(col(Person.key))
    )
    result: dict[int, list[InPost]] = defaultdict(list)
    for appointment, person in rows:
        result[appointment.post_id].append(InPost(appointment.post_id, person, appointment.capacity))
    return result


def posts_held_by(session: Session, person_id: int, day: date) -> dict[int, Capacity]:
    rows = session.exec(
        select(Appointment).where(
            Appointment.person_id == person_id,
            Appointment.starts_on <= day,
            or_(col(Appointment.ends_on).is_(None), col(Appointment.ends_on) >= day),
        )
    )
    held: dict[int, Capacity] = {}
    for row in rows:
        if held.get(row.post_id) is not Capacity.HOLDER:
            held[row.post_id] = row.capacity
    return held


def covered_by(session: Session, person_id: int, day: date) -> list[int]:
    """The people whom somebody acts for on a day."""
    rows = session.exec(
        select(Delegation.from_person_id).where(
            Delegation.to_person_id == person_id, Delegation.starts_on <= day, Delegation.ends_on >= day
        )
    )
    return list(rows)


def any_is_sro_of(session: Session, person_ids: Iterable[int], action_id: int, day: date) -> bool:
    """Whether one of these people is an SRO of the action's area on a day."""
    sro = session.exec(
        select(Appointment.id)
        .join(AreaSro, col(AreaSro.post_id) == Appointment.post_id)
        .join(Action, col(Action.area_id) == AreaSro.area_id)
        .where(
            Action.id == action_id,
            col(Appointment.person_id).in_(list(person_ids)),
            Appointment.capacity == Capacity.HOLDER,
            Appointment.starts_on <= day,
            or_(col(Appointment.ends_on).is_(None), col(Appointment.ends_on) >= day),
        )
    ).first()
    return sro is not None


def away_on(session: Session, day: date) -> set[int]:
    """On recorded leave; in school holidays also those who work in term time only."""
    away = set(session.exec(select(Leave.person_id).where(Leave.starts_on <= day, Leave.ends_on >= day)))
    holiday = select(SchoolHoliday).where(SchoolHoliday.starts_on <= day, SchoolHoliday.ends_on >= day)
    if session.exec(holiday).first() is not None:
        away |= {person or 0 for person in session.exec(select(Person.id).where(col(Person.term_time_only)))}
    return away


def school_holidays(session: Session) -> list[SchoolHoliday]:
    """Earliest first."""
    return list(session.exec(select(SchoolHoliday).order_by(col(SchoolHoliday.starts_on))))


def covers_on(session: Session, day: date) -> dict[int, Person]:
    """By the id of whoever has handed their work over for the day: who acts for them. The latest word counts."""
    rows = session.exec(
        select(Delegation, Person)
        .join(Person, col(Person.id) == Delegation.to_person_id)
        .where(Delegation.starts_on <= day, Delegation.ends_on >= day)
        .order_by(col(Delegation.set_at), col(Delegation.id))
    )
    return {delegation.from_person_id: cover for delegation, cover in rows}


def people_with_role(session: Session, role: RoleName, plan_key: str) -> list[Person]:
    rows = session.exec(
        select(Person)
        .join(Role, col(Role.person_id) == Person.id)
        .where(Role.role == role, col(Role.scope).in_(["", plan_key]))
        .order_by(col(Person.key))
        .distinct()
    )
    return list(rows)


def roles_of(session: Session, person_id: int, plan_key: str) -> set[RoleName]:
    rows = session.exec(select(Role.role).where(Role.person_id == person_id, col(Role.scope).in_(["", plan_key])))
    return {RoleName(role) for role in rows}


def has_role_anywhere(session: Session, person_id: int, role: RoleName, plan_keys: Iterable[str]) -> bool:
    """In one of these plans, or in all plans."""
    scopes = ["", *plan_keys]
    found = select(Role).where(Role.person_id == person_id, Role.role == role, col(Role.scope).in_(scopes))
    return session.exec(found).first() is not None


@dataclass(frozen=True, slots=True)
class Remit:
    """What a person has to do with one plan on one day, by refs."""

    plan_key: str
    leads: tuple[str, ...]
    deputises: tuple[str, ...]
    areas: tuple[str, ...]
    roles: frozenset[RoleName]

    @property
    def empty(self) -> bool:
        return not (self.leads or self.deputises or self.areas or self.roles)


def remit_of(session: Session, person_id: int, plan: Plan, day: date) -> Remit:
    held = posts_held_by(session, person_id, day)
    rows = session.exec(
        select(Action, ActionLead)
        .join(ActionLead, col(ActionLead.action_id) == Action.id)
        .where(Action.plan_id == plan.id, col(ActionLead.post_id).in_(list(held)))
        .order_by(col(Action.sort_key))
    )
    leads: dict[str, None] = {}
    deputises: dict[str, None] = {}
    for action, lead in rows:
        (leads if held[lead.post_id] is Capacity.HOLDER else deputises)[action.ref] = None
    areas = session.exec(
        select(ImprovementArea)
        .join(AreaSro, col(AreaSro.area_id) == ImprovementArea.id)
        .where(
            ImprovementArea.plan_id == plan.id,
            col(AreaSro.post_id).in_([post for post, capacity in held.items() if capacity is Capacity.HOLDER]),
        )
        .order_by(col(ImprovementArea.sort_key))
        .distinct()
    )
    return Remit(
        plan_key=plan.key,
        leads=tuple(leads),
        deputises=tuple(ref for ref in deputises if ref not in leads),
        areas=tuple(area.ref for area in areas),
        roles=frozenset(roles_of(session, person_id, plan.key)),
    )


def post_names(session: Session, post_ids: Iterable[int]) -> dict[int, str]:
    rows = session.exec(select(Post).where(col(Post.id).in_(list(post_ids))))
    return {post.id or 0: f"{post.title}, {post.organisation}" if post.organisation else post.title for post in rows}


def names_by_key(session: Session, keys: Iterable[str]) -> dict[str, str]:
    """The names of those who are in the register."""
    rows = session.exec(select(Person.key, Person.name).where(col(Person.key).in_(list(keys))))
    return dict(rows.all())
