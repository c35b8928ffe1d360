"""Text as a grid: separated by commas, semicolons or tabs, or plain lines as a table of one column."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from pathlib import PurePath
from typing import NamedTuple

from store.register_files.errors import FileNotTable, QuoteNotClosed
from store.register_files.grids.grid import Cell, Grid
from store.register_files.grids.text_encoding import decoded
from store.register_files.grids.trimming import Line, trimmed
from store.register_files.grids.wording import tidy

_NAMED_SEPARATOR = re.compile(r"sep=(?P<mark>.)(\r\n|\r|\n)")
"""The line with which Excel is told the separator."""

_UNCLOSED = "unexpected end of data"
"""What csv says when the text ends within quotation marks."""

SURE_COLUMNS = 3
"""Lines of prose may well hold one comma each; two in every line are a table's."""


class _Line(NamedTuple):
    number: int  # physical, where the row starts
    cells: list[str]  # tidied, without the blank ones at the end
    width: int  # with them


class _Reading(NamedTuple):
    """The rows, blank ones left out, as one separator gives them."""

    rows: list[_Line]
    in_order: bool = True  # every quotation mark opens and closes where it should
    unclosed: int = 0  # the line of a quotation mark that is never closed

    def agreement(self) -> tuple[bool, float, int]:
        """How well the separator explains the text: the share of rows that are as wide as most, and that width."""
        counts = Counter(row.width for row in self.rows)
        width, count = max(counts.items(), key=lambda item: (item[1], item[0]), default=(1, 0))
        return (self.in_order, count / len(self.rows), width) if width > 1 else (False, 0.0, 1)


def text_grids(file: str, content: bytes) -> tuple[Grid, ...]:
    """One grid, or none for a text of blanks. `file` is the name for messages. Raises a RegisterFileError."""
    text, remarks = decoded(file, content)
    rows = _rows(file, text)
    if not rows:
        return ()
    lines = [Line(row.number, [Cell(cell) for cell in row.cells]) for row in rows]
    cells, numbers = trimmed(file, lines)
    return (Grid(source=file, title="", rows=cells, lines=numbers, remarks=remarks),)


def _rows(file: str, text: str) -> list[_Line]:
    """By the separator the file names, else by the one that explains it best."""
    if named := _NAMED_SEPARATOR.match(text):
        best = _read(file, text[named.end() :], named["mark"], lines_before=1)
    else:
        is_csv = PurePath(file).suffix.lower() == ".csv"
        readings = {mark: _read(file, text, mark) for mark in (",\t;" if is_csv else "\t,;")}
        mark, best = max(readings.items(), key=lambda item: item[1].agreement())  # of equals the first
        _, share, width = best.agreement()
        if not is_csv and (width == 1 or (mark != "\t" and (share < 1 or width < SURE_COLUMNS))):
            return _plain_lines(text)
    if best.unclosed:
        raise QuoteNotClosed(file=file, line=best.unclosed)
    return best.rows


def _read(file: str, text: str, separator: str, lines_before: int = 0) -> _Reading:
    rows: list[_Line] = []
    for strict in (True, False):
        rows.clear()
        started = lines_before + 1
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=strict)
        try:
            for cells in reader:
                width = len(cells)
                cells = [tidy(cell) for cell in cells]
                while cells and not cells[-1]:
                    cells.pop()
                if cells:
                    rows.append(_Line(started, cells, width))
                started = lines_before + reader.line_num + 1
        except csv.Error as error:
            if not strict:
                raise FileNotTable(file=file, reason=f"line {started}: {error}") from None
            if _UNCLOSED in str(error):
                return _Reading(rows, in_order=False, unclosed=started)
        else:
            return _Reading(rows, in_order=strict)
    return _Reading(rows, in_order=False)


def _plain_lines(text: str) -> list[_Line]:
    lines = io.StringIO(text, newline=None)
    tidied = ((number, tidy(line)) for number, line in enumerate(lines, 1))
    return [_Line(number, [line], 1) for number, line in tidied if line]
