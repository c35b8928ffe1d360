"""The compliance team's own words in a draft, on one of its sections or on an action."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from store.audit import AuditChain
from store.queries.editions import comments_of
from store.tables import Edition, EditionComment, Plan
from workflows.editions.keeping import stored_cut
from workflows.editions.refusals import CommentChanged, PlaceUnclear, SectionUnknown
from workflows.editions.small_counts import text_hash
from workflows.editions.step import begin
from workflows.editions.told import EditionTold
from workflows.editions.typed import printed_words, refs_in
from workflows.updates.actions import Speaker

COMMENTED_SECTIONS = frozenset(str(number) for number in range(1, 15))


def add_comment(
    session: Session,
    audit: AuditChain,
    *,
    person: Speaker,
    plan: Plan,
    edition: Edition,
    section: str,
    ref: str,
    text: str,
    now: datetime,
    seen: str | None = None,
) -> EditionTold:
    """On a section or on an action, the other being blank. It takes the place of the one that stands there; an empty
    text takes that one away.

    `seen` is the hash of what stood there when the words were written, None where nothing was shown. Raises
    EditionRefused.
    """
    step = begin(session, audit, plan, edition, person, "comment_on_edition", now)
    with step.by_compliance_on_a_draft():
        cut = stored_cut(edition)
        if bool(ref) == bool(section):
            raise PlaceUnclear
        if ref:
            (ref,) = refs_in(cut, [ref])
        elif section not in COMMENTED_SECTIONS:
            raise SectionUnknown(section)
        where = ref or f"section {section}"
        before = [row for row in comments_of(session, edition) if (row.section, row.action_ref) == (section, ref)]
        words = printed_words(cut, text) if text.strip() or not before else ""
        standing = before[-1].text if before else ""
        repeated = standing == words
        if seen is not None and seen != text_hash(standing) and not repeated:
            raise CommentChanged(where)
    done = "is printed with your commentary" if words else "is printed without commentary"
    told = EditionTold(edition.number, edition.status, f"In edition {edition.number}, {where} {done}.", repeated)
    if repeated:
        return told
    for row in before:
        row.withdrawn_at = now
    if words:
        session.add(
            EditionComment(
                edition_id=edition.id or 0,
                section=section,
                action_ref=ref,
                text=words,
                person_id=person.id or 0,
                at=now,
            )
        )
    step.keep({"section": section, "ref": ref, "old": [row.text for row in before], "new": words})
    return told
