"""Whatever is changed in the database behind the program's back is found and named, and nothing else is."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from sqlalchemy import Engine, text
from sqlmodel import Session, col, select

from bot.demo import SAMPLES, load_sample
from bot.simulation import play
from store import migrate
from store.changes import delete_rows, insert_rows
from store.database import open_engine, transaction
from store.erasing import erase_content
from store.register_files.plan.register_import import import_register
from store.seals import GOVERNED, KEYS, differing, seals_of
from store.tables import Action, ActionLead, Milestone, Person, Update
from store.types import Lifecycle
from store.working_days import LONDON
from tests.store.a_small_register import CHAIN, KEY, NOW, checked, told

PLAN = "bradford-wsoa-2022"


def tamper(engine: Engine, statement: str) -> None:
    with engine.begin() as connection:
        connection.execute(text(statement))


def milestone(session: Session) -> Milestone:
    """The first of action 1.1.1."""
    found = select(Milestone).join(Action, col(Action.id) == Milestone.action_id)
    return session.exec(found.where(Action.ref == "1.1.1", Milestone.seq == 1)).one()


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Bradford sample after three weeks of reminders and answers."""
    file = tmp_path_factory.mktemp("played") / "register.db"
    engine = open_engine(f"sqlite:///{file}")
    migrate.upgrade(engine)
    with transaction(engine) as session:
        load_sample(session, CHAIN, NOW)
    engine.dispose()
    asyncio.run(play(f"sqlite:///{file}", CHAIN, PLAN, date(2022, 11, 1), date(2022, 12, 16), None, 1))
    with closing(sqlite3.connect(file)) as raw:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return file


@pytest.fixture
def copy(played: Path, tmp_path: Path) -> Iterator[Engine]:
    engine = open_engine(f"sqlite:///{shutil.copy(played, tmp_path / 'copy.db')}")
    yield engine
    engine.dispose()


def test_a_register_that_was_played_holds_with_every_row_told_of(copy: Engine) -> None:
    verdict = checked(copy)
    assert verdict.holds
    assert verdict.compared
    with transaction(copy, reads_only=True) as session:
        assert session.exec(select(Update.id)).all()


def test_every_sample_holds_after_its_import_and_after_the_next(engine: Engine) -> None:
    for _ in range(2):
        for plan in (PLAN, "bradford-action-plan-2020", "bristol-wsoa-2020"):
            with transaction(engine) as session:
                import_register(session, SAMPLES / plan, now=NOW, audit=CHAIN, actor="sample")
    assert checked(engine).holds
    assert len(checked(engine).chains) == 3


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        (
            "UPDATE milestone SET current_due = '2024-01-01' WHERE seq = 1 "
            "AND action_id = (SELECT id FROM action WHERE ref = '1.1.1')",
            "milestone 1.1.1/1: current_due changed behind the program's back",
        ),
        ("UPDATE action SET title = 'Another' WHERE ref = '1.1.1'", "action 1.1.1: title changed behind"),
        ("UPDATE person SET email = 'me@example.org', name = 'Me' WHERE id = 3", ": email, name changed behind"),
        ('DELETE FROM "update" WHERE id = 1', "update 1 was removed behind the program's back"),
        ("INSERT INTO role (person_id, role, scope) VALUES (1, 'board', 'x')", "was added behind the program's back"),
        ("UPDATE milestone SET current_due = 'soon' WHERE id = 2", ": current_due changed behind"),
        ("UPDATE edition SET compiled = compiled || ' ' WHERE number = 1", "edition 1: compiled changed behind"),
    ],
)
def test_what_was_changed_is_named(copy: Engine, statement: str, said: str) -> None:
    with closing(sqlite3.connect(str(copy.url.database), isolation_level=None)) as raw:
        assert raw.execute(statement).rowcount == 1
    (sentence,) = checked(copy).changed
    assert said in sentence


@hypothesis_settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_row_changed_removed_or_added_by_hand_is_found_and_named(
    played: Path, tmp_path: Path, data: st.DataObject
) -> None:
    """As somebody would with the database's own shell, which checks no foreign key."""
    file = shutil.copy(played, tmp_path / "by-hand.db")
    with closing(sqlite3.connect(file, isolation_level=None)) as raw:
        raw.execute("PRAGMA ignore_check_constraints = ON")
        filled = sorted(name for name in GOVERNED if raw.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0])  # noqa: S608
        name = data.draw(st.sampled_from(filled))
        rows = raw.execute(f'SELECT rowid, * FROM "{name}"').fetchall()  # noqa: S608
        rowid, *values = data.draw(st.sampled_from(rows))
        columns = GOVERNED[name].columns.keys()
        how = data.draw(st.sampled_from(["change", "remove", "add"]))
        column = data.draw(st.sampled_from(columns))
        try:
            if how == "change":
                other = _other(values[columns.index(column)])
                raw.execute(f'UPDATE "{name}" SET "{column}" = ? WHERE rowid = ?', (other, rowid))  # noqa: S608
            elif how == "remove":
                raw.execute(f'DELETE FROM "{name}" WHERE rowid = ?', (rowid,))  # noqa: S608
            else:
                added = [_other(value) for value in values]
                raw.execute(f'INSERT INTO "{name}" VALUES ({", ".join("?" * len(added))})', added)  # noqa: S608
        except sqlite3.IntegrityError:
            assume(False)
    engine = open_engine(f"sqlite:///{file}")
    changed = checked(engine).changed
    engine.dispose()
    assert len(changed) == (2 if how == "change" and column in KEYS[name] else 1)
    assert all(name.replace("_", " ") in sentence for sentence in changed)
    assert how != "change" or column in KEYS[name] or f": {column} changed" in changed[0]


