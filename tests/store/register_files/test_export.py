"""A folder written by the register reads back as the same register."""

from __future__ import annotations

import csv
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, SQLModel, select

from store.database import open_engine
from store.queries.plans import PlanNotFound
from store.register_files import export_register, import_people, import_readings, import_register, import_updates
from store.register_files.sheets.columns import REGISTER
from store.register_files.sheets.history_columns import HISTORY
from store.tables import (
    Action,
    DateChange,
    Dependency,
    Evidence,
    Indicator,
    IndicatorAction,
    Milestone,
    Person,
    Reading,
    Update,
)
from store.types import DateChangeStatus, Lifecycle, UpdateSource

PLANS = ["bradford-wsoa-2022", "bradford-action-plan-2020", "bristol-wsoa-2020"]
AT = datetime(2022, 12, 1, 14, 5, 7, 123456, tzinfo=UTC)


def files_of(folder: Path) -> dict[str, str]:
    return {file.name: file.read_text(encoding="utf-8") for file in sorted(folder.iterdir())}


@pytest.mark.parametrize("key", PLANS)
def test_importing_an_export_changes_nothing(
    bring_in, session: Session, samples: Path, tmp_path: Path, key: str
) -> None:
    for plan in PLANS:
        bring_in.register(samples / plan)
    export_register(session, key, tmp_path / "out", now=AT)
    report = bring_in.register(tmp_path / "out")
    assert (report.added, report.changed, report.changes, report.gone) == (0, 0, (), ())
    assert (report.refused, report.warnings, report.version) == ((), (), 1)


@pytest.mark.parametrize("key", PLANS)
def test_an_export_fills_an_empty_register_with_the_same_plan(
    bring_in, session: Session, samples: Path, tmp_path: Path, key: str, audit, now
) -> None:
    bring_in.register(samples / key)
    export_register(session, key, tmp_path / "first", now=AT)
    engine = open_engine(f"sqlite:///{tmp_path / 'other.db'}")
    SQLModel.metadata.create_all(engine)
    with Session(engine) as other:
        import_register(other, tmp_path / "first", now=now, audit=audit, actor="ada")
        export_register(other, key, tmp_path / "second", now=AT)
    engine.dispose()
    assert files_of(tmp_path / "first") == files_of(tmp_path / "second")


@pytest.mark.parametrize("key", PLANS)
def test_an_export_holds_what_the_sample_holds(
    bring_in, session: Session, samples: Path, tmp_path: Path, key: str
) -> None:
    """Every cell of the sample in its own columns, but for posts, which are merged and named in full."""
    bring_in.register(samples / key)
    export_register(session, key, tmp_path / "out", now=AT)
    for file in samples.joinpath(key).glob("*.csv"):
        with (
            file.open(encoding="utf-8", newline="") as before,
            (tmp_path / "out" / file.name).open(encoding="utf-8", newline="") as after,
        ):
            rows, written = list(csv.DictReader(before)), list(csv.DictReader(after))
        assert set(rows[0]) <= set(written[0])
        for row in (*rows, *written):
            row.pop("lead_posts", None)
        if file.name != "posts.csv":
            assert sorted([r[c] for c in rows[0]] for r in rows) == sorted([w[c] for c in rows[0]] for w in written)


def test_rows_stand_in_the_order_in_which_people_count(
    bring_in, session: Session, samples: Path, tmp_path: Path
) -> None:
    bring_in.register(samples / "bristol-wsoa-2020")
    export_register(session, "bristol-wsoa-2020", tmp_path, now=AT)
    content = (tmp_path / "actions.csv").read_bytes()
    refs = [line.split(",")[0] for line in content.decode().splitlines()[1:]]
    assert refs[refs.index("3.9") :][:3] == ["3.9", "3.10", "3.11"]
    assert b"\r" not in content


def test_the_posts_of_another_plan_stay_out_of_an_export(
    bring_in, session: Session, samples: Path, tmp_path: Path
) -> None:
    for plan in PLANS:
        bring_in.register(samples / plan)
    export_register(session, "bradford-wsoa-2022", tmp_path, now=AT)
    posts = (tmp_path / "posts.csv").read_text(encoding="utf-8")
    assert "Consultant Paediatrician" not in posts  # leads in Bristol
    assert "EHCP Champions" in posts  # leads nowhere, and would be in no file otherwise
    assert "Director of Public Health,CBMDC,sro;lead,9,3;5.2.2," in posts


def test_every_file_is_written_so_that_no_older_one_stays_behind(bring_in, session: Session, small_plan: Path) -> None:
    (small_plan / "objectives.csv").unlink()
    (small_plan / "actions.csv").write_text("action_ref,area_ref,title\n1,1,One\n", encoding="utf-8")
    (small_plan / "milestones.csv").write_text("action_ref,seq,due\n", encoding="utf-8")
    bring_in.register(small_plan)
    (small_plan / "objectives.csv").write_text("objective_ref,area_ref,title\n9,1,Stale\n", encoding="utf-8")
    export_register(session, "small", small_plan, now=AT)
    assert {file.name for file in small_plan.iterdir()} == {
        *(sheet.file for sheet in (*REGISTER, *HISTORY)),
    }
    assert (small_plan / "objectives.csv").read_text(encoding="utf-8") == "objective_ref,area_ref,title\n"


