"""A document of the council's own: which plan it is, what is said of it, and its ratings as somebody's word."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlmodel import Session, select

from store.queries.people import PersonNotFound
from store.register_files.errors import AnotherPlan, MappingNotNeeded, PlanKeyNeeded
from store.tables import Action, Plan, Update
from store.types import UpdateSource

TRACKER = (
    "Ref\tArea\tAction\tLead\tDue date\tSuccess criteria\tRAG\tProgress\n"
    "1.1.1\t1\tPublish the plan\tManager, SEND\t30/11/2022\tPlan published\tRed\tLate, but moving\n"
    "1.1.2\t1\tAsk families\tOfficer, Council\tDecember 2022\t35% kept informed\tPurple\t\n"
    "2.9\t2\tSomething new\tOfficer, Council\tMarch 2023\tDone\t\tBegun\n"
)


@pytest.fixture
def tracker(tmp_path: Path) -> Path:
    (tmp_path / "Our tracker.tsv").write_text(TRACKER, encoding="utf-8")
    return tmp_path / "Our tracker.tsv"


def test_a_document_that_names_no_plan_is_asked_for_a_key(bring_in, tracker: Path) -> None:
    with pytest.raises(PlanKeyNeeded, match="for example --plan our-tracker"):
        bring_in.register(tracker)


def test_a_new_plan_is_named_after_the_file_and_that_is_said(bring_in, session: Session, tracker: Path) -> None:
    report = bring_in.register(tracker, plan_key="ours")
    plan = session.exec(select(Plan)).one()
    assert (plan.key, plan.title, report.version) == ("ours", "Our tracker", 1)
    assert any("called “Our tracker” after the file" in warning.sentence for warning in report.warnings)
    assert {one.column: one.meant for one in report.understood}["Due date"] == "milestones.due"
    actions = next(sample for sample in report.sample if sample.table == "actions")
    assert (actions.of, actions.rows[0][actions.columns.index("title")]) == (3, "Publish the plan")
    again = bring_in.register(tracker, plan_key="ours")
    assert (again.added, again.changes, again.refused, again.version) == (0, (), (), 1)


def test_a_mapping_file_may_give_the_key_and_the_heading(bring_in, session: Session, tracker: Path, tmp_path) -> None:
    mapping = tmp_path / "mapping.toml"
    mapping.write_text('[plan]\nkey = "ours"\ntitle = "Our plan"\nlocal_area = "Smallshire"\n', encoding="utf-8")
    report = bring_in.register(tracker, mapping=mapping)
    plan = session.exec(select(Plan)).one()
    assert (plan.key, plan.title, plan.local_area) == ("ours", "Our plan", "Smallshire")
    assert not any("after the file" in warning.sentence for warning in report.warnings)


def test_the_heading_of_a_plan_that_is_held_stays(bring_in, session: Session, small_plan: Path, tracker: Path) -> None:
    bring_in.register(small_plan)
    report = bring_in.register(tracker, plan_key="small")
    assert session.exec(select(Plan)).one().title == "A small plan"
    assert ("action", "2.9") in {(one.kind, one.ref) for one in report.new}
    assert "action 2.4" in report.gone


def test_a_register_folder_needs_no_mapping(bring_in, small_plan: Path, tmp_path: Path) -> None:
    with pytest.raises(MappingNotNeeded):
        bring_in.register(small_plan, mapping=tmp_path / "mapping.toml")


def test_printed_ratings_become_a_persons_updates_where_the_key_is_confirmed(
    bring_in, session: Session, small_plan: Path, people_folder: Path, tracker: Path, now
) -> None:
    bring_in.register(small_plan)
    bring_in.people(people_folder)
    report = bring_in.register(tracker, plan_key="small", said_by="ada")
    ref_of = {action.id: action.ref for action in session.exec(select(Action))}
    updates = session.exec(select(Update).order_by(Update.id)).all()
    assert [(ref_of[one.action_id], one.rating_code, one.narrative) for one in updates] == [
        ("1.1.1", "RED", "Late, but moving"),
        ("2.9", "", "Begun"),
    ]
    assert {(one.at, one.source) for one in updates} == {(now, UpdateSource.IMPORT)}
    stays = [warning.sentence for warning in report.warnings if "kept as text" in warning.sentence]
    assert len(stays) == 1
    assert "“Purple” is not in the plan's confirmed key (BLUE, RED)" in stays[0]
    assert session.exec(select(Action).where(Action.ref == "1.1.2")).one().rating_text == "Purple"
    bring_in.register(tracker, plan_key="small", said_by="ada")
    assert len(session.exec(select(Update)).all()) == 2


def test_without_a_person_printed_ratings_are_text(bring_in, session: Session, tracker: Path) -> None:
    bring_in.register(tracker, plan_key="ours")
    assert session.exec(select(Update)).all() == []
    assert session.exec(select(Action.rating_text).order_by(Action.ref)).all() == ["Red", "Purple", ""]


def test_a_person_nobody_knows_cannot_have_said_it(bring_in, tracker: Path) -> None:
    with pytest.raises(PersonNotFound, match="zoe"):
        bring_in.register(tracker, plan_key="ours", said_by="zoe")


def test_a_mapping_file_of_another_plan_is_refused(bring_in, tracker: Path, tmp_path: Path) -> None:
    (tmp_path / "mapping.toml").write_text('[plan]\nkey = "theirs"\n', encoding="utf-8")
    with pytest.raises(AnotherPlan, match=r"mapping\.toml holds the plan theirs, not ours\."):
        bring_in.register(tracker, plan_key="ours", mapping=tmp_path / "mapping.toml")
