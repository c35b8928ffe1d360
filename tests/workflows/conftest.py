"""The Bradford sample with its people, in a real register."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlmodel import Session

from store.audit import AuditChain
from store.database import open_engine
from tests.conftest import Store
from tests.workflows.register import Register


@pytest.fixture
def audit(sample_store: Store) -> AuditChain:
    return sample_store.audit


@pytest.fixture
def session(sample_store: Store) -> Iterator[Session]:
    engine = open_engine(sample_store.database_url)
    with Session(engine) as session:
        yield session
    engine.dispose()


@pytest.fixture
def register(session: Session, audit: AuditChain) -> Register:
    return Register(session, audit)
