from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest
from sqlmodel import Session, select

from store.register_files import import_register
from store.register_files.errors import (
    AnotherPlan,
    FileNotFound,
    NothingThere,
    NotOnePlan,
    PlanKeyUnfit,
    PlanUnreadable,
)
from store.tables import (
    Action,
    Dependency,
    ImprovementArea,
    IndicatorAction,
    Milestone,
    Plan,
    Post,
)
from store.types import Lifecycle, MonitoringState


def test_the_small_plan_comes_in_whole(bring_in, small_plan: Path) -> None:
    report = bring_in.register(small_plan)
    assert (report.refused, report.warnings, report.changes) == ((), (), ())
    # The post printed twice is one post.
    assert (report.rows_read, report.added, report.unchanged) == (32, 31, 1)


def test_an_import_that_is_rolled_back_leaves_nothing(session: Session, small_plan: Path, audit, now) -> None:
    report = import_register(session, small_plan, now=now, audit=audit, actor="ada")
    session.rollback()
    assert report.added == 31
    assert session.exec(select(Plan)).all() == []
    assert session.exec(select(Post)).all() == []


def test_a_report_is_json(bring_in, small_plan: Path, edit) -> None:
    edit(small_plan / "milestones.csv", "2022-11-30", "30 November")
    report = json.loads(json.dumps(dataclasses.asdict(bring_in.register(small_plan))))
    assert report["refused"][0]["cell"] == "30 November"


def test_optional_columns_are_read(session: Session, bring_in, small_plan: Path) -> None:
    (small_plan / "actions.csv").write_text(
        "action_ref,area_ref,title,lifecycle,decision_reference,depends_on,planned_start\n"
        "1.1.1,1,One,Merged into,Board 3 May,,\n1.1.2,1,Two,in progress,,1.1.1; 2.4,01/04/2023\n2.4,2,Three,,,,\n",
        encoding="utf-8",
    )
    (small_plan / "milestones.csv").write_text(
        "action_ref,seq,due,current_due,forecast_due,completed_on,lifecycle,statutory,depends_on\n"
        "1.1.1,1,2022-11-30,2023-01-31,2023-02-28,,,yes,\n1.1.2,1,2022-12-31,,,2022-12-20,complete,no,\n"
        "2.4,1,,2023-06-30,,,,,1.1.1\n",
        encoding="utf-8",
    )
    (small_plan / "areas.csv").write_text(
        "area_ref,title,monitoring_state\n1,One,stepped down\n2,Two,\n", encoding="utf-8"
    )
    (small_plan / "indicators.csv").write_text(
        "indicator_ref,title,action_refs,year,series,cadence\nI1,Weeks,2.4;1.1.1,financial,ytd,monthly\nI2,List,,,,\n",
        encoding="utf-8",
    )
    report = bring_in.register(small_plan)
    assert (report.refused, report.warnings) == ((), ())
    one, two, three = session.exec(select(Action).order_by(Action.sort_key)).all()
    assert (one.lifecycle, one.decision_reference) == (Lifecycle.MERGED_INTO, "Board 3 May")
    assert (two.lifecycle, str(two.planned_start)) == (Lifecycle.IN_PROGRESS, "2023-04-01")
    first, second, third = session.exec(select(Milestone).order_by(Milestone.id)).all()
    assert [str(d) for d in (first.baseline_due, first.current_due, first.forecast_due)] == [
        "2022-11-30",
        "2023-01-31",
        "2023-02-28",
    ]
    assert first.statutory
    assert (str(second.completed_on), str(second.current_due)) == ("2022-12-20", "2022-12-31")
    assert (third.baseline_due, str(third.current_due)) == (None, "2023-06-30")
    edges = {(edge.action_id, edge.depends_on_id) for edge in session.exec(select(Dependency))}
    assert edges == {(two.id, one.id), (two.id, three.id), (three.id, one.id)}
    assert len(session.exec(select(IndicatorAction)).all()) == 2
    areas = {row.ref: row.monitoring_state for row in session.exec(select(ImprovementArea))}
    assert areas == {"1": MonitoringState.STEPPED_DOWN, "2": MonitoringState.FORMAL}


def test_a_column_that_is_not_read_is_said(bring_in, small_plan: Path, edit) -> None:
    edit(small_plan / "outcomes.csv", "area_ref,title", "area_ref,title,Owner")
    (warning,) = bring_in.register(small_plan).warnings
    assert (warning.file, warning.line) == ("outcomes.csv", 1)
    assert warning.sentence == 'The column "owner" is not one that is read.'


def test_a_folder_that_is_not_there_is_a_sentence(bring_in, tmp_path: Path) -> None:
    with pytest.raises(NothingThere, match=r"neither a file nor a folder at .*nowhere: check its name"):
        bring_in.register(tmp_path / "nowhere")


@pytest.mark.parametrize("name", ["plan.csv", "areas.csv", "actions.csv", "milestones.csv"])
def test_a_required_file_that_is_missing_is_a_sentence(bring_in, small_plan: Path, name: str) -> None:
    (small_plan / name).unlink()
    with pytest.raises(FileNotFound, match=f"{name} is missing from "):
        bring_in.register(small_plan)


def test_four_files_are_enough(bring_in, small_plan: Path) -> None:
    needed = {"plan.csv", "areas.csv", "actions.csv", "milestones.csv"}
    for file in small_plan.iterdir():
        if file.name not in needed:
            file.unlink()
    (small_plan / "actions.csv").write_text("action_ref,area_ref,title\n1.1.1,1,Publish\n", encoding="utf-8")
    (small_plan / "milestones.csv").write_text("action_ref,seq,due\n1.1.1,1,2023-01-31\n", encoding="utf-8")
    assert bring_in.register(small_plan).added == 1 + 2 + 1 + 1


@pytest.mark.parametrize("key", ["../evil", "a/b", "two words", "k" * 61, "-rf", "="])
def test_a_key_that_cannot_stand_in_the_name_of_a_file_is_refused(bring_in, small_plan: Path, edit, key: str) -> None:
    edit(small_plan / "plan.csv", "small,", f"{key},")
    with pytest.raises(PlanKeyUnfit, match="cannot be used in the names of files"):
        bring_in.register(small_plan)


def test_a_plan_is_not_brought_in_under_another_ones_key(bring_in, small_plan: Path) -> None:
    with pytest.raises(AnotherPlan, match=r"plan\.csv holds the plan small, not bradford\."):
        bring_in.register(small_plan, plan_key="bradford")
    assert bring_in.register(small_plan, plan_key="small").added == 31


def test_plan_csv_holds_one_plan(bring_in, small_plan: Path, edit) -> None:
    edit(small_plan / "plan.csv", "2024-12-31", "2024-12-32")
    with pytest.raises(PlanUnreadable, match=r'plan\.csv cannot be read: period_end: "2024-12-32" is not a date'):
        bring_in.register(small_plan)
    (small_plan / "plan.csv").write_text("key,title\n", encoding="utf-8")
    with pytest.raises(NotOnePlan, match=r"plan\.csv must hold one row, and holds 0\."):
        bring_in.register(small_plan)
