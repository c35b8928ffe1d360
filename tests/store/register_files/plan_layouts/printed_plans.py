"""Plans written as real Word, Excel and text files in the layouts in which councils print them."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from openpyxl import Workbook
from openpyxl.styles import PatternFill

from store.register_files.grids import Cell, Grid, read_grids
from store.register_files.plan_layouts.draft import Draft
from store.register_files.plan_layouts.layout import Layout, Reading

SAMPLES = Path(__file__).parents[4] / "samples"
FILLS = {"Red": "FF0000", "Amber": "FFC000", "Green": "00B050"}


def sample(plan: str, file: str) -> list[dict[str, str]]:
    with (SAMPLES / plan / file).open(encoding="utf-8", newline="") as rows:
        return list(csv.DictReader(rows))


def grid_of(
    rows: Sequence[Sequence[str | Cell]], *, source: str = "plan.docx, table 1", before: Sequence[str] = ()
) -> Grid:
    """A table by hand; short rows are filled up."""
    width = max((len(row) for row in rows), default=0)
    cells = tuple(
        tuple(cell if isinstance(cell, Cell) else Cell(cell) for cell in (*row, *[""] * (width - len(row))))
        for row in rows
    )
    return Grid(source, "", cells, tuple(range(1, len(rows) + 1)), tuple(before))


def read_with(layout: Layout, grids: Sequence[Grid], reading: Reading | None = None) -> Draft:
    reading = reading or Reading()
    for grid in grids:
        assert layout.recognises(grid, reading), grid.source
        layout.read(grid, reading)
    return reading.draft


KINDS = frozenset(["Improvement", "Priority", "Area", "Recommendation", "Action", "Objective", "SRO:", "YTD"])
"""Words that say what a text is: they end in the kind of thing that is drafted, not in its words."""


def words_of(text: str) -> list[str]:
    """What of a printed text must be found again."""
    return [word.strip("():;") for word in text.split() if word not in KINDS and any(map(str.isalnum, word))]


def everything_said(draft: Draft) -> str:
    """All the words a person can find again: in the draft, in a doubt, among the unplaced, in what was understood."""
    return repr(draft)


def saved_word(path: Path, parts: Sequence[str | Sequence[Sequence[str]]]) -> Path:
    """Paragraphs, and tables as rows of texts. A text that begins with "<" is merged with the cell on its left, one
    that begins with "^" with the cell above. A text "#Red" is a cell without words and with that fill."""
    document = Document()
    for part in parts:
        if isinstance(part, str):
            document.add_paragraph(part)
            continue
        table = document.add_table(rows=len(part), cols=len(part[0]))
        for at_row, row in enumerate(part):
            for at, text in enumerate(row):
                _write_word_cell(table, at_row, at, text)
    document.save(str(path))
    return path


def _write_word_cell(table: Any, row: int, column: int, text: str) -> None:
    cell = table.cell(row, column)
    if text == "<":
        table.cell(row, column - 1).merge(cell)
    elif text == "^":
        table.cell(row - 1, column).merge(cell)
    elif text.startswith("#"):
        fill = f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{FILLS[text[1:]]}"/>'
        cell._tc.get_or_add_tcPr().append(parse_xml(fill))
    else:
        first, *others = text.split("\n")
        cell.paragraphs[0].text = first
        for line in others:
            cell.add_paragraph(line)


def saved_workbook(path: Path, sheets: dict[str, Sequence[Sequence[str]]]) -> Path:
    """Marks as in `saved_word`."""
    workbook = Workbook()
    workbook.remove(workbook.active)
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for at_row, row in enumerate(rows, 1):
            at = 1
            while at <= len(row):
                text, wide = row[at - 1], 1
                while at - 1 + wide < len(row) and row[at - 1 + wide] == "<":
                    wide += 1
                if text.startswith("#"):
                    sheet.cell(at_row, at).fill = PatternFill("solid", fgColor=FILLS[text[1:]])
                elif text not in ("^", "<") and text:
                    sheet.cell(at_row, at, text)
                if wide > 1:
                    sheet.merge_cells(start_row=at_row, end_row=at_row, start_column=at, end_column=at + wide - 1)
                at += wide
    workbook.save(path)
    return path


def read_file(layout: Layout, path: Path) -> Draft:
    return read_with(layout, read_grids(path))
