"""Sheets of rows, written as a folder of CSV files or as one workbook, by what the name ends in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from store.register_files.errors import NotAnExport
from store.register_files.export.workbook_export import write_workbook
from store.register_files.sheets.columns import Sheet
from store.register_files.sheets.csv_table import write_table
from store.register_files.sheets.export_cells import Cells

WORKBOOK = ".xlsx"


def write_sheets(path: Path, sheets: Mapping[Sheet, Sequence[Cells]], *, title: str, now: datetime) -> None:
    """Empty sheets too, so that no older file stays behind. Raises a RegisterFileError."""
    if path.suffix.casefold() == WORKBOOK:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_workbook(path, sheets, title=title, now=now)
    elif path.suffix or path.is_file():
        raise NotAnExport(path=path)
    else:
        path.mkdir(parents=True, exist_ok=True)
        for sheet, rows in sheets.items():
            write_table(path / sheet.file, sheet.names, rows)
