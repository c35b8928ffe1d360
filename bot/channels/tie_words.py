"""What somebody tells the bot to post in a channel, or not to post any more. Pure: text in, a wish or None out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time

from reminders.channel_ties import WEEKDAYS, Weekly


@dataclass(frozen=True, slots=True)
class TieWanted:
    """`area` blank: the whole plan. `weekly` None: no day and time that could be read."""

    area: str
    weekly: Weekly | None


@dataclass(frozen=True, slots=True)
class StopWanted:
    """`area` blank: the whole plan; None: whatever is posted here."""

    area: str | None


_WHAT = r"(?:area (?P<area>[\w.]{1,12})|(?P<plan>(?:the )?(?:whole )?plan|all areas|everything))"
_HERE = r"(?:here|(?:in|to) this (?:channel|chat|group))"
_TIE = re.compile(rf"post (?:how )?{_WHAT}(?: status| summary| stands)? {_HERE}(?P<when>.*)")
_STOP = re.compile(rf"(?:stop posting|do not post|don't post)(?: {_WHAT})? {_HERE}(?: any ?more)?")
_EVERY = re.compile(r",? (?:every|each|on|weekly on|every week on) (?P<rest>.*)")
_WHEN = re.compile(
    r"(?P<day>[a-z]+?)s?,?(?: at)? "
    r"(?:(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))?(?: ?(?P<half>am|pm))?|(?P<noon>noon|midday))"
)
_DAYS = {name.casefold(): number for number, name in enumerate(WEEKDAYS)}
_SHORT_DAYS = {name[:3]: number for name, number in _DAYS.items()} | {"tues": 1, "thur": 3, "thurs": 3}


def read_wish(text: str) -> TieWanted | StopWanted | None:
    """None for whatever is neither."""
    typed = " ".join(text.replace("’", "'").split()).strip(" .!?")
    words = typed.casefold().removeprefix("please ").removesuffix(" please")
    if found := _STOP.fullmatch(words):
        return StopWanted(found["area"] if found["area"] else "" if found["plan"] else None)
    if found := _TIE.fullmatch(words):
        when = _EVERY.fullmatch(found["when"])
        return TieWanted(found["area"] or "", weekly_of_words(when["rest"]) if when else None)
    return None


def weekly_of_words(words: str) -> Weekly | None:
    """ "monday at 9", "Friday 14:30", "tuesdays at 2pm"; None for whatever is no day and time."""
    found = _WHEN.fullmatch(words.casefold())
    day = (_DAYS | _SHORT_DAYS).get(found["day"]) if found else None
    if found is None or day is None:
        return None
    if found["noon"]:
        return Weekly(day, time(12))
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    if found["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found["half"] == "pm" else 0)
    return Weekly(day, time(hour, minute)) if hour < 24 and minute < 60 else None
