from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event
from sqlmodel import Session, select

from store.queries.plans import PlanNotFound
from store.register_files.errors import ColumnMissing
from store.register_files.report import Changed
from store.tables import Action, AuditEntry, Evidence, Milestone, Person, Plan, PlanVersion, Update
from store.types import UpdateSource

HEADER = "action_ref,seq,person,at,rating,narrative,cause,recovery,forecast,completed_on,help_needed,evidence"


@pytest.fixture
def updates(bring_in, small_plan: Path, people_folder: Path, tmp_path: Path):
    """Writes rows of updates.csv, the plan and its people being there already."""
    bring_in.register(small_plan)
    bring_in.people(people_folder)

    def write(*rows: str, header: str = HEADER) -> Path:
        file = tmp_path / "updates.csv"
        file.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
        return file

    return write


def the_milestone(session: Session) -> Milestone:
    return session.exec(select(Milestone).where(Milestone.measure == "Plan published")).one()


def test_an_update_keeps_everything_it_says(session: Session, bring_in, updates, now) -> None:
    report = bring_in.updates(
        updates(
            '1.1.1,1,ben,2022-11-02,red,"Late, but moving",Staff left,Hire,2023-01-31,,Money,Minutes; Plan v2,'
            "A budget,HR,2022-12-01,ada",
            header=f"{HEADER},waiting_for,recovery_owner,recovery_by,on_behalf_of",
        )
    )
    assert (report.rows_read, report.added, report.refused) == (1, 1, ())
    assert report.changes == (Changed("milestone 1.1.1/1", "forecast_due", "", "2023-01-31"),)
    update = session.exec(select(Update)).one()
    people = {person.key: person.id for person in session.exec(select(Person))}
    assert (update.milestone_id, update.person_id, update.on_behalf_of_id) == (
        the_milestone(session).id,
        people["ben"],
        people["ada"],
    )
    assert (update.at, update.recorded_at, update.source) == (
        datetime(2022, 11, 2, 12, 0, tzinfo=UTC),
        now,
        UpdateSource.IMPORT,
    )
    assert (update.rating_code, update.narrative, update.cause, update.recovery, update.help_needed) == (
        "RED",
        "Late, but moving",
        "Staff left",
        "Hire",
        "Money",
    )
    assert (update.waiting_for, update.recovery_owner, update.recovery_by) == ("A budget", "HR", date(2022, 12, 1))
    evidence = session.exec(select(Evidence).order_by(Evidence.id)).all()
    assert [(item.title, item.update_id, item.added_by_id, item.added_at) for item in evidence] == [
        ("Minutes", update.id, people["ben"], update.at),
        ("Plan v2", update.id, people["ben"], update.at),
    ]


def test_an_update_without_a_seq_is_about_the_whole_action(session: Session, bring_in, updates) -> None:
    bring_in.updates(updates("1.1.1,,ben,2022-11-02,Amber,Under way,,,2023-06-30,,,"))
    update = session.exec(select(Update)).one()
    assert update.milestone_id is None
    assert update.action_id == session.exec(select(Action.id).where(Action.ref == "1.1.1")).one()
    assert the_milestone(session).forecast_due is None


def test_the_latest_word_by_its_own_date_sets_forecast_and_completion(session: Session, bring_in, updates) -> None:
    report = bring_in.updates(
        updates(
            "1.1.1,1,ben,2022-12-02,,Later,,,2023-02-28,,,",
            "1.1.1,1,ben,2022-11-02,,Earlier,,,2023-01-31,2022-11-01,,",
            "1.1.1,1,ben,2022-12-20,,Says no date,,,,,,",
        )
    )
    milestone = the_milestone(session)
    assert (milestone.forecast_due, milestone.completed_on) == (date(2023, 2, 28), date(2022, 11, 1))
    assert set(report.changes) == {
        Changed("milestone 1.1.1/1", "forecast_due", "", "2023-02-28"),
        Changed("milestone 1.1.1/1", "completed_on", "", "2022-11-01"),
    }
    assert (report.added, report.changed, report.unchanged) == (3, 0, 0)
    bring_in.updates(updates("1.1.1,1,ada,2022-10-01,,Older still,,,2024-01-31,,,"))
    assert the_milestone(session).forecast_due == date(2023, 2, 28)


def test_the_same_row_is_not_added_again(session: Session, bring_in, updates) -> None:
    rows = ("1.1.1,1,ben,2022-11-02,RED,Late,,,,,,Minutes", "1.1.1,1,ben,02/11/2022,Red,Late ,,,,,,Minutes")
    report = bring_in.updates(updates(*rows))
    assert (report.added, report.unchanged) == (1, 1)
    report = bring_in.updates(updates(*rows))
    assert (report.added, report.changed, report.unchanged, report.changes) == (0, 0, 2, ())
    assert len(session.exec(select(Evidence)).all()) == 1
    assert len(session.exec(select(AuditEntry).where(AuditEntry.action == "updates_imported")).all()) == 1


def test_another_word_is_another_update(session: Session, bring_in, updates) -> None:
    bring_in.updates(updates("1.1.1,1,ben,2022-11-02,RED,Late,,,,,,"))
    report = bring_in.updates(updates("1.1.1,1,ben,2022-11-02,AMBER,Late,,,,,,"))
    assert report.added == 1
    assert len(session.exec(select(Update)).all()) == 2


