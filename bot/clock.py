"""The clock, read once in each turn or tick."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]


def system_clock() -> datetime:
    return datetime.now(UTC)


def clock_from(start: datetime) -> Clock:
    """A clock that runs on from a stated moment: the demonstration lies in the time of its plan."""
    began = system_clock()
    return lambda: start + (system_clock() - began)
