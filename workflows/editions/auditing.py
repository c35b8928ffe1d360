"""What the audit keeps of a step in the life of an edition, and of one that was refused."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from store.audit import AuditChain
from store.tables import Edition, Plan
from workflows.governing.refusals import GoverningRefused
from workflows.updates.actions import Speaker


def subject_of(edition: Edition) -> str:
    return f"{edition.kind} {edition.number}"


@dataclass(frozen=True, slots=True)
class Step:
    """One person's one step, of which the audit tells in one entry."""

    session: Session
    audit: AuditChain
    plan: Plan
    edition: Edition
    person: Speaker
    name: str
    now: datetime

    def record(self, content: Mapping[str, object]) -> None:
        """After everything that the step changes."""
        self._write(self.name, content)

    @contextmanager
    def refusals_audited(self) -> Generator[None]:
        """Every rule is checked before anything is written. Nothing of what was typed is kept."""
        try:
            yield
        except GoverningRefused as refusal:
            self._write("refused", {"asked": self.name, "why": type(refusal).__name__})
            raise

    def _write(self, action: str, content: Mapping[str, object]) -> None:
        self.audit.record(
            self.session,
            plan_key=self.plan.key,
            at=self.now,
            actor=self.person.key,
            action=action,
            subject=subject_of(self.edition),
            content={**content, "content_hash": self.edition.content_hash},
        )
