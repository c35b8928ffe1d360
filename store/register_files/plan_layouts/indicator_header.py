"""The header of a table of indicators: dates as headings, or columns called target and date."""

from __future__ import annotations

import re
from dataclasses import dataclass

from store.register_files.grids.grid import Grid
from store.register_files.plan_cells.due import DateReading
from store.register_files.plan_layouts.cell_lines import one_line
from store.register_files.plan_layouts.date_headings import ROWS_ABOVE, DateColumn, find_dated_header
from store.register_files.plan_layouts.headers import normalised

_TITLE = re.compile(
    r"(?:(?:outcome|key performance|performance|impact|success) )?(?:indicators?|kpis?|impact measures?)"
)
_NAMES = {
    "ref": ("ref", "no", "number", "indicator ref", "kpi ref", "kpi no", "id"),
    "service": ("service", "team", "theme"),
    "baseline": ("baseline", "current baseline", "current position", "starting point", "current"),
    "target": ("target", "targets", "goal", "aim"),
    "date": ("date", "by when", "target date", "due", "due date", "when", "timescale", "deadline"),
    "unit": ("unit", "units", "unit of measure"),
    "action_refs": ("action ref", "action refs", "actions", "action", "linked actions", "related actions"),
    "note": ("note", "notes", "caveat", "comment", "comments", "source", "data source"),
}
_FIELD_OF = {alias: name for name, aliases in _NAMES.items() for alias in aliases}


@dataclass(frozen=True, slots=True)
class IndicatorHeader:
    """`fields` by column. `end` is the row below the header; `dates` is empty for a list of targets."""

    end: int
    labels: tuple[str, ...]
    fields: dict[int, str]
    dates: tuple[DateColumn, ...]
    first: int = 0


def find_indicator_header(grid: Grid, dates: DateReading) -> IndicatorHeader | None:
    """A column of indicators, and beside it dates as headings, or a target, or a baseline."""
    if found := find_dated_header(grid, dates, at_least=1):
        labels = found.labels
        fields = _fields(labels, {date.column for date in found.dates})
        if "title" in fields.values():
            return IndicatorHeader(found.last + 1, labels, fields, found.dates, found.first)
    for index, row in enumerate(grid.rows[:ROWS_ABOVE]):
        labels = tuple(one_line(cell.text) for cell in row)
        fields = _fields(labels, set())
        if {"title", "target"} <= set(fields.values()) and all(len(label) <= 60 for label in labels):
            return IndicatorHeader(index + 1, labels, fields, (), index)
    return None


def _fields(labels: tuple[str, ...], taken: set[int]) -> dict[int, str]:
    """A heading merged over two columns is that of a service and its indicator."""
    fields: dict[int, str] = {}
    for column, label in enumerate(labels):
        words = re.sub(r"\s(?:wsoa|area|priority)?\s?(?:\d+|[a-z])$", "", normalised(label))
        name = "title" if _TITLE.fullmatch(words) else _FIELD_OF.get(normalised(label), "")
        if column in taken or not name:
            continue
        if name == "title" and "title" in fields.values():
            before = next(at for at, held in fields.items() if held == "title")
            fields[before] = "service"
        if name not in fields.values():
            fields[column] = name
    blank_after = [at + 1 for at, name in fields.items() if name == "title" and at + 1 < len(labels)]
    for column in blank_after:
        if not labels[column] and column not in taken and "service" not in fields.values():
            fields[column - 1], fields[column] = "service", "title"
    return fields
