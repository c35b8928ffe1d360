"""From draft to issued: checked at the gates, cleared, final and frozen, issued, received by the Chair."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from store.audit import AuditChain
from store.queries.editions import open_asks
from store.tables import Edition, Person, Plan
from store.types import EditionStatus
from workflows.editions.auditing import Step
from workflows.editions.finding import Finding
from workflows.editions.gates import gate_findings
from workflows.editions.keeping import compile_again, keep_files, recompiled, stored_cut, stored_workflow, take_up
from workflows.editions.refusals import GatesShut, MinuteMissing, NotCleared, NotFinal, NotIssued
from workflows.editions.rights import check_compliance, check_draft
from workflows.editions.told import EditionTold
from workflows.language import moment_words
from workflows.updates.actions import Speaker


def findings_of(edition: Edition) -> tuple[Finding, ...]:
    """What stands between this edition, as it is stored, and its being final."""
    return gate_findings(recompiled(edition), stored_cut(edition), stored_workflow(edition))


def clear_edition(
    session: Session, audit: AuditChain, *, person: Speaker, plan: Plan, edition: Edition, now: datetime
) -> EditionTold:
    """The compliance officer has read it. Of two who press at once the first has cleared it. Raises EditionRefused."""
    take_up(session, plan, edition)
    step = Step(session, audit, plan, edition, person, "clear_edition", now)
    with step.refusals_audited():
        check_compliance(session, person, plan)
        check_draft(edition)
    if edition.cleared_by_id is not None and edition.cleared_at is not None:
        by = session.get_one(Person, edition.cleared_by_id).name
        words = f"Edition {edition.number} was cleared by {by}, {moment_words(edition.cleared_at)}."
        return EditionTold(edition.number, edition.status, words, repeated=True)
    edition.cleared_by_id, edition.cleared_at = person.id, now
    compile_again(session, audit, plan, edition)
    step.record({})
    return EditionTold(edition.number, edition.status, f"Edition {edition.number} is cleared by {person.name}.")


def make_final(
    session: Session, audit: AuditChain, *, person: Speaker, plan: Plan, edition: Edition, now: datetime
) -> EditionTold:
    """Frozen: from here on nothing in it changes. Raises EditionRefused, GatesShut with every reason at once."""
    take_up(session, plan, edition)
    step = Step(session, audit, plan, edition, person, "make_final", now)
    words = f"Edition {edition.number} is final: its content is frozen."
    with step.refusals_audited():
        check_compliance(session, person, plan)
        if edition.status is EditionStatus.FINAL:
            return EditionTold(edition.number, edition.status, words, repeated=True)
        check_draft(edition)
        found = findings_of(edition)
        if found:
            raise GatesShut(edition, found)
        if edition.cleared_at is None:
            raise NotCleared(edition)
    report = compile_again(session, audit, plan, edition, final=True)
    edition.status, edition.final_at = EditionStatus.FINAL, now
    keep_files(session, edition, report)
    step.record({"cut_off": edition.cut_off_at, "rules_version": edition.rules_version})
    return EditionTold(edition.number, edition.status, words)


def issue(
    session: Session, audit: AuditChain, *, person: Speaker, plan: Plan, edition: Edition, now: datetime
) -> EditionTold:
    """What is final goes out; its content is what it was. Raises EditionRefused."""
    take_up(session, plan, edition)
    step = Step(session, audit, plan, edition, person, "issue_edition", now)
    words = f"Edition {edition.number} is issued. Content hash: {edition.content_hash}"
    with step.refusals_audited():
        check_compliance(session, person, plan)
        if edition.status is EditionStatus.ISSUED:
            return EditionTold(edition.number, edition.status, words, repeated=True)
        if edition.status is EditionStatus.DRAFT:
            raise NotFinal(edition)
    edition.status, edition.issued_at = EditionStatus.ISSUED, now
    step.record({"cut_off": edition.cut_off_at, "rules_version": edition.rules_version})
    return EditionTold(edition.number, edition.status, words)


def record_received(
    session: Session, audit: AuditChain, *, person: Speaker, plan: Plan, edition: Edition, minute: str, now: datetime
) -> EditionTold:
    """The Chair's minute stands beside the edition, whose files stay as issued. The asks of its meeting are closed:
    what is still wanted is asked again. Raises EditionRefused.
    """
    take_up(session, plan, edition)
    step = Step(session, audit, plan, edition, person, "receive_edition", now)
    with step.refusals_audited():
        check_compliance(session, person, plan)
        if edition.status is not EditionStatus.ISSUED:
            raise NotIssued(edition)
        reference = minute.strip()
        if not reference:
            raise MinuteMissing
    words = f"Edition {edition.number} was received by the Chair, minute {reference}."
    if edition.minute_reference == reference:
        return EditionTold(edition.number, edition.status, words, repeated=True)
    before, edition.minute_reference, edition.received_at = edition.minute_reference, reference, now
    put = [ask for ask in open_asks(session, edition) if ask.meeting_id == edition.meeting_id]
    for ask in put:
        ask.closed_at = now
    step.record({"old": before, "new": reference, "asks_closed": [ask.id for ask in put]})
    return EditionTold(edition.number, edition.status, words)