def test_evidence_that_came_later_joins_the_update_it_belongs_to(session: Session, bring_in, updates) -> None:
    bring_in.updates(updates("1.1.1,1,ben,2022-11-02,RED,Late,,,,,,Minutes"))
    report = bring_in.updates(updates("1.1.1,1,ben,2022-11-02,RED,Late,,,,,,Minutes;Letter"))
    assert (report.added, report.changed) == (0, 1)
    assert report.changes == (Changed("update 1.1.1/1 by ben at 2022-11-02T12:00:00+00:00", "evidence", "", "Letter"),)
    assert [item.title for item in session.exec(select(Evidence).order_by(Evidence.id))] == ["Minutes", "Letter"]


@pytest.mark.parametrize(("cell", "code"), [("blue", "BLUE"), ("Amber", "AMBER"), ("RED", "RED"), ("", "")])
def test_a_rating_is_a_code_or_a_label_of_the_plans_key(session: Session, bring_in, updates, cell, code) -> None:
    bring_in.updates(updates(f"2.4,,ada,2022-11-02,{cell},x,,,,,,"))
    assert session.exec(select(Update)).one().rating_code == code


@pytest.mark.parametrize(
    ("row", "ref", "cell", "reason"),
    [
        ("9.9,1,ben,2022-11-02,,x,,,,,,", "9.9/1", "9.9", 'There is no action "9.9".'),
        ("1.1.1,7,ben,2022-11-02,,x,,,,,,", "1.1.1/7", "7", "The action 1.1.1 has no milestone 7."),
        ("1.1.1,x,ben,2022-11-02,,x,,,,,,", "1.1.1/x", "x", 'seq: "x" is not a whole number.'),
        (
            "1.1.1,1,zoe,2022-11-02,,x,,,,,,",
            "1.1.1/1",
            "zoe",
            'There is no person "zoe": bring the people in (`sendbot people import PATH`), then this again.',
        ),
        ("1.1.1,1,,2022-11-02,,x,,,,,,", "1.1.1/1", "", "The row names no person."),
        ("1.1.1,1,ben,,,x,,,,,,", "1.1.1/1", "", "The row does not say when the update was given (column at)."),
        (
            "1.1.1,1,ben,soon,,x,,,,,,",
            "1.1.1/1",
            "soon",
            'at: "soon" is not a date (write 2023-03-31 or 31/03/2023).',
        ),
        (
            "1.1.1,1,ben,2022-11-02,PURPLE,x,,,,,,",
            "1.1.1/1",
            "PURPLE",
            '"PURPLE" is not in the plan\'s key: BLUE, RED, AMBER.',
        ),
        (
            "1.1.1,1,ben,2022-11-02,,x,,,June,,,",
            "1.1.1/1",
            "June",
            'forecast: "June" is not a date (write 2023-03-31 or 31/03/2023).',
        ),
    ],
)
def test_an_update_that_cannot_be_taken_is_refused(bring_in, updates, row, ref, cell, reason) -> None:
    report = bring_in.updates(updates(row, "1.1.1,1,ben,2022-11-02,,fine,,,,,,"))
    assert [(r.file, r.line, r.ref, r.cell, r.reason) for r in report.refused] == [
        ("updates.csv", 2, ref, cell, reason)
    ]
    assert report.added == 1


def test_updates_leave_one_audit_entry_and_no_new_version_of_the_plan(session: Session, bring_in, updates) -> None:
    bring_in.updates(updates("1.1.1,1,ben,2022-11-02,RED,Late,,,2023-01-31,,,"))
    entry = session.exec(select(AuditEntry).where(AuditEntry.action == "updates_imported")).one()
    content = json.loads(entry.content or "")
    assert (entry.plan_key, entry.subject, entry.actor, content["added"]) == ("small", "updates.csv", "ada", 1)
    assert content["new"] == ["update 1.1.1/1 by ben at 2022-11-02T12:00:00+00:00"]
    assert content["changes"][0]["subject"] == "milestone 1.1.1/1"
    assert session.exec(select(Plan)).one().version == 1
    assert len(session.exec(select(PlanVersion)).all()) == 1


def test_an_unknown_plan_or_a_missing_column_is_a_sentence(bring_in, updates) -> None:
    with pytest.raises(PlanNotFound):
        bring_in.updates(updates(), plan_key="nowhere")
    with pytest.raises(ColumnMissing, match='has no column "person"'):
        bring_in.updates(updates("1.1.1,2022-11-02", header="action_ref,at"))


def test_a_thousand_updates_take_no_more_than_four_statements_each(bring_in, updates, session: Session) -> None:
    rows = [
        f"1.1.1,1,ben,2022-11-02 {n // 60:02}:{n % 60:02},RED,Word {n},,,2023-01-31,,,Item {n}" for n in range(1000)
    ]
    statements: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        statements.append(statement)

    event.listen(session.get_bind(), "before_cursor_execute", note)
    assert bring_in.updates(updates(*rows)).added == 1000
    assert len(statements) < 4 * len(rows)
