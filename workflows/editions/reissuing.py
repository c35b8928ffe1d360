"""A re-issue: a new edition that names the one it replaces and shows what it says otherwise."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from store.audit import AuditChain
from store.queries.editions import edition_replacing
from store.tables import Edition, Meeting, Plan
from store.types import EditionStatus
from workflows.editions.drafting import new_draft
from workflows.editions.keeping import compile_again, stored_cut
from workflows.editions.refusals import NotIssued
from workflows.editions.step import begin
from workflows.editions.told import EditionTold
from workflows.editions.typed import reason_words
from workflows.updates.actions import Speaker


def reissue(
    session: Session, audit: AuditChain, *, person: Speaker, plan: Plan, edition: Edition, reason: str, now: datetime
) -> EditionTold:
    """Begins the draft that replaces an issued edition, which stays as it is.

    Its data are of the same cut-off as the register holds them now; a re-cut brings in what came later. Every SRO
    confirms again. Raises EditionRefused.
    """
    step = begin(session, audit, plan, edition, person, "reissue_edition", now)
    with step.by_compliance():
        if edition.status is not EditionStatus.ISSUED:
            raise NotIssued(edition)
        why = reason_words(stored_cut(edition), reason)
    begun = edition_replacing(session, edition)
    repeated = begun is not None
    if begun is None:
        meeting = session.get(Meeting, edition.meeting_id) if edition.meeting_id else None
        begun = new_draft(session, plan, meeting, edition.cut_off_at, now, replaces=edition)
        compile_again(session, audit, plan, begun, because=why)
        step.record({"reason": why, "draft": begun.number})
    words = f"Edition {begun.number} is to replace edition {edition.number}: confirm, clear and issue it in its turn."
    return EditionTold(begun.number, begun.status, words, repeated)
