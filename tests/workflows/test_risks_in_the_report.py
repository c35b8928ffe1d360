"""Section 11: the risks and issues that touch an entry of section 5, scored, and what the data notes say of the log."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from store.types import RiskKind
from tests.workflows.cuts import (
    BEFORE_PERIOD,
    IN_PERIOD,
    MANAGER,
    NOW,
    SOON,
    TODAY,
    a_milestone,
    a_plan_of_four,
    a_risk,
    an_action,
    an_assessment,
    moment,
)
from workflows.editions.compiling import area_hash
from workflows.exception_report.annex_rows import Dependency
from workflows.exception_report.compile import compile_report
from workflows.risks.lines import NOT_SCORED, OpenRisk, open_risks
from workflows.risks.scoring import REVIEW_DAYS

ENTRY, NO_ENTRY = "1.2", "2.2"
"""Of the plan of four, 1.2 is Red and late, and 2.2 is complete."""


def section_11(*risks: object) -> list[OpenRisk]:
    report = compile_report(a_plan_of_four(risks=tuple(risks)))
    assert any(entry.ref == ENTRY and entry.full_entry for entry in report.exceptions)
    return [row for row in report.risks if isinstance(row, OpenRisk)]


def test_only_what_touches_an_entry_of_section_5_stands_in_section_11() -> None:
    touching, other = a_risk("R1", NO_ENTRY, ENTRY), a_risk("R2", NO_ENTRY)
    assert [row.ref for row in section_11(touching, other)] == ["R1"]
    report = compile_report(a_plan_of_four(risks=(touching, other)))
    assert [row.ref for row in report.open_risks] == ["R1", "R2"]


def test_a_line_says_the_score_with_its_word_and_movement_the_owner_and_the_next_step() -> None:
    risk = a_risk("R1", ENTRY, assessment=an_assessment(5, 3), before=an_assessment(4, 3, at=BEFORE_PERIOD))
    (row,) = section_11(risk)
    assert asdict(row) == {
        "kind": "Risk",
        "ref": "R1",
        "text": "What R1 is about",
        "action_refs": (ENTRY,),
        "likelihood": 5,
        "impact": 3,
        "score": 15,
        "level": "High",
        "movement": "up from 12",
        "score_words": "15, High, up from 12",
        "owner": MANAGER.name,
        "next_step": "Meet the provider",
        "next_step_by": SOON,
        "raised_on": date(2022, 12, 12),
        "assessed_on": date(2023, 2, 20),
        "note": "",
    }


@given(st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5), st.booleans()), max_size=8))
def test_the_worst_stands_first_and_an_issue_before_a_risk_of_the_same_score(
    scores: list[tuple[int, int, bool]],
) -> None:
    risks = tuple(
        a_risk(
            f"R{number}",
            kind=RiskKind.ISSUE if issue else RiskKind.RISK,
            assessment=an_assessment(5 if issue else likelihood, impact),
        )
        for number, (likelihood, impact, issue) in enumerate(scores, start=1)
    )
    found = open_risks(a_plan_of_four(risks=risks))
    assert sorted(row.ref for row in found) == sorted(row.ref for row in risks)
    order = [(-(row.score or 0), row.kind != "Issue") for row in found]
    assert order == sorted(order)


def test_a_risk_without_an_assessment_comes_last_and_says_so() -> None:
    rows = section_11(a_risk("R1", ENTRY, assessment=None, owner=None), a_risk("R2", ENTRY))
    assert [row.ref for row in rows] == ["R2", "R1"]
    assert (rows[1].score_words, rows[1].score, rows[1].owner) == (NOT_SCORED, None, "")
    report = compile_report(a_plan_of_four(risks=(a_risk("R1", assessment=None),)))
    assert any("1 risk or issue has no score yet: R1." in note for note in report.data_notes)


def test_dependencies_follow_the_risks_and_keep_their_sentences() -> None:
    plan = a_plan_of_four(risks=(a_risk("R1", ENTRY),))
    held = replace(
        plan,
        actions=tuple(an_action("1.2", depends_on=("2.1",)) if row.ref == ENTRY else row for row in plan.actions),
        milestones=tuple(
            a_milestone("2.1", due=date(2023, 1, 31)) if row.action_ref == "2.1" else row for row in plan.milestones
        ),
        updates=tuple(
            replace(row, help_needed="Two officers") if row.action_ref == ENTRY else row for row in plan.updates
        ),
    )
    kinds = [row.kind for row in compile_report(held).risks]
    assert kinds == ["Risk", "Dependency", "Help needed"]
    assert compile_report(held).risks[-1] == Dependency("Help needed", ENTRY, "1.2 needs help: Two officers")


def test_a_data_note_names_what_nobody_has_reviewed_for_a_quarter() -> None:
    old = moment(TODAY - timedelta(days=REVIEW_DAYS + 1))
    fresh = moment(TODAY - timedelta(days=REVIEW_DAYS))
    report = compile_report(
        a_plan_of_four(
            risks=(a_risk("R1", assessment=an_assessment(at=old)), a_risk("R2", assessment=an_assessment(at=fresh)))
        )
    )
    (note,) = [note for note in report.data_notes if "not reviewed" in note]
    assert note == (
        "1 risk or issue was not reviewed for more than 92 days: R1 (since 3 December 2022). "
        "The owner of each is to do so."
    )
    assert [row.note for row in report.open_risks] == ["Not reviewed since 3 December 2022", ""]
    assert not any("not reviewed" in note for note in compile_report(a_plan_of_four()).data_notes)


def test_what_an_sro_confirms_of_their_area_holds_its_risks_and_those_alone() -> None:
    def hashes(*risks: object) -> tuple[str, str]:
        report = compile_report(a_plan_of_four(risks=tuple(risks)))
        return area_hash(report, "1"), area_hash(report, "2")

    none, one = hashes(), hashes(a_risk("R1", ENTRY))
    again = hashes(a_risk("R1", ENTRY, assessment=an_assessment(2, 2, at=IN_PERIOD)))
    assert none[1] == one[1] == again[1]
    assert len({none[0], one[0], again[0]}) == 3


def test_a_report_of_a_plan_without_a_log_is_what_it_was() -> None:
    report = compile_report(a_plan_of_four(taken_at=NOW))
    assert report.open_risks == ()
    assert not any(isinstance(row, OpenRisk) for row in report.risks)
