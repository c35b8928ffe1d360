"""Nothing in the register is changed without an entry in the audit, whichever way it is written."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import Engine, insert, update
from sqlmodel import Session, col, select

from store.changes import ChangedUnaudited, delete_rows, insert_rows, wrote_columns
from store.database import connection_of, transaction, transaction_of_many
from store.tables import AuditEntry, Person, Post
from tests.store.a_small_register import checked, told


def adds(session: Session) -> None:
    session.add(Post(title="Head"))


def changes(session: Session) -> None:
    session.get_one(Person, 1).name = "Ada Lovelace"


def removes(session: Session) -> None:
    session.delete(session.get_one(Person, 2))


def changes_after_the_entry(session: Session) -> None:
    changes(session)
    told(session)
    session.get_one(Person, 1).name = "Ada"


def writes_past_the_session(session: Session) -> None:
    session.exec(update(Person).where(col(Person.id) == 1).values(name="Ada Lovelace"))
    told(session)


def writes_on_the_connection(session: Session) -> None:
    connection_of(session).execute(insert(Post), {"title": "Head"})
    told(session)


def inserts_rows(session: Session) -> None:
    insert_rows(session, Post, [{"id": 1, "title": "Head"}])


def deletes_rows(session: Session) -> None:
    delete_rows(session, Person, col(Person.id) == 2)


@pytest.mark.parametrize(
    "work",
    [
        adds, changes, removes, changes_after_the_entry, writes_past_the_session, writes_on_the_connection,
        inserts_rows, deletes_rows,
    ],
)  # fmt: skip
def test_a_change_without_an_entry_is_refused_and_nothing_of_it_is_kept(
    small: Engine, work: Callable[[Session], None]
) -> None:
    before = entries(small)
    with pytest.raises(ChangedUnaudited, match="without an entry in the audit"):
        alone(small, work)
    with pytest.raises(ChangedUnaudited):
        transaction_of_many(small, [told, work])
    assert entries(small) == before
    assert checked(small).holds


def alone(engine: Engine, work: Callable[[Session], None]) -> None:
    with transaction(engine) as session:
        work(session)


@pytest.mark.parametrize("work", [adds, changes, removes, inserts_rows, deletes_rows])
def test_the_same_change_with_an_entry_is_kept(small: Engine, work: Callable[[Session], None]) -> None:
    def audited(session: Session) -> None:
        work(session)
        told(session)

    alone(small, audited)
    with transaction(small) as session:
        session.add(Person(key="cy", name="Cy"))
        told(session)
    assert checked(small).holds


def test_turns_committed_together_are_each_told_of(small: Engine) -> None:
    def turn(name: str) -> Callable[[Session], None]:
        def work(session: Session) -> None:
            session.get_one(Person, 1).name = name
            told(session, name)

        return work

    transaction_of_many(small, [turn("Ada L."), turn("Ada Lovelace")])
    assert checked(small).holds
    with pytest.raises(ChangedUnaudited):
        transaction_of_many(small, [turn("Ada"), changes])
    assert checked(small).holds


def test_a_dry_run_may_change_whatever_it_likes(small: Engine) -> None:
    with transaction(small) as session:
        changes(session)
        session.flush()
        session.rollback()
    assert checked(small).holds


def test_a_change_that_was_rolled_back_is_told_of_by_nobody(small: Engine) -> None:
    def fails(session: Session) -> None:
        changes(session)
        session.flush()
        raise RuntimeError

    with pytest.raises(RuntimeError):
        alone(small, fails)
    with transaction(small) as session:
        told(session)
    assert checked(small).holds


def test_setting_what_is_there_already_is_no_change(small: Engine) -> None:
    with transaction(small) as session:
        session.get_one(Person, 1).name = "Ada"
    assert checked(small).holds


def test_a_row_whose_key_changes_is_another_row(small: Engine) -> None:
    with transaction(small) as session:
        session.get_one(Person, 2).id = 7
        told(session)
    assert checked(small).holds


def test_columns_written_by_a_statement_are_handed_over(small: Engine) -> None:
    with transaction(small) as session:
        connection_of(session).execute(update(Person).where(col(Person.id) == 1).values(name="Ada Lovelace", email=""))
        wrote_columns(session, "person", 1, {"name": "Ada Lovelace", "email": ""})
        told(session)
    assert checked(small).holds


def entries(engine: Engine) -> int:
    with transaction(engine, reads_only=True) as session:
        return len(session.exec(select(AuditEntry.id)).all())
