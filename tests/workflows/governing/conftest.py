from __future__ import annotations

import pytest
from sqlmodel import Session

from store.audit import AuditChain
from tests.workflows.governing.office import Office


@pytest.fixture
def office(session: Session, audit: AuditChain) -> Office:
    return Office(session, audit)
