"""Where the header of a table of rows stands: below a title, in one row or in two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from store.register_files.grids.grid import Cell, Grid
from store.register_files.plan_layouts.headers import FIELDS, field_of, normalised
from store.register_files.plan_layouts.mapping import Mapping

ROWS_ABOVE = 15
"""How far down a sheet its header is looked for: titles, keys and notes stand above it."""

LONGEST_HEADER = 80
"""A cell of more characters is text, whatever words it begins with."""

SAYS_MORE = frozenset({"due", "milestone", "lead", "measure", "rating", "progress", "completed_on", "organisation"})
"""A table of actions has at least one of these beside the action."""


@dataclass(frozen=True, slots=True)
class Column:
    """`field` is blank for a column that is left aside; `known` says whether anybody said so."""

    printed: str
    field: str
    why: str
    known: bool


@dataclass(frozen=True, slots=True)
class Header:
    """`first` is its first row, `end` the row after its last."""

    first: int
    end: int
    columns: tuple[Column, ...]

    @property
    def fields(self) -> tuple[str, ...]:
        return tuple(column.field for column in self.columns)

    def repeats(self, row: Sequence[Cell]) -> bool:
        """Whether a row prints the header once more, as after a page break."""
        here = {normalised(cell.text) for cell in row if cell.text.strip()}
        words = {normalised(part) for column in self.columns for part in (column.printed, *column.printed.split("\n"))}
        return len(here) > 1 and here <= words


def find_header(grid: Grid, mapping: Mapping) -> Header | None:
    """The row in which most cells are headers that are known; of equals the first."""
    best: Header | None = None
    for index in range(min(ROWS_ABOVE, len(grid.rows))):
        for depth in (1, 2):
            header = _header(grid, index, depth, mapping)
            if header is not None and (best is None or _known(header) > _known(best)):
                best = header
    return best if best is not None and _of_actions(best) else None


def _header(grid: Grid, index: int, depth: int, mapping: Mapping) -> Header | None:
    rows = grid.rows[index : index + depth]
    if len(rows) < depth or (depth == 2 and not _is_band(rows[0], rows[1], mapping)):
        return None
    if any(len(cell.text) > LONGEST_HEADER for row in rows for cell in row):
        return None
    return Header(index, index + depth, tuple(_columns(rows, mapping)))


def _is_band(upper: Sequence[Cell], lower: Sequence[Cell], mapping: Mapping) -> bool:
    """A second row belongs to the header if each of its own cells is a header, or stands below a merged one."""
    own = [cell for cell in lower if cell.text.strip() and not cell.spanned]
    over_several = any(cell.spanned for cell in upper)
    return over_several and len(own) > 1 and all(field_of(cell.text, mapping) is not None for cell in own)


def _columns(rows: Sequence[Sequence[Cell]], mapping: Mapping) -> list[Column]:
    columns: list[Column] = []
    taken: set[str] = set()
    for cells in zip(*rows, strict=True):
        parts = list(dict.fromkeys(cell.text.strip() for cell in cells if cell.text.strip()))
        column = _column(parts, mapping)
        if column.field and column.field in taken and not FIELDS[column.field].joins:
            column = Column(column.printed, "", "another column is read as the same", known=False)
        taken.add(column.field)
        columns.append(column)
    return columns


def _column(parts: Sequence[str], mapping: Mapping) -> Column:
    """The lowest words say most ("Date" over "Revised"); else both together, else the band above."""
    printed = "\n".join(parts)
    for words in (*parts[-1:], " ".join(parts), *parts[:-1]):
        if (found := field_of(words, mapping)) is not None:
            return Column(printed, *found, known=True)
    return Column(printed, "", "no header that is known" if printed else "no header", known=False)


def _known(header: Header) -> int:
    return len({column.field for column in header.columns if column.field})


def _of_actions(header: Header) -> bool:
    fields = set(header.fields)
    return ("title" in fields and bool(fields & SAYS_MORE)) or {"ref", "milestone", "due"} <= fields
