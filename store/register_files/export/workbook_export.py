"""A register as a workbook to work in: a sheet for each file of a folder, typed, and read back without a difference."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from store.register_files.errors import TextTooLong
from store.register_files.export.workbook_lists import choices_of
from store.register_files.export.workbook_notes import NOTES, notes_on
from store.register_files.sheets import cells
from store.register_files.sheets.columns import Column, Sheet
from store.register_files.sheets.export_cells import Cells

MOST_CHARACTERS = 32_767
"""In one cell: Excel's limit, counted as Excel counts."""

FIRST_DAY = date(1900, 3, 1)
"""Excel takes 1900 for a leap year, so an earlier day is written as text."""

SPARE_ROWS = 200
"""Below the last row: what is typed there is offered the same choices."""

LONG = frozenset(
    "title meaning measure note narrative cause effect recovery help_needed evidence waiting_for reason "
    "decision_reason progress_text text partners baseline next_step closed_because "
    "effect_1 option_2 effect_2 option_3 effect_3 option_4 effect_4 lesson".split()
)
REF_FORMAT = "@"  # otherwise Excel turns the ref 1.10 into the figure 1.1


def write_workbook(path: Path, sheets: Mapping[Sheet, Sequence[Cells]], *, title: str, now: datetime) -> None:
    """The same rows give the same bytes at the same `now`. Raises TextTooLong before it writes anything."""
    import xlsxwriter

    _refuse_long_texts(sheets)
    workbook: Any = xlsxwriter.Workbook(  # its own hints are half there
        path, {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    workbook.set_properties(
        {
            "title": title,
            "subject": "Register, to be brought in again with `sendbot`",
            "keywords": "SEND, register",
            "created": now.astimezone(UTC).replace(tzinfo=None, microsecond=0),
        }
    )
    writer = _Writer(workbook, sheets)
    for sheet, rows in sheets.items():
        writer.write(sheet, rows)
    writer.write_notes(title)
    workbook.close()


class _Writer:
    """Formats belong to one workbook, so they are made once for each."""

    def __init__(self, workbook: Any, sheets: Mapping[Sheet, Sequence[Cells]]) -> None:
        self._workbook, self._sheets = workbook, sheets
        text = {"valign": "top", "text_wrap": True}
        self._head = workbook.add_format({**text, "bold": True, "bg_color": "#E8EDF2", "bottom": 1})
        self._long = workbook.add_format(text)
        self._short = workbook.add_format({**text, "num_format": REF_FORMAT})
        # With the prefix a text that begins like a formula stays text even when somebody edits the cell.
        self._prefixed = workbook.add_format({**text, "quote_prefix": True})
        self._day = workbook.add_format({"valign": "top", "num_format": "dd/mm/yyyy", "align": "left"})
        self._number = workbook.add_format({"valign": "top"})
        self._bold = workbook.add_format({**text, "bold": True})

    def write(self, sheet: Sheet, rows: Sequence[Cells]) -> None:
        page = self._workbook.add_worksheet(sheet.name)
        last = len(rows) + SPARE_ROWS
        for place, column in enumerate(sheet.columns):
            page.write_string(0, place, column.name, self._head)
            page.set_column(place, place, _width(column, rows), self._format(column))
            for number, row in enumerate(rows, start=1):
                self._cell(page, number, place, column, row.get(column.name, ""))
            choices = choices_of(sheet, column, self._sheets)
            if choices is not None:
                page.data_validation(1, place, last, place, choices)
        page.freeze_panes(1, 1)
        page.autofilter(0, 0, max(1, len(rows)), len(sheet.columns) - 1)
        page.ignore_errors({"number_stored_as_text": f"A1:XFD{last + 1}"})

    def write_notes(self, title: str) -> None:
        page = self._workbook.add_worksheet(NOTES)
        page.set_column(0, 0, 22, self._bold)
        page.set_column(1, 1, 100, self._long)
        for number, (name, words) in enumerate(notes_on(title, self._sheets)):
            page.write_string(number, 0, name, self._bold)
            page.write_string(number, 1, words, self._long)

    def _format(self, column: Column) -> Any:
        if column.parse is cells.day:
            return self._day
        if column.parse in (cells.whole_number, cells.figure):
            return self._number
        return self._long if column.name in LONG else self._short

    def _cell(self, page: Any, number: int, place: int, column: Column, cell: str) -> None:
        if not cell:
            return
        if column.parse is cells.day and (on := date.fromisoformat(cell)) >= FIRST_DAY:
            page.write_datetime(number, place, datetime(on.year, on.month, on.day), self._day)  # noqa: DTZ001
        elif column.parse in (cells.whole_number, cells.figure) and _survives(cell):
            page.write_number(number, place, float(cell), self._number)
        elif cell.startswith(("=", "+", "-", "@", "'")):
            page.write_string(number, place, cell, self._prefixed)
        else:
            page.write_string(number, place, cell, self._format(column))


def _survives(cell: str) -> bool:
    """A workbook keeps 16 digits of a figure."""
    return cells.written(float(f"{float(cell):.16G}")) == cell


def _width(column: Column, rows: Sequence[Cells]) -> int:
    if column.name in LONG:
        return 48
    longest = max((len(line) for row in rows for line in row.get(column.name, "").split("\n")), default=0)
    return min(32, max(longest, len(column.name) + 3) + 2)


def _refuse_long_texts(sheets: Mapping[Sheet, Sequence[Cells]]) -> None:
    for sheet, rows in sheets.items():
        for number, row in enumerate(rows, start=2):
            for column, cell in row.items():
                length = len(cell.encode("utf-16-le")) // 2
                if length > MOST_CHARACTERS:
                    raise TextTooLong(column=column, row=number, sheet=sheet.file, length=f"{length:,}")
