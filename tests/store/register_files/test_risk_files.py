"""The risk log from files: brought in from a spreadsheet's rows, added to and never overwritten."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlmodel import Session, col, select

from store.register_files import export_register
from store.tables import Action, Risk, RiskAction, RiskAssessment
from store.types import RiskKind
from tests.store.register_files.in_use import AT

HEAD = "ref,kind,title,action_refs,owner_post,owner_organisation,raised_at,raised_by,closed_at,closed_by,closed_because"
SAID = "ref,at,person,likelihood,impact,next_step,next_step_by"


@pytest.fixture
def plan(bring_in, small_plan: Path, people_folder: Path) -> Path:
    bring_in.register(small_plan)
    bring_in.people(people_folder)
    return small_plan


def write(folder: Path, risks: str, assessments: str = "", head: str = HEAD) -> None:
    (folder / "risks.csv").write_text(f"{head}\n{risks}\n", encoding="utf-8")
    if assessments:
        (folder / "risk_assessments.csv").write_text(f"{SAID}\n{assessments}\n", encoding="utf-8")


def refused(report) -> list[tuple[str, int, str]]:
    return [(one.file, one.line, one.reason) for one in report.refused]


def test_a_spreadsheet_with_a_few_columns_is_enough(bring_in, session: Session, plan: Path, now) -> None:
    write(plan, "1,The money may end,1.1.1\nr 2,Nobody answers,1.1.2; 1.1.1", head="ref,title,action_refs")
    report = bring_in.register(plan)
    assert [(one.kind, one.ref) for one in report.new] == [("risk", "R1"), ("risk", "R2")]
    first, second = session.exec(select(Risk).order_by(col(Risk.id))).all()
    assert (first.ref, first.kind, first.title, first.raised_at) == ("R1", RiskKind.RISK, "The money may end", now)
    assert (first.owner_id, first.raised_by_id, second.ref) == (None, None, "R2")
    touched = session.exec(
        select(Action.ref).join(RiskAction).where(RiskAction.risk_id == second.id).order_by(col(Action.ref))
    ).all()
    assert touched == ["1.1.1", "1.1.2"]
    again = bring_in.register(plan)
    assert (again.added, again.changed, again.refused) == (0, 0, ())


def test_assessments_are_added_once_and_an_issue_is_certain(bring_in, session: Session, plan: Path) -> None:
    write(
        plan,
        "R1,risk,The money may end,1.1.1,,,2022-11-01,ben,,,\nR2,Issue,The analyst has left,1.1.2,,,2022-11-01,,,,",
        "R1,2022-11-01,ben,3,4,Ask for more,2022-12-01\nR1,2023-01-05,ada,4,4,,\nR2,2022-11-01,,,3,Recruit,",
    )
    assert bring_in.register(plan).refused == ()
    rows = session.exec(select(RiskAssessment).order_by(col(RiskAssessment.id))).all()
    assert [(row.likelihood, row.impact, row.next_step) for row in rows] == [
        (3, 4, "Ask for more"),
        (4, 4, ""),
        (5, 3, "Recruit"),
    ]
    again = bring_in.register(plan)
    assert (again.added, again.changed, again.refused) == (0, 0, ())


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (",risk,A,1.1.1,,,,,,,", "No ref is given."),
        ("RSK-A,risk,A,1.1.1,,,,,,,", "Number the risks R1, R2, R3: this ref is none."),
        ("R1,risk,,1.1.1,,,,,,,", "The row says nothing of what the risk is: give it a title."),
        ("R1,worry,A,1.1.1,,,,,,,", 'kind: "worry" is not one of: risk, issue.'),
        ("R1,risk,A,,,,,,,,", "The row names no action that the risk touches."),
        ("R1,risk,A,9.9,,,,,,,", 'There is no action "9.9".'),
        ("R1,risk,A,1.1.1,Head of Nothing,,,,,,", 'There is no one post "Head of Nothing": list it in posts.csv, with '
         "its organisation."),
        ("R1,risk,A,1.1.1,,,2022-11-05,,2022-11-01,,over", "It was closed before it was raised: check both days."),
        ("R1,risk,A,1.1.1,,,,,,,over", "It says why the risk was closed and not when: add closed_at."),
    ],
)  # fmt: skip
def test_a_bad_row_is_refused_with_its_reason(bring_in, session: Session, plan: Path, row: str, reason: str) -> None:
    write(plan, row)
    assert refused(bring_in.register(plan)) == [("risks.csv", 2, reason)]
    assert session.exec(select(Risk)).all() == []


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("R9,2022-11-01,,3,3,,", "There is no risk R9: list it in risks.csv."),
        ("R1,,,3,3,,", "The row has no at."),
        ("R1,2022-11-01,,,3,,", "The likelihood is a number from 1 to 5."),
        ("R1,2022-11-01,,6,3,,", "The likelihood is a number from 1 to 5."),
        ("R1,2022-11-01,,3,,,", "The row has no impact."),
        ("R1,2022-11-01,,3,0,,", "The impact is a number from 1 to 5."),
        ("R2,2022-11-01,,3,3,,", "R2 is an issue, which has happened: its likelihood is 5."),
        ("R1,2022-11-01,nobody,3,3,,", 'There is no person "nobody": bring the people in (`sendbot people import '
         "PATH`), then this again."),
    ],
)  # fmt: skip
def test_a_bad_assessment_is_refused_with_its_reason(
    bring_in, session: Session, plan: Path, row: str, reason: str
) -> None:
    write(plan, "R1,risk,A,1.1.1,,,,,,,\nR2,issue,B,1.1.1,,,,,,,", row)
    assert refused(bring_in.register(plan)) == [("risk_assessments.csv", 2, reason)]
    assert session.exec(select(RiskAssessment)).all() == []


def test_a_ref_that_stands_twice_is_refused_the_second_time(bring_in, plan: Path) -> None:
    write(plan, "R1,risk,A,1.1.1,,,,,,,\n1,risk,B,1.1.1,,,,,,,")
    assert refused(bring_in.register(plan)) == [("risks.csv", 3, '"R1" stands in line 2 already.')]


def test_a_held_risk_is_never_written_over_but_its_closing_may_come_later(
    bring_in, session: Session, plan: Path
) -> None:
    write(plan, "R1,risk,A,1.1.1,,,2022-11-01,ben,,,")
    bring_in.register(plan)
    write(plan, "R1,risk,Another,1.1.1,,,2022-11-01,ben,,,")
    (row,) = refused(bring_in.register(plan))
    assert row[2] == "R1 has another title in the register, which stays: raise a new one."
    write(plan, "R1,risk,A,1.1.1,,,2022-11-01,ben,2022-12-05,ada,It is over")
    report = bring_in.register(plan)
    assert [(one.subject, one.field, one.new) for one in report.changes] == [
        ("risk R1", "closed_at", "2022-12-05"),
        ("risk R1", "closed_by", "ada"),
        ("risk R1", "closed_because", "It is over"),
    ]
    write(plan, "R1,risk,A,1.1.1,,,2022-11-01,ben,2022-12-06,ada,Because")
    report = bring_in.register(plan)
    assert report.changed == 0
    assert ["another closed_" in warning.sentence for warning in report.warnings] == [True, True]
    held = session.exec(select(Risk)).one()
    assert held.closed_because == "It is over"


def test_the_log_goes_out_as_it_came_in(bring_in, session: Session, plan: Path, tmp_path: Path) -> None:
    write(plan, "R2,issue,B,1.1.2,,,2022-11-01T12:00:00+00:00,ben,,,", "R2,2022-11-01,ben,,3,Recruit,2022-12-01")
    bring_in.register(plan)
    export_register(session, "small", tmp_path / "out", now=AT)
    assert (tmp_path / "out" / "risks.csv").read_text(encoding="utf-8").splitlines() == [
        HEAD,
        "R2,issue,B,1.1.2,,,2022-11-01T12:00:00+00:00,ben,,,",
    ]
    assert (tmp_path / "out" / "risk_assessments.csv").read_text(encoding="utf-8").splitlines() == [
        SAID,
        "R2,2022-11-01T12:00:00+00:00,ben,5,3,Recruit,2022-12-01",
    ]
