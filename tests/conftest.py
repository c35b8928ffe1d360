"""What several packages' tests share: the sample register, made once and copied for each test."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from pathlib import Path
from shutil import copytree

import pytest
import structlog

from bot.demo import load_sample
from store import migrate
from store.audit import AuditChain
from store.database import open_engine, transaction
from store.working_days import london_moment

DATABASE_FILE = "sendbot.db"
SECRETS = "secrets"


@pytest.fixture(scope="session")
def prepared_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Bradford plan and its people as loaded on 1 November 2022: a database and its secrets. Not to be changed."""
    folder = tmp_path_factory.mktemp("prepared")
    engine = open_engine(f"sqlite:///{folder / DATABASE_FILE}")
    migrate.upgrade(engine)
    with transaction(engine) as session:
        load_sample(
            session, AuditChain.from_file(folder / SECRETS / "audit.key"), london_moment(date(2022, 11, 1), time(8))
        )
    engine.dispose()
    return folder


@pytest.fixture(autouse=True)
def _logs_as_by_default() -> Iterator[None]:
    """A command configures the logs of its process; in the tests that process goes on."""
    yield
    structlog.reset_defaults()


@pytest.fixture
def sample_store(prepared_store: Path, tmp_path: Path) -> Path:
    """A copy of one's own, to be changed at will."""
    return copy_of(prepared_store, tmp_path)


def copy_of(prepared_store: Path, folder: Path) -> Path:
    return Path(copytree(prepared_store, folder / "store"))
