"""Writing down what became of a message: its receipt, or its fault and what follows from it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime

from sqlmodel import Session

from bot.delivery.outcomes import Tried, after_fault
from bot.delivery_faults import DeliveryFault, FaultKind
from bot.messenger import Receipt
from bot.turns import Place
from reminders.notices import add_to_notice
from store.audit import AuditChain
from store.database import one_at_a_time
from store.queries.asking import conversation_of
from store.queries.conversations import forget_installation, remember_conversation
from store.queries.people import people_with_role
from store.queries.plans import plans
from store.queries.telling import plans_of_message
from store.tables import Message, Person, RoutePause
from store.types import ContactRoute, MessageStatus, RoleName
from store.working_days import CalendarError, london_date

Outcome = Receipt | DeliveryFault


class Settling:
    """`routes` are those by which this copy can send; `chance` gives a number from 0 to 1."""

    def __init__(self, audit: AuditChain, routes: Collection[ContactRoute], chance: Callable[[], float]) -> None:
        self._audit, self._routes, self._chance = audit, routes, chance

    def settle(self, session: Session, message: Message, outcome: Outcome, now: datetime) -> None:
        person = session.get_one(Person, message.person_id)
        place = outcome.place if isinstance(outcome, Receipt) else outcome.opened
        if place is not None:
            self._remember(session, person, place, now)
        if isinstance(outcome, Receipt):
            conversation = conversation_of(session, message.person_id) if place else None
            message.status, message.sent_at, message.fault = MessageStatus.SENT, now, ""
            message.activity_id, message.conversation_id = (
                outcome.activity_id,
                conversation.id if conversation else None,
            )
        else:
            self._after(session, message, person, outcome, now)
        self.tell_audit(session, message, person, now)
        if message.status is MessageStatus.FAILED:
            self._tell_compliance(session, message, person, now)

    def drop(self, session: Session, message: Message, reason: str, now: datetime) -> None:
        message.status, message.fault = MessageStatus.DROPPED, reason
        self.tell_audit(session, message, session.get_one(Person, message.person_id), now)

    def give_up(self, session: Session, message: Message, now: datetime) -> None:
        """The copy that had claimed it is no more, and whether it went out nobody knows."""
        message.status = MessageStatus.UNCONFIRMED
        message.fault = "the program stopped between sending and the receipt"
        self.tell_audit(session, message, session.get_one(Person, message.person_id), now)

    def tell_audit(self, session: Session, message: Message, person: Person, now: datetime) -> None:
        content = {
            "message": message.id,
            "slot": message.slot,
            "route": message.route.value,
            "status": message.status.value,
            "fault": message.fault,
            "tried": message.tried,
        }
        self._audit.record(
            session,
            plan_key="",
            at=now,
            actor="delivery",
            action="deliver_message",
            subject=person.key,
            content={name: value for name, value in content.items() if value != ""},
        )

    def _after(self, session: Session, message: Message, person: Person, fault: DeliveryFault, now: datetime) -> None:
        if fault.kind is FaultKind.UNREACHABLE and message.route is ContactRoute.EMAIL:
            person.email_fault = person.email_fault or fault.answer
        elif fault.kind is FaultKind.UNREACHABLE and fault.status:
            forget_installation(session, message.person_id)
        tried = Tried(
            message.route, message.attempts, message.send_at, message.tried, self._other_route(session, message, person)
        )
        then = after_fault(tried, fault, now, self._chance())
        message.status, message.route, message.attempts = then.status, then.route, then.attempts
        message.send_at, message.fault, message.tried = then.send_at, then.fault, then.tried

    def _other_route(self, session: Session, message: Message, person: Person) -> ContactRoute | None:
        """By which a message could reach this person all the same."""
        if message.route is ContactRoute.TEAMS:
            reached = ContactRoute.EMAIL in self._routes and person.email and not person.email_fault
            return ContactRoute.EMAIL if reached else None
        conversation = conversation_of(session, message.person_id)
        installed = conversation is not None and conversation.installed
        return ContactRoute.TEAMS if ContactRoute.TEAMS in self._routes and installed else None

    def _remember(self, session: Session, person: Person, place: Place, now: datetime) -> None:
        """A chat that was just opened; the one that was known is left as it is."""
        known = conversation_of(session, person.id or 0)
        if known is None or known.conversation_id != place.conversation_id:
            remember_conversation(
                session,
                person_id=person.id or 0,
                tenant_id=place.tenant_id,
                service_url=place.service_url,
                conversation_id=place.conversation_id,
                user_id="",
                bot_id=place.bot_id,
                now=now,
            )

    def _tell_compliance(self, session: Session, message: Message, person: Person, now: datetime) -> None:
        """One notice for a round of sending, and nobody about themselves (`design.md` section 4, promise 5)."""
        keys = plans_of_message(session, message.id or 0) or [plan.key for plan in plans(session)]
        officers = {one.id: one for key in keys for one in people_with_role(session, RoleName.COMPLIANCE, key)}
        faults = "; ".join(filter(None, (message.tried, f"{message.route.value}: {message.fault}")))
        for officer in officers.values():
            if officer.id == person.id:
                continue
            try:
                add_to_notice(
                    session,
                    self._audit,
                    to=officer,
                    kind="undelivered",
                    about=london_date(now).isoformat(),
                    title="Messages of today that did not arrive",
                    advice="Nobody is chased for what did not reach them: please tell them yourself, and see to it "
                    "that the bot is installed in their Teams or that their email address is right.",
                    line=f"{person.name} cannot be reached by any route ({faults}).",
                    now=now,
                )
            except CalendarError:
                return  # the message itself stays in the list of what was not delivered


def hold_route(session: Session, route: ContactRoute, until: datetime) -> None:
    """For all copies."""
    one_at_a_time(session, f"route {route.value}")
    row = session.get(RoutePause, route)
    if row is None:
        session.add(RoutePause(route=route, until=until))
    else:
        row.until = max(row.until, until)