def _other(value: Any) -> Any:
    if isinstance(value, (int, float)):
        return value + 100_000
    return f"{value or ''}x"


def test_what_the_program_writes_later_hides_nothing(small: Engine) -> None:
    tamper(small, "UPDATE person SET email = 'me@example.org' WHERE id = 1")
    with transaction(small) as session:
        session.get_one(Person, 1).name = "Ada Lovelace"
        told(session)
    assert checked(small).changed == ("person ada: email changed behind the program's back",)


def test_the_register_is_not_compared_with_a_chain_that_does_not_hold(small: Engine) -> None:
    """Or every row would be said to be changed, for one entry that was."""
    tamper(small, "UPDATE audit_entry SET actor = 'somebody else'")
    verdict = checked(small)
    assert (verdict.holds, verdict.compared, verdict.changed) == (False, False, ())


def test_a_row_told_of_in_two_chains_is_as_the_later_entry_says(small: Engine) -> None:
    for name, plan_key in (("Ada L.", "p"), ("Ada", ""), ("Ada Lovelace", "p"), ("A. Lovelace", "")):
        with transaction(small) as session:
            session.get_one(Person, 1).name = name
            told(session, plan_key=plan_key)
        assert checked(small).holds
    tamper(small, "UPDATE person SET name = 'Ada Lovelace' WHERE id = 1")  # what the other chain says last
    assert checked(small).changed == ("person ada: name changed behind the program's back",)


def test_a_row_that_was_removed_and_brought_back_holds(small: Engine) -> None:
    with transaction(small) as session:
        session.delete(session.get_one(Person, 2))
        told(session)
    assert checked(small).holds
    with transaction(small) as session:
        session.add(Person(id=2, key="ben", name="Benjamin"))
        told(session)
    assert checked(small).holds
    tamper(small, "DELETE FROM person WHERE id = 2")
    assert checked(small).changed == ("person 2 was removed behind the program's back",)


def test_erasing_an_entry_takes_no_row_from_the_audit(small: Engine) -> None:
    with transaction(small) as session:
        session.get_one(Person, 1).name = "Ada Lovelace"
        told(session)
        erase_content(session, CHAIN, "", 1, actor="ada", now=NOW, reason="It named a child")
    assert checked(small).holds
    tamper(small, "UPDATE person SET name = 'Ada' WHERE id = 1")
    tamper(small, "UPDATE person SET email = 'me@example.org' WHERE id = 2")
    assert checked(small).changed == (
        "person ada: name changed behind the program's back",
        "person ben: email changed behind the program's back",
    )


def test_a_row_changed_behind_the_program_before_an_erasing_is_still_found(small: Engine) -> None:
    tamper(small, "UPDATE person SET email = 'me@example.org' WHERE id = 2")
    with transaction(small) as session:
        erase_content(session, CHAIN, "", 1, actor="ada", now=NOW, reason="It named a child")
    assert checked(small).changed == ("person ben: email changed behind the program's back",)


def test_a_value_has_one_seal_whether_it_comes_from_the_program_or_raw_from_a_database() -> None:
    from_the_program = {
        "id": 1, "at": datetime(2023, 6, 30, 17, 0, tzinfo=LONDON), "forecast": date(2023, 7, 31), "nil_return": True,
        "percent": 5, "cause": "",
    }  # fmt: skip
    from_sqlite = {
        "id": 1, "at": "2023-06-30 16:00:00.000000", "forecast": "2023-07-31", "nil_return": 1, "percent": 5,
        "cause": None,
    }  # fmt: skip
    sealed = seals_of(KEY, "update:1", from_the_program, blanks=True)
    assert sealed == seals_of(KEY, "update:1", from_sqlite, blanks=True)
    assert sealed["cause"] is None
    assert seals_of(KEY, "action:1", {"lifecycle": Lifecycle.PAUSED}, blanks=True) == seals_of(
        KEY, "action:1", {"lifecycle": "paused"}, blanks=True
    )
    assert seals_of(KEY, "reading:1", {"value": 5}, blanks=True) == seals_of(
        KEY, "reading:1", {"value": 5.0}, blanks=True
    )


def test_the_same_words_have_another_seal_in_another_row_column_or_installation() -> None:
    seals = {
        seals_of(key, row, {column: "Head"}, blanks=False)[column]
        for key in (KEY, bytes(32))
        for row in ("post:1", "post:2")
        for column in ("title", "note")
    }
    assert len(seals) == 8


def test_what_is_unlike_is_named_by_column() -> None:
    then = seals_of(KEY, "post:1", {"title": "Head", "note": "of SEND"}, blanks=False)
    now = seals_of(KEY, "post:1", {"title": "Head", "note": "", "kind": "lead"}, blanks=False)
    assert differing(then, now) == ["kind", "note"]


def test_links_of_an_action_are_governed_by_their_whole_key(copy: Engine) -> None:
    with transaction(copy) as session:
        lead = session.exec(select(ActionLead)).first()
        assert lead
        delete_rows(session, ActionLead, col(ActionLead.action_id) == lead.action_id)
        insert_rows(session, ActionLead, [{"action_id": lead.action_id, "post_id": lead.post_id, "position": 5}])
        told(session, plan_key=PLAN)
    assert checked(copy).holds
