"""A chase that the compliance team sends by hand, to whoever was asked and is silent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sqlmodel import Session

from reminders.due import sending_time
from reminders.planning import PLANNING
from reminders.settings import Overrides
from store import tables
from store.audit import AuditChain
from store.database import one_at_a_time
from store.queries.asking import REQUESTS_SLOT, closure_days, messaged_on
from store.queries.cycles import unanswered_requests
from store.queries.open_actions import last_said_of
from store.queries.people import away_on, covers_on, roles_of
from store.queries.plan_settings import settings_held
from store.tables import Person, Plan
from store.types import MessageStatus, RoleName, Rung
from store.working_days import WorkingCalendar, london_date


class ChaseRefused(Exception):
    """Nobody was chased; the message says why, and what to do. The turn is to be committed: it may be audited."""


class Chaser(Protocol):
    @property
    def id(self) -> int | None: ...
    @property
    def key(self) -> str: ...
    @property
    def name(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Chased:
    """`left_alone`: names of people with a reason each; the cap of one message a day holds for a chase too."""

    sent_to: tuple[str, ...]
    items: int
    left_alone: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ToChase:
    """One message: who gets it, and the open request about each item, by whom it was asked of first."""

    recipient: Person
    requests: tuple[tuple[tables.Request, Person], ...]


@dataclass(frozen=True, slots=True)
class ChasePlan:
    """What a chase would send now, before anybody says yes to it."""

    messages: tuple[ToChase, ...]
    left_alone: tuple[tuple[str, str], ...]
    send_at: datetime

    @property
    def items(self) -> int:
        return len({request.item for message in self.messages for request, _ in message.requests})


def plan_chase(
    session: Session, audit: AuditChain, *, person: Chaser, plan: Plan, refs: Iterable[str] | None, now: datetime
) -> ChasePlan:
    """Who would be chased; `refs` None: all of the plan. Nobody is chased whom no message has reached.

    Raises ChaseRefused.
    """
    if RoleName.COMPLIANCE not in roles_of(session, person.id or 0, plan.key):
        audit.record(
            session,
            plan_key=plan.key,
            at=now,
            actor=person.key,
            action="refused",
            subject=plan.key,
            content={"asked": "chase"},
        )
        raise ChaseRefused("Only the compliance team can chase by hand: please ask one of them.")
    calendar = WorkingCalendar.of_england(closure_days(session))
    send_at = sending_time(now, calendar, Overrides.of(settings_held(session)).ladder_of(plan.id or 0))
    if send_at is None:
        raise ChaseRefused(
            "No requests go out today any more: outside working hours nobody is chased. Please try on the next "
            "working day."
        )
    today = london_date(now)
    away, messaged, covers = away_on(session, today), messaged_on(session, today), covers_on(session, today)
    waiting: dict[int, dict[str, tuple[tables.Request, Person]]] = defaultdict(dict)
    recipients: dict[int, Person] = {}
    unreached: dict[str, None] = {}
    for request, arrived in _silent(session, plan, refs):
        asked = session.get_one(Person, request.person_id)
        if not arrived:
            unreached[asked.name] = None
            continue
        recipient = covers.get(request.person_id, asked)
        recipients[recipient.id or 0] = recipient
        waiting[recipient.id or 0].setdefault(request.item, (request, asked))
    if not waiting and not unreached:
        raise ChaseRefused("Nobody was asked and is silent, so there is nobody to chase.")
    left_alone = [(name, "has not been reached by any message") for name in unreached]
    messages: list[ToChase] = []
    for person_id, requests in waiting.items():
        if person_id in messaged:
            left_alone.append((recipients[person_id].name, "has had today's message"))
        elif person_id in away:
            left_alone.append((recipients[person_id].name, "is away today"))
        else:
            messages.append(ToChase(recipients[person_id], tuple(requests.values())))
    return ChasePlan(tuple(messages), tuple(left_alone), send_at)


def chase(
    session: Session, audit: AuditChain, *, person: Chaser, plan: Plan, refs: Iterable[str] | None, now: datetime
) -> Chased:
    """Plans one message for each of them. Raises ChaseRefused."""
    one_at_a_time(session, PLANNING)
    planned = plan_chase(session, audit, person=person, plan=plan, refs=refs, now=now)
    for message in planned.messages:
        _write(session, message, person, now, planned.send_at)
    session.flush()
    sent_to = tuple(message.recipient.name for message in planned.messages)
    audit.record(
        session,
        plan_key=plan.key,
        at=now,
        actor=person.key,
        action="chase",
        subject=plan.key,
        content={
            "to": [message.recipient.key for message in planned.messages],
            "left_alone": len(planned.left_alone),
            "items": planned.items,
        },
    )
    return Chased(sent_to, planned.items, planned.left_alone)


def _silent(session: Session, plan: Plan, refs: Iterable[str] | None) -> list[tuple[tables.Request, bool]]:
    """The last open request to each person about each item, and whether any message about it reached them.

    An action is no longer silent once somebody has spoken of it or a milestone of it.
    """
    said = last_said_of(session, [plan.id or 0])
    found: dict[tuple[int, str], tuple[tables.Request, bool]] = {}
    for request, message in unanswered_requests(session, plan.id or 0, refs):
        spoken = said.get(request.action_id)
        if request.milestone_id is None and spoken and spoken >= request.asked_at:
            continue
        key = request.person_id, request.item
        arrived = message.status is MessageStatus.SENT or (key in found and found[key][1])
        found[key] = request, arrived
    return list(found.values())


def _write(session: Session, planned: ToChase, chaser: Chaser, now: datetime, send_at: datetime) -> None:
    recipient = planned.recipient
    message = tables.Message(
        person_id=recipient.id or 0,
        route=recipient.route,
        day=london_date(send_at),
        slot=REQUESTS_SLOT,
        planned_at=now,
        send_at=send_at,
        status=MessageStatus.PLANNED,
    )
    session.add(message)
    session.flush()
    session.add_all(
        tables.Request(
            action_id=request.action_id,
            milestone_id=request.milestone_id,
            item=request.item,
            rung=Rung.BY_HAND,
            person_id=recipient.id or 0,
            occasion=f"hand:{london_date(now).isoformat()}",
            reason=f"{chaser.name} of the compliance team asks for your answer{_cover_words(asked, recipient)}",
            asked_at=now,
            message_id=message.id or 0,
        )
        for request, asked in planned.requests
    )


def _cover_words(asked: Person, recipient: Person) -> str:
    return "" if asked.id == recipient.id else f". Asked of you as cover for {asked.name}"
