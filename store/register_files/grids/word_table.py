"""A Word table as rows of cells (ECMA-376 part 1, 17.4)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from store.register_files.errors import TableTooLarge
from store.register_files.grids.colour import shade
from store.register_files.grids.grid import Cell
from store.register_files.grids.limits import MOST_COLUMNS
from store.register_files.grids.office_xml import attribute
from store.register_files.grids.trimming import Line
from store.register_files.grids.word_text import Seen, cell_text, inside

MOST_GRID_COLUMNS = 2 * MOST_COLUMNS
"""Word splits columns where cell borders do not meet; a table of 63 columns is the most it lets a person make."""

_OFF = {"0", "false", "off"}


def table_lines(place: str, table: Any, seen: Seen) -> list[Line]:
    """Every row, the first being 1. Raises TableTooLarge for `place`."""
    lines: list[Line] = []
    above: list[Cell] = []
    for number, row in enumerate(inside(table, "tr", seen=seen), 1):
        above = _row(place, row, above, seen)
        lines.append(Line(number, above))
    return lines


def _row(place: str, row: Any, above: list[Cell], seen: Seen) -> list[Cell]:
    hidden = _is_on(row.find("./{*}trPr/{*}hidden"))
    cells = [Cell()] * _count(row.find("./{*}trPr/{*}gridBefore"), 0)
    for element in inside(row, "tc", seen=seen):
        at = len(cells)
        width = max(_count(element.find("./{*}tcPr/{*}gridSpan"), 1), 1)
        if at + width > MOST_GRID_COLUMNS:
            raise TableTooLarge(place=place, limit=MOST_COLUMNS, what="columns")
        merge = element.find("./{*}tcPr/{*}vMerge")
        if merge is not None and attribute(merge, "val") != "restart" and at < len(above):
            cell = replace(above[at], spanned=True, hidden=hidden)
        else:
            cell = Cell(text=cell_text(element, seen), fill=_fill(element), hidden=hidden)
        cells += [cell, *[replace(cell, spanned=True)] * (width - 1)]
    return cells


def _fill(cell: Any) -> str:
    shading = cell.find("./{*}tcPr/{*}shd")
    if shading is None:
        return ""
    return shade(attribute(shading, "color" if attribute(shading, "val") == "solid" else "fill"))


def _count(element: Any, otherwise: int) -> int:
    return otherwise if element is None else min(int(attribute(element, "val") or otherwise), MOST_GRID_COLUMNS + 1)


def _is_on(element: Any) -> bool:
    return element is not None and attribute(element, "val") not in _OFF
