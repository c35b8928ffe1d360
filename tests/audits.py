"""Rows of which no entry in the audit tells, for tests that start from them, and whether the chains hold."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

from sqlalchemy import Engine
from sqlmodel import Session

from store.audit import AuditChain
from store.audit_check import check_audit
from store.database import WRITES


@contextmanager
def unaudited(engine: Engine) -> Generator[Session]:
    """A transaction as the program's own, but for the rule that a change to the register has its entry."""
    with Session(engine, expire_on_commit=False) as session, session.begin():
        session.connection(execution_options={WRITES: True})
        yield session


def chains_hold(session: Session, audit: AuditChain) -> bool:
    """Each in itself, whatever a test did to the register past the audit."""
    return not any(chain.broken for chain in check_audit(session, audit).chains)
