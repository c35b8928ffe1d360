"""The rows below a header, each as its fields, and actions as the rows they were printed in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from store.register_files.grids.grid import Cell, Grid
from store.register_files.plan_layouts.draft import Place
from store.register_files.plan_layouts.header_rows import Column


@dataclass(slots=True)
class PrintedRow:
    """`cells` has the fields that are not blank; `merged` those merged with the row above, which say nothing new."""

    place: Place
    cells: dict[str, Cell]
    merged: frozenset[str] = frozenset()
    aside: tuple[tuple[str, str], ...] = ()  # (header, text) of the columns that nobody knows

    def text(self, name: str) -> str:
        return self.cells[name].text.strip() if name in self.cells else ""

    def own(self, name: str) -> str:
        """The field's text, unless it is that of the row above."""
        return "" if name in self.merged else self.text(name)

    def cell(self, name: str) -> Cell:
        return self.cells.get(name, Cell())

    @property
    def words(self) -> str:
        """The whole row, as it is named where it has no place."""
        return " | ".join(cell.text.strip() for name, cell in self.cells.items() if name not in self.merged)

    def go_on_with(self, rest: PrintedRow) -> None:
        """The row is broken over pages: each cell goes on with the cell below it."""
        for name, cell in rest.cells.items():
            if name in rest.merged:
                continue
            before = self.cells.get(name)
            if before is None:
                self.cells[name] = cell
            else:
                self.cells[name] = replace(before, text=f"{before.text}\n{cell.text}", value=None)


@dataclass(slots=True)
class PrintedAction:
    """`rows` are its own row and those of its further milestones."""

    ref: str
    title: str
    place: Place
    area_ref: str
    objective_ref: str
    rows: list[PrintedRow] = field(default_factory=list[PrintedRow])


def printed_row(grid: Grid, index: int, columns: Sequence[Column]) -> PrintedRow:
    cells: dict[str, Cell] = {}
    merged: frozenset[str] = frozenset()
    aside: list[tuple[str, str]] = []
    for at, column, cell in _own_cells(grid, index, columns):
        name = column.field
        if not name:
            if not column.known and cell.text.strip():
                aside.append((column.printed, cell.text.strip()))
            continue
        if not cell.text.strip() and not (name == "rating" and cell.fill):
            continue
        is_merged = cell.spanned and index > 0 and grid.rows[index - 1][at].text == cell.text
        if name in cells and is_merged:
            continue
        if name in cells and name not in merged:
            cell = replace(cells[name], text="\n".join(filter(None, (cells[name].text, cell.text))), value=None)
        cells[name] = cell
        merged = (merged | {name}) if is_merged else (merged - {name})
    return PrintedRow(Place(grid.source, grid.lines[index]), cells, merged, tuple(aside))


def _own_cells(grid: Grid, index: int, columns: Sequence[Column]) -> Iterator[tuple[int, Column, Cell]]:
    """Without the cells that only repeat the merged one to their left."""
    row = grid.rows[index]
    for at, (column, cell) in enumerate(zip(columns, row, strict=False)):
        above = grid.rows[index - 1][at] if index else Cell()
        from_left = cell.spanned and at > 0 and row[at - 1].text == cell.text and above.text != cell.text
        if not from_left:
            yield at, column, cell
