"""What several packages' tests share: a database of each kind, and the sample register in it."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path

import pytest
import structlog

from bot.demo import load_sample
from store import migrate
from store.audit import AuditChain
from store.database import open_engine, transaction
from store.working_days import london_moment
from tests.databases import Databases, NoPostgresql, PostgresqlDatabases, SqliteDatabases, postgresql_server

NEEDS_POSTGRESQL = "SENDBOT_TESTS_NEED_POSTGRESQL"
"""Set where a machine without PostgreSQL must not pass for one on which all is well."""

SAMPLE_LOADED = london_moment(date(2022, 11, 1), time(8))
AUDIT_KEY = bytes(range(32))


@pytest.fixture(scope="session")
def sqlite_databases(tmp_path_factory: pytest.TempPathFactory) -> SqliteDatabases:
    return SqliteDatabases(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def postgresql_databases() -> Iterator[PostgresqlDatabases]:
    try:
        with postgresql_server() as server:
            databases = PostgresqlDatabases(server)
            yield databases
            databases.close()
    except NoPostgresql as reason:
        if os.environ.get(NEEDS_POSTGRESQL):
            raise
        pytest.skip(f"the tests on PostgreSQL are left out: {reason}")


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def databases(request: pytest.FixtureRequest) -> Databases:
    """Whatever asks for this is tested on both."""
    return request.getfixturevalue(f"{request.param}_databases")


def migrated(url: str) -> None:
    """An empty register with the shape that the migrations give it."""
    engine = open_engine(url)
    migrate.upgrade(engine)
    engine.dispose()


def sample(url: str) -> None:
    """The Bradford plan and its people as loaded on 1 November 2022."""
    engine = open_engine(url)
    migrate.upgrade(engine)
    with transaction(engine) as session:
        load_sample(session, AuditChain(AUDIT_KEY), SAMPLE_LOADED)
    engine.dispose()


@dataclass(frozen=True)
class Store:
    """A register and the folder of its secrets."""

    database_url: str
    secrets: Path

    @property
    def audit(self) -> AuditChain:
        return AuditChain.from_file(self.secrets / "audit.key")


@contextmanager
def sample_store_in(databases: Databases, folder: Path) -> Generator[Store]:
    """The sample register, with its secrets in a folder of one's own."""
    secrets = folder / "secrets"
    secrets.mkdir(mode=0o700)
    (secrets / "audit.key").write_text(AUDIT_KEY.hex(), encoding="ascii")
    with databases.filled(sample) as url:
        yield Store(url, secrets)


@pytest.fixture
def sample_store(databases: Databases, tmp_path: Path) -> Iterator[Store]:
    """To be changed at will."""
    with sample_store_in(databases, tmp_path) as store:
        yield store


@pytest.fixture(autouse=True)
def _logs_as_by_default() -> Iterator[None]:
    """A command configures the logs of its process; in the tests that process goes on."""
    yield
    structlog.reset_defaults()
