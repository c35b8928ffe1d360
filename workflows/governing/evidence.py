"""Accepting an item of the evidence log: a lead's word alone does not make an action complete (`domain.md` 6.2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from store.audit import AuditChain
from store.tables import Action, Evidence, Milestone
from workflows.governing.alone import action_alone
from workflows.governing.auditing import record_decision, refusals_audited
from workflows.governing.refusals import EvidenceAlreadyAccepted
from workflows.governing.rights import decides
from workflows.updates.actions import Speaker


@dataclass(frozen=True, slots=True)
class EvidenceAccepted:
    evidence_id: int
    name: str
    title: str

    @property
    def words(self) -> str:
        return f'Accepted as evidence of {self.name}: "{self.title}".'


def accept_evidence(
    session: Session, audit: AuditChain, *, person: Speaker, evidence: Evidence, now: datetime
) -> EvidenceAccepted:
    """By an SRO of the area or the compliance team, but not by whoever gave it. Raises GoverningRefused."""
    milestone = session.get(Milestone, evidence.milestone_id) if evidence.milestone_id else None
    about = action_alone(session, session.get_one(Action, evidence.action_id), now, milestone)
    session.refresh(evidence)
    with refusals_audited(session, audit, person=person, about=about, asked="accept_evidence", now=now):
        decides(about, person, barred={evidence.added_by_id}, because="gave this evidence")
        if evidence.accepted_by_id is not None:
            raise EvidenceAlreadyAccepted(evidence.title)
    evidence.accepted_by_id, evidence.accepted_at = person.id, now
    content = {"evidence": evidence.id, "title": evidence.title}
    record_decision(session, audit, person=person, about=about, action="accept_evidence", content=content, now=now)
    return EvidenceAccepted(evidence.id or 0, about.name, evidence.title)
