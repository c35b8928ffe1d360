"""A stretch of days that one printed expression means."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Period:
    """Without `first` and `last` the expression means no days that can be told, and `doubt` says why; {printed} in it
    stands for the expression.

    `month` (and `day`) are those of an expression without a year, which may take its year from the date that follows:
    "October/ November 2019". `open_year` is a year that stands alone.
    """

    first: date | None = None
    last: date | None = None
    doubt: str = ""
    month: int = 0
    day: int = 0
    open_year: bool = False


def month_of(year: int, month: int) -> Period:
    return Period(date(year, month, 1), last_day(year, month))


def last_day(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def printed_day(on: date) -> str:
    """31 March 2023, whatever the machine's locale."""
    months = "January February March April May June July August September October November December".split()
    return f"{on.day} {months[on.month - 1]} {on.year}"
