"""Asks of the Board in a draft: raised, changed, taken back. Those that the rules make are not people's to change."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlmodel import Session

from store.audit import AuditChain
from store.cut import AskRow, DataCut
from store.queries.editions import open_asks
from store.tables import Ask, Edition, Plan
from store.types import AskKind
from workflows.editions.keeping import store_cut, stored_cut, stored_workflow
from workflows.editions.refusals import AskChanged, AskKindMissing, NoSuchAsk
from workflows.editions.step import begin
from workflows.editions.told import EditionTold
from workflows.editions.typed import body_named, printed_words, reason_words, refs_in
from workflows.exception_report.asks import ASK_WORDS
from workflows.updates.actions import Speaker


@dataclass(frozen=True, slots=True)
class AskWanted:
    """As somebody types it: what is asked, of whom, by when, about which actions."""

    kind: AskKind | None
    text: str
    addressed_to: str
    by_when: date | None
    refs: Sequence[str]


def raised_asks(edition: Edition) -> tuple[AskRow, ...]:
    """Those that people raised, in the order of their numbers in the edition, from 1 on."""
    return (*stored_cut(edition).asks, *stored_workflow(edition).asks)


def ask_hash(ask: AskRow) -> str:
    return hashlib.sha256(repr(ask).encode()).hexdigest()[:16]


def raise_ask(
    session: Session, audit: AuditChain, *, person: Speaker, plan: Plan, edition: Edition, ask: AskWanted, now: datetime
) -> EditionTold:
    """Raises EditionRefused. A second click raises no second ask."""
    step = begin(session, audit, plan, edition, person, "raise_ask", now)
    with step.by_compliance_on_a_draft():
        row = _checked(stored_cut(edition), ask)
    told = f"The ask of {row.addressed_to} ({ASK_WORDS[row.kind]}) is in edition {edition.number}."
    if row in [_row_of(held) for held in open_asks(session, edition)]:
        return EditionTold(edition.number, edition.status, told, repeated=True)
    session.add(
        Ask(
            plan_id=plan.id or 0,
            meeting_id=edition.meeting_id,
            kind=row.kind,
            text=row.text,
            addressed_to=row.addressed_to,
            by_when=row.by_when,
            action_refs=";".join(row.action_refs),
            raised_by_id=person.id,
            raised_at=now,
        )
    )
    step.keep(_told_of(row))
    return EditionTold(edition.number, edition.status, told)


def change_ask(
    session: Session,
    audit: AuditChain,
    *,
    person: Speaker,
    plan: Plan,
    edition: Edition,
    number: int,
    ask: AskWanted,
    now: datetime,
    seen: str | None = None,
) -> EditionTold:
    """By its number in the edition, which it keeps. `seen` is the hash of the ask that was shown under that number,
    None where nothing was. Raises EditionRefused.
    """
    step = begin(session, audit, plan, edition, person, "change_ask", now)
    told = EditionTold(edition.number, edition.status, f"Ask {number} of edition {edition.number} is changed.")
    with step.by_compliance_on_a_draft():
        cut = stored_cut(edition)
        wanted = _checked(cut, ask)
        if wanted in raised_asks(edition):
            return replace(told, repeated=True)
        meant = _meant(edition, number, seen)
    for held in _rows_like(session, edition, meant):
        held.kind, held.text, held.addressed_to = wanted.kind, wanted.text, wanted.addressed_to
        held.by_when, held.action_refs = wanted.by_when, ";".join(wanted.action_refs)
    store_cut(edition, replace(cut, asks=tuple(wanted if row == meant else row for row in cut.asks)))
    step.keep({"old": _told_of(meant), "new": _told_of(wanted)})
    return told


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
    seen: str | None = None,
) -> EditionTold:
    """By its number in the edition; `seen` as in `change_ask`. Raises EditionRefused."""
    step = begin(session, audit, plan, edition, person, "withdraw_ask", now)
    with step.by_compliance_on_a_draft():
        cut = stored_cut(edition)
        meant, why = _meant(edition, number, seen), reason_words(cut, reason)
    for held in _rows_like(session, edition, meant):
        held.closed_at = now
    store_cut(edition, replace(cut, asks=tuple(row for row in cut.asks if row != meant)))
    step.keep({"ask": meant.text, "reason": why})
    return EditionTold(edition.number, edition.status, f"Ask {number} of edition {edition.number} is withdrawn.")


def _checked(cut: DataCut, ask: AskWanted) -> AskRow:
    """Raises AskKindMissing, NothingToSay, TextTooLong, IdentifiesAChild, ActionNotInEdition."""
    if ask.kind is None:
        raise AskKindMissing
    words, body = printed_words(cut, ask.text), body_named(cut, ask.addressed_to)
    return AskRow(ask.kind, words, body, ask.by_when, tuple(refs_in(cut, ask.refs)))


def _meant(edition: Edition, number: int, seen: str | None) -> AskRow:
    """Raises NoSuchAsk, AskChanged."""
    raised = raised_asks(edition)
    if not 1 <= number <= len(raised):
        raise NoSuchAsk(number) if seen is None else AskChanged(number)
    if seen is not None and seen != ask_hash(raised[number - 1]):
        raise AskChanged(number)
    return raised[number - 1]


def _rows_like(session: Session, edition: Edition, ask: AskRow) -> list[Ask]:
    return [held for held in open_asks(session, edition) if _row_of(held) == ask]


def _row_of(held: Ask) -> AskRow:
    refs = tuple(ref for ref in held.action_refs.split(";") if ref)
    return AskRow(held.kind, held.text, held.addressed_to, held.by_when, refs)


def _told_of(ask: AskRow) -> dict[str, object]:
    return {
        "kind": ask.kind.value,
        "text": ask.text,
        "addressed_to": ask.addressed_to,
        "by_when": ask.by_when,
        "refs": ";".join(ask.action_refs),
    }
