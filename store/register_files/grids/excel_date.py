"""A date as Excel keeps it, a count of days, and as a person reads it by its number format."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from store.register_files.grids.number_format import DateParts

_FIRST_LEAP_DAY = 60
"""Excel's 29 February 1900, which never was: days before it are one further from the count's start."""

_LAST = 2_958_465  # 31 December 9999


class Dated(NamedTuple):
    text: str
    value: date | datetime | None  # None for a time of day, which no register field holds


def dated(serial: float, parts: DateParts, *, from_1904: bool) -> Dated | None:
    """None for a number that no date has: Excel shows such a cell as ######.

    A format that shows month and year alone gives "March 2023", since a month means its last day; one that shows the
    day gives "2023-03-31", with the time after it where the format shows that and it is not midnight.
    """
    if parts.elapsed:
        minutes = round(serial * 24 * 60)
        return Dated(f"{minutes // 60}:{minutes % 60:02d}", None) if minutes >= 0 else None
    days = serial + 1462 if from_1904 else serial
    if not 0 <= days <= _LAST:
        return None
    if days < 1:
        minutes = round(days * 24 * 60)
        return Dated(f"{minutes // 60:02d}:{minutes % 60:02d}", None) if parts.time else None
    start = datetime(1899, 12, 31) if days < _FIRST_LEAP_DAY else datetime(1899, 12, 30)  # noqa: DTZ001 wall time
    moment = start + timedelta(seconds=round(days * 86_400))
    return as_shown(moment, parts)


def as_shown(moment: datetime, parts: DateParts) -> Dated:
    midnight = moment.time() == time()
    value = moment.date() if midnight else moment
    if parts.day or not (parts.month or parts.year):
        if not parts.day:
            return Dated(_clock(moment), value)
        return Dated(
            f"{moment:%Y-%m-%d} {_clock(moment)}" if parts.time and not midnight else f"{moment:%Y-%m-%d}", value
        )
    return Dated(f"{moment:%B %Y}" if parts.month else f"{moment:%Y}", value)


def _clock(moment: datetime) -> str:
    return f"{moment:%H:%M}"
