"""Updates from a CSV file of their own: history is taken as it is, once."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from sqlmodel import Session

from store.audit import AuditChain
from store.queries.plans import plan_by_key
from store.register_files.people.people_named import People
from store.register_files.plan.auditing import Imported, record_import
from store.register_files.plan.importing import warn_of_unread_columns
from store.register_files.plan.plan_items import PlanItems
from store.register_files.plan.updates import Updates
from store.register_files.report import ImportReport, Tally
from store.register_files.sheets.csv_table import read_table
from store.register_files.sheets.history_columns import UPDATES
from store.register_files.turns import wait_for_other_imports


def import_updates(
    session: Session, file: Path, *, now: datetime, audit: AuditChain, actor: str, plan_key: str
) -> ImportReport:
    """Adds the updates that the register does not hold yet, with their evidence.

    Forecasts and completions of milestones follow. What a rating demands is not checked here.

    Raises PlanNotFound, and a RegisterFileError if the file cannot be read. Does not commit.
    """
    wait_for_other_imports(session)
    table = read_table(file, UPDATES.required_names)
    plan = plan_by_key(session, plan_key)
    tally = Tally()
    warn_of_unread_columns(tally, table, UPDATES)
    items = PlanItems.of(session, plan)
    updates = Updates(session, plan, items, People.of(session), table, now, tally)
    updates.read()
    updates.write_titles_of_evidence()
    updates.bring_into_line(items.milestones.values())
    session.flush()
    if tally.touched:
        record_import(session, audit, Imported("updates_imported", file.name, plan.key, actor, now), tally)
    return tally.report(plan.version)
