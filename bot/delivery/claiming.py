"""Taking up what is due: each message is claimed by one copy, read again, and either goes out or is dropped."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache, partial

from sqlmodel import Session

from bot.delivery.rendering import NotSent, Rendering
from bot.delivery.settling import Settling
from bot.delivery_faults import DeliveryFault, FaultKind
from bot.messenger import Addressee
from bot.turns import Place, Reply
from reminders.ladder import DEFAULT_LADDER
from reminders.notices import NOTICE_SLOT
from reminders.quiet_hours import is_quiet, next_open_moment
from reminders.settings import Overrides
from store.queries.asking import closure_days, conversation_of
from store.queries.people import away_on
from store.queries.plan_settings import settings_held
from store.queries.sending import areas_asked_about, claims_of, held_routes, messages_to_send, refused_in_teams
from store.tables import Conversation, Message, Person
from store.types import ContactRoute, MessageStatus
from store.working_days import WorkingCalendar, london_date

STOPPED = "blocked or removed the bot in Teams"


@dataclass(frozen=True, slots=True)
class Envelope:
    message_id: int
    route: ContactRoute
    addressee: Addressee
    reply: Reply


@dataclass(frozen=True, slots=True)
class Claimed:
    """`handled` counts messages that were taken up and need not be sent, or cannot be."""

    envelopes: list[Envelope]
    handled: int


class Claiming:
    """`copy` is the name of this process."""

    def __init__(self, copy: str, settling: Settling, rendering: Rendering) -> None:
        self._copy, self._settling, self._rendering = copy, settling, rendering

    def claim(self, session: Session, now: datetime, limit: int) -> Claimed:
        """Nothing in the quiet hours, which a plan may have of its own. Raises BeyondHolidayData."""
        hours = _Hours(session, now)
        if hours.all_quiet:
            return Claimed([], 0)
        messages = messages_to_send(session, now, limit, held=held_routes(session, now))
        envelopes = [
            envelope for message in messages if (envelope := self._taken_up(session, message, hours, now)) is not None
        ]
        return Claimed(envelopes, len(messages) - len(envelopes))

    def put_back(self, session: Session, on_the_way: set[int]) -> None:
        """Claims of this copy that it knows nothing of: the commit went through and its answer was lost, so nothing
        was sent."""
        for message in claims_of(session, self._copy):
            if message.id not in on_the_way:
                message.status, message.attempts = MessageStatus.PLANNED, message.attempts - 1

    def _taken_up(self, session: Session, message: Message, hours: _Hours, now: datetime) -> Envelope | None:
        person = session.get_one(Person, message.person_id)
        may_go_at = hours.open_to(message)
        if may_go_at > now:  # the day of a message of requests is for the planning to move
            message.send_at = may_go_at
            if message.slot.startswith(NOTICE_SLOT):
                message.day = london_date(may_go_at)
            return None
        reply = self._rendering.render(session, message, person, now)
        if isinstance(reply, NotSent):
            self._settling.drop(session, message, reply.reason, now)
            return None
        conversation = conversation_of(session, message.person_id)
        message.attempts += 1
        stopped = _stopped(session, message, person, conversation)
        if stopped:
            self._settling.settle(session, message, DeliveryFault(FaultKind.UNREACHABLE, 0, stopped), now)
            return None
        message.status, message.claimed_at, message.claimed_by = MessageStatus.CLAIMED, now, self._copy
        place = _place_of(conversation) if conversation else None
        addressee = Addressee(person.key, person.name, person.email, person.entra_object_id, place)
        return Envelope(message.id or 0, message.route, addressee, reply)


class _Hours:
    """When messages may go. Leave may have been recorded since they were planned, and a message that met a fault comes
    back at any hour."""

    def __init__(self, session: Session, now: datetime) -> None:
        self._session, self._now = session, now
        self._calendar = WorkingCalendar.of_england(closure_days(session))
        self._plans_own = Overrides.of(settings_held(session))
        self._away = cache(partial(away_on, session))

    @property
    def all_quiet(self) -> bool:
        return all(is_quiet(self._now, self._calendar, ladder) for ladder in self._plans_own.in_use())

    def open_to(self, message: Message) -> datetime:
        ladder = DEFAULT_LADDER
        if self._plans_own.ladders:
            ladder = self._plans_own.ladder_of_all(areas_asked_about(self._session, message.id or 0))
        return next_open_moment(self._now, self._calendar, lambda day: message.person_id in self._away(day), ladder)


def _stopped(session: Session, message: Message, person: Person, conversation: Conversation | None) -> str:
    """Why a route that refused somebody once is not tried again: it is up to them to come back (`peers.md`, fault 14).
    Blank while it is open."""
    if message.route is ContactRoute.EMAIL:
        return person.email_fault
    installed = conversation.installed if conversation else not refused_in_teams(session, message.person_id)
    return "" if installed else STOPPED


def _place_of(conversation: Conversation) -> Place:
    return Place(
        conversation.service_url, conversation.conversation_id, True, conversation.tenant_id, conversation.bot_id
    )
