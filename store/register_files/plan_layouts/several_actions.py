"""Several actions printed in one row: each with its own cells where they can be told apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from store.register_files.grids.grid import Cell
from store.register_files.plan_cells.due import read_dues
from store.register_files.plan_layouts.cell_lines import in_blocks, one_line
from store.register_files.plan_layouts.draft import Draft
from store.register_files.plan_layouts.printed_rows import PrintedRow

DATE_NOT_TOLD = "due_as_printed"
"""The field of a date cell that belongs to several actions, which date to which not being told: kept, never read."""


def apart(row: PrintedRow, titles: Sequence[str], draft: Draft) -> list[tuple[str, PrintedRow]]:
    """One row for each of the titles. Dates and measures are shared out if their number agrees."""
    if len(titles) < 2:
        return [(title, row) for title in titles]
    rows = [PrintedRow(row.place, dict(row.cells), row.merged, row.aside) for _ in titles]
    said = [f"The row holds {len(titles)} actions, told apart by their lines: {'; '.join(titles)}."]
    if due := row.text("due"):
        said.append(_share_dates(due, rows, draft))
    if measure := row.text("measure"):
        said.append(_share_measures(measure, rows))
    draft.doubt(row.place, " ".join(said))
    return list(zip(titles, rows, strict=True))


def _share_dates(cell: str, rows: Sequence[PrintedRow], draft: Draft) -> str:
    dues = read_dues(cell, draft.dates)
    if len(dues) == 1:
        return f'They share the one date "{one_line(cell)}".'
    if len(dues) == len(rows):
        for row, due in zip(rows, dues, strict=True):
            row.cells["due"] = Cell(due.text)
        return "Their dates were matched in order."
    for row in rows:
        row.cells[DATE_NOT_TOLD] = replace(row.cells.pop("due"), text=one_line(cell), value=None)
    return f'Which date is whose cannot be told from "{one_line(cell)}": none was given to them.'


def _share_measures(cell: str, rows: Sequence[PrintedRow]) -> str:
    parts = in_blocks(cell, len(rows))
    if parts is None:
        return "Each holds the whole of the measure."
    for row, part in zip(rows, parts, strict=True):
        row.cells["measure"] = Cell(part)
    return "Their measures were matched in order."
