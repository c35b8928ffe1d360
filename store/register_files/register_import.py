"""Reading a register folder into the register: all of one plan, compared field by field with what is held."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from sqlmodel import Session, select

from store.audit import AuditChain
from store.register_files.actions import read_actions, read_dependencies
from store.register_files.auditing import Imported, record_import
from store.register_files.boards import read_governance, read_meetings
from store.register_files.columns import PLAN, POSTS, REGISTER, Sheet
from store.register_files.csv_table import Row, Table, read_table
from store.register_files.errors import (
    AnotherPlan,
    FolderNotFound,
    NotOnePlan,
    PlanUnreadable,
    PlanWithoutKey,
    RefusedRow,
)
from store.register_files.importing import Importing, Tables
from store.register_files.indicators import read_indicators
from store.register_files.milestones import read_milestones
from store.register_files.posts import Posts
from store.register_files.report import ImportReport, Subject, Tally, Warned
from store.register_files.settling import id_of, settle, values_of
from store.register_files.structure import read_areas, read_objectives, read_outcomes, read_ratings
from store.tables import Plan, PlanVersion


def read_folder(folder: Path, sheets: Iterable[Sheet]) -> Tables:
    """The files that are there, each cell as text. Raises a RegisterFileError."""
    if not folder.is_dir():
        raise FolderNotFound(folder=folder)
    return {
        sheet.file: read_table(folder / sheet.file, sheet.required_names)
        for sheet in sheets
        if sheet.required or (folder / sheet.file).exists()
    }


def import_register(
    session: Session,
    folder: Path,
    *,
    now: datetime,
    audit: AuditChain,
    actor: str,
    plan_key: str | None = None,
) -> ImportReport:
    """Reads a register folder. Raises a RegisterFileError if it cannot be read at all.

    Neither commits nor rolls back: a dry run is the caller's rollback.
    """
    tables = read_folder(folder, REGISTER)
    return import_tables(
        session, tables, source=folder.resolve().name, now=now, audit=audit, actor=actor, plan_key=plan_key
    )


def import_tables(
    session: Session,
    tables: Tables,
    *,
    source: str,
    now: datetime,
    audit: AuditChain,
    actor: str,
    plan_key: str | None = None,
) -> ImportReport:
    """The same from tables read elsewhere, by the names of the folder's files."""
    tally = Tally()
    for sheet in REGISTER:
        if sheet.file in tables:
            warn_of_unread_columns(tally, tables[sheet.file], sheet)
    plan, first = _plan(session, tables[PLAN.file].rows, tally, plan_key)
    version = plan.version if first else plan.version + 1
    at = Importing(session, tables, plan, version, now, tally, Posts(session, tally))
    at.load()
    at.posts.merge(at.rows(POSTS))
    read_ratings(at)
    read_areas(at)
    read_outcomes(at)
    read_objectives(at)
    read_actions(at)
    read_milestones(at)
    read_dependencies(at)
    read_indicators(at)
    read_governance(at)
    read_meetings(at)
    if tally.touched:
        plan.version = version
        report = tally.report(version)
        session.add(
            PlanVersion(
                plan_id=id_of(plan),
                number=version,
                imported_at=now,
                source=source,
                added=report.added,
                changed=report.changed,
            )
        )
        imported = Imported("register_imported", source, plan.key, actor, now)
        record_import(session, audit, imported, tally, own_entry=("action", "milestone"))
    session.flush()
    return tally.report(plan.version)


def warn_of_unread_columns(tally: Tally, table: Table, sheet: Sheet) -> None:
    for column in table.columns:
        if column not in sheet.names:
            tally.warnings.append(Warned(table.file, 1, f'The column "{column}" is not one that is read.'))


def _plan(session: Session, rows: tuple[Row, ...], tally: Tally, wanted: str | None) -> tuple[Plan, bool]:
    """The plan that plan.csv names, and whether it is new."""
    if len(rows) != 1:
        raise NotOnePlan(count=len(rows))
    key = rows[0].text("key")
    if not key:
        raise PlanWithoutKey
    if wanted and wanted != key:
        raise AnotherPlan(held=key, wanted=wanted)
    held = session.exec(select(Plan).where(Plan.key == key)).first()
    plan = held or Plan(key=key, title="", local_area="", kind="")
    try:
        values = values_of(rows[0], PLAN)
    except RefusedRow as error:
        raise PlanUnreadable(reason=error) from None
    subject = Subject("plan", key)
    tally.rows_read += 1
    if held is not None:
        settle(tally, plan, PLAN, values, subject)
    else:
        for field, value in values.items():
            setattr(plan, field, value)
        tally.added.append(subject)
        session.add(plan)
        session.flush()
    return plan, held is None
