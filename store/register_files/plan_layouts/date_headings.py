"""Tables whose headings are dates: which columns stand for a date, and what the others are called."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from store.register_files.grids.grid import Cell, Grid
from store.register_files.plan_cells.due import DateReading, Due, read_dues
from store.register_files.plan_layouts.cell_lines import one_line
from store.register_files.plan_layouts.headers import FIELDS, normalised

ROWS_ABOVE = 8
"""How far down a table its header is looked for: titles, bands and banners stand above it."""

LONGEST_DATE = 32
"""A heading of more characters is a sentence with a date in it, not a date."""

BANDS = frozenset({*FIELDS["milestone"].aliases, "progress action tracker"})
"""Printed across the dates, and meaning no more than that these are milestones (`domain.md` 2.2, rows 6 to 8)."""

_RATINGS = frozenset(FIELDS["rating"].aliases)
_ROW_LABELS = frozenset(alias for name in ("ref", "title", "lead") for alias in FIELDS[name].aliases)


@dataclass(frozen=True, slots=True)
class DateColumn:
    column: int
    printed: str
    due: Due
    rating: int | None = None  # the column of the rating beside it


@dataclass(frozen=True, slots=True)
class DatedHeader:
    """`first` and `last` are the rows of the header; `labels` has the words of each column, the lowest row first."""

    first: int
    last: int
    labels: tuple[str, ...]
    dates: tuple[DateColumn, ...]
    band: str = ""

    @property
    def of_dates(self) -> frozenset[int]:
        ratings = {date.rating for date in self.dates if date.rating is not None}
        return frozenset({date.column for date in self.dates} | ratings)

    @property
    def words(self) -> frozenset[str]:
        """What a header printed again on the next page is known by."""
        return frozenset(normalised(label) for label in (*self.labels, self.band) if label)


def dated(text: str, dates: DateReading) -> Due | None:
    """The one date that these words are, and nothing else."""
    words = one_line(text)
    if not 0 < len(words) <= LONGEST_DATE or not any(letter.isdigit() for letter in words):
        return None
    dues = read_dues(words, dates)
    if len(dues) != 1 or dues[0].due is None or dues[0].recurrence or dues[0].beside:
        return None
    return dues[0]


def starts_with_date(text: str, dates: DateReading) -> Due | None:
    """The date that the first words are ("March 2020 Membership agreed"), if they are one."""
    words = re.split(r"\s+", text.strip(), maxsplit=4)
    for count in range(min(len(words), 4), 1, -1):
        if due := dated(" ".join(words[:count]).rstrip(":–-"), dates):
            return due
    return None


def find_dated_header(grid: Grid, dates: DateReading, *, at_least: int) -> DatedHeader | None:
    """The first row that has `at_least` dates as headings, with the rows of words right above and below it."""
    for index, row in enumerate(grid.rows[:ROWS_ABOVE]):
        found = {
            column: due
            for column, cell in enumerate(row)
            if not cell.spanned and (due := dated(cell.text, dates)) is not None
        }
        if len(found) >= at_least and _headings_only(row, found):
            return _header(grid, index, found)
    return None


def _headings_only(row: Sequence[Cell], found: dict[int, Due]) -> bool:
    """A row of a tracker may hold several dates as well; beside headings there are short labels alone."""
    return all(len(one_line(cell.text)) <= 60 for column, cell in enumerate(row) if column not in found)


def _header(grid: Grid, index: int, found: dict[int, Due]) -> DatedHeader:
    first, last = index, index
    while first and _is_label_row(grid.rows[first - 1]):
        first -= 1
    while last + 1 < len(grid.rows) and _is_sub_label_row(grid.rows[last + 1], min(found)):
        last += 1
    rows = grid.rows[first : last + 1]
    labels = tuple(_label(rows, column) for column in range(len(grid.rows[index])))
    columns = sorted(found)
    ends = (*columns[1:], len(labels))
    dates = tuple(
        DateColumn(column, one_line(grid.rows[index][column].text), found[column], _rating(labels, column, end))
        for column, end in zip(columns, ends, strict=True)
    )
    band = next(
        (one_line(cell.text) for row in rows for cell in row if normalised(cell.text) in BANDS),
        "",
    )
    return DatedHeader(first, last, labels, dates, band)


def _label(rows: Sequence[Sequence[Cell]], column: int) -> str:
    """The lowest words of the column's own, else those of the cell merged over it."""
    cells = [row[column] for row in rows if row[column].text.strip()]
    own = [cell for cell in cells if not cell.spanned]
    return one_line((own or cells)[-1].text) if cells else ""


def _rating(labels: Sequence[str], column: int, end: int) -> int | None:
    """The first column after the date, before the next, that is headed as a rating."""
    return next((at for at in range(column + 1, end) if normalised(labels[at]) in _RATINGS), None)


def _is_label_row(row: Sequence[Cell]) -> bool:
    words = {normalised(cell.text) for cell in row if cell.text.strip()}
    return bool(words & (BANDS | _ROW_LABELS)) and all(len(word) <= 60 for word in words)


def _is_sub_label_row(row: Sequence[Cell], first_date: int) -> bool:
    """Below the dates: "Milestone  RAG  Milestone  RAG", with nothing else of its own."""
    own = [(at, normalised(cell.text)) for at, cell in enumerate(row) if cell.text.strip() and not cell.spanned]
    return bool(own) and all(at >= first_date and word in BANDS | _RATINGS for at, word in own)
