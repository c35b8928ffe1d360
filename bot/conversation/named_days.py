"""Days and periods that have a name in the British year: Easter, Christmas, bank holidays, quarters, years."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta

from store.working_days import bank_holidays

_QUARTER = re.compile(
    r"\b(?:q(?P<short>[1-4])|quarter (?P<long>[1-4]|one|two|three|four)|(?P<nth>first|second|third|fourth) quarter)\b"
    r"(?:,? ?(?:of )?(?:the )?(?P<from>\d{4})(?:[/-](?P<to>\d{2,4}))?)?"
)
_QUARTERS = {"one": 1, "two": 2, "three": 3, "four": 4, "first": 1, "second": 2, "third": 3, "fourth": 4}
_THIS_QUARTER = re.compile(r"\b(?:(?P<next>next)|this|end of(?: the)?|current) quarter\b")
_FINANCIAL_YEAR = re.compile(r"\b(?:financial year|year[ -]end\b|fiscal year|fy)\b")
_ACADEMIC_YEAR = re.compile(r"\b(?:academic|school) year\b")

_FEAST = re.compile(
    r"\b(?P<name>good friday|easter monday|easter sunday|easter|christmas eve|christmas day|boxing day|christmas|xmas"
    r"|new year'?s eve|new year'?s day|early may bank holiday|(?:late may|spring) bank holiday"
    r"|(?:august|summer) bank holiday|bank holiday)\b"
)
_BEFORE = re.compile(r"\b(?:by|before|until|till)(?: the)?(?: next)? $")


def named_period(words: str, today: date) -> tuple[date, date] | None:
    """A quarter, or a year by its kind; of the financial year, so that Q1 is April to June."""
    if found := _QUARTER.search(words):
        number = int(found["short"] or _QUARTERS.get(found["long"] or found["nth"]) or found["long"])
        return _quarter(number, found["from"], found["to"], today)
    if found := _THIS_QUARTER.search(words):
        first = date(today.year, 3 * ((today.month - 1) // 3) + 1, 1)
        return _three_months(_three_months(first)[1] + timedelta(days=1)) if found["next"] else _three_months(first)
    if _FINANCIAL_YEAR.search(words):
        return date(today.year - (today.month < 4), 4, 1), date(today.year + (today.month > 3), 3, 31)
    if _ACADEMIC_YEAR.search(words):
        return date(today.year - (today.month < 9), 9, 1), date(today.year + (today.month > 8), 8, 31)
    return None


def _quarter(number: int, start: str | None, end: str | None, today: date) -> tuple[date, date] | None:
    """Without a year the next such quarter to end. "Q3 2023" may be of a calendar or a financial year: none."""
    month = 3 * number + 1 if number < 4 else 1
    if start and not end:
        return None
    if start:
        return _three_months(date(int(start) + (number == 4), month, 1))
    period = _three_months(date(today.year, month, 1))
    return period if period[1] >= today else _three_months(date(today.year + 1, month, 1))


def _three_months(first: date) -> tuple[date, date]:
    following = date(first.year + (first.month > 9), (first.month + 2) % 12 + 1, 1)
    return first, following - timedelta(days=1)


def named_day(words: str, today: date) -> date | None:
    """The next such day from today on. By Easter is by Easter Sunday, by Christmas by the day before.

    None where bank holidays are not held so far ahead.
    """
    found = _FEAST.search(words)
    if found is None:
        return None
    name = re.sub(r"'", "", found["name"])
    if name == "christmas" or name == "xmas":
        name = "christmas eve" if _BEFORE.search(words[: found.start()]) else "christmas day"
    return next((day for day in sorted(_DAYS[name](today)) if day >= today), None)


def _fixed(month: int, day: int) -> Callable[[date], Iterable[date]]:
    return lambda today: (date(today.year, month, day), date(today.year + 1, month, day))


def _from_easter(days: int) -> Callable[[date], Iterable[date]]:
    return lambda _today: (friday + timedelta(days=2 + days) for friday in _good_fridays())


def _good_fridays() -> list[date]:
    return [day for day in bank_holidays() if day.weekday() == 4 and (3, 20) <= (day.month, day.day) <= (4, 23)]


def _early_may(_today: date) -> Iterable[date]:
    return _by_year(5, min)


def _late_may(_today: date) -> Iterable[date]:
    """In June in the years in which it was moved for a jubilee."""
    return (day for day in bank_holidays() if (5, 24) <= (day.month, day.day) <= (6, 4) and day.weekday() != 4)


def _by_year(month: int, which: Callable[[list[date]], date]) -> Iterable[date]:
    held = [day for day in bank_holidays() if day.month == month]
    return [which([day for day in held if day.year == year]) for year in {day.year for day in held}]


_DAYS: Mapping[str, Callable[[date], Iterable[date]]] = {
    "good friday": _from_easter(-2),
    "easter": _from_easter(0),
    "easter sunday": _from_easter(0),
    "easter monday": _from_easter(1),
    "christmas eve": _fixed(12, 24),
    "christmas day": _fixed(12, 25),
    "boxing day": _fixed(12, 26),
    "new years eve": _fixed(12, 31),
    "new years day": _fixed(1, 1),
    "early may bank holiday": _early_may,
    "late may bank holiday": _late_may,
    "spring bank holiday": _late_may,
    "august bank holiday": lambda _today: _by_year(8, max),
    "summer bank holiday": lambda _today: _by_year(8, max),
    "bank holiday": lambda _today: bank_holidays(),
}
