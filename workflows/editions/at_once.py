"""An edition without its people: drafted and issued in one step, on a simulated clock."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session

from store.audit import AuditChain
from store.cut import ConfirmationRow
from store.queries.plans import plan_by_key
from store.tables import Meeting
from store.types import EditionStatus
from workflows.editions.drafting import new_draft
from workflows.editions.keeping import compile_again, store_cut, stored_cut
from workflows.editions.step import subject_of
from workflows.exception_report.value import ExceptionReport


@dataclass(frozen=True, slots=True)
class EditionIssued:
    number: int
    report: ExceptionReport
    content_hash: str


def issue_edition(
    session: Session,
    audit: AuditChain,
    plan_key: str,
    *,
    cut_off: datetime,
    meeting_id: int | None,
    now: datetime,
    actor: str,
    confirmations: tuple[ConfirmationRow, ...] = (),
) -> EditionIssued:
    """Takes the cut, compiles and freezes it. It stays a draft while its counts do not reconcile or an area is not
    confirmed."""
    plan = plan_by_key(session, plan_key)
    meeting = session.get(Meeting, meeting_id) if meeting_id else None
    edition = new_draft(session, plan, meeting, cut_off, now)
    store_cut(edition, replace(stored_cut(edition), confirmations=confirmations))
    report = compile_again(session, audit, plan, edition, final=True)
    if report.reconciles:
        edition.status, edition.final_at, edition.issued_at = EditionStatus.ISSUED, now, now
    audit.record(
        session,
        plan_key=plan_key,
        at=now,
        actor=actor,
        action="issue_edition",
        subject=subject_of(edition),
        content={
            "content_hash": edition.content_hash,
            "rules_version": edition.rules_version,
            "cut_off": cut_off,
        },
    )
    return EditionIssued(edition.number, report, edition.content_hash)
