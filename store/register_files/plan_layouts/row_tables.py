"""Tables whose rows are actions and milestones (`domain.md` 2.2, rows 1, 5, 12, 19 and plain trackers)."""

from __future__ import annotations

from store.register_files.grids.grid import Grid
from store.register_files.plan_layouts.area_headings import read_headings
from store.register_files.plan_layouts.column_meanings import with_meaning
from store.register_files.plan_layouts.draft import Place
from store.register_files.plan_layouts.header_rows import Column, Header, find_header
from store.register_files.plan_layouts.headers import FIELDS
from store.register_files.plan_layouts.headings import across, enter_heading, only_text, without_table_number
from store.register_files.plan_layouts.layout import Reading
from store.register_files.plan_layouts.printed_rows import PrintedRow, printed_row
from store.register_files.plan_layouts.row_sorting import RowSorting
from store.register_files.report import Understood, Warned


class RowTables:
    def recognises(self, grid: Grid, reading: Reading) -> bool:
        return find_header(grid, reading.mapping) is not None or _goes_on(grid, reading)

    def read(self, grid: Grid, reading: Reading) -> None:
        if grid.source.rpartition(", ")[2].startswith("sheet"):
            reading.area_ref = reading.objective_ref = ""  # a sheet does not go on with the one before
        place = Place(grid.source, grid.lines[0] if grid.lines else 0)
        read_headings(map(without_table_number, dict.fromkeys((*grid.before, grid.title))), place, reading)
        header = find_header(grid, reading.mapping)
        _read_above(grid, header, reading)
        found = header.columns if header is not None else reading.columns
        places = list(range(header.end if header else 0, len(grid.rows)))
        if header is not None:
            places = [index for index in places if not header.repeats(grid.rows[index])]
        data = [index for index in places if not across(grid.rows[index])]
        columns = with_meaning(found, [printed_row(grid, at, found) for at in data], reading.draft.dates)
        if header is not None:
            _say_columns(grid, columns, reading)
        reading.columns = columns
        rows = {index: printed_row(grid, index, columns) for index in data}
        sorting = RowSorting(columns, list(rows.values()), reading)
        for index in places:
            row = rows.get(index)
            heading = across(grid.rows[index]) if row is None else sorting.heading(row, only_text(grid.rows[index]))
            if heading:
                at = Place(grid.source, grid.lines[index])
                if not enter_heading(heading, at, reading):
                    sentence = "The heading is of no area or objective that can be told: "
                    reading.draft.unplaced.append(Warned(at.source, at.line, sentence + heading))
            elif row is not None:
                _keep_aside(row, reading)
                sorting.place(row)
        sorting.say()


def _goes_on(grid: Grid, reading: Reading) -> bool:
    """A Word table that is broken over pages, its header not printed again."""
    is_table = grid.source.rpartition(", ")[2].startswith("table")
    as_wide = bool(grid.rows) and len(grid.rows[0]) == len(reading.columns)
    return is_table and as_wide and not any(line.strip() for line in grid.before)


def _read_above(grid: Grid, header: Header | None, reading: Reading) -> None:
    """Titles above the header."""
    for index in range(header.first if header else 0):
        at = Place(grid.source, grid.lines[index])
        for text in dict.fromkeys(cell.text.strip() for cell in grid.rows[index] if cell.text.strip()):
            if read_headings([without_table_number(text)], at, reading):
                reading.draft.understood.append(Understood(grid.source, text, "", "above the header of the table"))


def _say_columns(grid: Grid, columns: tuple[Column, ...], reading: Reading) -> None:
    for at, column in enumerate(columns):
        holds = any(row[at].text.strip() for row in grid.rows)
        if column.printed or holds:
            printed = " ".join(column.printed.split()) or f"column {at + 1}"
            meant = FIELDS[column.field].meant if column.field else ""
            reading.draft.understood.append(Understood(grid.source, printed, meant, column.why))


def _keep_aside(row: PrintedRow, reading: Reading) -> None:
    for header, text in row.aside:
        name = f'"{" ".join(header.split())}"' if header else "without a header"
        sentence = f"The column {name} is not one that is read: {text}"
        reading.draft.unplaced.append(Warned(row.place.source, row.place.line, sentence))
