"""A date that the register holds moves by decision, never by import."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

from sqlmodel import Session, select

from store.register_files.report import Changed
from store.tables import AuditEntry, DateChange, Milestone, Person
from store.types import DateChangeStatus

DECIDED = datetime(2022, 11, 1, 10, 30, tzinfo=UTC)
HISTORY = (
    "action_ref,seq,from_due,to_due,reason,status,requested_by,requested_at,decided_by,decided_at,decision_reason\n"
)


def the_milestone(session: Session) -> Milestone:
    return session.exec(select(Milestone).where(Milestone.measure == "Plan published")).one()


def print_another_date(edit, small_plan: Path) -> None:
    edit(
        small_plan / "milestones.csv",
        "1.1.1,1,November 2022,2022-11-01,2022-11-30",
        "1.1.1,1,January 2023,2023-01-01,2023-01-31",
    )


def test_a_changed_date_becomes_a_request_and_moves_nothing(session: Session, bring_in, small_plan: Path, edit) -> None:
    bring_in.register(small_plan)
    print_another_date(edit, small_plan)
    report = bring_in.register(small_plan)
    milestone = the_milestone(session)
    assert (milestone.baseline_due, milestone.current_due) == (date(2022, 11, 30), date(2022, 11, 30))
    assert (milestone.due_text, milestone.due_earliest) == ("November 2022", date(2022, 11, 1))
    change = session.exec(select(DateChange)).one()
    assert (change.from_due, change.to_due, change.status, change.requested_by_id) == (
        date(2022, 11, 30),
        date(2023, 1, 31),
        DateChangeStatus.REQUESTED,
        None,
    )
    assert change.reason == "Imported plan version 2 prints a different date"
    assert report.changes == (Changed("milestone 1.1.1/1", "due", "2022-11-30", "2023-01-31"),)
    assert [warning.sentence for warning in report.warnings] == [
        "The milestone 1.1.1/1 is printed for 2023-01-31; the register holds 2022-11-30. "
        "The date stays, and a date change was requested."
    ]
    assert (report.changed, report.version) == (1, 2)
    entry = session.exec(select(AuditEntry).where(AuditEntry.action == "milestone_changed")).one()
    assert entry.subject == "1.1.1/1"
    assert json.loads(entry.content or "")["changes"] == [{"field": "due", "old": "2022-11-30", "new": "2023-01-31"}]


def test_the_same_date_is_asked_for_once(session: Session, bring_in, small_plan: Path, edit) -> None:
    bring_in.register(small_plan)
    print_another_date(edit, small_plan)
    bring_in.register(small_plan)
    report = bring_in.register(small_plan)
    assert (report.added, report.changed, report.changes, report.version) == (0, 0, (), 2)
    assert len(session.exec(select(DateChange)).all()) == 1
    assert "A change to 2023-01-31 is requested already" in report.warnings[0].sentence


def test_a_date_that_was_refused_is_not_asked_for_again(session: Session, bring_in, small_plan: Path, edit) -> None:
    bring_in.register(small_plan)
    print_another_date(edit, small_plan)
    bring_in.register(small_plan)
    session.exec(select(DateChange)).one().status = DateChangeStatus.REFUSED
    session.commit()
    report = bring_in.register(small_plan)
    assert report.changes == ()
    assert "A change to 2023-01-31 is refused already" in report.warnings[0].sentence


def test_the_approved_date_printed_in_the_plan_is_no_news(session: Session, bring_in, small_plan: Path, edit) -> None:
    bring_in.register(small_plan)
    the_milestone(session).current_due = date(2023, 1, 31)
    session.commit()
    assert bring_in.register(small_plan).warnings == ()
    print_another_date(edit, small_plan)
    report = bring_in.register(small_plan)
    assert (report.changes, report.warnings) == ((), ())
    assert the_milestone(session).baseline_due == date(2022, 11, 30)


def test_a_first_date_for_a_milestone_that_had_none_is_a_request_too(
    session: Session, bring_in, small_plan: Path, edit
) -> None:
    bring_in.register(small_plan)
    edit(small_plan / "milestones.csv", "2.4,1,TBC,,,", "2.4,1,May 2023,,31/05/2023,")
    report = bring_in.register(small_plan)
    assert report.changes == (Changed("milestone 2.4/1", "due", "", "2023-05-31"),)
    assert session.exec(select(DateChange)).one().from_due is None
    assert "the register holds no date" in report.warnings[0].sentence


def test_a_date_that_is_no_longer_printed_stays(session: Session, bring_in, small_plan: Path, edit) -> None:
    bring_in.register(small_plan)
    edit(small_plan / "milestones.csv", "1.1.1,1,November 2022,2022-11-01,2022-11-30", "1.1.1,1,TBC,,")
    report = bring_in.register(small_plan)
    assert report.changes == ()
    assert [w.sentence for w in report.warnings] == [
        "The milestone 1.1.1/1 is printed without a date; the register keeps 2022-11-30."
    ]
    assert the_milestone(session).current_due == date(2022, 11, 30)


def test_another_current_date_in_the_file_is_a_request_too(session: Session, bring_in, small_plan: Path, edit) -> None:
    edit(small_plan / "milestones.csv", "measure,note", "measure,current_due")
    bring_in.register(small_plan)
    edit(small_plan / "milestones.csv", "Plan published,", "Plan published,2023-02-28")
    report = bring_in.register(small_plan)
    assert report.changes == (Changed("milestone 1.1.1/1", "current_due", "2022-11-30", "2023-02-28"),)
    assert the_milestone(session).current_due == date(2022, 11, 30)


def with_history(small_plan: Path, *rows: str) -> None:
    (small_plan / "date_changes.csv").write_text(HISTORY + "".join(rows), encoding="utf-8")


def test_the_history_of_dates_comes_in_with_its_people(
    session: Session, bring_in, small_plan: Path, people_folder: Path
) -> None:
    bring_in.register(small_plan)
    bring_in.people(people_folder)
    with_history(
        small_plan,
        "1.1.1,1,2022-11-30,2023-01-31,Staff left,approved,ben,2022-10-20,ada,2022-11-01T10:30,Agreed\n",
        "1.1.2,1,2022-12-31,2023-03-31,Late start,refused,,2022-10-20,ada,2022-11-01T10:30,No\n",
    )
    report = bring_in.register(small_plan)
    assert (report.added, report.refused) == (2, ())
    approved, refused = session.exec(select(DateChange).order_by(DateChange.id)).all()
    people = {person.key: person.id for person in session.exec(select(Person))}
    assert (approved.requested_by_id, approved.decided_by_id, approved.decided_at) == (
        people["ben"],
        people["ada"],
        DECIDED,
    )
    assert (refused.requested_by_id, refused.status) == (None, DateChangeStatus.REFUSED)
    # The approval that came in is in force; the refusal is not.
    assert report.changes == (Changed("milestone 1.1.1/1", "current_due", "2022-11-30", "2023-01-31"),)
    assert bring_in.register(small_plan).changes == ()


def test_a_request_decided_elsewhere_is_decided_here(
    session: Session, bring_in, small_plan: Path, people_folder: Path
) -> None:
    bring_in.register(small_plan)
    bring_in.people(people_folder)
    with_history(small_plan, "1.1.1,1,2022-11-30,2023-01-31,Staff left,requested,ben,2022-10-20,,,\n")
    bring_in.register(small_plan)
    with_history(small_plan, "1.1.1,1,2022-11-30,2023-01-31,Staff left,approved,ben,2022-10-20,ada,2022-11-01,Agreed\n")
    report = bring_in.register(small_plan)
    assert report.changed == 1
    assert session.exec(select(DateChange)).one().status is DateChangeStatus.APPROVED
    assert the_milestone(session).current_due == date(2023, 1, 31)


def test_an_older_file_does_not_undo_a_decision(session: Session, bring_in, small_plan: Path) -> None:
    bring_in.register(small_plan)
    with_history(small_plan, "1.1.1,1,2022-11-30,2023-01-31,Staff left,refused,,2022-10-20,,2022-11-01,No\n")
    bring_in.register(small_plan)
    with_history(small_plan, "1.1.1,1,2022-11-30,2023-01-31,Staff left,requested,,2022-10-20,,,\n")
    report = bring_in.register(small_plan)
    assert report.changes == ()
    assert session.exec(select(DateChange)).one().status is DateChangeStatus.REFUSED
    assert "was refused since" in report.warnings[0].sentence


def test_history_rows_of_unknown_people_and_milestones_are_refused(bring_in, small_plan: Path) -> None:
    with_history(
        small_plan,
        "1.1.1,1,2022-11-30,2023-01-31,Staff left,requested,zoe,2022-10-20,,,\n",
        "1.1.1,9,2022-11-30,2023-01-31,Staff left,requested,,2022-10-20,,,\n",
        "1.1.1,1,2022-11-30,,Staff left,requested,,2022-10-20,,,\n",
        "1.1.1,1,2022-11-30,2023-01-31,Staff left,perhaps,,2022-10-20,,,\n",
    )
    report = bring_in.register(small_plan)
    assert [(refused.line, refused.reason) for refused in report.refused] == [
        (2, 'There is no person "zoe": bring the people in (`sendbot people import PATH`), then this again.'),
        (3, 'There is no milestone 9 of the action "1.1.1".'),
        (4, "The row has no to_due."),
        (5, 'status: "perhaps" is not one of: requested, approved, refused.'),
    ]
