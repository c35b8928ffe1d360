"""A sheet of the workbook: one table, as a rule from its first cell on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from workflows.documents.blocks import Link, Rated

SheetCell = str | int | date | Rated | Link | None
Row = TypeVar("Row")
Fields = Sequence[tuple[str, float, Callable[[Row], SheetCell]]]  # title, width in characters, what stands there


@dataclass(frozen=True, slots=True)
class Sheet:
    """`empty` is said in the one row of a table that has nothing else to say: an Excel table needs a row. `above` are
    the lines over the table, the first of them a title."""

    name: str
    about: str
    columns: tuple[tuple[str, float], ...]
    rows: Sequence[tuple[SheetCell, ...]]
    empty: str = "None"
    above: tuple[str, ...] = ()

    @property
    def filled(self) -> Sequence[tuple[SheetCell, ...]]:
        return self.rows or [(self.empty, *(None for _ in self.columns[1:]))]

    @property
    def widths(self) -> tuple[float, ...]:
        """In characters. The one sentence of a table without rows has room on one line."""
        first, *others = (width for _, width in self.columns)
        return (first if self.rows else max(first, len(self.empty)), *others)

    @property
    def head(self) -> int:
        """The place of the header row, from 0; a line is left free under a title."""
        return len(self.above) + 1 if self.above else 0


def sheet_of(name: str, about: str, rows: Sequence[Row], fields: Fields[Row], empty: str) -> Sheet:
    return Sheet(
        name,
        about,
        tuple((title, width) for title, width, _ in fields),
        [tuple(value(row) for _, _, value in fields) for row in rows],
        empty,
    )
