"""What the tests of posts to channels have in common: a room, a wish, and the Mondays after it."""

from __future__ import annotations

from datetime import date, datetime, time

from store.working_days import london_moment
from tests.scenarios.channel_room import Room
from tests.scenarios.running_bot import (
    LEAD,
    OFFICER,
    REMINDER,
    SRO,
    HandHeldClock,
    RunningBot,
)

STRANGER = "5c0e0000-0000-4000-8000-00000000dead"
EVERY_MONDAY = "post area 4 here every Monday at 9"


def on(year: int, month: int, day: int, hour: int = 9, minute: int = 0) -> datetime:
    return london_moment(date(year, month, day), time(hour, minute))


MONDAY = on(2023, 3, 6)
"""The first after REMINDER, a Friday."""


def room_of_three(bot: RunningBot, clock: HandHeldClock) -> Room:
    clock.now = REMINDER
    room = Room(bot)
    room.holds(*(bot.member(key) for key in (SRO, LEAD, OFFICER)))
    return room


async def at(room: Room, clock: HandHeldClock, moment: datetime) -> int:
    clock.now = moment
    return await room.tick()


def notices(bot: RunningBot) -> list[str]:
    return [m.body for m in bot.messages_of(bot.member(OFFICER)) if m.slot.startswith("notice:channel")]
