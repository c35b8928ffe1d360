"""Cells of dates: the words, unless the file holds a date that they do not say."""

from __future__ import annotations

from datetime import date, datetime

from store.register_files.grids.grid import Cell
from store.register_files.plan_cells.due import DateReading, Due, read_dues


def dues_in(cell: Cell, dates: DateReading) -> tuple[Due, ...]:
    """In printed order. A typed date wins over words that name another day, and that is said."""
    found = read_dues(cell.text, dates) if cell.text.strip() else ()
    typed = _day(cell)
    if typed is None or any(_says(due, typed) for due in found):
        return found
    return (Due(cell.text.strip(), typed, typed, doubt=_another_day(cell, typed, found)),)


def taken_as(due: Due, day: date | None, column: str) -> str:
    """A sentence where a column that keeps a day alone is printed as a month or a season; blank where it is a day."""
    if day is None or due.earliest == due.due:
        return ""
    return f'"{due.text}" was taken as {day.isoformat()} for {column}: write the day if it is known.'


def _day(cell: Cell) -> date | None:
    if isinstance(cell.value, datetime):
        return cell.value.date()
    return cell.value if isinstance(cell.value, date) else None


def _says(due: Due, typed: date) -> bool:
    """ "Mar-23" shown of 1 March 2023 means the month: its last day."""
    return due.due is not None and (due.earliest or due.due) <= typed <= due.due


def _another_day(cell: Cell, typed: date, found: tuple[Due, ...]) -> str:
    if not any(due.due for due in found):
        return ""
    return f'The cell shows "{cell.text.strip()}" and holds the date {typed.isoformat()}: the date it holds is taken.'
