"""What the compliance team adds to a draft: commentary in its own words, asks of the Board, decisions on small counts.

What was cleared was cleared as it read, so each of these lets the clearance lapse.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from sqlmodel import Session

from store.audit import AuditChain
from store.cut import DataCut
from store.queries.editions import comments_of, open_asks, small_counts_of
from store.refs import normalised_ref
from store.tables import Ask, Edition, EditionComment, Plan, SmallCountDecision
from store.types import AskKind
from workflows.editions.auditing import Step
from workflows.editions.keeping import compile_again, store_cut, stored_cut, stored_workflow, take_up
from workflows.editions.refusals import (
    ActionNotInEdition,
    IdentifiesAChild,
    NoSmallCount,
    NoSuchAsk,
    NothingToSay,
    SectionUnknown,
    TextTooLong,
)
from workflows.editions.rights import check_compliance, check_draft
from workflows.editions.small_counts import small_counts_in, text_hash
from workflows.editions.texts import known_texts, texts_of
from workflows.editions.told import EditionTold
from workflows.exception_report.asks import ASK_WORDS
from workflows.governing.reasons import the_reason
from workflows.personal_data import find_passages
from workflows.personal_data.kinds import WORDS, Kind
from workflows.updates.actions import Speaker
from workflows.updates.rules import MAX_TEXT

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
) -> EditionTold:
    """On a section or on an action, the other being blank. It takes the place of the one that stands there; an empty
    text takes that one away. Raises EditionRefused.
    """
    take_up(session, plan, edition)
    step = Step(session, audit, plan, edition, person, "comment_on_edition", now)
    with step.refusals_audited():
        check_compliance(session, person, plan)
        check_draft(edition)
        cut = stored_cut(edition)
        if ref:
            (ref,) = _refs_in(cut, [ref])
        elif section not in COMMENTED_SECTIONS:
            raise SectionUnknown(section)
        section = "" if ref else section
        before = [row for row in comments_of(session, edition) if (row.section, row.action_ref) == (section, ref)]
        words = _words(cut, text) if text.strip() or not before else ""
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
    _keep(step, {"section": section, "ref": ref, "old": [row.text for row in before], "new": words})
    where = ref or f"section {section}"
    done = "is printed with your commentary" if words else "is printed without commentary"
    return EditionTold(edition.number, edition.status, f"In edition {edition.number}, {where} {done}.")


def raise_ask(
    session: Session,
    audit: AuditChain,
    *,
    person: Speaker,
    plan: Plan,
    edition: Edition,
    kind: AskKind,
    text: str,
    addressed_to: str,
    by_when: date | None,
    refs: Sequence[str],
    now: datetime,
) -> EditionTold:
    """Raises EditionRefused. A second click raises no second ask."""
    take_up(session, plan, edition)
    step = Step(session, audit, plan, edition, person, "raise_ask", now)
    with step.refusals_audited():
        check_compliance(session, person, plan)
        check_draft(edition)
        cut = stored_cut(edition)
        words, body = _words(cut, text), _words(cut, addressed_to)
        named = ";".join(_refs_in(cut, refs))
    wanted = (kind, words, body, by_when, named)
    told = f"Edition {edition.number} asks {body}: {ASK_WORDS[kind]}."
    if wanted in [(a.kind, a.text, a.addressed_to, a.by_when, a.action_refs) for a in open_asks(session, edition)]:
        return EditionTold(edition.number, edition.status, told, repeated=True)
    ask = Ask(
        plan_id=plan.id or 0,
        meeting_id=edition.meeting_id,
        kind=kind,
        text=words,
        addressed_to=body,
        by_when=by_when,
        action_refs=named,
        raised_by_id=person.id,
        raised_at=now,
    )
    session.add(ask)
    _keep(step, {"kind": kind.value, "text": words, "addressed_to": body, "by_when": by_when, "refs": named})
    return EditionTold(edition.number, edition.status, told)


def withdraw_ask(
    session: Session,
    audit: AuditChain,
    *,
    person: Speaker,
    plan: Plan,
    edition: Edition,
    number: int,
    reason: str,
    now: datetime,
) -> EditionTold:
    """By its number in the edition; what the rules ask for cannot be withdrawn. Raises EditionRefused."""
    take_up(session, plan, edition)
    step = Step(session, audit, plan, edition, person, "withdraw_ask", now)
    with step.refusals_audited():
        check_compliance(session, person, plan)
        check_draft(edition)
        cut, since = stored_cut(edition), stored_workflow(edition).asks
        raised = (*cut.asks, *since)
        if not 1 <= number <= len(raised):
            raise NoSuchAsk(number)
        meant, why = raised[number - 1], the_reason(reason)
        same = [ask for ask in open_asks(session, edition) if (ask.kind, ask.text) == (meant.kind, meant.text)]
    for ask in same:
        ask.closed_at = now
    store_cut(edition, replace(cut, asks=tuple(row for row in cut.asks if row != meant)))
    _keep(step, {"ask": meant.text, "reason": why})
    return EditionTold(edition.number, edition.status, f"Ask {number} of edition {edition.number} is withdrawn.")


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
    take_up(session, plan, edition)
    step = Step(session, audit, plan, edition, person, "decide_small_count", now)
    with step.refusals_audited():
        check_compliance(session, person, plan)
        check_draft(edition)
        cut = stored_cut(edition)
        known = known_texts(cut)
        texts = [
            text
            for where, text in texts_of(cut, stored_workflow(edition))
            if where.casefold() == place.strip().casefold() and small_counts_in(text, known)
        ]
        if not texts:
            raise NoSmallCount(place)
        why = the_reason(reason) if shown else reason.strip()
    names = {where.casefold(): where for where, _ in texts_of(cut, stored_workflow(edition))}
    name = names[place.strip().casefold()]
    held = {(row.place, row.text_hash): row for row in small_counts_of(session, edition)}
    for text in texts:
        row = held.get((name, text_hash(text)))
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
    _keep(step, {"place": name, "shown": shown, "reason": why})
    done = "is printed as it stands, for the reason given" if shown else 'is printed as "fewer than 5"'
    return EditionTold(edition.number, edition.status, f"In edition {edition.number}, the count at {name} {done}.")


def _keep(step: Step, content: dict[str, object]) -> None:
    step.edition.cleared_by_id, step.edition.cleared_at = None, None
    compile_again(step.session, step.audit, step.plan, step.edition)
    step.record(content)


def _words(cut: DataCut, text: str) -> str:
    """Raises NothingToSay, TextTooLong, IdentifiesAChild."""
    words = text.strip()
    if not words:
        raise NothingToSay
    if len(words) > MAX_TEXT:
        raise TextTooLong(len(words), MAX_TEXT)
    found = [passage for passage in find_passages(words, known_texts(cut)) if passage.kind is not Kind.SMALL_COUNT]
    if found:
        raise IdentifiesAChild([WORDS[kind] for kind in dict.fromkeys(passage.kind for passage in found)])
    return words


def _refs_in(cut: DataCut, refs: Sequence[str]) -> list[str]:
    """As the plan prints them. Raises ActionNotInEdition."""
    held = {normalised_ref(row.ref): row.ref for row in cut.actions}
    for ref in refs:
        if normalised_ref(ref) not in held:
            raise ActionNotInEdition(ref)
    return [held[normalised_ref(ref)] for ref in refs]
