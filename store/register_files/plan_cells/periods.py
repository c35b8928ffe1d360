"""Every period printed in a text, in order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from store.register_files.plan_cells import british_dates as dates
from store.register_files.plan_cells import parts_of_the_year as parts
from store.register_files.plan_cells.date_reading import DateReading
from store.register_files.plan_cells.period import Period
from store.register_files.plan_cells.printed_text import in_one_line

Meaning = Callable[[re.Match[str], DateReading], Period]


@dataclass(frozen=True, slots=True)
class Found:
    start: int
    end: int
    period: Period


def _by_the_calendar(meaning: Callable[[re.Match[str]], Period]) -> Meaning:
    return lambda found, _: meaning(found)


_SHAPES: Final[tuple[tuple[re.Pattern[str], Meaning], ...]] = (
    (dates.ISO_DAY, _by_the_calendar(dates.day_of)),
    (dates.FIGURES, _by_the_calendar(dates.day_of)),
    (dates.SPAN_OF_DAYS, _by_the_calendar(dates.span_of_days)),
    (dates.DAY, _by_the_calendar(dates.day_of)),
    (dates.MONTH_FIRST_DAY, _by_the_calendar(dates.day_of)),
    (parts.QUARTER, parts.quarter),
    (parts.QUARTER_AFTER_YEAR, parts.quarter),
    (parts.HALF, parts.half_year),
    (parts.TERM, parts.term),
    (parts.TERM_AFTER_YEAR, parts.term),
    (parts.TERM_AROUND_YEAR, parts.term),
    (parts.SCHOOL_YEAR, parts.school_year),
    (parts.COUNCIL_YEAR, parts.council_year),
    (parts.SEASON, parts.season),
    (dates.MONTH_YEAR, _by_the_calendar(dates.month_and_year)),
    (dates.MONTH_IN_FIGURES, _by_the_calendar(dates.month_and_year)),
    (parts.PART_WITHOUT_YEAR, parts.without_year),
    (dates.DAY_WITHOUT_YEAR, _by_the_calendar(dates.day_without_year)),
    (dates.MONTH_ALONE, _by_the_calendar(dates.month_alone)),
    (dates.ISO_MONTH, _by_the_calendar(dates.month_and_year)),
    (parts.SPLIT_YEAR, parts.split_year),
    (dates.YEAR_ALONE, _by_the_calendar(dates.year_alone)),
)
"""The more a shape says, the earlier it stands: where two begin at one place, the first is taken."""


def periods_in(cell: str, level: str, reading: DateReading) -> Iterator[Found]:
    """`level` is the cell's levelled text. A doubt quotes the cell as printed."""
    waiting = _found((shape.search(level), meaning) for shape, meaning in _SHAPES)
    while waiting:
        first, its_meaning = min(waiting, key=lambda match: match[0].start())
        period = its_meaning(first, reading)
        printed = in_one_line(cell[first.start() : first.end()])
        yield Found(first.start(), first.end(), replace(period, doubt=period.doubt.replace("{printed}", printed)))
        waiting = _found((_not_before(found, level, first.end()), meaning) for found, meaning in waiting)


def _found(searched: Iterable[tuple[re.Match[str] | None, Meaning]]) -> list[tuple[re.Match[str], Meaning]]:
    return [(found, meaning) for found, meaning in searched if found]


def _not_before(found: re.Match[str], level: str, at: int) -> re.Match[str] | None:
    return found if found.start() >= at else found.re.search(level, at)
