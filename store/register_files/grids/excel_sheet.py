"""One sheet of a workbook, read from its XML row by row (ECMA-376 part 1, 18.3)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import IO, Any, NamedTuple

from store.register_files.grids.excel_text import text_of
from store.register_files.grids.limits import MOST_COLUMNS, refuse_beyond
from store.register_files.grids.office_xml import elements, name_of

_LAST_ROW = 1_048_576
_LAST_COLUMN = 16_384
_REFERENCE = re.compile(r"\$?(?P<column>[A-Z]{1,3})\$?(?P<row>[0-9]{1,7})")


class RawCell(NamedTuple):
    """As the file holds it. `kind`: n(umber), s(hared text), str, inlineStr, b(oolean), e(rror) or d(ate)."""

    kind: str = "n"
    content: str = ""
    style: int = 0
    formula_without_result: bool = False


class Span(NamedTuple):
    """A merged cell, ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class RawSheet:
    """Every cell of the rows in which some cell holds something. Rows and columns count from 1."""

    rows: dict[int, dict[int, RawCell]] = field(default_factory=dict[int, dict[int, RawCell]])
    merged: list[Span] = field(default_factory=list[Span])
    hidden_rows: set[int] = field(default_factory=set[int])
    hidden_columns: set[int] = field(default_factory=set[int])
    has_conditional_formatting: bool = False

    def is_hidden(self, row: int, column: int) -> bool:
        return row in self.hidden_rows or column in self.hidden_columns


def read_sheet(place: str, stream: IO[bytes]) -> RawSheet:
    """Row by row, so that a million rows which are only formatted take seconds and no memory.

    Raises TableTooLarge for `place`, ValueError for what no sheet says, and what broken XML raises.
    """
    sheet = RawSheet()
    cells = 0
    row_number = 0
    for element in elements(stream, "row", "col", "mergeCell", "conditionalFormatting"):
        name = name_of(element)
        if name == "row":
            row_number = _within(int(element.get("r", row_number + 1)), _LAST_ROW)
            if row := _row(element):
                sheet.rows[row_number] = row
                cells += len(row)
                refuse_beyond(place, len(sheet.rows), 1, cells)
            if _is_hidden(element, "ht"):
                sheet.hidden_rows.add(row_number)
        elif name == "col" and _is_hidden(element, "width"):
            first, last = int(element.get("min")), _within(int(element.get("max")), _LAST_COLUMN)
            sheet.hidden_columns.update(range(first, last + 1))
        elif name == "mergeCell":
            sheet.merged.append(_span(element.get("ref", "")))
        elif name == "conditionalFormatting":
            sheet.has_conditional_formatting = True
    return sheet


def _row(element: Any) -> dict[int, RawCell]:
    """Empty for a row without content: its formats alone say nothing."""
    if not any(len(cell) for cell in element):  # most of a million rows, so worth a look first
        return {}
    cells: dict[int, RawCell] = {}
    speaks = False
    column = 0
    for cell in element:
        reference = cell.get("r")
        column = _reference(reference)[1] if reference else column + 1
        raw = _cell(cell)
        if raw.content or raw.formula_without_result:
            speaks = True
        elif not raw.style or column > MOST_COLUMNS:
            continue
        cells[column] = raw
    return cells if speaks else {}


def _cell(element: Any) -> RawCell:
    kind = element.get("t", "n")
    content: str | None = None
    has_formula = False
    for child in element:
        name = child.tag.rsplit("}", 1)[-1]
        if name == "v":
            content = child.text or ("" if kind == "str" else None)
        elif name == "is":
            content = text_of(child)
        elif name == "f":
            has_formula = True
    return RawCell(kind, content or "", int(element.get("s", 0)), has_formula and content is None)


def _is_hidden(element: Any, size: str) -> bool:
    return element.get("hidden") in {"1", "true"} or (element.get(size) is not None and float(element.get(size)) == 0)


def _span(reference: str) -> Span:
    first, _, last = reference.partition(":")
    return Span(*_reference(first), *_reference(last or first))


def _reference(reference: str) -> tuple[int, int]:
    found = _REFERENCE.fullmatch(reference)
    if not found:
        raise ValueError(reference)
    column = 0
    for letter in found["column"]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return _within(int(found["row"]), _LAST_ROW), _within(column, _LAST_COLUMN)


def _within(number: int, last: int) -> int:
    if not 1 <= number <= last:
        raise ValueError(number)
    return number
