"""A form of the risk log that came back: recorded, or given back with what was typed and what is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import structlog
from sqlmodel import Session

from adaptive_cards import choices, notice, risk_form
from adaptive_cards.risk_form import RiskPressed, RiskSays
from bot import sentences
from bot.turns import Answer
from store.audit import AuditChain
from store.queries.people import Identity
from store.queries.plans import PlanNotFound, plan_by_key
from store.queries.risks import risk_with_plan
from store.tables import Plan
from workflows.answers import Choice
from workflows.governing.refusals import GoverningRefused, NoRight
from workflows.risks.actions import RiskRecorded, assess_risk, close_risk, raise_risk
from workflows.risks.refusals import ClosedAlready, NoSuchRisk
from workflows.risks.rules import to_give_back
from workflows.risks.shown import risk_to_assess, risk_to_raise
from workflows.updates.rules import Answer as TypedAnswer

log = structlog.get_logger()

GONE = "That is not in the risk log any more: ask “what are the risks” to see what is."
ALL_RISKS = Choice("What are the risks?", "what are the risks in the whole plan")


@dataclass(frozen=True, slots=True)
class _Press:
    session: Session
    audit: AuditChain
    person: Identity
    pressed: RiskPressed
    plan: Plan
    ref: str
    now: datetime


def save_risk(session: Session, audit: AuditChain, person: Identity, pressed: RiskPressed, now: datetime) -> Answer:
    """A refusal is an answer like any other: the audit of it is kept with the turn."""
    plan, ref = _about(session, pressed)
    if plan is None:
        return _not_saved(GONE, pressed)
    press = _Press(session, audit, person, pressed, plan, ref, now)
    try:
        done = _done(press)
    except GoverningRefused as refused:
        log.info("risk refused", action="refuse_risk", reason=type(refused).__name__, person=person.key)
        return _again(press, refused)
    log.info("risk recorded", action=f"{pressed.says.value}_risk", risk=done.ref, person=person.key)
    return Answer(card=choices.build(done.words, (ALL_RISKS,)))


def _about(session: Session, pressed: RiskPressed) -> tuple[Plan | None, str]:
    """The plan, and the ref of the risk that is not a new one."""
    if pressed.says is not RiskSays.RAISE:
        found = risk_with_plan(session, pressed.risk_id)
        return (found[1], found[0].ref) if found else (None, "")
    try:
        return plan_by_key(session, pressed.plan), ""
    except PlanNotFound:
        return None, ""


def _done(press: _Press) -> RiskRecorded:
    session, audit, person, plan, now = press.session, press.audit, press.person, press.plan, press.now
    typed, ref = press.pressed.typed, press.ref
    match press.pressed.says:
        case RiskSays.RAISE:
            return raise_risk(session, audit, person=person, plan=plan, typed=typed, now=now)
        case RiskSays.ASSESS:
            seen = press.pressed.seen
            return assess_risk(session, audit, person=person, plan=plan, ref=ref, typed=typed, now=now, seen=seen)
        case RiskSays.CLOSE:
            return close_risk(session, audit, person=person, plan=plan, ref=ref, reason=typed.reason, now=now)


def _again(press: _Press, refused: GoverningRefused) -> Answer:
    """The form once more; where there is none to show, the words to copy."""
    if isinstance(refused, NoRight | NoSuchRisk | ClosedAlready):
        return _not_saved(str(refused), press.pressed)
    session, audit, person, plan, now = press.session, press.audit, press.person, press.plan, press.now
    typed = press.pressed.typed
    if press.pressed.says is RiskSays.RAISE:
        view = risk_to_raise(session, audit, person=person, plan=plan, typed=typed, now=now)
    else:
        view = risk_to_assess(session, audit, person=person, plan=plan, ref=press.ref, typed=typed, now=now)
    return Answer(card=risk_form.build(view, wrong=str(refused)))


def _not_saved(why: str, pressed: RiskPressed) -> Answer:
    typed = to_give_back(pressed.typed, frozenset())
    given = TypedAnswer(narrative=typed.reason or typed.title, recovery=typed.next_step)
    return Answer(card=notice.build(sentences.NOTHING_SAVED, why, given))
