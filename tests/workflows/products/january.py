"""The Bradford plan at its first cut-off of 2023, from the printed figures and facts."""

from __future__ import annotations

from datetime import date, time

from sqlmodel import Session

from store.audit import AuditChain
from store.cut import DataCut
from store.queries.cuts import take_cut
from store.register_files.plan.readings_import import import_readings
from store.register_files.plan.updates_import import import_updates
from store.working_days import london_moment
from tests.workflows.register import PLAN, SAMPLES

CUT_OFF = london_moment(date(2023, 1, 6), time(17, 0))
JANUARY = SAMPLES / f"{PLAN}-january-2023"


def january_cut(session: Session, audit: AuditChain) -> DataCut:
    import_updates(session, JANUARY / "updates.csv", now=CUT_OFF, audit=audit, actor="sample", plan_key=PLAN)
    import_readings(session, JANUARY / "readings.csv", now=CUT_OFF, audit=audit, actor="sample", plan_key=PLAN)
    return take_cut(session, PLAN, CUT_OFF)
