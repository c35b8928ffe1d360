"""Plans whose columns are dates: a cell is what must be true by then, a rating beside it (`domain.md` 2.2, 6 to 8)."""

from __future__ import annotations

from dataclasses import replace

from store.register_files.grids.grid import Grid
from store.register_files.plan_layouts.area_headings import read_headings
from store.register_files.plan_layouts.date_column_rows import DateColumnRows
from store.register_files.plan_layouts.date_headings import DatedHeader, find_dated_header
from store.register_files.plan_layouts.draft import Place
from store.register_files.plan_layouts.headers import FIELDS, field_of
from store.register_files.plan_layouts.headings import without_table_number
from store.register_files.plan_layouts.layout import Reading
from store.register_files.report import Understood

FEWEST_DATES = 2
"""One heading that is a date may be the date of the page."""


class DateColumns:
    def recognises(self, grid: Grid, reading: Reading) -> bool:
        header = _header(grid, reading)
        fields = set(_fields(header, reading).values()) if header is not None else set[str]()
        return "title" in fields and "due" not in fields  # beside due dates, the months are those of a diary

    def read(self, grid: Grid, reading: Reading) -> None:
        header = _header(grid, reading)
        assert header is not None  # noqa: S101 - recognised before it is read
        read_headings(map(without_table_number, (*grid.before, grid.title)), _place(grid, 0), reading)
        fields = _fields(header, reading)
        _say_how_read(grid, header, fields, reading)
        reading.columns, reading.dated = (), header
        rows = DateColumnRows(grid, header, fields, reading)
        for index in range(header.first):
            rows.read_above(index)
        for index in range(header.last + 1, len(grid.rows)):
            rows.read_row(index)
        rows.finish()


def _header(grid: Grid, reading: Reading) -> DatedHeader | None:
    """Of a table broken over pages without its header: that of the table before, as long as it is as wide."""
    found = find_dated_header(grid, reading.draft.dates, at_least=FEWEST_DATES)
    if found is not None or reading.dated is None or reading.columns or any(line.strip() for line in grid.before):
        return found
    is_table = grid.source.rpartition(", ")[2].startswith("table")
    as_wide = bool(grid.rows) and len(grid.rows[0]) == len(reading.dated.labels)
    return replace(reading.dated, first=0, last=-1) if is_table and as_wide else None


def _fields(header: DatedHeader, reading: Reading) -> dict[int, str]:
    """The field of every column that is neither a date nor a date's rating; the first of two that are the same."""
    fields: dict[int, str] = {}
    for column, label in enumerate(header.labels):
        found = field_of(label, reading.mapping) if column not in header.of_dates else None
        if found and found[0] and (found[0] not in fields.values() or FIELDS[found[0]].joins):
            fields[column] = found[0]
    return fields


def _say_how_read(grid: Grid, header: DatedHeader, fields: dict[int, str], reading: Reading) -> None:
    said = reading.draft.understood
    if header.band:
        said.append(Understood(grid.source, header.band, "milestones.measure", "printed across the dates"))
    for date in header.dates:
        said.append(Understood(grid.source, date.printed, "milestones.due", "a date as the heading"))
        if date.due.doubt:
            reading.draft.doubt(_place(grid, header.first), date.due.doubt)
        if date.rating is not None:
            said.append(
                Understood(grid.source, header.labels[date.rating], "milestones.rating_text", f"beside {date.printed}")
            )
    for column, label in enumerate(header.labels):
        if column in fields:
            why = field_of(label, reading.mapping)
            said.append(Understood(grid.source, label, FIELDS[fields[column]].meant, why[1] if why else ""))
        elif column not in header.of_dates and label:
            said.append(Understood(grid.source, label, "", "no header that is known"))


def _place(grid: Grid, index: int) -> Place:
    return Place(grid.source, grid.lines[index] if grid.lines else 0)
