"""A register of a plan and two people, and what the audit says of it."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import Engine
from sqlmodel import Session

from store.audit import AuditChain
from store.audit_check import AuditVerdict, check_audit
from store.database import transaction
from store.tables import Person, Plan

NOW = datetime(2022, 11, 1, 8, 0, tzinfo=UTC)
KEY = bytes(range(32))
CHAIN = AuditChain(KEY)


def checked(engine: Engine) -> AuditVerdict:
    with transaction(engine, reads_only=True) as session:
        return check_audit(session, CHAIN)


def told(session: Session, subject: str = "something", plan_key: str = "") -> None:
    CHAIN.record(session, plan_key=plan_key, at=NOW, actor="ada", action="x", subject=subject, content={})


def fill(engine: Engine) -> None:
    """A plan and two people, told of in the audit."""
    with transaction(engine) as session:
        session.add(Plan(key="p", title="A plan", local_area="Anyshire", kind="WSOA"))
        session.add_all([Person(key="ada", name="Ada"), Person(key="ben", name="Ben")])
        told(session)
