"""Several copies share the work; what a dead one has left is handed over, and a database that is away loses nothing."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from bot.delivery_faults import fault_of
from store import tables
from store.types import ContactRoute, MessageStatus
from tests.bot.outbox import Outbox, outbox
from tests.conftest import Store, sample_store_in
from tests.databases import Databases, PostgresqlDatabases
from tests.scenarios.running_bot import LEAD, QUIET, REMINDER, HandHeldClock

MINUTE = timedelta(minutes=1)


@pytest.fixture
def on_postgresql(postgresql_databases: PostgresqlDatabases, tmp_path: Path) -> Iterator[Store]:
    with sample_store_in(postgresql_databases, tmp_path) as store:
        yield store


@pytest.fixture
async def copies(on_postgresql: Store) -> AsyncIterator[tuple[Outbox, Outbox]]:
    """Two, with one clock."""
    clock = HandHeldClock(QUIET)
    async with outbox(on_postgresql, clock) as one, outbox(on_postgresql, clock) as other:
        yield one, other


@pytest.fixture
async def alone(sample_store: Store) -> AsyncIterator[Outbox]:
    async with outbox(sample_store) as one:
        yield one


async def test_two_copies_send_each_message_exactly_once(copies: tuple[Outbox, Outbox]) -> None:
    one, other = copies
    one.clock.now = REMINDER
    sent = await asyncio.gather(*(copy.delivery.tick() for copy in (one, other, one, other)))
    messages = one.all(select(tables.Message))
    assert len(messages) == sum(sent) > 15
    assert {message.status for message in messages} == {MessageStatus.SENT}
    assert set(Counter(one.teams.reached + other.teams.reached).values()) == {1}
    assert one.audit_holds()


async def test_one_that_dies_after_claiming_hands_over_and_nothing_is_sent_twice(
    copies: tuple[Outbox, Outbox],
) -> None:
    """`design.md` section 4, promise 7."""
    dying, living = copies
    dying.teams.open.clear()
    dying.clock.now = REMINDER
    last_breath = asyncio.create_task(dying.delivery.tick())
    await until(lambda: len(dying.teams.tried) > 15)
    await stop(last_breath)
    assert await living.tick(REMINDER + MINUTE) == 0
    assert statuses(living) == {MessageStatus.CLAIMED}, "a copy seen a minute ago may still be sending"
    assert await living.tick(REMINDER + 3 * MINUTE) == 0
    assert statuses(living) == {MessageStatus.UNCONFIRMED}
    assert living.teams.tried == []
    assert [row.name for row in living.all(select(tables.RunningCopy))] == [living.delivery.copy]


async def test_what_is_too_much_for_one_copy_holds_up_the_other(copies: tuple[Outbox, Outbox]) -> None:
    one, other = copies
    for person in one.all(select(tables.Person)):
        one.teams.script(person.key, fault_of(429, "Throttled", "600"))
    await one.tick(REMINDER)
    assert await other.tick(REMINDER + 5 * MINUTE) == 0
    assert other.teams.tried == []
    (pause,) = one.all(select(tables.RoutePause))
    assert (pause.route, pause.until) == (ContactRoute.TEAMS, REMINDER + 10 * MINUTE)
    assert await other.tick(REMINDER + 10 * MINUTE) > 15


async def test_a_copy_that_stops_in_good_order_leaves_no_trace(alone: Outbox) -> None:
    await alone.tick(REMINDER)
    assert len(alone.all(select(tables.RunningCopy))) == 1
    await alone.delivery.finish()
    assert alone.all(select(tables.RunningCopy)) == []
    assert await alone.tick(REMINDER + timedelta(days=14)) == 0, "it takes up nothing more"


async def test_a_receipt_that_could_not_be_written_is_written_when_the_database_is_back(
    alone: Outbox, databases: Databases
) -> None:
    """The message arrived: to send it again, or to call it unconfirmed, would be wrong."""
    alone.teams.open.clear()
    alone.clock.now = REMINDER
    under_way = asyncio.create_task(alone.delivery.tick())
    await until(lambda: len(alone.teams.tried) > 15)
    with databases.unreachable(alone.store.database_url):
        alone.database.engine.dispose()
        alone.teams.open.set()
        with suppress(Exception):
            await under_way
        tried = len(alone.teams.tried)
    assert statuses(alone) == {MessageStatus.CLAIMED}
    await alone.tick(REMINDER + MINUTE)
    assert statuses(alone) == {MessageStatus.SENT}
    assert len(alone.teams.tried) == tried == len(set(alone.teams.tried))


async def test_a_claim_whose_commit_was_never_confirmed_was_not_sent_and_goes_out(alone: Outbox) -> None:
    """The connection broke between the commit and its answer: the copy knows nothing of its own claim."""
    alone.teams.script(LEAD, fault_of(503, "", None))
    await alone.tick(REMINDER)

    def claimed(session: object) -> None:
        row = session.exec(select(tables.Message).where(tables.Message.status == MessageStatus.PLANNED)).one()  # type: ignore[attr-defined]
        row.status, row.claimed_by, row.attempts = MessageStatus.CLAIMED, alone.delivery.copy, 2
        row.send_at = REMINDER

    alone.do(claimed)
    assert await alone.tick(REMINDER + MINUTE) == 1
    assert alone.messages_of(LEAD)[0].attempts == 2
    assert alone.teams.reached.count(LEAD) == 1


def statuses(copy: Outbox) -> set[MessageStatus]:
    return {message.status for message in copy.all(select(tables.Message))}


async def until(happened: object) -> None:
    async with asyncio.timeout(30):
        while not happened():  # type: ignore[operator]  # noqa: ASYNC110 - nothing tells of it
            await asyncio.sleep(0.001)


async def stop(task: asyncio.Task[int]) -> None:
    """As dead as a task can be: whatever it had begun is not ended."""
    for running in asyncio.all_tasks() - {asyncio.current_task()}:
        running.cancel()
    with suppress(asyncio.CancelledError):
        await task
