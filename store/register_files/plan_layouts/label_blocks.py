"""Plans printed as blocks of labels: Devon, Southend, Bracknell, the form of Annex A (`domain.md` 2.2, 9 to 12)."""

from __future__ import annotations

from store.register_files.grids.grid import Grid
from store.register_files.plan_layouts.area_headings import read_headings
from store.register_files.plan_layouts.block_labels import label_field, pieces
from store.register_files.plan_layouts.block_reader import BlockReader
from store.register_files.plan_layouts.draft import Place
from store.register_files.plan_layouts.layout import Reading

FEWEST_LABELS = 2
"""Different ones: a single "Status:" may stand in any text."""


class LabelBlocks:
    def recognises(self, grid: Grid, reading: Reading) -> bool:
        """Labels stand one below the other. Beside each other they are the header of a table of rows."""
        narrow, first = 0, True
        for row in grid.rows:
            cells = [cell.text for cell in row if not cell.spanned and cell.text.strip()]
            known = [label_field(cell, reading.mapping) is not None for cell in cells]
            if first and len(cells) > 1:
                first = False
                if all(known) and not any(cell.rstrip().endswith(":") for cell in cells):
                    return False
            narrow += len(cells) <= FEWEST_LABELS or (known[0] and sum(known) * 2 == len(known))
        if narrow * 2 <= len(grid.rows):
            return False
        return len({piece.label for piece in pieces(grid, reading.mapping) if piece.field}) >= FEWEST_LABELS

    def read(self, grid: Grid, reading: Reading) -> None:
        read_headings(grid.before, Place(grid.source, grid.lines[0]), reading)
        reader = BlockReader(grid.source, reading)
        reader.read(tuple(pieces(grid, reading.mapping)))
