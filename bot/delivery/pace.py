"""Keeping below what Teams allows (`teams-platform.md` 3.4): for the app in a tenant, and for each conversation."""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict, deque
from collections.abc import Awaitable, Callable
from datetime import datetime

from bot.clock import Clock
from bot.delivery_faults import DeliveryFault, FaultKind

PER_SECOND = 40.0
"""Teams allows 50 to an app and tenant; the rest is for answering people."""

BURST = 8
"""Requests that may leave at once after a quiet moment: with them no second sees more than 48."""

PER_CONVERSATION = ((7, 1.0), (8, 2.0), (60, 30.0), (1800, 3600.0))
"""Requests, and the seconds in which there may be no more."""

REMEMBERED_SECONDS = max(seconds for _, seconds in PER_CONVERSATION)


class Pace:
    """Of one route. `monotonic` gives seconds and never goes back."""

    def __init__(
        self,
        clock: Clock,
        monotonic: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._clock, self._monotonic, self._sleep = clock, monotonic, sleep
        self._copies = 1
        self._bucket_full_at = 0.0
        self._held_until: datetime | None = None
        self._left: OrderedDict[str, deque[float]] = OrderedDict()  # the conversation written to last comes last
        self._line = asyncio.Lock()

    def share(self, copies: int) -> None:
        """The limit is the app's, so copies that send at the same time share it."""
        self._copies = max(1, copies)

    def hold(self, until: datetime) -> None:
        """Nothing leaves before then."""
        self._held_until = max(until, self._held_until or until)

    async def turn(self, conversation: str) -> None:
        """Waits until one more request may leave. Raises DeliveryFault of kind HELD while nothing may leave at all."""
        while True:
            while (wait := self._wait_of(conversation)) > 0:
                await self._sleep(wait)
            async with self._line:
                self._refuse_if_held()
                if (wait := self._wait_of_all()) > 0:
                    await self._sleep(wait)
                    self._refuse_if_held()
                if self._wait_of(conversation) <= 0:
                    self._take(conversation)
                    return

    @property
    def _interval(self) -> float:
        return self._copies / PER_SECOND

    def _refuse_if_held(self) -> None:
        left = (self._held_until - self._clock()).total_seconds() if self._held_until else 0
        if left > 0:
            raise DeliveryFault(FaultKind.HELD, 0, "waits until the service takes messages again", left)

    def _wait_of_all(self) -> float:
        """A full bucket holds BURST requests, and each takes an interval to come back."""
        burst = max(1, BURST // self._copies)
        return self._bucket_full_at - (burst - 1) * self._interval - self._monotonic()

    def _wait_of(self, conversation: str) -> float:
        left, now = self._left.get(conversation, ()), self._monotonic()
        return max(
            (left[-most] + seconds - now for most, seconds in PER_CONVERSATION if len(left) >= most), default=0.0
        )

    def _take(self, conversation: str) -> None:
        now = self._monotonic()
        self._bucket_full_at = max(self._bucket_full_at, now) + self._interval
        self._left.setdefault(conversation, deque(maxlen=PER_CONVERSATION[-1][0])).append(now)
        self._left.move_to_end(conversation)
        while self._left[next(iter(self._left))][-1] <= now - REMEMBERED_SECONDS:
            self._left.popitem(last=False)
