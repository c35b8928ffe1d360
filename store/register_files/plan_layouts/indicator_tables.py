"""Indicators: trajectories under dates, lists of targets, sentences, and the impact table (`domain.md` 2.2, 2 to 4)."""

from __future__ import annotations

import re

from store.register_files.grids.grid import Grid
from store.register_files.plan_layouts.area_headings import enter_area, read_headings
from store.register_files.plan_layouts.draft import Place
from store.register_files.plan_layouts.header_rows import find_header
from store.register_files.plan_layouts.headers import normalised
from store.register_files.plan_layouts.impact_table import is_impact_table, read_impact_table
from store.register_files.plan_layouts.indicator_header import IndicatorHeader, find_indicator_header
from store.register_files.plan_layouts.indicator_rows import IndicatorRows
from store.register_files.plan_layouts.indicator_sentences import is_indicator_block, read_indicator_block
from store.register_files.plan_layouts.layout import Reading

_AREA = re.compile(r"\b(?:wsoa|improvement (?:area|priority)|priority|area)\s*(?P<ref>\d{1,3}|[A-Z])\b", re.IGNORECASE)


class IndicatorTables:
    def recognises(self, grid: Grid, reading: Reading) -> bool:
        header = find_indicator_header(grid, reading.draft.dates)
        return (
            is_impact_table(grid)
            or (header is not None and not _of_actions(grid, header, reading))
            or is_indicator_block(grid)
        )

    def read(self, grid: Grid, reading: Reading) -> None:
        place = Place(grid.source, grid.lines[0] if grid.lines else 0)
        read_headings(grid.before, place, reading)
        _enter_area_of_header(grid, place, reading)
        header = find_indicator_header(grid, reading.draft.dates)
        if is_impact_table(grid):
            read_impact_table(grid, reading)
        elif header is not None:
            IndicatorRows(grid, header, reading).read()
        else:
            read_indicator_block(grid, reading)


def _of_actions(grid: Grid, header: IndicatorHeader, reading: Reading) -> bool:
    """Each row begins with an action that is led and due: an indicator further right is beside it."""
    rows = find_header(grid, reading.mapping)
    if rows is None or not {"title", "lead", "due"} <= set(rows.fields):
        return False
    indicator = next(at for at, name in header.fields.items() if name == "title")
    return rows.fields.index("title") < indicator


def _enter_area_of_header(grid: Grid, place: Place, reading: Reading) -> None:
    """ "Outcome Indicators WSOA 4", "WSOA 1 Objectives": the header itself names the area."""
    for row in grid.rows[:2]:
        for cell in row:
            words = normalised(cell.text)
            names_table = len(words) <= 60 and ("indicator" in words or "objective" in words)
            if names_table and (found := _AREA.search(cell.text)):
                enter_area(found["ref"], "", place, reading)
                return
