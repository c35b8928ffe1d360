"""First and last day of a time away, as people say them: "3 to 14 April", "from 28 March until 5 April 2023"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from bot.conversation.british_dates import MONTHS

_DAY = re.compile(
    rf"""\b(?:(?P<near>today|tomorrow)
    |(?P<iso>\d{{4}}-\d\d-\d\d)
    |(?P<number>\d{{1,2}})[/.](?P<of>\d{{1,2}})[/.](?P<in>\d{{4}}|\d\d)
    |(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\ of)?(?:\ (?P<month>{"|".join(MONTHS)})[a-z]*)?(?:,?\ (?P<year>\d{{4}}))?
    )\b""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class _Said:
    """A day as it was said; 0 for what was left out."""

    day: int
    month: int = 0
    year: int = 0


def days_in(text: str, today: date) -> tuple[date, date] | None:
    """The last day is the next such day to come, the first the latest before it; one day alone is both.

    None where no day is named, more than two, or one that is in no calendar.
    """
    said = [_said(found, today) for found in _DAY.finditer(" ".join(text.casefold().split()))]
    if None in said or not 1 <= len(said) <= 2:
        return None
    first, last = said[0], said[-1]
    if first is None or last is None:
        return None
    end = _on_or_after(today, _Said(last.day, last.month or first.month, last.year))
    if end is None:
        return None
    start = _before(end, _Said(first.day, first.month or end.month, first.year)) if len(said) == 2 else end
    return None if start is None else (start, end)


def _said(found: re.Match[str], today: date) -> _Said | None:
    if found["near"]:
        day = today + timedelta(days=found["near"] == "tomorrow")
        return _Said(day.day, day.month, day.year)
    if found["iso"]:
        year, month, number = map(int, found["iso"].split("-"))
        return _Said(number, month, year)
    if found["number"]:
        year = int(found["in"])
        return _Said(int(found["number"]), int(found["of"]), year if year > 99 else 2000 + year)
    month = MONTHS.index(found["month"]) + 1 if found["month"] else 0
    return _Said(int(found["day"]), month, int(found["year"] or 0))


def _on_or_after(today: date, said: _Said) -> date | None:
    if not said.month:
        return None
    if said.year:
        return _date(said.year, said.month, said.day)
    this_year = _date(today.year, said.month, said.day)
    return this_year if this_year and this_year >= today else _date(today.year + 1, said.month, said.day)


def _before(end: date, said: _Said) -> date | None:
    """A year that was given stands, whatever comes of it: the order of the days is not this file's to judge."""
    if said.year:
        return _date(said.year, said.month, said.day)
    same_year = _date(end.year, said.month, said.day)
    return same_year if same_year is None or same_year <= end else _date(end.year - 1, said.month, said.day)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
