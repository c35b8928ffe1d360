"""A sheet of the workbook: one table, which begins in its first cell."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from workflows.documents.blocks import Rated

SheetCell = str | int | date | Rated | None
Row = TypeVar("Row")
Fields = Sequence[tuple[str, float, Callable[[Row], SheetCell]]]  # title, width in characters, what stands there


@dataclass(frozen=True, slots=True)
class Sheet:
    name: str
    columns: tuple[tuple[str, float], ...]
    rows: Sequence[tuple[SheetCell, ...]]
    empty: str  # said in the one row of a sheet that has nothing else to say: an Excel table needs a row

    @property
    def filled(self) -> Sequence[tuple[SheetCell, ...]]:
        return self.rows or [(self.empty, *(None for _ in self.columns[1:]))]


def sheet_of(name: str, rows: Sequence[Row], fields: Fields[Row], empty: str) -> Sheet:
    return Sheet(
        name,
        tuple((title, width) for title, width, _ in fields),
        [tuple(value(row) for _, _, value in fields) for row in rows],
        empty,
    )
