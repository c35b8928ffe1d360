"""Where a plan comes from: a register folder, a workbook that the register wrote, or a document of somebody else's."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from sqlmodel import Session, select

from store.register_files.errors import AnotherPlan, MappingNotNeeded, NothingThere, PlanKeyNeeded
from store.register_files.grids import Grid, read_grids
from store.register_files.plan.importing import Tables
from store.register_files.plan_layouts.draft_tables import PlanHeading
from store.register_files.plan_layouts.mapping import Mapping
from store.register_files.plan_layouts.mapping_file import read_mapping
from store.register_files.plan_layouts.reading import read_plan_grids
from store.register_files.report import Understood, Warned
from store.register_files.sheets.columns import PLAN, RATINGS, REGISTER, Sheet
from store.register_files.sheets.csv_table import Row, Table, read_table
from store.register_files.sheets.history_columns import HISTORY
from store.register_files.sheets.workbooks import is_register_workbook, tables_of_workbook
from store.tables import Plan, Rating

SHEETS = (*REGISTER, *HISTORY)


@dataclass(frozen=True, slots=True)
class PlanSource:
    name: str
    tables: Tables
    understood: tuple[Understood, ...] = ()
    doubts: tuple[Warned, ...] = ()


def read_plan_source(session: Session, path: Path, *, plan_key: str | None, mapping: Path | None) -> PlanSource:
    """Raises a RegisterFileError."""
    if not path.exists():
        raise NothingThere(path=path)
    if path.is_dir():
        if mapping is not None:
            raise MappingNotNeeded(file=path.name)
        return PlanSource(path.resolve().name, read_folder(path, SHEETS))
    grids = read_grids(path)
    if is_register_workbook(grids):
        if mapping is not None:
            raise MappingNotNeeded(file=path.name)
        return PlanSource(path.name, tables_of_workbook(grids, SHEETS), doubts=_remarks(grids))
    meant = read_mapping(mapping) if mapping else Mapping()
    named = meant.plan.get("key", "")
    if mapping and plan_key and named and named != plan_key:
        raise AnotherPlan(file=mapping.name, held=named, wanted=plan_key)
    if not (key := plan_key or named):
        raise PlanKeyNeeded(file=path.name, suggestion=_key_like(path.stem))
    return _document(session, path, grids, key, meant)


def read_folder(folder: Path, sheets: Iterable[Sheet]) -> Tables:
    """The files that are there, each cell as text. Raises a RegisterFileError."""
    if not folder.is_dir():
        raise NothingThere(path=folder)
    return {
        sheet.file: read_table(folder / sheet.file, sheet.required_names)
        for sheet in sheets
        if sheet.required or (folder / sheet.file).exists()
    }


def _document(session: Session, path: Path, grids: tuple[Grid, ...], key: str, mapping: Mapping) -> PlanSource:
    """The heading of a plan that is held stays as it is: a document's tables say nothing of it."""
    held = session.exec(select(Plan).where(Plan.key == key)).first()
    heading = PlanHeading(**{"title": held.title if held else _title_like(path.stem), **mapping.plan, "key": key})
    document = read_plan_grids(grids, path.name, mapping=mapping, plan=heading)
    doubts = (*document.doubts, *document.unplaced)
    tables = dict(document.tables)
    if held is not None:
        tables[PLAN.file] = _only(tables[PLAN.file], {"key", *mapping.plan})
        if _key_is_confirmed(session, held):
            tables.pop(RATINGS.file, None)
    elif "title" not in mapping.plan:
        sentence = f"The document does not name the plan: it is called “{heading.title}” after the file's name."
        doubts = (Warned(path.name, 1, sentence), *doubts)
    return PlanSource(path.name, tables, document.understood, doubts)


def _only(table: Table, columns: set[str]) -> Table:
    def kept(row: Row) -> Row:
        return replace(row, cells={name: cell for name, cell in row.cells.items() if name in columns})

    return Table(table.file, tuple(filter(columns.__contains__, table.columns)), tuple(map(kept, table.rows)))


def _key_is_confirmed(session: Session, plan: Plan) -> bool:
    """What a person has settled of the rating key, a document does not reopen."""
    confirmed = select(Rating.id).where(Rating.plan_id == plan.id, Rating.confirmed)
    return session.exec(confirmed).first() is not None


def _remarks(grids: Iterable[Grid]) -> tuple[Warned, ...]:
    return tuple(Warned(grid.source, 0, remark) for grid in grids for remark in grid.remarks)


def _key_like(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-") or "our-plan"


def _title_like(name: str) -> str:
    return " ".join(re.split(r"[\s_]+", name)).strip() or name
