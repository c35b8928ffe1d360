"""What the audit keeps of a decision, and of one that was refused."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from contextlib import contextmanager
from datetime import datetime

from sqlmodel import Session

from store.audit import AuditChain
from store.queries.governing import Governed
from store.tables import Person
from workflows.governing.refusals import GoverningRefused
from workflows.updates.actions import Speaker


@contextmanager
def refusals_audited(
    session: Session, audit: AuditChain, *, person: Speaker, about: Governed, asked: str, now: datetime
) -> Generator[None]:
    """Every rule is checked before anything is written, so the refusal is all that such a turn leaves behind.

    `asked` is the action's name. Nothing of what was typed is kept.
    """
    try:
        yield
    except GoverningRefused as refusal:
        audit.record(
            session,
            plan_key=about.plan.key,
            at=now,
            actor=person.key,
            action="refused",
            subject=about.subject,
            content={"asked": asked, "why": type(refusal).__name__},
        )
        raise


def record_decision(
    session: Session,
    audit: AuditChain,
    *,
    person: Speaker,
    about: Governed,
    action: str,
    content: Mapping[str, object],
    now: datetime,
    on_behalf_of: Person | None = None,
) -> None:
    """Once for each decision, after everything that it changes."""
    session.flush()
    audit.record(
        session,
        plan_key=about.plan.key,
        at=now,
        actor=person.key,
        on_behalf_of=on_behalf_of.key if on_behalf_of else "",
        action=action,
        subject=about.subject,
        content=content,
    )
