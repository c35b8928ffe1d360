"""Days, months and years as printed in Britain: never in the order of the United States (`domain.md` 2.4)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from store.register_files.plan_cells.period import Period, month_of, printed_day

MONTHS: Final[Sequence[str]] = (
    "january february march april may june july august september october november december".split()
)
WEEKDAYS: Final[Sequence[str]] = "monday tuesday wednesday thursday friday saturday sunday".split()

MONTH: Final = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_MONTH_BEFORE_FIGURES: Final = MONTH.replace(r"\b", r"(?![a-z])")
YEAR: Final = r"(?:19|20)[0-9]{2}(?![0-9])"
_SHORT_YEAR: Final = r"'?[0-9]{2}(?![0-9]|\s*%|(?:st|nd|rd|th)\b|[/.:-][0-9]|\s*(?:months?|weeks?|days?)\b)"
_ANY_YEAR: Final = rf"(?:{YEAR}|{_SHORT_YEAR})"
_DAY: Final = r"[0-9]{1,2}"
_ORDINAL: Final = r"(?:\s*(?:st|nd|rd|th)\b)?"
_WEEKDAY: Final = r"(?:(?P<weekday>mon|tue|wed|thu|fri|sat|sun)[a-z]*[\s,.]+(?:the\s+)?)?"
_TO: Final = r"\s*(?:-|/|to|until|till)\s*"

YEARLESS: Final = '"{printed}" has no year: write the year beside it.'
_NO_SUCH_DAYS: Final = Period(
    doubt='"{printed}" is no day of the calendar (read as day, month, year): correct the date.'
)

_PLAUSIBLE_SHORT_YEARS: Final = range(15, 46)
"""The SEND reforms began in 2014: "May 12" in a plan is more likely a day than May 2012."""

_HOUR: Final = r"(?:[t ][0-9]{1,2}(?::[0-9]{2}){1,2})?"
"""Excel's days carry a midnight."""

ISO_DAY = re.compile(r"(?<![0-9])(?P<y>[0-9]{4})-(?P<m>[0-9]{1,2})-(?P<d>[0-9]{1,2})" + _HOUR)
FIGURES = re.compile(
    r"(?<![0-9./])(?P<d>[0-9]{1,2})(?P<mark>[/.-])(?P<m>[0-9]{1,2})(?P=mark)(?P<y>[0-9]{4}|[0-9]{2})(?![0-9%])" + _HOUR
)
SPAN_OF_DAYS = re.compile(
    rf"(?<![0-9]){_WEEKDAY}(?P<d1>{_DAY}){_ORDINAL}{_TO}(?P<d2>{_DAY}){_ORDINAL}\s*(?:of\s+)?"
    rf"(?P<m>{_MONTH_BEFORE_FIGURES})[\s,]*(?P<y>{_ANY_YEAR})"
)
DAY = re.compile(
    rf"(?<![0-9]){_WEEKDAY}(?P<d>{_DAY}){_ORDINAL}\s*(?:of\s+)?[\s/-]*(?P<m>{_MONTH_BEFORE_FIGURES})"
    rf"[\s,/-]*(?P<y>{_ANY_YEAR})"
)
MONTH_FIRST_DAY = re.compile(rf"\b(?P<m>{MONTH})\s*(?P<d>{_DAY}){_ORDINAL}[\s,]+(?P<y>{YEAR})")
MONTH_YEAR = re.compile(rf"\b(?P<m>{_MONTH_BEFORE_FIGURES})(?:\s*of\b)?[\s,/-]*(?P<y>{_ANY_YEAR})")
MONTH_IN_FIGURES = re.compile(rf"(?<![0-9./-])(?P<m>0?[1-9]|1[0-2])[/.-](?P<y>{YEAR})(?!-)")
ISO_MONTH = re.compile(r"(?<![0-9])(?P<y>20[0-9]{2})-(?P<m>0[1-9]|1[0-2])(?![0-9-])")
DAY_WITHOUT_YEAR = re.compile(
    rf"(?<![0-9/.])(?:{_WEEKDAY}(?P<d>{_DAY}){_ORDINAL}\s*(?:of\s+)?(?P<m>{MONTH})"
    rf"|\b(?P<m2>{MONTH})\s*(?P<d2>{_DAY})(?![0-9%]){_ORDINAL})"
)
MONTH_ALONE = re.compile(rf"\b(?P<m>{MONTH})")
YEAR_ALONE = re.compile(rf"(?<![0-9./-])(?P<y>{YEAR})(?![/.-]?[0-9%])")


def day_of(found: re.Match[str]) -> Period:
    month = _month(found["m"])
    return _day(found, int(found["d"]), month, full_year(found["y"]))


def span_of_days(found: re.Match[str]) -> Period:
    year, month = full_year(found["y"]), _month(found["m"])
    first, last = (_day_or_none(year, month, int(found[name])) for name in ("d1", "d2"))
    if first is None or last is None or last < first:
        return _NO_SUCH_DAYS
    return Period(first, last)


def month_and_year(found: re.Match[str]) -> Period:
    year, month = full_year(found["y"]), _month(found["m"])
    whole = month_of(year, month)
    if len(found["y"]) == 4 or year % 100 in _PLAUSIBLE_SHORT_YEARS:
        return whole
    return Period(
        whole.first,
        whole.last,
        f'"{{printed}}" was read as the month of the year {year}: if a day was meant, write the date in full.',
    )


def day_without_year(found: re.Match[str]) -> Period:
    month, day = _month(found["m"] or found["m2"]), int(found["d"] or found["d2"])
    if _day_or_none(2000, month, day) is None:
        return _NO_SUCH_DAYS
    return Period(doubt=YEARLESS, month=month, day=day)


def month_alone(found: re.Match[str]) -> Period:
    return Period(doubt=YEARLESS, month=_month(found["m"]))


def year_alone(found: re.Match[str]) -> Period:
    year = int(found["y"])
    return Period(date(year, 1, 1), date(year, 12, 31), open_year=True)


def full_year(printed: str) -> int:
    """Two figures are of this century."""
    year = int(printed.lstrip("'"))
    return year + 2000 if year < 100 else year


def _month(printed: str) -> int:
    if printed.isdecimal():
        return int(printed)
    return next(number for number, name in enumerate(MONTHS, 1) if name.startswith(printed.strip(".")[:3]))


def _day(found: re.Match[str], day: int, month: int, year: int) -> Period:
    on = _day_or_none(year, month, day)
    if on is None:
        return _NO_SUCH_DAYS
    weekday = found.groupdict().get("weekday")
    doubt = ""
    if weekday and WEEKDAYS[on.weekday()][:3] != weekday:
        doubt = f'{printed_day(on)} is a {WEEKDAYS[on.weekday()].title()}: check the day in "{{printed}}".'
    return Period(on, on, doubt)


def _day_or_none(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
