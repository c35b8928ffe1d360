"""What SQLite alone needs: durability, keys that point somewhere, and one writer who waits his turn."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlmodel import Session, select

from store import tables
from store.audit import AuditChain
from store.database import open_engine, transaction
from store.working_days import LONDON
from tests.conftest import migrated
from tests.databases import SqliteDatabases

NOW = datetime(2023, 3, 3, 9, 30, tzinfo=UTC)


@pytest.fixture
def database_url(sqlite_databases: SqliteDatabases) -> Iterator[str]:
    with sqlite_databases.filled(migrated) as url:
        yield url


def pragma(engine: Engine, name: str) -> object:
    with engine.connect() as connection:
        return connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()


def test_the_folder_of_a_new_database_is_made(tmp_path: Path) -> None:
    file = tmp_path / "new" / "register.db"
    migrated(f"sqlite:///{file}")
    assert file.exists()


def test_it_is_opened_with_a_write_ahead_log_full_durability_and_foreign_keys(engine: Engine) -> None:
    assert pragma(engine, "journal_mode") == "wal"
    assert pragma(engine, "synchronous") == 2  # FULL: an acknowledged update outlives a power cut
    assert pragma(engine, "foreign_keys") == 1


def arrives(session: Session, key: str) -> None:
    session.add(tables.Person(key=key, name=key))
    AuditChain(b"a key").record(
        session, plan_key="", at=NOW, actor="ada", action="person_added", subject=key, content={}
    )


def test_a_transaction_that_reads_and_then_writes_waits_for_another_process_and_is_not_refused(
    database_url: str, engine: Engine
) -> None:
    """The tick of the server reads, an import commits, the tick writes: "database is locked", unless it waits first."""
    other = open_engine(database_url)
    began, finished = threading.Event(), threading.Event()

    def imports() -> None:
        began.wait(5)
        with transaction(other) as session:
            arrives(session, "ben")
        finished.set()

    thread = threading.Thread(target=imports)
    thread.start()
    with transaction(engine) as session:
        assert session.exec(select(tables.Person)).all() == []
        began.set()
        assert not finished.wait(0.2)  # the other process waits its turn
        arrives(session, "ada")
    thread.join(5)
    with transaction(engine, reads_only=True) as session:
        assert sorted(session.exec(select(tables.Person.key))) == ["ada", "ben"]
    other.dispose()


def test_a_moment_is_kept_as_utc_in_words_that_sort(engine: Engine) -> None:
    with transaction(engine) as session:
        session.add(
            tables.Conversation(
                tenant_id="t",
                service_url="s",
                conversation_id="c",
                seen_at=datetime(2023, 6, 30, 17, 0, tzinfo=LONDON),
            )
        )
    with transaction(engine, reads_only=True) as session:
        kept = session.connection().execute(text("SELECT seen_at FROM conversation")).scalar_one()
    assert kept == "2023-06-30 16:00:00.000000"
