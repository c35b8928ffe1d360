"""The cut of January 2023, taken once for each test from a real register."""

from __future__ import annotations

import pytest
from sqlmodel import Session

from store.audit import AuditChain
from store.cut import DataCut
from tests.workflows.products.january import january_cut


@pytest.fixture
def january(session: Session, audit: AuditChain) -> DataCut:
    return january_cut(session, audit)
