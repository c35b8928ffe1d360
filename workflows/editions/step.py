"""One person's one step on an edition: begun with the edition to oneself, then told in the audit, or refused."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from store.audit import AuditChain
from store.tables import Edition, Plan
from workflows.editions.keeping import compile_again, lapse, take_up
from workflows.editions.refusals import EditionChanged
from workflows.editions.rights import check_compliance, check_draft
from workflows.governing.refusals import GoverningRefused
from workflows.updates.actions import Speaker


def subject_of(edition: Edition) -> str:
    return f"{edition.kind} {edition.number}"


@dataclass(frozen=True, slots=True)
class Step:
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

    def keep(self, content: Mapping[str, object]) -> None:
        """The draft reads otherwise now. What was cleared was cleared as it read, so the clearance lapses."""
        lapse(self.edition)
        compile_again(self.session, self.audit, self.plan, self.edition)
        self.record(content)

    @contextmanager
    def refusals_audited(self) -> Generator[None]:
        """Every rule is checked before anything is written. Nothing of what was typed is kept."""
        try:
            yield
        except GoverningRefused as refusal:
            self._write("refused", {"asked": self.name, "why": type(refusal).__name__})
            raise

    @contextmanager
    def by_compliance(self) -> Generator[None]:
        """Raises ComplianceOnly; what is refused within is audited."""
        with self.refusals_audited():
            check_compliance(self.session, self.person, self.plan)
            yield

    @contextmanager
    def by_compliance_on_a_draft(self) -> Generator[None]:
        """Raises ComplianceOnly, NotADraft; what is refused within is audited."""
        with self.by_compliance():
            check_draft(self.edition)
            yield

    def check_as_seen(self, seen: str) -> None:
        """`seen`: the content hash of the edition as it was shown; blank where nothing was. Raises EditionChanged."""
        if seen and seen != self.edition.content_hash:
            raise EditionChanged(self.edition)

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


def begin(
    session: Session, audit: AuditChain, plan: Plan, edition: Edition, person: Speaker, name: str, now: datetime
) -> Step:
    """On the edition as it stands now; whoever else wants to change it waits until this turn is over."""
    take_up(session, plan, edition)
    return Step(session, audit, plan, edition, person, name, now)


def check_may_open(
    session: Session, audit: AuditChain, plan: Plan, edition: Edition, person: Speaker, now: datetime
) -> None:
    """Looking at an edition as the compliance team does. Raises ComplianceOnly, which is audited."""
    with Step(session, audit, plan, edition, person, "open_edition", now).by_compliance():
        pass
