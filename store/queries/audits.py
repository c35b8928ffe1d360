"""Reading the audit."""

from __future__ import annotations

from collections import defaultdict

from sqlmodel import Session, col, select

from store.tables import AuditEntry


def audit_chains(session: Session) -> dict[str, list[AuditEntry]]:
    """Every entry by plan key, in order of position."""
    chains: dict[str, list[AuditEntry]] = defaultdict(list)
    for entry in session.exec(select(AuditEntry).order_by(col(AuditEntry.plan_key), col(AuditEntry.position))):
        chains[entry.plan_key].append(entry)
    return chains
