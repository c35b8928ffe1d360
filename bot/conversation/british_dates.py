"""Days as people say them in a British office; always day before month."""

from __future__ import annotations

import re
from datetime import date, timedelta

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DAY_MONTH = re.compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {_MONTH}(?: (?P<year>\d{{4}}|\d{{2}}))?\b")
_MONTH_YEAR = re.compile(rf"\b(?:end of )?{_MONTH}(?: (?P<year>\d{{4}}|\d{{2}}))?\b")
_NUMERIC = re.compile(r"\b(?P<day>\d{1,2})[/.](?P<month>\d{1,2})[/.](?P<year>\d{4}|\d{2})\b")
_ISO = re.compile(r"\b(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})\b")


def window_in(text: str, today: date, next_board: date | None) -> tuple[date, date] | None:
    """First and last day meant; "by" counts from today, a month without a year is the next one to end.

    None when the text names no time.
    """
    words = f" {text.casefold()} "
    named = _named_window(words, today, next_board)
    if named is not None:
        return named
    day = _exact_day(words, today)
    if day is not None:
        return (day, day) if " on " in words else (min(today, day), day)
    found = _MONTH_YEAR.search(words)
    # "may" and "mar" are words of their own: as a month they come after a preposition or beside a year.
    if found and (
        found["year"] or re.search(r"\b(?:by|in|for|until|of|during|before)(?: the)?\s+$", words[: found.start()])
    ):
        year = _year(found["year"]) if found["year"] else today.year
        month = MONTHS.index(found["month"]) + 1
        if not found["year"] and month_end(year, month) < today:
            year += 1
        if " in " in words or " during " in words:
            return date(year, month, 1), month_end(year, month)
        return today, month_end(year, month)
    return None


def _named_window(words: str, today: date, next_board: date | None) -> tuple[date, date] | None:
    if "next board" in words or "the board" in words or "next meeting" in words:
        return (today, next_board) if next_board else None
    monday = today - timedelta(days=today.weekday())
    if "today" in words:
        return today, today
    if "tomorrow" in words:
        return today + timedelta(days=1), today + timedelta(days=1)
    if "next week" in words:
        return monday + timedelta(days=7), monday + timedelta(days=13)
    if "this week" in words or "end of the week" in words:
        return today, monday + timedelta(days=6)
    if "next month" in words:
        first = month_end(today.year, today.month) + timedelta(days=1)
        return first, month_end(first.year, first.month)
    if "this month" in words or "end of the month" in words or "month end" in words:
        return today, month_end(today.year, today.month)
    return None


def _exact_day(words: str, today: date) -> date | None:
    for pattern in (_ISO, _NUMERIC):
        found = pattern.search(words)
        if found:
            return _day(_year(found["year"]), int(found["month"]), int(found["day"]))
    found = _DAY_MONTH.search(words)
    if not found:
        return None
    month, number = MONTHS.index(found["month"]) + 1, int(found["day"])
    if found["year"]:
        return _day(_year(found["year"]), month, number)
    this_year = _day(today.year, month, number)
    return this_year if this_year is None or this_year >= today else _day(today.year + 1, month, number)


def whole_day(text: str) -> date | None:
    """The one day that a text is, with its year, and nothing beside it: 31/3/2023, 31 March 2023, 2023-03-31."""
    words = " ".join(text.casefold().split())
    for pattern in (_ISO, _NUMERIC):
        found = pattern.fullmatch(words)
        if found:
            return _day(_year(found["year"]), int(found["month"]), int(found["day"]))
    found = _DAY_MONTH.fullmatch(words)
    if not found or not found["year"]:
        return None
    return _day(_year(found["year"]), MONTHS.index(found["month"]) + 1, int(found["day"]))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


def month_end(year: int, month: int) -> date:
    following = date(year + month // 12, month % 12 + 1, 1)
    return following - timedelta(days=1)
