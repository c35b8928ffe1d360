"""Migrations give the shape that the models have, and a transaction keeps all or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from typing import Any

import pytest
from alembic import command
from sqlalchemy import Engine, Inspector, MetaData, Row, Text, cast, delete, insert, inspect, text
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, SQLModel, select

from reminders.planning import plan_messages
from store import migrate, tables
from store.audit import AuditChain
from store.audit_check import check_audit
from store.database import open_engine, transaction
from store.types import EditionStatus, RoleName
from store.working_days import london_moment
from tests.audits import unaudited
from tests.conftest import SAMPLE_LOADED, Store
from tests.databases import Databases

TWENTY_DAYS_BEFORE = london_moment(date(2023, 3, 3), time(9, 31))
"""Working days, before 31 March 2023: whoever leads something due then is asked."""


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


def test_what_the_first_shape_held_is_all_there_after_every_migration(sample_store: Store, empty: Engine) -> None:
    with empty.begin() as connection:
        command.upgrade(migrate._config(connection), "0001")
    shape = MetaData()
    shape.reflect(empty)
    source = open_engine(sample_store.database_url)
    _use(source, sample_store.audit)
    held = _rows_of(source, shape)
    source.dispose()
    with empty.begin() as connection:
        for table in shape.sorted_tables:
            if held[table.name]:
                connection.execute(insert(table), [dict(row._mapping) for row in held[table.name]])
    migrate.upgrade(empty)
    assert _rows_of(empty, shape) == held
    assert migrate.differences(empty) == []
    with transaction(empty, reads_only=True) as session:
        assert check_audit(session, sample_store.audit).holds
    with pytest.raises(IntegrityError, match=r"(?i)foreign key"), empty.begin() as connection:
        connection.execute(text("DELETE FROM edition"))


def _use(engine: Engine, audit: AuditChain) -> None:
    """People are asked, and an area's SRO confirms an edition."""
    with transaction(engine) as session:
        assert plan_messages(session, audit, TWENTY_DAYS_BEFORE)
        session.exec(delete(tables.Request).where(cast(tables.Request.rung, Text).like("cycle%")))  # a later shape's
        assert session.exec(select(tables.Request)).all()
        edition = tables.Edition(
            plan_id=1,
            kind="exception",
            number=1,
            cut_off_at=SAMPLE_LOADED,
            status=EditionStatus.DRAFT,
            rules_version="1",
            cut="{}",
            compiled="{}",
            content_hash="",
            created_at=SAMPLE_LOADED,
        )
        session.add(edition)
        session.flush()
        session.add(
            tables.AreaConfirmation(
                edition_id=edition.id or 0, area_id=1, person_id=1, at=SAMPLE_LOADED, confirmed=True
            )
        )
        key = session.exec(select(tables.Plan.key)).one()
        said = {"actor": "ada", "action": "drafted", "subject": "edition 1", "content": {}}
        audit.record(session, plan_key=key, at=SAMPLE_LOADED, **said)


def _rows_of(engine: Engine, shape: MetaData) -> dict[str, list[Row[Any]]]:
    """In the columns that the shape has."""
    with engine.connect() as connection:
        tables_held = (table for table in shape.sorted_tables if table.name != "alembic_version")
        held = {
            table.name: list(connection.execute(select(table).order_by(*table.primary_key.columns)))
            for table in tables_held
        }
    return {**held, "alembic_version": []}
