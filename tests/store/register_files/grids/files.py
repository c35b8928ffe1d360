"""Files as a stranger might bring them, and how a test looks at what was read."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import docx
import openpyxl

from store.register_files.grids import Grid


def texts(grid: Grid) -> list[list[str]]:
    return [[cell.text for cell in row] for row in grid.rows]


def save_workbook(file: Path, fill: Callable[[Any], None]) -> Path:
    """`fill(book)` puts something into a new openpyxl workbook."""
    book = openpyxl.Workbook()
    fill(book)
    book.save(file)
    return file


def save_sheet(file: Path, rows: Iterable[Iterable[Any]]) -> Path:
    """A workbook of one sheet holding these rows."""
    return save_workbook(file, lambda book: [book.active.append(list(row)) for row in rows])


def save_document(file: Path, fill: Callable[[Any], None]) -> Path:
    """`fill(document)` puts something into a new Word document."""
    document = docx.Document()
    fill(document)
    document.save(str(file))
    return file


def add_table(document: Any, rows: list[list[str]]) -> Any:
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            table.cell(at, column).text = text
    return table


def change_part(file: Path, part: str, change: Callable[[str], str]) -> Path:
    """The same Office file with one XML part of it changed."""
    changed = io.BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == part:
                after = change(content.decode())
                assert after != content.decode()
                content = after.encode()
            new.writestr(name, content)
    file.write_bytes(changed.getvalue())
    return file


def replace_in(file: Path, part: str, old: str, new: str) -> Path:
    return change_part(file, part, lambda xml: xml.replace(old, new, 1))
