"""The months that ask most of four sides of paper: nobody answers, everybody answers Red and at length, many areas."""

from __future__ import annotations

import csv
from datetime import date, datetime, time
from pathlib import Path

from sqlmodel import Session

from store.audit import AuditChain
from store.queries.cuts import take_cut
from store.register_files.plan.register_import import import_register
from store.register_files.plan.updates_import import import_updates
from store.working_days import london_moment
from tests.workflows.register import PLAN, SAMPLES
from workflows.exception_report.compile import compile_report
from workflows.exception_report.value import ExceptionReport

CUT_OFF = london_moment(date(2023, 3, 31), time(17, 0))
"""On this day the sample plan has more milestones due than on any other."""
MANY_AREAS = "bradford-action-plan-2020"
NARRATIVE = " ".join(f"Paragraph {n} of the update describes another difficulty met by the service." for n in range(25))
REASON = (
    "Two rounds of recruitment failed, the supplier withdrew, and the partner organisations have not agreed the model."
)


def silent(session: Session) -> ExceptionReport:
    """Nobody has ever answered, so each of the 55 actions is an exception."""
    return compile_report(take_cut(session, PLAN, CUT_OFF), edition=4)


def of_many_areas(session: Session, audit: AuditChain) -> ExceptionReport:
    """The older plan: 22 areas, none with an SRO, and 111 actions, none with a lead or an update."""
    at = london_moment(date(2020, 6, 30), time(17, 0))
    import_register(session, SAMPLES / MANY_AREAS, now=at, audit=audit, actor="test")
    return compile_report(take_cut(session, MANY_AREAS, at))


def all_red(session: Session, audit: AuditChain, folder: Path) -> ExceptionReport:
    """Every action Red, each field of its update as long as a lead would ever write it."""
    file = folder / "updates.csv"
    with (SAMPLES / PLAN / "actions.csv").open(encoding="utf-8", newline="") as actions:
        refs = [row["action_ref"] for row in csv.DictReader(actions)]
    with file.open("w", encoding="utf-8", newline="") as out:
        rows = csv.DictWriter(out, list(_update("", CUT_OFF)))
        rows.writeheader()
        rows.writerows(_update(ref, london_moment(date(2023, 3, 28), time(10, 0))) for ref in refs)
    done = import_updates(session, file, now=CUT_OFF, audit=audit, actor="test", plan_key=PLAN)
    assert (done.added, done.refused) == (len(refs), ())
    return compile_report(take_cut(session, PLAN, CUT_OFF), edition=4)


def _update(ref: str, at: datetime) -> dict[str, str]:
    return {
        "action_ref": ref,
        "seq": "",
        "person": "compliance-officer",
        "at": f"{at:%Y-%m-%d %H:%M}",
        "rating": "Red",
        "narrative": NARRATIVE,
        "cause": REASON,
        "effect": REASON,
        "recovery": REASON,
        "forecast": "2023-09-30",
        "completed_on": "",
        "help_needed": REASON,
        "evidence": "Minutes of the working group of 14 March 2023, held in the programme's shared folder",
    }
