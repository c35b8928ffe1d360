"""From draft to issued: checked at the gates, cleared, final and frozen, issued, received by the Chair."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from sqlmodel import Session

from store.audit import AuditChain
from store.queries.editions import open_asks
from store.tables import Edition, Person, Plan
from store.types import EditionStatus
from workflows.editions.finding import Finding
from workflows.editions.gates import gate_findings
from workflows.editions.keeping import compile_again, keep_files, recompiled, stored_cut, stored_workflow
from workflows.editions.refusals import GatesShut, NotCleared, NotFinal, NotIssued, RulesChanged
from workflows.editions.rights import check_draft
from workflows.editions.rules_in_force import rules_findings, thresholds
from workflows.editions.step import begin
from workflows.editions.told import EditionTold
from workflows.editions.typed import minute_reference
from workflows.exception_report.limits import RULES_VERSION
from workflows.language import moment_words
from workflows.updates.actions import Speaker


def findings_of(edition: Edition) -> tuple[Finding, ...]:
    """What stands between this edition, as it is stored, and its being final."""
    found = gate_findings(recompiled(edition), stored_cut(edition), stored_workflow(edition))
    return (*rules_findings(edition), *found)


def clear_edition(
    session: Session,
    audit: AuditChain,
    *,
    person: Speaker,
    plan: Plan,
    edition: Edition,
    now: datetime,
    seen: str = "",
) -> EditionTold:
    """The compliance officer has read it. Of two who press at once the first has cleared it.

    `seen` is the content hash of what was shown, blank where nothing was. Raises EditionRefused.
    """
    step = begin(session, audit, plan, edition, person, "clear_edition", now)
    with step.by_compliance_on_a_draft():
        if edition.rules_version != RULES_VERSION:
            raise RulesChanged(edition, RULES_VERSION)
        if edition.cleared_by_id is not None and edition.cleared_at is not None:
            by = session.get_one(Person, edition.cleared_by_id).name
            words = f"Edition {edition.number} was cleared by {by}, {moment_words(edition.cleared_at)}."
            return EditionTold(edition.number, edition.status, words, repeated=True)
        step.check_as_seen(seen)
    edition.cleared_by_id, edition.cleared_at = person.id, now
    compile_again(session, audit, plan, edition)
    step.record({})
    return EditionTold(edition.number, edition.status, f"Edition {edition.number} is cleared by {person.name}.")


def make_final(
    session: Session,
    audit: AuditChain,
    *,
    person: Speaker,
    plan: Plan,
    edition: Edition,
    now: datetime,
    template: Path | None = None,
) -> EditionTold:
    """Frozen: from here on nothing in it changes. `template` gives the Word file its look.

    Raises EditionRefused, GatesShut with every reason at once.
    """
    step = begin(session, audit, plan, edition, person, "make_final", now)
    words = f"Edition {edition.number} is final: its content is frozen."
    with step.by_compliance():
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
    own_look = keep_files(session, edition, report, template)
    if own_look:
        words = f"{words} Its Word file is in the bot's own look: {own_look}"
    rules = {"rules_version": edition.rules_version, "thresholds": thresholds()}
    step.record({"cut_off": edition.cut_off_at, **rules})
    return EditionTold(edition.number, edition.status, words)


def issue(
    session: Session, audit: AuditChain, *, person: Speaker, plan: Plan, edition: Edition, now: datetime
) -> EditionTold:
    """What is final goes out; its content is what it was. Raises EditionRefused."""
    step = begin(session, audit, plan, edition, person, "issue_edition", now)
    words = f"Edition {edition.number} is issued. Content hash: {edition.content_hash}"
    with step.by_compliance():
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
    step = begin(session, audit, plan, edition, person, "receive_edition", now)
    with step.by_compliance():
        if edition.status is not EditionStatus.ISSUED:
            raise NotIssued(edition)
        reference = minute_reference(stored_cut(edition), minute)
    words = f"Edition {edition.number} was received by the Chair, minute {reference}."
    if edition.minute_reference == reference:
        return EditionTold(edition.number, edition.status, words, repeated=True)
    before, edition.minute_reference, edition.received_at = edition.minute_reference, reference, now
    put = [ask for ask in open_asks(session, edition) if ask.meeting_id == edition.meeting_id]
    for ask in put:
        ask.closed_at = now
    step.record({"old": before, "new": reference, "asks_closed": [ask.id for ask in put]})
    return EditionTold(edition.number, edition.status, words)
