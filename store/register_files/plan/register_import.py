"""Reading a plan into the register: all of it, compared field by field with what is held."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from sqlmodel import Session, select

from store.audit import AuditChain
from store.register_files.errors import (
    AnotherPlan,
    NotOnePlan,
    PlanKeyUnfit,
    PlanUnreadable,
    PlanWithoutKey,
    RefusedRow,
)
from store.register_files.people.merge_offers import offers_of_merging
from store.register_files.people.posts import Posts
from store.register_files.plan.actions import read_actions
from store.register_files.plan.auditing import Imported, record_import
from store.register_files.plan.boards import read_governance, read_meetings
from store.register_files.plan.dependencies import read_dependencies
from store.register_files.plan.history import read_history
from store.register_files.plan.importing import Importing, warn_of_unread_columns
from store.register_files.plan.indicators import read_indicators
from store.register_files.plan.milestones import read_milestones
from store.register_files.plan.said_in_plan import record_what_is_printed
from store.register_files.plan.settling import id_of, settle, values_of
from store.register_files.plan.structure import read_areas, read_objectives, read_outcomes, read_ratings
from store.register_files.report import ImportReport, Subject, Tally
from store.register_files.sheets.columns import PLAN, POSTS, REGISTER
from store.register_files.sheets.csv_table import Row
from store.register_files.sheets.history_columns import HISTORY
from store.register_files.sheets.plan_source import PlanSource, read_plan_source
from store.register_files.sheets.samples import samples_of
from store.register_files.turns import wait_for_other_imports
from store.tables import Plan, PlanVersion

LONGEST_KEY = 60
"""Characters: it stands in the names of reports, beside a date."""

_FIT_KEY = re.compile(rf"[A-Za-z0-9][A-Za-z0-9._-]{{0,{LONGEST_KEY - 1}}}")


def import_register(
    session: Session,
    path: Path,
    *,
    now: datetime,
    audit: AuditChain,
    actor: str,
    plan_key: str | None = None,
    mapping: Path | None = None,
    said_by: str | None = None,
) -> ImportReport:
    """Reads a register folder, a workbook that the register wrote, or any document that holds a plan.

    With `said_by`, a person's key, the ratings and progress that a document prints become that person's updates.

    Raises a RegisterFileError if it cannot be read at all. Neither commits nor rolls back: a dry run is the caller's
    rollback.
    """
    wait_for_other_imports(session)
    source = read_plan_source(session, path, plan_key=plan_key, mapping=mapping)
    tally = Tally(warnings=list(source.doubts))
    for sheet in (*REGISTER, *HISTORY):
        if sheet.file in source.tables:
            warn_of_unread_columns(tally, source.tables[sheet.file], sheet)
    plan, first = _plan(session, source, tally, plan_key)
    version = plan.version if first else plan.version + 1
    at = Importing(session, source.tables, plan, version, now, tally, Posts(session, tally))
    at.load()
    held_before = list(at.milestones.values())
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
    read_history(at, held_before)
    if said_by is not None:
        record_what_is_printed(at, said_by)
    session.flush()
    if tally.touched:
        plan.version = version
        report = tally.report(version)
        session.add(
            PlanVersion(
                plan_id=id_of(plan),
                number=version,
                imported_at=now,
                source=source.name,
                added=report.added,
                changed=report.changed,
            )
        )
        imported = Imported("register_imported", source.name, plan.key, actor, now)
        record_import(session, audit, imported, tally, own_entry=("action", "milestone"))
    return replace(
        tally.report(plan.version),
        understood=source.understood,
        sample=samples_of(source.tables),
        offers=tuple(offers_of_merging(at)),
    )


def _plan(session: Session, source: PlanSource, tally: Tally, wanted: str | None) -> tuple[Plan, bool]:
    """The plan that plan.csv names, and whether it is new."""
    row = _only_row(source.tables[PLAN.file].rows)
    key = row.text("key")
    if not key:
        raise PlanWithoutKey
    if wanted and wanted != key:
        raise AnotherPlan(file=PLAN.file, held=key, wanted=wanted)
    if not _FIT_KEY.fullmatch(key):
        raise PlanKeyUnfit(key=" ".join(key.split())[:LONGEST_KEY], limit=LONGEST_KEY)
    held = session.exec(select(Plan).where(Plan.key == key)).first()
    plan = held or Plan(key=key, title="", local_area="", kind="")
    try:
        values = values_of(row, PLAN)
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


def _only_row(rows: tuple[Row, ...]) -> Row:
    if len(rows) != 1:
        raise NotOnePlan(count=len(rows))
    return rows[0]