def test_an_unknown_plan_cannot_be_exported(session: Session, tmp_path: Path) -> None:
    with pytest.raises(PlanNotFound):
        export_register(session, "nowhere", tmp_path, now=AT)


def fill(session: Session) -> None:
    """What a plan gathers in use: states, dates, history."""
    actions = {action.ref: action for action in session.exec(select(Action))}
    people = {person.key: person for person in session.exec(select(Person))}
    indicator = session.exec(select(Indicator).where(Indicator.ref == "I1")).one()
    milestone = session.exec(select(Milestone).where(Milestone.measure == "Plan published")).one()
    one, two = actions["1.1.1"], actions["1.1.2"]
    two.lifecycle, two.decision_reference, two.planned_start = Lifecycle.PAUSED, "Board, 3 May", date(2023, 1, 9)
    milestone.current_due, milestone.forecast_due = date(2023, 1, 31), date(2023, 2, 14)
    milestone.completed_on, milestone.statutory = date(2023, 2, 13), True
    milestone.lifecycle = Lifecycle.COMPLETE
    session.add(Dependency(action_id=two.id, depends_on_id=one.id))
    session.add(IndicatorAction(indicator_id=indicator.id, action_id=one.id))
    session.add(Reading(indicator_id=indicator.id, period_end=date(2023, 3, 31), value=29.5, recorded_at=AT))
    session.add(
        DateChange(
            milestone_id=milestone.id,
            from_due=date(2022, 11, 30),
            to_due=date(2023, 1, 31),
            reason="Staff left",
            status=DateChangeStatus.APPROVED,
            requested_by_id=people["ben"].id,
            requested_at=AT,
            decided_by_id=people["ada"].id,
            decided_at=AT,
            decision_reason="Agreed;\nonce",
        )
    )
    update = Update(
        action_id=one.id,
        milestone_id=milestone.id,
        person_id=people["ben"].id,
        on_behalf_of_id=people["ada"].id,
        at=AT,
        recorded_at=AT,
        source=UpdateSource.CARD,
        rating_code="RED",
        narrative=' Two lines,\r\none "quote" ',
        cause="Staff left",
        recovery="Hire",
        recovery_owner="HR",
        recovery_by=date(2023, 1, 1),
        forecast=date(2023, 2, 14),
        waiting_for="A budget",
        help_needed="Money",
        percent=40,
    )
    nil = Update(
        action_id=two.id, person_id=people["ada"].id, at=AT, recorded_at=AT, source=UpdateSource.CHAT, nil_return=True
    )
    session.add_all([update, nil])
    session.flush()
    for title in ("Minutes; annex", "Plan"):
        session.add(
            Evidence(
                action_id=one.id,
                milestone_id=milestone.id,
                update_id=update.id,
                title=title,
                added_by_id=people["ben"].id,
                added_at=AT,
            )
        )
    session.commit()


def test_a_plan_in_use_goes_out_and_comes_back_with_its_history(
    bring_in, session: Session, small_plan: Path, people_folder: Path, tmp_path: Path, audit, now
) -> None:
    bring_in.register(small_plan)
    bring_in.people(people_folder)
    fill(session)
    out = tmp_path / "out"
    export_register(session, "small", out, now=AT)
    for report in (
        bring_in.register(out),
        bring_in.updates(out / "updates.csv"),
        bring_in.readings(out / "readings.csv"),
    ):
        assert (report.added, report.changed, report.changes, report.refused) == (0, 0, (), ())
        assert (report.gone, report.warnings) == ((), ())

    engine = open_engine(f"sqlite:///{tmp_path / 'other.db'}")
    SQLModel.metadata.create_all(engine)
    with Session(engine) as other:
        usual = {"now": now, "audit": audit, "actor": "ada"}
        import_register(other, out, **usual)
        import_people(other, people_folder, **usual)
        assert import_register(other, out, **usual).refused == ()  # now the people of the date changes are known
        import_updates(other, out / "updates.csv", plan_key="small", **usual)
        import_readings(other, out / "readings.csv", plan_key="small", **usual)
        export_register(other, "small", tmp_path / "again", now=AT)
    engine.dispose()
    assert files_of(out) == files_of(tmp_path / "again")


def test_a_withdrawn_update_is_not_passed_on(
    bring_in, session: Session, small_plan: Path, people_folder: Path, tmp_path: Path
) -> None:
    bring_in.register(small_plan)
    bring_in.people(people_folder)
    fill(session)
    for update in session.exec(select(Update)):
        update.withdrawn_at = AT
    session.commit()
    export_register(session, "small", tmp_path / "out", now=AT)
    assert len((tmp_path / "out" / "updates.csv").read_text(encoding="utf-8").splitlines()) == 1


WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(title=WORDS, measure=WORDS, note=WORDS)
def test_any_words_go_out_and_come_back(
    session: Session, bring_in, small_plan: Path, title: str, measure: str, note: str
) -> None:
    bring_in.register(small_plan)
    action, milestone = session.exec(select(Action)).all()[0], session.exec(select(Milestone)).all()[0]
    action.title, milestone.measure, milestone.note = title, measure, note
    session.flush()
    out = small_plan.parent / "words"
    export_register(session, "small", out, now=AT)
    assert bring_in.register(out).changes == ()
