"""A table as a person sees it: cells with their text, their type where the file has one, and their fill."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Cell:
    """`text` is what a person reads; `value` is what the file holds, where it holds more than text (Excel)."""

    text: str = ""
    value: date | datetime | float | int | bool | None = None
    fill: str = ""  # "#RRGGBB", or blank for none and for white
    hidden: bool = False  # in a hidden row or column: read all the same, and said
    spanned: bool = False  # covered by a merged cell that begins elsewhere: its text is that cell's


@dataclass(frozen=True, slots=True)
class Grid:
    """`rows` all have the same width; rows that are blank all through are left out.

    `lines[i]` is where a person finds rows[i]: the row number of a sheet, of a Word table, the line of a text file.
    """

    source: str  # "tracker.xlsx, sheet Plan" or "plan.docx, table 3"
    title: str  # of the sheet, or the words right before a Word table
    rows: tuple[tuple[Cell, ...], ...]
    lines: tuple[int, ...]
    before: tuple[str, ...] = ()  # the paragraphs between the previous table and this one
    after: tuple[str, ...] = ()  # the paragraphs that follow the last table of a Word document
    remarks: tuple[str, ...] = ()  # what a person should know: "Rows 4 and 5 are hidden; they were read."
