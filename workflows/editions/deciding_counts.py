"""Whether a count of fewer than 5 children is printed in an edition (`domain.md` 8.1)."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from store.audit import AuditChain
from store.queries.editions import small_counts_of
from store.tables import Edition, Plan, SmallCountDecision
from workflows.editions.keeping import stored_cut, stored_workflow
from workflows.editions.refusals import NoSmallCount
from workflows.editions.small_counts import small_counts_in, text_hash
from workflows.editions.step import begin
from workflows.editions.texts import known_texts, texts_of
from workflows.editions.told import EditionTold
from workflows.editions.typed import reason_if_any, reason_words, without_a_child
from workflows.updates.actions import Speaker


def decide_small_count(
    session: Session,
    audit: AuditChain,
    *,
    person: Speaker,
    plan: Plan,
    edition: Edition,
    place: str,
    shown: bool,
    reason: str,
    now: datetime,
) -> EditionTold:
    """Suppressed, it prints as "fewer than 5"; to print it as it stands takes a reason. Raises EditionRefused."""
    step = begin(session, audit, plan, edition, person, "decide_small_count", now)
    with step.by_compliance_on_a_draft():
        cut = stored_cut(edition)
        known, wanted = known_texts(cut), place.strip().casefold()
        found = [
            (where, text)
            for where, text in texts_of(cut, stored_workflow(edition))
            if where.casefold() == wanted and small_counts_in(text, known)
        ]
        if not found:
            raise NoSmallCount(without_a_child(cut, place.strip()))
        why = reason_words(cut, reason) if shown else reason_if_any(cut, reason)
    name = found[0][0]
    held = {(row.place, row.text_hash): row for row in small_counts_of(session, edition)}
    rows = [held.get((name, text_hash(text))) for _, text in found]
    done = "is printed as it stands, for the reason given" if shown else 'is printed as "fewer than 5"'
    words = f"In edition {edition.number}, the count at {name} {done}."
    if all(row is not None and (row.shown, row.reason) == (shown, why) for row in rows):
        return EditionTold(edition.number, edition.status, words, repeated=True)
    for row, (_, text) in zip(rows, found, strict=True):
        if row is None:
            row = SmallCountDecision(
                edition_id=edition.id or 0,
                place=name,
                text_hash=text_hash(text),
                shown=shown,
                person_id=person.id or 0,
                at=now,
            )
            session.add(row)
        row.shown, row.reason, row.person_id, row.at = shown, why, person.id or 0, now
    step.keep({"place": name, "shown": shown, "reason": why})
    return EditionTold(edition.number, edition.status, words)
