"""A Word document as grids: one for each table, or its paragraphs as a table of one column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from store.register_files.errors import FileUnpacksTooLarge
from store.register_files.grids.grid import Cell, Grid
from store.register_files.grids.office_package import OfficePackage
from store.register_files.grids.office_xml import name_of
from store.register_files.grids.trimming import Line, trimmed
from store.register_files.grids.word_table import table_lines
from store.register_files.grids.word_text import Seen, inside, paragraph_text
from store.register_files.grids.wording import sentence, several

MOST_DOCUMENT_BYTES = 30_000_000
"""Of the part that is read whole. A hundred pages of tables take about 5 MB, and twenty times that in memory."""

_TRACKED = "Tracked changes were read as if accepted: inserted text is in, deleted text is left out."
_TEXT_BOXES = "Text boxes were not read: move what belongs to the plan into a table."
_NESTED = "A table inside a cell was read as lines of that cell."
_BARE_NUMBERS = "Numbers that Word counts itself were not read where they stand alone: type them in if they are refs."
_NO_TABLE = "The document has no table, so each paragraph was read as a row."


def word_grids(package: OfficePackage) -> tuple[Grid, ...]:
    """None for a document of blanks. Raises a RegisterFileError, or what broken parts raise."""
    if package.size(package.main_part) > MOST_DOCUMENT_BYTES:
        raise FileUnpacksTooLarge(file=package.file)
    body = package.tree(package.main_part).find("./{*}body")
    if body is None:
        return ()
    seen = Seen()
    grids: list[Grid] = []
    paragraphs: list[str] = []
    tables = 0
    for block in inside(body, "p", "tbl", seen=seen):
        if name_of(block) == "p":
            if text := paragraph_text(block, seen):
                paragraphs.append(text)
            continue
        tables += 1
        in_table = Seen()
        place = f"{package.file}, table {tables}"
        lines = table_lines(place, block, in_table)
        if grid := _grid(place, lines, paragraphs, _remarks(in_table, lines)):
            grids.append(grid)
            paragraphs = []
    remarks = _remarks(seen, ())
    if grids:
        grids[-1] = replace(grids[-1], after=tuple(paragraphs))
    elif paragraphs:
        lines = [Line(number, [Cell(text)]) for number, text in enumerate(paragraphs, 1)]
        grids = [grid for grid in [_grid(package.file, lines, [], (_NO_TABLE,))] if grid]
    else:
        return ()
    grids[0] = replace(grids[0], remarks=tuple(dict.fromkeys((*grids[0].remarks, *remarks))))
    return tuple(grids)


def _grid(place: str, lines: Sequence[Line], before: Sequence[str], remarks: tuple[str, ...]) -> Grid | None:
    """None for a table of blanks."""
    rows, numbers = trimmed(place, lines)
    if not rows:
        return None
    title = before[-1] if before else ""
    return Grid(source=place, title=title, rows=rows, lines=numbers, before=tuple(before), remarks=remarks)


def _remarks(seen: Seen, lines: Sequence[Line]) -> tuple[str, ...]:
    hidden_rows = [line.number for line in lines if any(cell.hidden and cell.text for cell in line.cells)]
    found = {
        _TRACKED: seen.tracked,
        _TEXT_BOXES: seen.text_boxes,
        _NESTED: seen.nested_tables,
        _BARE_NUMBERS: seen.bare_numbers,
    }
    remarks = [remark for remark, applies in found.items() if applies]
    if hidden_rows:
        remarks.insert(0, sentence(f"{several('row', hidden_rows)}: hidden, and read all the same."))
    return tuple(remarks)
