"""The report of January 2023, from the figures and facts that were printed: `domain.md` 6.9 row by row."""

from __future__ import annotations

from collections import Counter
from datetime import date, time
from pathlib import Path

import pytest
from sqlmodel import Session

from store.audit import AuditChain
from store.queries.cuts import take_cut
from store.register_files.plan.readings_import import import_readings
from store.register_files.plan.updates_import import import_updates
from store.working_days import london_moment
from tests.workflows.register import PLAN, SAMPLES
from workflows.documents.files import write_all
from workflows.exception_report.compile import compile_report
from workflows.exception_report.due_by import Verdict
from workflows.exception_report.value import ExceptionReport
from workflows.standing import NOT_RATED, NOT_REPORTED

CUT_OFF = london_moment(date(2023, 1, 6), time(17, 0))
JANUARY = SAMPLES / f"{PLAN}-january-2023"
SEPTEMBER, OCTOBER = date(2022, 9, 30), date(2022, 10, 31)
NOVEMBER, DECEMBER = date(2022, 11, 30), date(2022, 12, 31)

WORKED_EXAMPLE = [
    ("1.2.2", 1, SEPTEMBER, Verdict.NOT_REPORTED),
    ("3.1.1", 1, SEPTEMBER, Verdict.MISSED),
    ("3.1.2", 1, SEPTEMBER, Verdict.MISSED),
    ("1.4.1", 1, OCTOBER, Verdict.MET),
    ("1.5.1", 1, OCTOBER, Verdict.MET),
    ("1.1.1", 1, NOVEMBER, Verdict.NOT_EVIDENCED),
    ("2.5.1", 1, NOVEMBER, Verdict.NOT_EVIDENCED),
    ("2.5.2", 1, NOVEMBER, Verdict.LATE),
    ("1.1.2", 1, DECEMBER, Verdict.LATE),
    ("1.2.1", 1, DECEMBER, Verdict.NOT_EVIDENCED),
    ("1.3.1", 1, DECEMBER, Verdict.NOT_EVIDENCED),
    ("1.5.1", 2, DECEMBER, Verdict.NOT_EVIDENCED),
    ("2.1.2", 1, DECEMBER, Verdict.NOT_REPORTED),
    ("3.1.1", 2, DECEMBER, Verdict.NOT_EVIDENCED),
    ("3.1.2", 2, DECEMBER, Verdict.NOT_EVIDENCED),
    ("3.2.1", 1, DECEMBER, Verdict.NOT_EVIDENCED),
    ("3.3.1", 1, DECEMBER, Verdict.LATE),
    ("3.4.1", 1, DECEMBER, Verdict.NOT_EVIDENCED),
    ("3.4.2", 1, DECEMBER, Verdict.NOT_EVIDENCED),
    ("4.4.1", 1, DECEMBER, Verdict.NOT_EVIDENCED),
    ("5.1.1", 1, DECEMBER, Verdict.LATE),
]


@pytest.fixture
def january(session: Session, audit: AuditChain) -> ExceptionReport:
    """Nothing is refused, and nothing in the files is left unread."""
    updates = import_updates(session, JANUARY / "updates.csv", now=CUT_OFF, audit=audit, actor="sample", plan_key=PLAN)
    readings = import_readings(
        session, JANUARY / "readings.csv", now=CUT_OFF, audit=audit, actor="sample", plan_key=PLAN
    )
    assert (updates.added, updates.refused, updates.warnings) == (17, (), ())
    assert (readings.added, readings.refused, readings.warnings) == (5, (), ())
    return compiled(session)


def compiled(session: Session) -> ExceptionReport:
    return compile_report(take_cut(session, PLAN, CUT_OFF))


def test_the_twenty_one_milestones_due_by_then_have_the_verdicts_of_the_worked_example(
    january: ExceptionReport,
) -> None:
    assert [(row.ref, row.seq, row.due, row.verdict) for row in january.milestones_due] == WORKED_EXAMPLE


def test_two_are_met_two_missed_four_late_two_not_mentioned_and_eleven_cannot_be_told(
    january: ExceptionReport,
) -> None:
    assert Counter(row.verdict for row in january.milestones_due) == {
        Verdict.MET: 2,
        Verdict.MISSED: 2,
        Verdict.LATE: 4,
        Verdict.NOT_REPORTED: 2,
        Verdict.NOT_EVIDENCED: 11,
    }


def test_the_two_misses_are_told_in_figures(january: ExceptionReport) -> None:
    missed = {row.ref: row.why for row in january.milestones_due if row.verdict == Verdict.MISSED}
    assert missed == {
        "3.1.1": "25.7% against 35%, for September 2022",
        "3.1.2": "73.9% against 90%, for September 2022",
    }


def test_the_compound_percentage_is_the_product_of_the_two_that_were_printed() -> None:
    assert round(0.815 * 0.907 * 100, 1) == 73.9
    assert "3.1.2,2022-09-30,73.9," in (JANUARY / "readings.csv").read_text(encoding="utf-8")


def test_the_counts_reconcile_to_all_actions_and_no_rating_is_made_up(january: ExceptionReport) -> None:
    assert january.reconciles
    summed = {key: n for key, n in january.position.items() if key not in {"total", "date_changed"} and n}
    assert summed == {NOT_RATED: 16, NOT_REPORTED: 39}
    assert january.position["total"] == sum(summed.values()) == 55
    assert [area.worst for area in january.areas] == ["Reported, not rated"] * 5


def test_who_reported_without_a_rating_is_not_called_silent(january: ExceptionReport) -> None:
    silent = {row.ref for row in january.not_reported}
    reported = {ref for ref, _, _, verdict in WORKED_EXAMPLE if verdict is not Verdict.NOT_REPORTED}
    assert not silent & reported
    assert silent >= {"1.2.2", "2.1.2"}
    entry = next(entry for entry in january.exceptions if entry.ref == "1.1.1")
    assert (entry.rating, entry.rating_words) == ("Reported, not rated", "Reported, not rated, new")
    assert "E4" not in entry.codes
    assert any(
        note.startswith("16 actions were reported in the period without a rating") for note in january.data_notes
    )


def test_it_is_the_report_for_the_boards_meeting_of_25_january(january: ExceptionReport) -> None:
    assert (january.board, january.meeting_on) == ("SEND Strategic Partnership Board", date(2023, 1, 25))
    assert (january.period_from, january.period_to) == (date(2022, 11, 8), date(2023, 1, 6))


def test_who_spoke_is_told_by_the_leads_post(january: ExceptionReport) -> None:
    entry = next(entry for entry in january.exceptions if entry.ref == "3.1.1")
    assert entry.update_by == "On behalf of General Manager Community Services, BDCFT, on milestone 1"


def test_a_second_run_gives_the_same_bytes(january: ExceptionReport, session: Session, tmp_path: Path) -> None:
    first = {path.name: path.read_bytes() for path in write_all(january, tmp_path / "first")}
    session.expire_all()
    again = {path.name: path.read_bytes() for path in write_all(compiled(session), tmp_path / "again")}
    assert len(first) == 5
    assert again == first
