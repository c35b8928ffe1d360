"""Bringing a database to the present shape, and telling whether it has it."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine
from sqlmodel import SQLModel

from store import tables


def upgrade(engine: Engine) -> str:
    """Applies every migration that is missing; gives the revision now in force."""
    with engine.connect() as connection, _rows_kept_as_tables_are_copied(connection), connection.begin():
        command.upgrade(_config(connection), "head")
    return _newest()


@contextmanager
def _rows_kept_as_tables_are_copied(connection: Connection) -> Generator[None]:
    """SQLite alters a table by copying it and dropping the first, which rows that point to it would forbid.

    It can be told not to look at them outside a transaction alone.
    """
    if connection.dialect.name != "sqlite":
        yield
        return
    _say(connection, "PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        _say(connection, "PRAGMA foreign_keys=ON")


def _say(connection: Connection, statement: str) -> None:
    """Past SQLAlchemy, which would begin a transaction."""
    cursor = connection.connection.cursor()
    cursor.execute(statement)
    cursor.close()


def is_current(engine: Engine) -> bool:
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision() == _newest()


def differences(engine: Engine) -> list[Any]:
    """What the models have and the migrated database has not, or the other way round; empty when they agree."""
    assert tables.Plan.metadata is SQLModel.metadata  # noqa: S101 - the tables are loaded
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, SQLModel.metadata))


def make_revision(engine: Engine, message: str, revision: str) -> None:
    """For developers: writes a migration from the difference to the models."""
    with engine.begin() as connection:
        command.revision(_config(connection), message=message, autogenerate=True, rev_id=revision)


def _newest() -> str:
    return ScriptDirectory.from_config(_config(None)).get_current_head() or ""


def _config(connection: Connection | None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config
