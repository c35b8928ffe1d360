"""Merged cells of a sheet, filled with the text of the cell they grew from."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace

from store.register_files.grids.excel_sheet import Span
from store.register_files.grids.grid import Cell
from store.register_files.grids.limits import refuse_beyond


def spread(
    place: str, table: dict[int, dict[int, Cell]], merged: Sequence[Span], is_hidden: Callable[[int, int], bool]
) -> None:
    """Writes the covered cells into `table`, as far as its own rows and columns reach: a title may be merged over a
    whole sheet. Raises TableTooLarge for `place`, where merged cells overlap without end."""
    numbers = sorted(table)
    last_column = max((column for cells in table.values() for column in cells), default=0)
    covered = 0
    for span in merged:
        rows = numbers[bisect_left(numbers, span.top) : bisect_right(numbers, span.bottom)]
        columns = range(span.left, min(span.right, last_column) + 1)
        covered += len(rows) * len(columns)
        refuse_beyond(place, 0, 0, covered)
        covering = replace(table.get(span.top, {}).get(span.left, Cell()), spanned=True)
        by_hidden = {hidden: replace(covering, hidden=hidden) for hidden in (False, True)}
        for row in rows:
            for column in columns:
                if (row, column) != (span.top, span.left):
                    table[row][column] = by_hidden[is_hidden(row, column)]
