"""The part of a table that says something."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from store.register_files.grids.grid import Cell
from store.register_files.grids.limits import refuse_beyond

_BLANK = Cell()


class Line(NamedTuple):
    """`number` is where a person finds the row."""

    number: int
    cells: Sequence[Cell]


def trimmed(place: str, lines: Sequence[Line]) -> tuple[tuple[tuple[Cell, ...], ...], tuple[int, ...]]:
    """Rows of one width, and their numbers.

    Left out are rows without a text of their own, blank columns at the end, and columns that merged cells cover all
    the way down: Word makes those where cell borders do not quite meet. Raises TableTooLarge for `place`.
    """
    kept = [line for line in lines if any(_speaks(cell) for cell in line.cells)]
    width = max((at for line in kept for at, cell in enumerate(line.cells, 1) if _speaks(cell)), default=0)
    refuse_beyond(place, len(kept), width, len(kept) * width)
    rows = [[*line.cells[:width], *[_BLANK] * (width - len(line.cells))] for line in kept]
    columns = [at for at in range(width) if not all(row[at].spanned for row in rows)]
    return tuple(tuple(row[at] for at in columns) for row in rows), tuple(line.number for line in kept)


def _speaks(cell: Cell) -> bool:
    return bool(cell.text) and not cell.spanned
