"""An empty register of one's own, with the shape that the migrations give it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import settings
from sqlalchemy import Engine

from store.database import open_engine
from tests.conftest import migrated
from tests.databases import Databases
from tests.store.a_small_register import fill

settings.register_profile("unhurried", deadline=None)  # a busy machine is no fault
settings.load_profile("unhurried")


@pytest.fixture
def database_url(databases: Databases) -> Iterator[str]:
    with databases.filled(migrated) as url:
        yield url


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    found = open_engine(database_url)
    yield found
    found.dispose()


@pytest.fixture
def small(engine: Engine) -> Engine:
    """A plan and two people, told of in the audit."""
    fill(engine)
    return engine
