from __future__ import annotations

import json
from pathlib import Path

from sqlmodel import Session, select

from store.audit import AuditChain
from store.register_files.report import Changed
from store.tables import (
    Action,
    ActionLead,
    AuditEntry,
    Milestone,
    Partner,
    Plan,
    PlanVersion,
    Post,
    Rating,
    TrajectoryPoint,
)
from tests.audits import chains_hold


def test_a_changed_title_is_reported_with_its_old_and_new_words(
    session: Session, bring_in, small_plan: Path, edit
) -> None:
    bring_in.register(small_plan)
    edit(small_plan / "actions.csv", "Publish the plan", "Publish the children’s plan")
    report = bring_in.register(small_plan)
    assert report.changes == (Changed("action 1.1.1", "title", "Publish the plan", "Publish the children’s plan"),)
    assert (report.added, report.changed, report.unchanged, report.version) == (0, 1, 31, 2)
    assert session.exec(select(Plan)).one().version == 2
    assert [(v.number, v.added, v.changed) for v in session.exec(select(PlanVersion))] == [(1, 31, 0), (2, 0, 1)]


def test_a_change_leaves_one_audit_entry_for_the_import_and_one_for_the_action(
    session: Session, bring_in, small_plan: Path, edit, audit: AuditChain
) -> None:
    bring_in.register(small_plan)
    edit(small_plan / "actions.csv", "Publish the plan", "Publish it")
    edit(small_plan / "areas.csv", "Waiting times", "Long waits")
    bring_in.register(small_plan)
    entries = session.exec(select(AuditEntry).order_by(AuditEntry.position)).all()
    assert [(entry.action, entry.subject, entry.actor) for entry in entries] == [
        ("register_imported", "small", "ada"),
        ("register_imported", "small", "ada"),
        ("action_changed", "1.1.1", "ada"),
    ]
    imported, action = (json.loads(entry.content or "") for entry in entries[1:])
    assert imported["changed"] == 2
    assert imported["changes"] == [{"subject": "area 2", "field": "title", "old": "Waiting times", "new": "Long waits"}]
    assert action["changes"] == [{"field": "title", "old": "Publish the plan", "new": "Publish it"}]
    assert chains_hold(session, audit)


def test_what_the_file_no_longer_has_stays_and_is_reported_as_gone(
    session: Session, bring_in, small_plan: Path, edit
) -> None:
    bring_in.register(small_plan)
    edit(small_plan / "milestones.csv", "2.4,1,TBC,,,,List cleared,\n", "")
    edit(small_plan / "actions.csv", '2.4,2.4,2,Clear the list,"Head of Care, Trust;Manager, SEND",,\n', "")
    edit(small_plan / "meetings.csv", "Board,2022-11-24,\n", "")
    edit(small_plan / "indicators.csv", "I2,2,List live,milestone,na,,,\n", "")
    edit(small_plan / "indicator_targets.csv", "I2,,,live\n", "")
    report = bring_in.register(small_plan)
    assert report.gone == (
        "action 2.4",
        "milestone 2.4/1",
        "indicator I2",
        "target I2/1",
        "meeting Board 2022-11-24",
    )
    assert (report.added, report.changed, report.version) == (0, 0, 1)
    assert session.exec(select(Action).where(Action.ref == "2.4")).one()


def test_new_rows_are_added_beside_the_old_ones(bring_in, small_plan: Path, edit) -> None:
    bring_in.register(small_plan)
    edit(small_plan / "actions.csv", "2.4,2.4,2,", '1.1.10,1.1,1,Tenth,"Officer, Council",,\n2.4,2.4,2,')
    edit(small_plan / "milestones.csv", "2.4,1,", "1.1.10,1,May 2023,,31/05/2023,,Done,\n2.4,1,")
    report = bring_in.register(small_plan)
    assert (report.added, report.changed, report.unchanged, report.version) == (2, 0, 32, 2)


def test_a_file_left_out_keeps_what_the_register_holds_and_says_so(bring_in, small_plan: Path) -> None:
    bring_in.register(small_plan)
    for name in ("objectives.csv", "outcomes.csv", "ratings.csv"):
        (small_plan / name).unlink()
    (small_plan / "actions.csv").write_text("action_ref,area_ref,title\n1.1.1,1,Publish the plan\n", encoding="utf-8")
    report = bring_in.register(small_plan)
    assert report.changes == ()
    assert [warning.sentence for warning in report.warnings] == [
        "There was no ratings.csv to read: the register keeps the 3 rows it holds.",
        "There was no outcomes.csv to read: the register keeps the 2 rows it holds.",
        "There was no objectives.csv to read: the register keeps the 2 rows it holds.",
    ]
    assert report.gone == ("action 1.1.2", "action 2.4")


