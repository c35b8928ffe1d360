"""A workbook as grids: one for each sheet that holds text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from store.register_files.grids.excel_cell import CellReader, Doubts
from store.register_files.grids.excel_merges import spread
from store.register_files.grids.excel_sheet import RawSheet, read_sheet
from store.register_files.grids.excel_styles import styles
from store.register_files.grids.excel_text import shared_texts
from store.register_files.grids.grid import Cell, Grid
from store.register_files.grids.office_package import OfficePackage
from store.register_files.grids.office_xml import attribute
from store.register_files.grids.trimming import Line, trimmed
from store.register_files.grids.wording import column_letters, sentence, several

_CONDITIONAL = "Colours that Excel sets by a rule (conditional formatting) were not read."
_HIDDEN_SHEET = "The sheet is hidden; it was read all the same."


def excel_grids(package: OfficePackage) -> tuple[Grid, ...]:
    """None for a workbook of blanks. Raises a RegisterFileError, or what broken parts raise."""
    links = package.relationships(package.main_part)
    part_of = {link.kind: link.target for link in links if package.has(link.target)}
    sheet_parts = {link.id: link.target for link in links if link.kind == "worksheet"}
    workbook = package.tree(package.main_part)
    properties = workbook.find("./{*}workbookPr")
    reader = CellReader(
        texts=shared_texts(package, part_of.get("sharedStrings", "")),
        styles=styles(package, part_of.get("styles", ""), part_of.get("theme", "")),
        from_1904=properties is not None and properties.get("date1904") in {"1", "true"},
    )
    grids: list[Grid] = []
    for entry in workbook.iterfind("./{*}sheets/{*}sheet"):
        part = sheet_parts.get(attribute(entry, "id"), "")
        if not part:  # a chart has no cells
            continue
        name = entry.get("name", "")
        place = f"{package.file}, sheet {name}"
        with package.opened(part) as stream:
            sheet = read_sheet(place, stream)
        if grid := _grid(place, name, sheet, reader):
            is_hidden = entry.get("state", "visible") != "visible"
            grids.append(replace(grid, remarks=(_HIDDEN_SHEET, *grid.remarks)) if is_hidden else grid)
    return tuple(grids)


def _grid(place: str, name: str, sheet: RawSheet, reader: CellReader) -> Grid | None:
    """None for a sheet of blanks."""
    doubts = Doubts()
    table: dict[int, dict[int, Cell]] = {}
    for row, raw_cells in sheet.rows.items():
        table[row] = {
            column: reader.cell(
                f"{column_letters(column)}{row}",
                raw,
                doubts,
                hidden=sheet.is_hidden(row, column),
            )
            for column, raw in raw_cells.items()
        }
    spread(place, table, sheet.merged, sheet.is_hidden)
    lines = [Line(row, _in_order(table[row])) for row in sorted(table)]
    rows, numbers = trimmed(place, lines)
    if not rows:
        return None
    hidden_columns = {column for cells in table.values() for column in cells if cells[column].text}
    remarks = _remarks(sheet, doubts, set(numbers), hidden_columns & sheet.hidden_columns)
    return Grid(source=place, title=name, rows=rows, lines=numbers, remarks=remarks)


def _in_order(cells: dict[int, Cell]) -> list[Cell]:
    return [cells.get(column, Cell()) for column in range(1, max(cells) + 1)]


def _remarks(sheet: RawSheet, doubts: Doubts, rows: set[int], hidden_columns: Iterable[int]) -> tuple[str, ...]:
    hidden_rows = sorted(rows & sheet.hidden_rows)
    letters = [column_letters(column) for column in sorted(hidden_columns)]
    remarks = [
        sentence(f"{several(one, places)}: {what}")
        for one, places, what in (
            ("row", hidden_rows, "hidden, and read all the same."),
            ("column", letters, "hidden, and read all the same."),
            ("cell", doubts.errors, "a formula gave an error, which was read as text."),
            (
                "cell",
                doubts.formulas,
                "a formula without a result was read as blank; open the file in Excel and save it.",
            ),
            ("cell", doubts.no_dates, "a number that no date has was read as a number."),
        )
        if places
    ]
    return (*remarks, _CONDITIONAL) if sheet.has_conditional_formatting else tuple(remarks)
