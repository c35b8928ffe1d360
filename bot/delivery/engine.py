"""Sending what was planned: claim, render, send, receipt. A fault of one person never touches another."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial

import structlog
from prometheus_client import CollectorRegistry
from sqlmodel import Session

from bot.clock import Clock
from bot.database import Database
from bot.delivery import copies
from bot.delivery.claiming import Claimed, Claiming, Envelope
from bot.delivery.drafting import Drafting
from bot.delivery.measures import DeliveryMeasures
from bot.delivery.outcomes import wait_of
from bot.delivery.pace import Pace
from bot.delivery.planning import Planned, is_to_plan, plan
from bot.delivery.rendering import Rendering
from bot.delivery.replacing import point_to_newer
from bot.delivery.settling import Outcome, Settling, hold_route
from bot.delivery_faults import TOO_MANY, DeliveryFault, FaultKind
from bot.email.letters import Letters
from bot.messenger import Messenger, Receipt
from bot.reports import Reports
from store.audit import AuditChain
from store.queries.sending import waiting_at
from store.tables import Message
from store.types import ContactRoute, MessageStatus
from store.working_days import CalendarError

log = structlog.get_logger()

AT_A_TIME = 40
"""As many as Teams is given in a second, so that a slow answer does not slow the others down."""

CLAIM_AGAIN_AT = AT_A_TIME // 2
"""Free places before more is claimed: one transaction for many messages."""

INTERRUPTED = DeliveryFault(FaultKind.UNCONFIRMED, 0, "interrupted while it was being sent")


class Delivery:
    """`tick` is called every minute; `soon` when somebody comes back in between."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        audit: AuditChain,
        messengers: Mapping[ContactRoute, Messenger],
        measures: DeliveryMeasures | None = None,
        paces: Mapping[ContactRoute, Pace] | None = None,
        letters: Letters | None = None,
        reports: Reports | None = None,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._database, self._clock, self._audit, self._messengers = database, clock, audit, messengers
        self._measures = measures or DeliveryMeasures(CollectorRegistry())
        self._paces, self._chance = paces or {}, chance
        self.copy = copies.new_name()
        self._settling = Settling(audit, messengers.keys(), chance)
        self._claiming = Claiming(self.copy, self._settling, Rendering(letters, reports))
        self._drafting = Drafting(database, audit)
        self._planned: Planned | None = None
        self._on_the_way: dict[int, Outcome] = {}
        """By message: what came of it, until that is written down. So a database that is away for a while loses no
        receipt."""
        self._one_at_a_time = asyncio.Lock()
        self._stopping = False
        self._soon: set[asyncio.Task[int]] = set()
        self.last_tick: datetime | None = None

    async def recover(self) -> int:
        """Claims left by a process that died: whether they went out nobody knows, so they are never repeated. Gives
        how many there were."""
        now = self._clock()

        def look_after(session: Session) -> tuple[set[str], int]:
            alive = copies.show_alive(session, self.copy, now)
            left = copies.take_over(session, alive)
            for message in left:
                self._settling.give_up(session, message, now)
            self._claiming.put_back(session, set(self._on_the_way))
            return alive, len(left)

        alive, left = await self._database.write(look_after)
        for pace in self._paces.values():
            pace.share(len(alive))
        return left

    async def tick(self) -> int:
        """Plans and drafts what is due, then sends everything that waits. Gives the number of messages sent."""
        async with self._one_at_a_time:
            await self._write_down_what_is_known()
            await self.recover()
            try:
                await self._plan()
                await self._drafting.draft_what_is_due(self._clock())
                sent = await self._send_everything()
            except CalendarError as error:
                log.error("nothing can be planned or sent", action="plan", reason=str(error))
                sent = []
            now = self._clock()
            self._measures.queue(await self._database.read(lambda session: waiting_at(session, now)), now)
            self.last_tick = now
            if ContactRoute.TEAMS in self._messengers and not self._stopping:
                await point_to_newer(self._database, self._messengers[ContactRoute.TEAMS], sent, now)
            return len(sent)

    async def finish(self) -> None:
        """Lets what is on its way arrive and be receipted; takes up nothing more."""
        self._stopping = True
        async with self._one_at_a_time:
            try:
                await self._write_down_what_is_known()
                await self._database.write(partial(copies.leave, copy=self.copy))
            except Exception as error:
                log.error("the next start finds what is open", action="finish", fault=type(error).__name__)
        await asyncio.gather(*self._soon, return_exceptions=True)

    def soon(self) -> None:
        """A tick of its own, at once."""
        task = asyncio.create_task(self.tick())
        self._soon.add(task)
        task.add_done_callback(self._ticked)

    def _ticked(self, task: asyncio.Task[int]) -> None:
        self._soon.discard(task)
        if not task.cancelled() and (error := task.exception()):
            log.error("a tick in between failed", action="tick", exc_info=error)

    async def _plan(self) -> None:
        now = self._clock()
        if not await self._database.read(lambda session: is_to_plan(session, self._planned, now)):
            return
        self._planned = await self._database.write(lambda session: plan(session, self._audit, now))

    async def _send_everything(self) -> list[int]:
        """Gives the messages that went out."""
        under_way: set[asyncio.Task[bool]] = set()
        sent: list[int] = []

        async def send(envelope: Envelope) -> bool:
            if await self._send(envelope):
                sent.append(envelope.message_id)
                return True
            return False

        try:
            while not self._stopping:
                claimed = await self._claim(AT_A_TIME - len(under_way))
                under_way |= {asyncio.create_task(send(envelope)) for envelope in claimed.envelopes}
                if not under_way and not claimed.handled:
                    break
                under_way = await self._until_there_is_room(under_way, all_of_them=not claimed.envelopes)
        finally:
            if under_way:
                await asyncio.wait(under_way)
        return sent

    async def _claim(self, limit: int) -> Claimed:
        now = self._clock()

        def work(session: Session) -> Claimed:
            copies.show_alive(session, self.copy, now)
            return self._claiming.claim(session, now, limit)

        claimed = await self._database.write(work)
        if claimed.envelopes:
            self.last_tick = now  # a long sending is no stopped scheduler
        return claimed

    async def _until_there_is_room(
        self, under_way: set[asyncio.Task[bool]], *, all_of_them: bool
    ) -> set[asyncio.Task[bool]]:
        """Somebody's second message can be claimed once the first is receipted."""
        most = 0 if all_of_them else AT_A_TIME - CLAIM_AGAIN_AT
        while len(under_way) > most:
            _, under_way = await asyncio.wait(under_way, return_when=asyncio.FIRST_COMPLETED)
        return under_way

    async def _send(self, envelope: Envelope) -> bool:
        """Whether it went out."""
        self._on_the_way[envelope.message_id] = INTERRUPTED
        outcome = await self._outcome(envelope)
        self._on_the_way[envelope.message_id] = outcome
        if isinstance(outcome, DeliveryFault) and outcome.status == TOO_MANY:
            await self._hold(envelope.route, outcome)
        try:
            status = await self._write_down(envelope.message_id, outcome)
        except Exception as error:
            log.error("a receipt waits for the database", action="deliver", fault=type(error).__name__)
            return isinstance(outcome, Receipt)
        self._measures.handled(status, envelope.route)
        log.info(
            "message handled",
            action="deliver",
            status=status.value,
            route=envelope.route.value,
            to=envelope.addressee.person_key,
        )
        return isinstance(outcome, Receipt)

    async def _outcome(self, envelope: Envelope) -> Outcome:
        messenger = self._messengers.get(envelope.route)
        if messenger is None:
            return DeliveryFault(FaultKind.REJECTED, 0, f"no way to send by {envelope.route.value}")
        try:
            return await messenger.send(envelope.addressee, envelope.reply)
        except DeliveryFault as fault:
            return fault
        except Exception:
            # Nobody knows how far it got, so it is not repeated; and the others are sent.
            log.exception("sending failed", action="deliver", to=envelope.addressee.person_key)
            return DeliveryFault(FaultKind.UNCONFIRMED, 0, "a fault of the program, see the log")

    async def _hold(self, route: ContactRoute, fault: DeliveryFault) -> None:
        """Too much for the service: everybody waits, in every copy."""
        until = self._clock() + wait_of(fault, 1, self._chance())
        if route in self._paces:
            self._paces[route].hold(until)
        try:
            await self._database.write(lambda session: hold_route(session, route, until))
        except Exception as error:
            log.error("the pause holds in this copy alone", action="hold_route", fault=type(error).__name__)

    async def _write_down_what_is_known(self) -> None:
        for message_id, outcome in list(self._on_the_way.items()):
            await self._write_down(message_id, outcome)

    async def _write_down(self, message_id: int, outcome: Outcome) -> MessageStatus:
        now = self._clock()

        def work(session: Session) -> MessageStatus:
            message = session.get_one(Message, message_id)
            self._settling.settle(session, message, outcome, now)
            return message.status

        status = await self._database.write(work)
        del self._on_the_way[message_id]
        return status
