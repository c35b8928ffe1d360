"""Reading a plan as a council has it: its tables, whatever their layout, become those of a register folder."""

from __future__ import annotations

from dataclasses import dataclass

from store.register_files.errors import NoPlanInDocument
from store.register_files.grids import Grid
from store.register_files.plan.importing import Tables
from store.register_files.plan_layouts.date_columns import DateColumns
from store.register_files.plan_layouts.draft import Draft, Place
from store.register_files.plan_layouts.draft_tables import PlanHeading, tables_of
from store.register_files.plan_layouts.headers import normalised
from store.register_files.plan_layouts.indicator_tables import IndicatorTables
from store.register_files.plan_layouts.label_blocks import LabelBlocks
from store.register_files.plan_layouts.layout import Layout, Reading
from store.register_files.plan_layouts.mapping import Mapping
from store.register_files.plan_layouts.rating_key import RatingKey, read_key
from store.register_files.plan_layouts.row_tables import RowTables
from store.register_files.plan_layouts.settled_areas import settle_areas
from store.register_files.plan_layouts.settled_leads import settle_leads
from store.register_files.plan_layouts.settled_rows import settle_rows
from store.register_files.plan_layouts.stacked_tables import stacked_tables
from store.register_files.report import Understood, Warned

LAYOUTS: tuple[Layout, ...] = (RatingKey(), DateColumns(), IndicatorTables(), RowTables(), LabelBlocks())
"""In the order in which they are asked: those that know their tables by most come first."""


@dataclass(frozen=True, slots=True)
class PlanDocument:
    """`unplaced` is text of the document that entered no table; every other remark is in `doubts`."""

    tables: Tables
    understood: tuple[Understood, ...]
    doubts: tuple[Warned, ...]
    unplaced: tuple[Warned, ...]


def read_plan_grids(grids: tuple[Grid, ...], file: str, *, mapping: Mapping, plan: PlanHeading) -> PlanDocument:
    """`file` is the document's name. Raises NoPlanInDocument if no table in it is one of actions."""
    reading = Reading(Draft(dates=mapping.dates), mapping)
    document = Place(file, 1)
    for grid in grids:
        for table in stacked_tables(grid, mapping):
            _read(table, reading)
    settle_rows(reading)
    draft = reading.draft
    if not draft.actions:
        raise NoPlanInDocument(
            file=file, remarks=" ".join(dict.fromkeys(one for grid in grids for one in grid.remarks))
        )
    settle_leads(reading)
    settle_areas(draft, plan.title, document)
    _say_names(draft)
    return PlanDocument(
        tables_of(draft, plan, document), tuple(draft.understood), tuple(draft.doubts), tuple(draft.unplaced)
    )


def _read(grid: Grid, reading: Reading) -> None:
    place = Place(grid.source, grid.lines[0] if grid.lines else 0)
    for remark in grid.remarks:
        reading.draft.doubt(place, remark)
    if normalised(grid.title) in reading.mapping.skipped_sheets:
        reading.draft.understood.append(Understood(grid.source, grid.title, "", "left aside by the mapping file"))
        return
    read_key((*grid.before, *grid.after), place, reading)
    layout = next((one for one in LAYOUTS if one.recognises(grid, reading)), None)
    if layout is not None:
        layout.read(grid, reading)
    elif grid.rows:
        _leave(grid, place, reading)


def _leave(grid: Grid, place: Place, reading: Reading) -> None:
    """No layout knows the table: a person may, so each of its rows is listed."""
    header = " | ".join(dict.fromkeys(" ".join(cell.text.split()) for cell in grid.rows[0] if cell.text.strip()))
    reading.draft.understood.append(Understood(grid.source, header, "", "no layout that is known"))
    reading.draft.doubt(place, f'The table "{header}" was left aside: its headers name no actions and no indicators.')
    for row, line in zip(grid.rows, grid.lines, strict=True):
        texts = dict.fromkeys(cell.text.strip() for cell in row if cell.text.strip())
        reading.draft.unplaced.append(Warned(grid.source, line, " | ".join(texts)))


def _say_names(draft: Draft) -> None:
    """Posts alone enter the register with a plan."""
    said: set[tuple[str, str]] = set()
    holders = [(area.sros, area.place) for area in draft.areas.values()]
    holders += [(action.leads, action.place) for action in draft.actions]
    for leads, place in holders:
        for lead in leads:
            if lead.name and (lead.name, lead.post) not in said:
                said.add((lead.name, lead.post))
                post = f'beside the post "{lead.post}"' if lead.post else "without a post"
                draft.doubt(place, f"{lead.name} is named {post}: people come in with the people folder.")