def test_leads_partners_and_sros_follow_the_file(session: Session, bring_in, small_plan: Path, edit) -> None:
    bring_in.register(small_plan)
    edit(small_plan / "actions.csv", '"Head of Care, Trust;Manager, SEND"', '"Manager, SEND;Director, Council"')
    edit(small_plan / "actions.csv", "Parents;Schools", "Parents;Schools;Parents")
    edit(small_plan / "areas.csv", "Director;Head of Care,Council;Trust", "Head of Care,Trust")
    report = bring_in.register(small_plan)
    assert report.changes == (
        Changed("area 2", "sro_post", "Director, Council;Head of Care, Trust", "Head of Care, Trust"),
        Changed("action 1.1.1", "partners", "Parents;Schools", "Parents;Schools;Parents"),
        Changed("action 2.4", "lead_posts", "Head of Care, Trust;Manager, SEND", "Manager, SEND;Director, Council"),
    )
    assert report.changed == 3
    titles = session.exec(
        select(Post.title).join(ActionLead).join(Action).where(Action.ref == "2.4").order_by(ActionLead.position)
    ).all()
    assert titles == ["Manager, SEND", "Director"]
    assert len(session.exec(select(Partner)).all()) == 3
    assert bring_in.register(small_plan).changes == ()


def test_lists_without_refs_become_the_files_lists(session: Session, bring_in, small_plan: Path, edit) -> None:
    bring_in.register(small_plan)
    edit(small_plan / "indicator_targets.csv", "I1,Sept 23,2023-09-30,27\n", "")
    edit(
        small_plan / "governance.csv",
        "quarterly,Progress,Cabinet\n",
        "quarterly,Progress,Scrutiny\nyearly,All,All\n",
    )
    report = bring_in.register(small_plan)
    assert report.changes == (
        Changed("target I1/2", "date_text", "Sept 23", "Mar 24"),
        Changed("target I1/2", "date", "2023-09-30", "2024-03-31"),
        Changed("target I1/2", "target", "27", "26"),
        Changed("target I1/3", "target", "26", ""),
        Changed("governance 2", "audience", "Cabinet", "Scrutiny"),
    )
    assert (report.added, report.changed) == (1, 2)
    assert [point.target for point in session.exec(select(TrajectoryPoint).order_by(TrajectoryPoint.id))] == [
        "29",
        "26",
        "live",
    ]
    assert bring_in.register(small_plan).changes == ()


def test_a_list_with_an_unreadable_row_stays_as_it_is(session: Session, bring_in, small_plan: Path, edit) -> None:
    bring_in.register(small_plan)
    edit(small_plan / "indicator_targets.csv", "I1,Sept 23,2023-09-30,27", "I1,Sept 23,2023-09-31,27")
    report = bring_in.register(small_plan)
    assert [refused.cell for refused in report.refused] == ["2023-09-31"]
    assert [w.sentence for w in report.warnings] == [
        "The target rows of I1 stay as they are until every one can be read."
    ]
    assert (report.added, report.changed, report.gone) == (0, 0, ())
    assert len(session.exec(select(TrajectoryPoint)).all()) == 4


def test_a_new_dependency_is_a_change_of_its_action_and_a_lost_one_is_gone(bring_in, small_plan: Path, edit) -> None:
    actions = small_plan / "actions.csv"
    actions.write_text("action_ref,area_ref,title,depends_on\n1,1,One,\n2,1,Two,1\n", encoding="utf-8")
    (small_plan / "milestones.csv").write_text("action_ref,seq,due\n", encoding="utf-8")
    bring_in.register(small_plan)
    edit(actions, "1,1,One,\n2,1,Two,1\n", "1,1,One,2;1;9\n2,1,Two,\n")
    report = bring_in.register(small_plan)
    assert report.changes == (Changed("action 1", "depends_on", "", "2"),)
    assert report.gone == ("dependency 2 on 1",)
    assert report.changed == 1
    assert [warning.sentence for warning in report.warnings] == [
        "The action 1 cannot wait for itself: left out.",
        'The action 1 cannot wait for "9", which is no action of this plan: left out.',
    ]


def test_a_blank_completion_does_not_wipe_out_what_the_bot_has_learnt(
    session: Session, bring_in, small_plan: Path, edit
) -> None:
    edit(small_plan / "milestones.csv", "measure,note\n", "measure,note,completed_on\n")
    bring_in.register(small_plan)
    milestone = session.exec(select(Milestone).where(Milestone.measure == "Plan published")).one()
    milestone.completed_on = milestone.baseline_due
    session.commit()
    assert bring_in.register(small_plan).changes == ()
    assert milestone.completed_on == milestone.baseline_due


def test_a_ref_with_a_stray_space_is_the_same_ref(session: Session, bring_in, small_plan: Path, edit) -> None:
    bring_in.register(small_plan)
    edit(small_plan / "actions.csv", "1.1.1,1.1,1", "1.1 .1,1.1,1")
    report = bring_in.register(small_plan)
    assert report.changes == (Changed("action 1.1 .1", "ref", "1.1.1", "1.1 .1"),)
    assert (report.added, report.gone) == (0, ())
    assert session.exec(select(Action).where(Action.ref == "1.1 .1")).one()


def test_the_rating_key_follows_the_file(session: Session, bring_in, small_plan: Path, edit) -> None:
    bring_in.register(small_plan)
    edit(small_plan / "ratings.csv", "in_progress,3,#F4A024,no", "at_risk,3,#F4A024,yes")
    report = bring_in.register(small_plan)
    assert report.changes == (
        Changed("rating AMBER", "role", "in_progress", "at_risk"),
        Changed("rating AMBER", "confirmed", "no", "yes"),
    )
    assert session.exec(select(Rating).where(Rating.code == "AMBER")).one().confirmed
