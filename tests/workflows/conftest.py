"""The Bradford sample with its people, in a real SQLite register: made once, and copied for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from shutil import copy

import pytest
from sqlmodel import Session, SQLModel

from store.audit import AuditChain
from store.database import open_engine, transaction
from store.register_files import import_people, import_register
from tests.workflows.register import LOADED_AT, PLAN, SAMPLES, Register


@pytest.fixture
def audit() -> AuditChain:
    return AuditChain(b"a key for tests")


@pytest.fixture(scope="session")
def bradford_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("bradford") / "register.db"
    engine = open_engine(f"sqlite:///{file}")
    SQLModel.metadata.create_all(engine)
    chain = AuditChain(b"a key for tests")
    with transaction(engine) as session:
        import_register(session, SAMPLES / PLAN, now=LOADED_AT, audit=chain, actor="sample")
        import_people(session, SAMPLES / f"{PLAN}-people", now=LOADED_AT, audit=chain, actor="sample")
    engine.dispose()
    return file


@pytest.fixture
def session(tmp_path: Path, bradford_file: Path) -> Iterator[Session]:
    engine = open_engine(f"sqlite:///{copy(bradford_file, tmp_path / 'register.db')}")
    with Session(engine) as session:
        yield session
    engine.dispose()


@pytest.fixture
def register(session: Session, audit: AuditChain) -> Register:
    return Register(session, audit)
