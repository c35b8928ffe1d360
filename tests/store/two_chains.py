"""Entries of two plans, and how their chains hold."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from datetime import UTC, datetime

from sqlalchemy import Engine, text
from sqlmodel import Session, col, select

from store.audit import AuditChain
from store.audit_check import ChainVerdict, check_audit
from store.database import transaction
from store.queries.audits import PrintedHead
from store.tables import AuditEntry

NOW = datetime(2023, 3, 3, 9, 30, tzinfo=UTC)
CHAIN = AuditChain(b"a key kept outside the database")


def write(session: Session, count: int, plan_key: str = "bradford") -> None:
    for number in range(1, count + 1):
        CHAIN.record(
            session,
            plan_key=plan_key,
            at=NOW,
            actor="ada",
            action="record_update",
            subject=f"1.1.{number}/1",
            content={"old": None, "new": {"rating": "GREEN", "narrative": f"Line {number}"}},
        )


@contextmanager
def two_chains(engine: Engine) -> Generator[Session]:
    """Five entries of one plan and two of another."""
    with transaction(engine) as found:
        write(found, 5)
        write(found, 2, "bristol")
        yield found


def entries(session: Session, plan_key: str = "bradford") -> list[AuditEntry]:
    session.expire_all()
    chain = select(AuditEntry).where(AuditEntry.plan_key == plan_key)
    return list(session.exec(chain.order_by(col(AuditEntry.position))))


def chains(session: Session, audit: AuditChain = CHAIN, *heads: PrintedHead) -> dict[str, ChainVerdict]:
    return {chain.plan_key: chain for chain in check_audit(session, audit, heads).chains}


def verdict(session: Session, plan_key: str = "bradford") -> str | None:
    return "; ".join(chains(session)[plan_key].broken) or None


def printed(head: str) -> PrintedHead:
    return PrintedHead("bradford", "edition 3", head)


def tamper(session: Session, statement: str) -> None:
    session.connection().execute(text(statement))
