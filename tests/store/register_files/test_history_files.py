"""The folder is the whole plan, its history included: nothing is lost on the way out and in again."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlmodel import Session, SQLModel, select

from store.database import open_engine
from store.register_files import export_register, import_people, import_register
from store.tables import (
    Action,
    Evidence,
    LifecycleChange,
    Message,
    Milestone,
    Person,
    Request,
    SignOff,
    Update,
)
from store.types import ContactRoute, Lifecycle, Rung, UpdateSource
from tests.store.register_files.in_use import AT, fill


def files_of(folder: Path) -> dict[str, str]:
    return {file.name: file.read_text(encoding="utf-8") for file in sorted(folder.iterdir())}


@pytest.fixture
def in_use(bring_in, session: Session, small_plan: Path, people_folder: Path) -> Session:
    bring_in.register(small_plan)
    bring_in.people(people_folder)
    fill(session)
    return session


@pytest.mark.parametrize("name", ["out", "out.xlsx"])
def test_an_export_of_a_plan_in_use_imported_on_top_changes_nothing(in_use, bring_in, tmp_path: Path, name) -> None:
    out = tmp_path / name
    export_register(in_use, "small", out, now=AT)
    report = bring_in.register(out)
    assert (report.added, report.changed, report.changes, report.gone) == (0, 0, (), ())
    assert (report.refused, report.warnings, report.version) == ((), (), 1)


@pytest.mark.parametrize("name", ["out", "out.xlsx"])
def test_an_export_fills_an_empty_register_with_the_plan_and_its_history(
    in_use, tmp_path: Path, people_folder: Path, audit, now, name
) -> None:
    export_register(in_use, "small", tmp_path / name, now=AT)
    export_register(in_use, "small", tmp_path / "first", now=AT)
    engine = open_engine(f"sqlite:///{tmp_path / 'other.db'}")
    SQLModel.metadata.create_all(engine)
    usual = {"now": now, "audit": audit, "actor": "ada"}
    with Session(engine) as other:
        alone = import_register(other, tmp_path / name, **usual)
        assert any("bring the people in" in refused.reason for refused in alone.refused)
        import_people(other, people_folder, **usual)
        report = import_register(other, tmp_path / name, **usual)
        assert report.refused == ()
        export_register(other, "small", tmp_path / "second", now=AT)
        corrections = other.exec(select(Update.source).where(Update.corrects_id.is_not(None))).all()
        assert corrections == [UpdateSource.WEB]
    engine.dispose()
    assert files_of(tmp_path / "first") == files_of(tmp_path / "second")


def test_what_was_withdrawn_stays_behind_with_its_evidence_and_its_sign_off(in_use, tmp_path: Path) -> None:
    export_register(in_use, "small", tmp_path / "out", now=AT)
    assert not any("Sam" in content for content in files_of(tmp_path / "out").values())
    assert len((tmp_path / "out" / "sign_offs.csv").read_text(encoding="utf-8").split(HEAD_OF_REASON)) == 2


HEAD_OF_REASON = "=1+1"


def test_an_acceptance_that_came_later_is_filled_in_and_never_undone(in_use, bring_in, tmp_path: Path, edit) -> None:
    export_register(in_use, "small", tmp_path / "out", now=AT)
    evidence = tmp_path / "out" / "evidence.csv"
    edit(
        evidence,
        "Plan,ben,2022-12-01T14:05:07.123456+00:00,,",
        "Plan,ben,2022-12-01T14:05:07.123456+00:00,ada,2023-01-02",
    )
    edit(
        evidence,
        "123456+00:00,ada,2022-12-01T14:05:07.123456+00:00",
        "123456+00:00,ben,2022-12-01T14:05:07.123456+00:00",
    )
    report = bring_in.register(tmp_path / "out")
    assert [(one.subject, one.field, one.new) for one in report.changes] == [
        ("evidence 1.1.1/1 “Plan”", "accepted_by", "ada"),
        ("evidence 1.1.1/1 “Plan”", "accepted_at", "2023-01-02"),
    ]
    assert ["another accepted_by" in warning.sentence for warning in report.warnings] == [True]
    accepted = in_use.exec(select(Evidence).where(Evidence.accepted_by_id.is_not(None))).all()
    assert len(accepted) == 2


def test_a_row_about_an_update_the_file_does_not_number_is_refused(in_use, bring_in, tmp_path: Path) -> None:
    export_register(in_use, "small", tmp_path / "out", now=AT)
    (tmp_path / "out" / "updates.csv").unlink()
    report = bring_in.register(tmp_path / "out")
    assert {refused.file for refused in report.refused} == {"evidence.csv", "sign_offs.csv", "challenges.csv"}
    assert {refused.reason[:19] for refused in report.refused} == {"There is no update "}
    assert len(in_use.exec(select(SignOff)).all()) == 2


def test_a_row_added_to_the_updates_of_a_folder_is_one_update_and_moves_its_milestone(
    in_use, bring_in, tmp_path: Path
) -> None:
    export_register(in_use, "small", tmp_path / "out", now=AT)
    file = tmp_path / "out" / "updates.csv"
    content = file.read_text(encoding="utf-8")
    cells = {"action_ref": "1.1.2", "seq": "1", "person": "ben", "at": "2023-02-01", "forecast": "2023-04-30"}
    columns = content.splitlines()[0].split(",")
    file.write_text(content + ",".join(cells.get(name, "") for name in columns) + "\n", encoding="utf-8")
    report = bring_in.register(tmp_path / "out")
    assert [(one.kind, one.ref) for one in report.new] == [("update", "1.1.2/1 by ben at 2023-02-01T12:00:00+00:00")]
    assert [(one.subject, one.field, one.new) for one in report.changes] == [
        ("milestone 1.1.2/1", "forecast_due", "2023-04-30")
    ]


def test_a_lifecycle_that_a_plan_version_changes_is_remembered_with_its_decision(
    bring_in, session: Session, small_plan: Path, now
) -> None:
    (small_plan / "actions.csv").write_text("action_ref,area_ref,title\n1.1.1,1,One\n", encoding="utf-8")
    (small_plan / "milestones.csv").write_text("action_ref,seq,due\n", encoding="utf-8")
    bring_in.register(small_plan)
    (small_plan / "actions.csv").write_text(
        'action_ref,area_ref,title,lifecycle,decision_reference\n1.1.1,1,One,paused,"Board, 3 May"\n', encoding="utf-8"
    )
    bring_in.register(small_plan)
    change = session.exec(select(LifecycleChange)).one()
    assert (change.before, change.after, change.decision_reference) == (
        Lifecycle.NOT_STARTED,
        Lifecycle.PAUSED,
        "Board, 3 May",
    )
    assert (change.person_id, change.at) == (None, now)
    bring_in.register(small_plan)
    assert len(session.exec(select(LifecycleChange)).all()) == 1


def test_a_milestone_imported_as_complete_without_its_day_is_said(bring_in, small_plan: Path) -> None:
    (small_plan / "milestones.csv").write_text(
        "action_ref,seq,due,lifecycle,completed_on\n1.1.1,1,2022-11-30,complete,\n1.1.1,2,2022-11-30,embedded,2022-12-01\n",
        encoding="utf-8",
    )
    report = bring_in.register(small_plan)
    assert [(one.line, one.sentence) for one in report.warnings] == [
        (2, "The milestone 1.1.1/1 is complete and gives no date of completion: fill in completed_on.")
    ]


def test_an_imported_update_closes_what_was_asked_before_it_and_nothing_asked_since(
    bring_in, session: Session, small_plan: Path, people_folder: Path, tmp_path: Path
) -> None:
    bring_in.register(small_plan)
    bring_in.people(people_folder)
    person = session.exec(select(Person)).first()
    milestone = session.exec(select(Milestone).where(Milestone.measure == "Plan published")).one()
    action = session.get_one(Action, milestone.action_id)
    message = Message(
        person_id=person.id, route=ContactRoute.TEAMS, day=AT.date(), slot="requests", planned_at=AT, send_at=AT
    )
    session.add(message)
    session.flush()
    for rung, asked_at in ((Rung.BEFORE_20, AT), (Rung.BEFORE_10, AT.replace(year=2023))):
        session.add(
            Request(
                action_id=action.id,
                milestone_id=milestone.id,
                item=f"m:{milestone.id}",
                rung=rung,
                person_id=person.id,
                occasion="due:2022-11-30",
                reason="",
                asked_at=asked_at,
                message_id=message.id,
            )
        )
    session.commit()
    (tmp_path / "updates.csv").write_text(
        "action_ref,seq,person,at,narrative\n1.1.1,1,ben,2023-01-05,Done\n1.1.1,1,ben,2022-11-05,Older\n",
        encoding="utf-8",
    )
    bring_in.updates(tmp_path / "updates.csv")
    session.expire_all()
    first, second = session.exec(select(Request).order_by(Request.id)).all()
    update = session.exec(select(Update).where(Update.narrative == "Done")).one()
    assert (first.closed_at, first.closed_by_update_id) == (update.at, update.id)
    assert (second.closed_at, second.closed_by_update_id) == (None, None)
