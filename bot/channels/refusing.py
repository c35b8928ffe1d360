"""A refusal where many read: one sentence to whoever asked, and an entry in the audit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from store.audit import AuditChain
from store.queries.people import Identity

STRANGER = "a stranger"
"""Who acted, where the register does not know them."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """`asked` says for the audit what was refused; never what was typed."""

    words: str
    asked: str


def record_refusal(
    session: Session,
    audit: AuditChain,
    person: Identity | None,
    channel_id: str,
    asked: str,
    now: datetime,
) -> None:
    """In the chain of no plan: what a press says of a plan is not to be believed."""
    audit.record(
        session,
        plan_key="",
        at=now,
        actor=person.key if person else STRANGER,
        action="refused",
        subject=channel_id,
        content={"asked": asked},
    )
