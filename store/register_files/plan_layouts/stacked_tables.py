"""Several tables on one sheet, one below the other, each with a header of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from store.register_files.grids.grid import Cell, Grid
from store.register_files.plan_layouts.header_rows import SAYS_MORE, find_header
from store.register_files.plan_layouts.headers import field_of
from store.register_files.plan_layouts.mapping import Mapping

FEWEST_HEADERS = 3
"""Cells that are headers, and no other: "Lead" and "Action" may be what an action is called."""


def stacked_tables(grid: Grid, mapping: Mapping) -> tuple[Grid, ...]:
    """The grid itself where it is one table, its header printed again or not."""
    header = find_header(grid, mapping)
    if header is None:
        return (grid,)
    starts = [
        index
        for index in range(header.end, len(grid.rows))
        if _heads_another_table(grid.rows[index], mapping) and not header.repeats(grid.rows[index])
    ]
    ends = (*starts, len(grid.rows))
    parts = [
        replace(grid, rows=grid.rows[start:end], lines=grid.lines[start:end], before=(), after=(), remarks=())
        for start, end in zip((0, *starts), ends, strict=True)
    ]
    parts[0] = replace(parts[0], before=grid.before, remarks=grid.remarks)
    parts[-1] = replace(parts[-1], after=grid.after)
    return tuple(parts)


def _heads_another_table(row: Sequence[Cell], mapping: Mapping) -> bool:
    found = [field_of(cell.text, mapping) for cell in row if cell.text.strip() and not cell.spanned]
    fields = {one[0] for one in found if one is not None}
    return len(found) >= FEWEST_HEADERS and None not in found and "title" in fields and bool(fields & SAYS_MORE)
