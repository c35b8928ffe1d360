from __future__ import annotations

import pytest
from sqlmodel import Session

from store.audit import AuditChain
from tests.workflows.risks.log import Log


@pytest.fixture
def log(session: Session, audit: AuditChain) -> Log:
    return Log(session, audit)
