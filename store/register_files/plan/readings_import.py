"""Indicator readings: one for each indicator, period and source."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from sqlmodel import Session, col, select

from store.audit import AuditChain
from store.queries.plans import plan_by_key
from store.refs import normalised_ref
from store.register_files.errors import RefusedRow
from store.register_files.plan.auditing import Imported, record_import
from store.register_files.plan.importing import warn_of_unread_columns
from store.register_files.plan.settling import Values, id_of, settle, values_of
from store.register_files.report import ImportReport, Subject, Tally
from store.register_files.sheets.csv_table import Row, read_table
from store.register_files.sheets.history_columns import READINGS
from store.register_files.turns import wait_for_other_imports
from store.tables import Indicator, Plan, Reading


def import_readings(
    session: Session, file: Path, *, now: datetime, audit: AuditChain, actor: str, plan_key: str
) -> ImportReport:
    """From a CSV file of their own. Another value for the same indicator, period and source is a change.

    Raises PlanNotFound, and a RegisterFileError if the file cannot be read. Does not commit.
    """
    wait_for_other_imports(session)
    table = read_table(file, READINGS.required_names)
    plan = plan_by_key(session, plan_key)
    tally = Tally()
    warn_of_unread_columns(tally, table, READINGS)
    read_readings(session, plan, table.rows, now, tally)
    session.flush()
    if tally.touched:
        record_import(session, audit, Imported("readings_imported", file.name, plan.key, actor, now), tally)
    return tally.report(plan.version)


def read_readings(session: Session, plan: Plan, rows: Iterable[Row], now: datetime, tally: Tally) -> None:
    indicators = {
        normalised_ref(one.ref): one for one in session.exec(select(Indicator).where(Indicator.plan_id == plan.id))
    }
    ids = [id_of(one) for one in indicators.values()]
    held = {
        (one.indicator_id, one.period_end, one.source): one
        for one in session.exec(select(Reading).where(col(Reading.indicator_id).in_(ids)))
    }

    def handle(row: Row) -> None:
        ref = row.text("indicator_ref")
        indicator = indicators.get(normalised_ref(ref))
        if indicator is None:
            raise RefusedRow(ref, f'There is no indicator "{ref}".')
        values: Values = {"recorded_at": now, **values_of(row, READINGS)}
        for column in ("period_end", "value"):
            if values[column] is None:
                raise RefusedRow("", f"The row has no {column}.")
        key = id_of(indicator), values["period_end"], values.get("source", "")
        tally.once(row, key, f"{ref} {values['period_end']}")
        subject = Subject("reading", f"{indicator.ref} {values['period_end']} {values.get('source', '')}".strip())
        reading = held.get(key)
        if reading is None:
            held[key] = Reading(indicator_id=id_of(indicator), **values)
            session.add(held[key])
            tally.added.append(subject)
        elif reading.value != values["value"]:
            # When it was learnt follows from the value, and is no change of its own.
            reading.recorded_at = values.pop("recorded_at")
            settle(tally, reading, READINGS, values, subject)

    tally.each(rows, lambda row: row.text("indicator_ref"), handle)
