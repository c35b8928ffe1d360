"""A workbook that the register wrote, read back: a sheet for each file of a folder, named like the file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time

from store.register_files.errors import SheetMissing
from store.register_files.grids import Cell, Grid
from store.register_files.plan.importing import Tables
from store.register_files.sheets.cells import written
from store.register_files.sheets.columns import Sheet
from store.register_files.sheets.csv_table import Table, table_of

RECOGNISED_BY = {"plan", "actions"}


def is_register_workbook(grids: Sequence[Grid]) -> bool:
    return sheet_names(grids) >= RECOGNISED_BY


def sheet_names(grids: Sequence[Grid]) -> set[str]:
    """None for a Word document, whose tables have such names at most by accident."""
    return {_name(grid) for grid in grids if ", sheet " in grid.source}


def tables_of_workbook(grids: Sequence[Grid], sheets: Iterable[Sheet]) -> Tables:
    """Sheets of other names are left aside. Raises a RegisterFileError."""
    found = {_name(grid): grid for grid in grids}
    workbook = grids[0].source.partition(", sheet ")[0]
    tables: dict[str, Table] = {}
    for sheet in sheets:
        grid = found.get(sheet.name)
        if grid is not None:
            rows = [[_text(cell) for cell in row] for row in grid.rows]
            tables[sheet.file] = table_of(sheet.file, rows, grid.lines, sheet.required_names, grid.source)
        elif sheet.required:
            raise SheetMissing(file=workbook, sheet=sheet.name)
    return tables


def _name(grid: Grid) -> str:
    return grid.title.strip().casefold()


def _text(cell: Cell) -> str:
    """A figure and a date as a CSV file has them, however the sheet shows them; a percentage keeps its sign."""
    match cell.value:
        case datetime() as moment:
            return moment.date().isoformat() if moment.time() == time() else moment.isoformat(sep=" ")
        case bool() | date():
            return written(cell.value)
        case int() | float() if not cell.text.rstrip().endswith("%"):
            return written(float(cell.value))
        case _:
            return cell.text
