"""Copies of the program live through working days, and each life ends with SIGKILL at a random instant."""

from __future__ import annotations

import asyncio
import random
import secrets as random_bytes
from collections import Counter
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from pathlib import Path

from store.audit import AuditChain
from store.database import open_engine
from store.types import MessageStatus
from store.working_days import WorkingCalendar, london_date, london_moment
from tests.soak.answering_leads import AnsweringLeads
from tests.soak.counting_connector import CountingConnector
from tests.soak.one_copy import OneCopy, SharedClock, processes
from tests.soak.register import FIRST_DAY, fill
from tests.soak.verdict import at_rest, broken_promises, ending

MORNING = time(9, 31)
A_LIFE = 1.0
"""Seconds at the most from listening to the end: a day's messages take as long."""

KILLED_AT_ITS_START = 0.15
UNTIL_HANDED_OVER = timedelta(minutes=3)
SECONDS_TO_REST = 120
POSTERS = 3

Trouble = Callable[[], None]
"""Something done to the database while the program runs."""


@dataclass
class Count:
    kills: int = 0
    troubles: int = 0
    arrived: int = 0
    tried: int = 0
    acknowledged: int = 0
    statuses: Counter[MessageStatus] = field(default_factory=Counter[MessageStatus])
    broken: list[str] = field(default_factory=list)


async def kill_again_and_again(
    database_url: str, folder: Path, *, kills: int, seed: int, copies: int = 1, troubles: Sequence[Trouble] = ()
) -> Count:
    """With `troubles`, one of them between every two kills, in turn."""
    chance = random.Random(seed)  # noqa: S311 - to be repeated
    context = processes()
    clock = SharedClock(context, london_moment(FIRST_DAY, MORNING))
    (folder / "audit.key").write_text(random_bytes.token_hex(32), encoding="ascii")
    count = Count()
    async with CountingConnector(random.Random(seed)) as connector:  # noqa: S311
        people = AnsweringLeads(fill(database_url, connector.url), connector.url, clock, random.Random(seed))  # noqa: S311
        running = [OneCopy(context, database_url, folder, clock) for _ in range(copies)]
        async with _answered(people, running):
            for copy in running:
                copy.start()
            for number in range(kills):
                await _one_life(chance.choice(running), chance)
                count.kills += 1
                if troubles and number % 2:
                    await asyncio.to_thread(troubles[number // 2 % len(troubles)])
                    count.troubles += 1
                clock.move_to(_later(clock(), new_day=bool(number % 2)))
        found = await _come_to_rest(running, clock, database_url, AuditChain.from_file(folder / "audit.key"))
        for copy in running:
            copy.kill()
    count.arrived, count.tried, count.acknowledged = len(connector.arrived), people.tried, len(people.acknowledged)
    count.statuses.update(one.status for one in found.messages)
    count.broken = broken_promises(found, connector.arrived, people.acknowledged, clock())
    return count


async def _one_life(copy: OneCopy, chance: random.Random) -> None:
    """Ends it, and starts the next."""
    if chance.random() < KILLED_AT_ITS_START:
        await asyncio.sleep(chance.random() * A_LIFE / 4)
    else:
        await copy.listens()
        await asyncio.sleep(chance.random() * A_LIFE)
    await asyncio.to_thread(copy.kill)
    copy.start()


async def _come_to_rest(copies: Sequence[OneCopy], clock: SharedClock, database_url: str, audit: AuditChain):
    """The next morning nobody is killed any more."""
    clock.move_to(_later(clock(), new_day=True))
    engine = open_engine(database_url)
    try:
        for copy in copies:
            await copy.listens()
        async with asyncio.timeout(SECONDS_TO_REST):
            while True:
                await asyncio.sleep(2)
                found = await asyncio.to_thread(ending, engine, audit)
                if at_rest(found.messages, clock()):
                    return found
                clock.move_to(clock() + UNTIL_HANDED_OVER)
    finally:
        engine.dispose()


def _later(now: datetime, *, new_day: bool) -> datetime:
    """By when a silent copy is taken for dead; or the next morning, with new requests."""
    if not new_day:
        return now + UNTIL_HANDED_OVER
    return london_moment(WorkingCalendar.of_england([]).add(london_date(now), 1), MORNING)


@asynccontextmanager
async def _answered(people: AnsweringLeads, copies: Sequence[OneCopy]) -> AsyncGenerator[None]:
    urls = [copy.url for copy in copies]
    posters = [asyncio.create_task(people.answer_for_ever(urls)) for _ in range(POSTERS)]
    try:
        yield
    finally:
        for poster in posters:
            poster.cancel()
        for ended in await asyncio.gather(*posters, return_exceptions=True):
            if not isinstance(ended, asyncio.CancelledError):
                raise AssertionError("a lead could not go on answering") from ended
