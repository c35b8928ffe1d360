"""Migrations give the shape that the models have, and a transaction keeps all or nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from alembic import command
from sqlalchemy import Engine, Inspector, inspect, text
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, SQLModel, select

from store import migrate, tables
from store.database import open_engine, transaction
from store.types import RoleName
from tests.audits import unaudited
from tests.databases import Databases


@pytest.fixture
def empty(databases: Databases) -> Iterator[Engine]:
    with databases.empty() as url:
        opened = open_engine(url)
        yield opened
        opened.dispose()


def test_migrations_and_models_agree(engine: Engine) -> None:
    assert migrate.is_current(engine)
    assert migrate.differences(engine) == []


def test_a_table_that_no_migration_made_is_noticed(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE closure_day"))
        connection.execute(text("CREATE TABLE left_over (id INTEGER)"))
    found = migrate.differences(engine)
    assert {(kind, table.name) for kind, table in found} == {
        ("add_table", "closure_day"),
        ("remove_table", "left_over"),
    }


def test_a_migrated_database_holds_the_same_constraints_as_one_made_from_the_models(
    engine: Engine, empty: Engine
) -> None:
    """CHECKs as well, which the comparison of Alembic does not see."""
    SQLModel.metadata.create_all(empty)
    migrated, modelled = inspect(engine), inspect(empty)
    for name in SQLModel.metadata.tables:
        assert _checks(migrated, name) == _checks(modelled, name), name
        assert _uniques(migrated, name) == _uniques(modelled, name), name


def _checks(inspector: Inspector, table: str) -> list[str]:
    return sorted(" ".join(check["sqltext"].split()) for check in inspector.get_check_constraints(table))


def _uniques(inspector: Inspector, table: str) -> list[list[str]]:
    return sorted(unique["column_names"] for unique in inspector.get_unique_constraints(table))


def test_an_empty_database_is_not_current_and_upgrading_twice_changes_nothing(empty: Engine) -> None:
    assert not migrate.is_current(empty)
    revision = migrate.upgrade(empty)
    assert revision
    with unaudited(empty) as session:
        session.add(tables.Person(key="ada", name="Ada"))
    assert migrate.upgrade(empty) == revision
    assert migrate.is_current(empty)
    with transaction(empty, reads_only=True) as session:
        assert session.exec(select(tables.Person.key)).all() == ["ada"]


def test_going_back_to_the_beginning_leaves_no_table_and_coming_forward_again_works(engine: Engine) -> None:
    with engine.begin() as connection:
        command.downgrade(migrate._config(connection), "base")
    assert set(inspect(engine).get_table_names()) == {"alembic_version"}
    migrate.upgrade(engine)
    assert migrate.differences(engine) == []


def test_a_row_that_points_nowhere_is_refused(engine: Engine) -> None:
    with pytest.raises(IntegrityError, match=r"(?i)foreign key"), transaction(engine) as session:
        session.add(tables.Role(person_id=99, role=RoleName.BOARD))


def test_a_transaction_keeps_all_or_nothing(engine: Engine) -> None:
    def both(session: Session) -> None:
        session.add(tables.Person(key="ada", name="Ada"))
        session.flush()
        raise RuntimeError

    with pytest.raises(RuntimeError), transaction(engine) as session:
        both(session)
    with transaction(engine, reads_only=True) as session:
        assert session.exec(select(tables.Person)).all() == []


def test_reading_does_not_wait_for_a_writer(engine: Engine) -> None:
    with unaudited(engine) as writing:
        writing.add(tables.Person(key="ada", name="Ada"))
        writing.flush()
        with transaction(engine, reads_only=True) as reading:
            assert reading.exec(select(tables.Person)).all() == []
