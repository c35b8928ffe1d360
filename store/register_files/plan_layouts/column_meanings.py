"""What the headers alone do not say: the columns seen together with their cells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from store.refs import normalised_ref
from store.register_files.plan_cells.due import DateReading, read_dues
from store.register_files.plan_layouts.header_rows import Column
from store.register_files.plan_layouts.headers import normalised
from store.register_files.plan_layouts.printed_rows import PrintedRow


def with_meaning(columns: Sequence[Column], rows: Sequence[PrintedRow], dates: DateReading) -> tuple[Column, ...]:
    """`rows` are the rows below, read by the headers alone."""
    fields = {column.field for column in columns}
    if "milestone" in fields:
        columns = _renamed(columns, "milestone", _milestone_field(fields, rows, dates), "by its header and its cells")
    if _ref_is_of_area(columns, rows):
        columns = _renamed(columns, "ref", "area_ref", "each area has one ref, and rows below it have none")
    return tuple(columns)


def _renamed(columns: Sequence[Column], field: str, to: str, why: str) -> tuple[Column, ...]:
    return tuple(replace(one, field=to, why=why) if one.field == field else one for one in columns)


def _milestone_field(fields: set[str], rows: Sequence[PrintedRow], dates: DateReading) -> str:
    """ "Milestone" heads dates in one plan and steps in another."""
    if "title" not in fields:
        return "title"
    texts = [text for row in rows if (text := row.own("milestone"))]
    dated = sum(any(due.due for due in read_dues(text, dates)) and len(text) < 40 for text in texts)
    return "due" if "due" not in fields and dated * 2 > len(texts) else "measure"


def _ref_is_of_area(columns: Sequence[Column], rows: Sequence[PrintedRow]) -> bool:
    """Ref | Area | Actions: the ref is the area's if they come in pairs and further actions stand below one pair."""
    names = [column.field for column in columns]
    if "ref" not in names or names[names.index("ref") + 1 : names.index("ref") + 2] != ["area"]:
        return False
    refs_of: dict[str, set[str]] = defaultdict(set)
    areas_of: dict[str, set[str]] = defaultdict(set)
    more_below = 0
    for row in rows:
        ref, area = normalised_ref(row.own("ref")), normalised(row.own("area"))
        if ref and area:
            refs_of[area].add(ref)
            areas_of[ref].add(area)
        elif not ref and row.own("title"):
            more_below += 1
    return more_below > 0 and all(len(found) == 1 for found in (*refs_of.values(), *areas_of.values()))
