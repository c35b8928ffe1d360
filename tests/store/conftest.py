"""An empty register of one's own, with the shape that the migrations give it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from shutil import copy

import pytest
from hypothesis import settings
from sqlalchemy import Engine

from store import migrate
from store.database import open_engine

settings.register_profile("unhurried", deadline=None)  # a busy machine is no fault
settings.load_profile("unhurried")


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("migrated") / "register.db"
    engine = open_engine(f"sqlite:///{file}")
    migrate.upgrade(engine)
    engine.dispose()
    return file


@pytest.fixture
def engine(migrated_file: Path, tmp_path: Path) -> Iterator[Engine]:
    found = open_engine(f"sqlite:///{copy(migrated_file, tmp_path / 'register.db')}")
    yield found
    found.dispose()
