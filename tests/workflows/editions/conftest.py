from __future__ import annotations

import pytest
from sqlmodel import Session

from store.audit import AuditChain
from tests.workflows.editions.press import Press


@pytest.fixture
def press(session: Session, audit: AuditChain) -> Press:
    return Press(session, audit)
