"""A day that has been, as people say when something was finished: "yesterday", "last Friday", "on 28 February"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from bot.conversation.british_dates import A_MONTH, A_WEEKDAY, MONTHS, WEEKDAYS, day_named, month_end
from bot.conversation.named_days import named_period

_WEEKDAY = re.compile(rf"\b(?:(?P<last>last)|on|this) {A_WEEKDAY}\b")
_A_MONTH = re.compile(
    rf"\b(?:for|in|to|at|of|end|during|ending)(?: the end of| end)?(?: of)? {A_MONTH}(?: (?P<year>\d{{4}}|2\d))?\b"
)
_YEAR_SAID = re.compile(r"\d{4}\b|/\d{2}\b")


def past_day_in(text: str, today: date) -> date | None:
    """The latest such day up to today; a month alone is no day, and is to be asked about."""
    words = f" {' '.join(text.casefold().split())} "
    if "yesterday" in words:
        return today - timedelta(days=1)
    if "today" in words:
        return today
    if found := _WEEKDAY.search(words):
        place = next(n for n, day in enumerate(WEEKDAYS) if day.startswith(found["day"][:3]))
        back = (today.weekday() - place - 1) % 7 + 1
        # "Last Friday" said on a Sunday may be of this week or the one before.
        return None if found["last"] and back < today.weekday() + 1 else today - timedelta(days=back)
    day = day_named(words, today)
    if day is None or day <= today:
        return day
    if _YEAR_SAID.search(words):
        return None
    return day_named(f"{day.day} {day:%B} {day.year - 1}".casefold(), today)


def period_ended_in(text: str, today: date) -> date | None:
    """The last day of the latest such period that is over: "for December", "Q3", "last month", "to 31 December"."""
    words = f" {' '.join(text.casefold().split())} "
    if day := past_day_in(words, today):
        return day
    if "last month" in words:
        return today.replace(day=1) - timedelta(days=1)
    if (quarter := named_period(words, today)) and re.search(r"\b(?:q[1-4]|quarter)\b", words):
        last = quarter[1]
        return last if last <= today else month_end(last.year - 1, last.month)
    found = _A_MONTH.search(words)
    if found is None:
        return None
    month = MONTHS.index(found["month"][:3]) + 1
    if found["year"]:
        end = month_end(int(found["year"]) if len(found["year"]) == 4 else 2000 + int(found["year"]), month)
        return end if end <= today else None
    end = month_end(today.year, month)
    return end if end <= today else month_end(today.year - 1, month)
