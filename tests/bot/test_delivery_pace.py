"""No more than Teams allows, in any stretch of time, and no longer than that takes."""

from __future__ import annotations

import asyncio
import heapq
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.delivery.pace import BURST, PER_CONVERSATION, PER_SECOND, Pace
from bot.delivery_faults import DeliveryFault, FaultKind

START = datetime(2023, 3, 3, 9, 30, tzinfo=UTC)
A_HAIR = 1e-6  # what adding up fractions of a second may lose


class SimulatedTime:
    """Sleeping moves it on, for whoever sleeps the shortest first."""

    def __init__(self) -> None:
        self.now = 0.0
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []
        self._order = count()

    def clock(self) -> datetime:
        return START + timedelta(seconds=self.now)

    async def sleep(self, seconds: float) -> None:
        woken: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._sleepers, (self.now + seconds, next(self._order), woken))
        await woken

    async def run(self, *work: asyncio.Task[float]) -> list[float]:
        """Until all of it is done; gives what it gave."""
        while not all(task.done() for task in work):
            for _ in range(5):
                await asyncio.sleep(0)
            if self._sleepers and not all(task.done() for task in work):
                at, _, woken = heapq.heappop(self._sleepers)
                self.now = max(self.now, at)
                woken.set_result(None)
        return [task.result() for task in work]


def left_at(conversations: list[int], copies: int = 1) -> dict[int, list[float]]:
    """When a request left for each of these, by conversation, all asked for at once."""

    async def play() -> list[float]:
        time = SimulatedTime()
        pace = Pace(time.clock, lambda: time.now, time.sleep)
        pace.share(copies)

        async def one(conversation: int) -> float:
            await pace.turn(str(conversation))
            return time.now

        return await time.run(*[asyncio.create_task(one(conversation)) for conversation in conversations])

    left: dict[int, list[float]] = {}
    for conversation, moment in zip(conversations, asyncio.run(play()), strict=True):
        left.setdefault(conversation, []).append(moment)
    return left


def most_within(moments: list[float], seconds: float) -> int:
    moments = sorted(moments)
    return max(sum(0 <= other - first < seconds - A_HAIR for other in moments) for first in moments)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(1, 6), min_size=1, max_size=120))
def test_no_conversation_and_no_second_gets_more_than_teams_allows(conversations: list[int]) -> None:
    left = left_at(conversations)
    assert most_within([moment for moments in left.values() for moment in moments], 1.0) <= 50
    for moments in left.values():
        for most, seconds in PER_CONVERSATION:
            assert most_within(moments, seconds) <= most


def test_two_hundred_people_are_reached_in_five_seconds() -> None:
    moments = [moments[0] for moments in left_at(list(range(200))).values()]
    assert max(moments) == pytest.approx((200 - BURST) / PER_SECOND)


def test_people_are_written_to_in_the_order_in_which_they_came() -> None:
    moments = [moments[0] for moments in left_at(list(range(50))).values()]
    assert moments == sorted(moments)


def test_a_busy_conversation_does_not_hold_up_the_others() -> None:
    left = left_at([1] * 40 + [2, 3, 4])
    assert max(left[1]) > 8
    assert max(left[2] + left[3] + left[4]) < 2


@pytest.mark.parametrize("copies", [2, 3])
def test_copies_share_what_the_app_may_send(copies: int) -> None:
    moments = [moments[0] for moments in left_at(list(range(100)), copies).values()]
    assert most_within(moments, 1.0) * copies <= 50


async def test_while_the_route_is_held_nothing_waits_and_nothing_leaves() -> None:
    time = SimulatedTime()
    pace = Pace(time.clock, lambda: time.now, time.sleep)
    pace.hold(START + timedelta(seconds=30))
    pace.hold(START + timedelta(seconds=10))  # a shorter one does not shorten the longer
    with pytest.raises(DeliveryFault) as refused:
        await pace.turn("somebody")
    assert (refused.value.kind, refused.value.retry_after) == (FaultKind.HELD, 30)
    time.now = 30
    await pace.turn("somebody")


async def test_whoever_stands_in_line_when_the_route_is_held_does_not_leave_any_more() -> None:
    time = SimulatedTime()
    pace = Pace(time.clock, lambda: time.now, time.sleep)
    for number in range(BURST):
        await pace.turn(str(number))
    waiting = asyncio.create_task(pace.turn("the next"))
    await asyncio.sleep(0)
    pace.hold(START + timedelta(seconds=30))
    with pytest.raises(DeliveryFault):
        await time.run(waiting)  # type: ignore[arg-type] - it gives nothing
