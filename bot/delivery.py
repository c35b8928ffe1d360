"""Sending what was planned: claim, render, send, receipt. A fault of one person never touches another."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from sqlmodel import Session

from bot.clock import Clock
from bot.database import Database
from bot.delivery_faults import DeliveryFault, FaultKind
from bot.messenger import Addressee, Messenger, Receipt
from bot.turns import Place, Reply
from bot.updating import message_card
from reminders.planning import plan_messages
from store import tables
from store.audit import AuditChain
from store.queries.asking import conversation_of, messages_claimed_before, messages_to_send
from store.queries.conversations import remember_conversation
from store.types import ContactRoute, MessageStatus
from workflows.language import count_words
from workflows.updates.showing import request_view

log = structlog.get_logger()

CLAIM_AT_ONCE = 20
AT_A_TIME = 8
CLAIM_LASTS = timedelta(minutes=10)
"""Far longer than a batch takes: an older claim belongs to nobody any more."""

RETRY_AFTER = timedelta(minutes=1)
MOST_ATTEMPTS = 6


@dataclass(frozen=True, slots=True)
class Envelope:
    message_id: int
    route: ContactRoute
    addressee: Addressee
    reply: Reply


class Delivery:
    """`tick` is called every minute; `soon` when somebody comes back in between."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        audit: AuditChain,
        messengers: Mapping[ContactRoute, Messenger],
        count: Callable[[str], None],
    ) -> None:
        self._database, self._clock, self._audit = database, clock, audit
        self._messengers, self._count = messengers, count
        self._one_at_a_time = asyncio.Lock()
        self._stopping = False
        self._soon: set[asyncio.Task[int]] = set()
        self._loop = asyncio.get_running_loop()
        self.last_tick: datetime | None = None

    async def recover(self) -> int:
        """Claims left by a process that died: whether they went out nobody knows, so they are never repeated.

        On SQLite there is one process, so every claim is such a one; on PostgreSQL those of another live copy are
        young.
        """
        now = self._clock()
        alone = self._database.engine.dialect.name == "sqlite"

        def mark(session: Session) -> int:
            left = messages_claimed_before(session, now if alone else now - CLAIM_LASTS)
            for message in left:
                message.status = MessageStatus.UNCONFIRMED
                message.fault = "the program stopped between sending and the receipt"
                _audit_message(self._audit, session, message, now)
            return len(left)

        return await self._database.write(mark)

    async def tick(self) -> int:
        """Plans what is due, then sends everything that waits. Gives the number of messages sent."""
        async with self._one_at_a_time:
            now = self._clock()
            await self._database.write(lambda session: len(plan_messages(session, self._audit, now)))
            sent = 0
            while not self._stopping:
                envelopes = await self._database.write(lambda session: self._claim(session, now))
                if not envelopes:
                    break
                sent += await self._send_all(envelopes)
            self.last_tick = now
            return sent

    async def finish(self) -> None:
        """Lets what is on its way arrive and be receipted; takes up nothing more."""
        self._stopping = True
        async with self._one_at_a_time:
            pass
        await asyncio.gather(*self._soon)

    def soon(self) -> None:
        """Thread-safe: called from a turn's transaction, which commits before the loop gets to it."""
        self._loop.call_soon_threadsafe(self._start_tick)

    def _start_tick(self) -> None:
        task = asyncio.create_task(self.tick())
        self._soon.add(task)
        task.add_done_callback(self._soon.discard)

    def _claim(self, session: Session, now: datetime) -> list[Envelope]:
        envelopes: list[Envelope] = []
        for message in messages_to_send(session, now, CLAIM_AT_ONCE):
            envelope = self._rendered(session, message, now)
            if envelope is None:
                message.status, message.fault = MessageStatus.DROPPED, "every item was answered meanwhile"
                continue
            message.status, message.claimed_at = MessageStatus.CLAIMED, now
            message.attempts += 1
            envelopes.append(envelope)
        return envelopes

    def _rendered(self, session: Session, message: tables.Message, now: datetime) -> Envelope | None:
        """The message as it reads now; None when nothing in it is open any more."""
        person = session.get_one(tables.Person, message.person_id)
        view = request_view(session, person, message.id or 0, now)
        waiting = [i for i in view.items if not i.answered and i.facts.completed_on is None] if view else []
        if view is None or not waiting:
            return None
        conversation = conversation_of(session, message.person_id)
        place = _place_of(conversation) if conversation and conversation.installed else None
        first = waiting[0]
        summary = f"Update needed: {count_words(len(waiting), 'milestone')}, first {first.name}, {first.timing}"
        addressee = Addressee(person.key, person.name, person.email, person.entra_object_id, place)
        return Envelope(message.id or 0, message.route, addressee, Reply(summary, message_card(view)))

    async def _send_all(self, envelopes: list[Envelope]) -> int:
        gate = asyncio.Semaphore(AT_A_TIME)

        async def one(envelope: Envelope) -> bool:
            async with gate:
                return await self._send(envelope)

        return sum(await asyncio.gather(*(one(envelope) for envelope in envelopes)))

    def _kept(self, session: Session, person_id: int, receipt: Receipt, now: datetime) -> int | None:
        """The conversation that the message is in; one just opened is remembered."""
        conversation = conversation_of(session, person_id)
        place = receipt.place
        if place is not None and (conversation is None or conversation.conversation_id != place.conversation_id):
            remember_conversation(
                session,
                person_id=person_id,
                tenant_id=place.tenant_id,
                service_url=place.service_url,
                conversation_id=place.conversation_id,
                user_id="",
                bot_id=place.bot_id,
                now=now,
            )
            conversation = conversation_of(session, person_id)
        return conversation.id if conversation else None

    async def _send(self, envelope: Envelope) -> bool:
        messenger = self._messengers.get(envelope.route)
        outcome: Receipt | DeliveryFault
        try:
            if messenger is None:
                raise DeliveryFault(FaultKind.UNREACHABLE, 0, f"no way to send by {envelope.route.value}")
            outcome = await messenger.send(envelope.addressee, envelope.reply)
        except DeliveryFault as fault:
            outcome = fault
        except Exception:
            # Nobody knows how far it got, so it is not repeated; and the others are sent.
            log.exception("sending failed", action="deliver", to=envelope.addressee.person_key)
            outcome = DeliveryFault(FaultKind.UNCONFIRMED, 0, "a fault of the program, see the log")
        now = self._clock()
        status = await self._database.write(lambda session: self._receipt(session, envelope, outcome, now))
        self._count(f"message_{status.value}")
        log.info("message handled", action="deliver", status=status.value, to=envelope.addressee.person_key)
        return isinstance(outcome, Receipt)

    def _receipt(
        self, session: Session, envelope: Envelope, outcome: Receipt | DeliveryFault, now: datetime
    ) -> MessageStatus:
        message = session.get_one(tables.Message, envelope.message_id)
        if isinstance(outcome, Receipt):
            message.status, message.sent_at, message.fault = MessageStatus.SENT, now, ""
            message.activity_id = outcome.activity_id
            message.conversation_id = self._kept(session, message.person_id, outcome, now)
        else:
            message.fault = str(outcome)
            message.status, again_at = _after(outcome, message.attempts, now)
            message.send_at = again_at or message.send_at
        _audit_message(self._audit, session, message, now, envelope.addressee.person_key)
        return message.status


def _place_of(conversation: tables.Conversation) -> Place:
    return Place(
        conversation.service_url, conversation.conversation_id, True, conversation.tenant_id, conversation.bot_id
    )


def _after(fault: DeliveryFault, attempts: int, now: datetime) -> tuple[MessageStatus, datetime | None]:
    """What becomes of a message that met a fault, and when it is tried again."""
    if fault.kind is FaultKind.RETRY and attempts < MOST_ATTEMPTS:
        wait = timedelta(seconds=fault.retry_after) if fault.retry_after else RETRY_AFTER * 2 ** (attempts - 1)
        return MessageStatus.PLANNED, now + wait
    if fault.kind is FaultKind.UNCONFIRMED:
        return MessageStatus.UNCONFIRMED, None
    return MessageStatus.FAILED, None


def _audit_message(
    audit: AuditChain, session: Session, message: tables.Message, now: datetime, person_key: str = ""
) -> None:
    audit.record(
        session,
        plan_key="",
        at=now,
        actor="delivery",
        action="deliver_message",
        subject=person_key or str(message.person_id),
        content={"message": message.id, "status": message.status.value, "fault": message.fault},
    )
