"""When something is due, as plans print it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from store.register_files.plan_cells.date_reading import DateReading
from store.register_files.plan_cells.due_parts import Part, parts_of
from store.register_files.plan_cells.due_words import Remaining, meaning_without_date, words_beside
from store.register_files.plan_cells.period import Period
from store.register_files.plan_cells.printed_text import in_one_line, levelled
from store.register_files.plan_cells.relative_times import relative_times

__all__ = ["DateReading", "Due", "read_dues"]

_LONGEST: Final = 1_000
"""Letters. A column of dates holds no longer cell; a longer one is a text."""


@dataclass(frozen=True, slots=True)
class Due:
    """`due` is the last day of what was printed (`domain.md` 3.2), None where there is no date.

    A recurrence ("quarterly", "ongoing") or an open end stands in `recurrence`; what stands beside the date, such as
    a target ("70%"), in `beside`. `doubt` is a sentence where the cell can be read in more than one way.
    """

    text: str
    earliest: date | None = None
    due: date | None = None
    recurrence: str = ""
    beside: str = ""
    doubt: str = ""


def read_dues(cell: str, reading: DateReading) -> tuple[Due, ...]:
    """In printed order; a blank cell has none.

    Each has a date, a recurrence or a doubt, and the printed text; of "3, 6 and 12 months" each has the whole.
    """
    level = levelled(cell)
    if not in_one_line(level):
        return ()
    if len(cell) > _LONGEST:
        return (Due(cell.strip(), doubt="This is too long to be a date: give the dates a column of their own."),)
    if times := relative_times(in_one_line(level), reading.counted_from):
        return tuple(Due(in_one_line(cell), earliest=on, due=on, doubt=doubt) for on, doubt in times)
    dues: list[Due] = []
    for part in parts_of(cell, level, reading):
        text = in_one_line(cell[part.start : part.end]).strip(" ,;")
        dues += (
            _dated(text, Remaining(cell, level, part.start, part.end), part, part.period)
            if part.period
            else _dateless(text, reading)
        )
    return tuple(dues) or (Due(cell.strip(), doubt="No date could be read here: write, for example, March 2023."),)


def _dated(text: str, remaining: Remaining, part: Part, period: Period) -> list[Due]:
    remaining.clear(part.period_start, part.period_end)
    words = words_beside(remaining, period, before=part.period_start, is_range=part.is_range)
    return [Due(text, words.first, words.last, words.recurrence, words.beside, words.doubt)]


def _dateless(text: str, reading: DateReading) -> list[Due]:
    if times := relative_times(levelled(text), reading.counted_from):
        return [Due(text, earliest=on, due=on, doubt=doubt) for on, doubt in times]
    recurrence, doubt = meaning_without_date(text)
    return [Due(text, recurrence=recurrence, doubt=doubt)]
