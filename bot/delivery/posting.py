"""Posts to channels: planned, claimed, sent and receipted with the same promises as messages to people.

They have a table and a round of their own, because a message belongs to a person: it has a second route, waits for
days of leave, and is one of that person's day. A post has none of these, but between its claim and its sending it is
found out who reads along.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

import structlog
from sqlmodel import Session

from bot.channels.roster import Rosters, TooManyReaders
from bot.channels.summary import NotPosted, render_post
from bot.clock import Clock
from bot.database import Database
from bot.delivery import copies
from bot.delivery.post_outcomes import Outcome, settle
from bot.delivery_faults import DeliveryFault, FaultKind
from bot.messenger import Receipt
from bot.teams.messenger import TeamsMessenger
from bot.turns import Group, Place, Reply
from reminders.channel_posts import due_posts, plan_posts
from reminders.quiet_hours import is_quiet
from store.audit import AuditChain
from store.queries.asking import closure_days
from store.queries.channel_posts import claimed_posts, is_claimed, next_post
from store.tables import Channel, ChannelPost
from store.types import MessageStatus
from store.working_days import CalendarError, WorkingCalendar

log = structlog.get_logger()

PROGRAM_FAULT = "a fault of the program, see the log"


@dataclass(frozen=True, slots=True)
class Claimed:
    post_id: int
    place: Place


class Posting:
    """`tick` is called every minute. `copy` is the name of this process among those that send."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        audit: AuditChain,
        rosters: Rosters,
        messenger: TeamsMessenger,
        copy: str,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._database, self._clock, self._audit = database, clock, audit
        self._rosters, self._messenger, self._copy, self._chance = rosters, messenger, copy, chance
        self._on_the_way: dict[int, Outcome] = {}
        """By post: what came of it, until that is written down."""
        self._one_at_a_time = asyncio.Lock()
        self._stopping = False

    async def tick(self) -> int:
        """Plans what is due and posts what waits. Gives the number of posts that went out."""
        async with self._one_at_a_time:
            await self._write_down_what_is_known()
            try:
                if not await self._database.read(partial(self._has_work, now=self._clock())):
                    return 0
                await self._database.write(partial(self._prepare, now=self._clock()))
                return await self._post_everything()
            except CalendarError as error:
                log.error("nothing can be posted in channels", action="plan_post", reason=str(error))
                return 0

    async def finish(self) -> None:
        """Lets what is on its way arrive; takes up nothing more."""
        self._stopping = True
        async with self._one_at_a_time:
            try:
                await self._write_down_what_is_known()
            except Exception as error:
                log.error("the next start finds what is open", action="finish", fault=type(error).__name__)

    def _has_work(self, session: Session, *, now: datetime) -> bool:
        if is_claimed(session):
            return True
        calendar = WorkingCalendar.of_england(closure_days(session))
        if is_quiet(now, calendar):
            return False
        return next_post(session, now) is not None or bool(due_posts(session, now, calendar))

    def _prepare(self, session: Session, *, now: datetime) -> None:
        self._look_after(session, now)
        plan_posts(session, self._audit, now, WorkingCalendar.of_england(closure_days(session)))

    def _look_after(self, session: Session, now: datetime) -> None:
        """Claims of copies that are no more: whether they went out nobody knows. Claims of this one that it knows
        nothing of: the commit went through and its answer was lost, so nothing was sent."""
        alive = copies.show_alive(session, self._copy, now)
        for post in claimed_posts(session):
            if post.claimed_by == self._copy:
                post.status, post.attempts = MessageStatus.PLANNED, post.attempts - 1
            elif post.claimed_by not in alive:
                fault = DeliveryFault(FaultKind.UNCONFIRMED, 0, "the program stopped before the receipt")
                settle(session, self._audit, post, fault, now, self._chance())

    async def _post_everything(self) -> int:
        sent = 0
        while not self._stopping:
            claimed = await self._database.write(partial(self._claim, now=self._clock()))
            if claimed is None:
                break
            self._on_the_way[claimed.post_id] = DeliveryFault(FaultKind.UNCONFIRMED, 0, "interrupted")
            self._on_the_way[claimed.post_id] = outcome = await self._outcome(claimed)
            await self._write_down_what_is_known()
            sent += isinstance(outcome, Receipt)
        return sent

    def _claim(self, session: Session, *, now: datetime) -> Claimed | None:
        copies.show_alive(session, self._copy, now)
        if is_quiet(now, WorkingCalendar.of_england(closure_days(session))):
            return None
        post = next_post(session, now)
        if post is None:
            return None
        post.status, post.attempts = MessageStatus.CLAIMED, post.attempts + 1
        post.claimed_at, post.claimed_by = now, self._copy
        return Claimed(post.id or 0, _place_of(session.get_one(Channel, post.channel_id)))

    async def _outcome(self, claimed: Claimed) -> Outcome:
        try:
            reply = await self._reply(claimed)
        except (DeliveryFault, NotPosted) as reason:
            return reason
        except TooManyReaders as error:
            return NotPosted(f"more than {error.most} people are in the channel")
        except Exception:
            log.exception("a post could not be made", action="deliver_post")
            return DeliveryFault(FaultKind.REJECTED, 0, PROGRAM_FAULT)
        try:
            return await self._messenger.post(claimed.place, reply)
        except DeliveryFault as fault:
            return fault
        except Exception:
            # Nobody knows how far it got, so it is not repeated.
            log.exception("posting failed", action="deliver_post")
            return DeliveryFault(FaultKind.UNCONFIRMED, 0, PROGRAM_FAULT)

    async def _reply(self, claimed: Claimed) -> Reply:
        members = await self._rosters.fresh(claimed.place)
        now = self._clock()
        return await self._database.read(
            lambda session: render_post(session, session.get_one(ChannelPost, claimed.post_id), members, now)
        )

    async def _write_down_what_is_known(self) -> None:
        for post_id, outcome in list(self._on_the_way.items()):
            await self._database.write(partial(self._settled, post_id=post_id, outcome=outcome, now=self._clock()))
            del self._on_the_way[post_id]

    def _settled(self, session: Session, *, post_id: int, outcome: Outcome, now: datetime) -> None:
        settle(session, self._audit, session.get_one(ChannelPost, post_id), outcome, now, self._chance())


def _place_of(channel: Channel) -> Place:
    return Place(
        channel.service_url,
        channel.conversation_id,
        False,
        channel.tenant_id,
        channel.bot_id,
        Group(channel.conversation_id, channel.team_id, channel.team_name, channel.name),
    )
