"""One press that decides: the rule that is asked, and who is told of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from adaptive_cards.decision_form import DecisionPressed, Says
from bot.decision_notices import Telling
from store.audit import AuditChain
from store.queries.governing import Governed, governed
from store.queries.people import PersonNotFound, person_named
from store.tables import Action, Evidence, Milestone, Person, Plan
from store.working_days import london_date
from workflows.governing.call_ins import call_in, end_call_in
from workflows.governing.challenges import challenge_rating, withdraw_challenge
from workflows.governing.date_changes import (
    DateChangeTold,
    approve_date_change,
    refuse_date_change,
    request_date_change,
)
from workflows.governing.evidence import accept_evidence
from workflows.governing.lead_changes import ChangeOfLead, report_lead_change
from workflows.governing.refusals import DayMissing, MilestoneMissing, NoAcceptedEvidence, NothingAsked
from workflows.governing.sign_offs import sign_off_completion
from workflows.governing.views import Matter
from workflows.language import list_words
from workflows.updates.actions import Speaker


@dataclass(frozen=True, slots=True)
class Press:
    """`milestone` is the one that the card was about, or that was chosen on it."""

    session: Session
    audit: AuditChain
    person: Speaker
    pressed: DecisionPressed
    plan: Plan
    action: Action
    milestone: Milestone | None
    now: datetime

    @property
    def about(self) -> Governed:
        return governed(self.session, self.action, self.milestone, london_date(self.now))

    @property
    def reason(self) -> str:
        return self.pressed.typed.reason

    @property
    def telling(self) -> Telling:
        return Telling(self.session, self.audit, self.person, self.now)

    @property
    def on_behalf_of(self) -> Person | None:
        return person_of(self.session, self.pressed.typed.on_behalf_of)


def person_of(session: Session, key: str) -> Person | None:
    if not key:
        return None
    try:
        return person_named(session, key)
    except PersonNotFound:
        return None


def _ask(press: Press) -> str:
    """Raises MilestoneMissing, DayMissing and what the rules refuse."""
    day = press.pressed.typed.day
    if press.milestone is None:
        raise MilestoneMissing(press.about)
    if day is None:
        raise DayMissing
    told = request_date_change(
        press.session,
        press.audit,
        person=press.person,
        milestone=press.milestone,
        to_due=day,
        reason=press.reason,
        now=press.now,
    )
    press.telling.of_date_asked(press.about, told)
    sros = [sro.name for sro in press.about.sros if sro.id != press.person.id]
    are = "are" if len(sros) > 1 else "is"
    return f"{told.words} {list_words(sros, none='The compliance team')} {are} told and asked to decide."


def _approve(press: Press) -> str:
    return _date_decided(press, approve_date_change)


def _refuse(press: Press) -> str:
    return _date_decided(press, refuse_date_change, reason=press.reason)


def _date_decided(press: Press, decide: Callable[..., DateChangeTold], **given: str) -> str:
    if press.milestone is None:
        raise NothingAsked(press.about)
    told = decide(
        press.session,
        press.audit,
        person=press.person,
        milestone=press.milestone,
        now=press.now,
        on_behalf_of=press.on_behalf_of,
        seen=press.pressed.shown,
        **given,
    )
    press.telling.of_date_decided(press.about, told)
    return f"{told.words} {told.requested_by or 'Its lead'} is told."


def _accept(press: Press) -> str:
    evidence = press.session.get(Evidence, press.pressed.shown)
    if evidence is None or evidence.action_id != press.action.id:
        raise NoAcceptedEvidence(press.about)
    return accept_evidence(press.session, press.audit, person=press.person, evidence=evidence, now=press.now).words


def _sign_off(press: Press) -> str:
    return _complete(press, accepted=True)


def _send_back(press: Press) -> str:
    return _complete(press, accepted=False)


def _complete(press: Press, *, accepted: bool) -> str:
    told = sign_off_completion(
        press.session,
        press.audit,
        person=press.person,
        action=press.action,
        accepted=accepted,
        reason=press.reason,
        now=press.now,
        embedded=press.pressed.typed.embedded,
        seen=press.pressed.shown,
    )
    press.telling.of_completion(press.about, told)
    return f"{told.words} Its lead is told."


def _dispute(press: Press) -> str:
    told = challenge_rating(
        press.session,
        press.audit,
        person=press.person,
        action=press.action,
        reason=press.reason,
        now=press.now,
        seen=press.pressed.shown,
    )
    press.telling.of_dispute(press.about, told)
    return f"{told.words} Its lead is told."


def _withdraw(press: Press) -> str:
    return withdraw_challenge(press.session, press.audit, person=press.person, action=press.action, now=press.now).words


def _call_in(press: Press) -> str:
    told = call_in(
        press.session,
        press.audit,
        person=press.person,
        action=press.action,
        reason=press.reason,
        now=press.now,
        on_behalf_of=press.on_behalf_of,
    )
    press.telling.of_call_in(press.about, told)
    return f"{told.words} Its lead is told."


def _end(press: Press) -> str:
    return end_call_in(press.session, press.audit, person=press.person, action=press.action, now=press.now).words


def tell_of_lead_change(
    session: Session,
    audit: AuditChain,
    person: Speaker,
    plan: Plan,
    action: Action | None,
    pressed: DecisionPressed,
    now: datetime,
) -> str:
    """The one press that may be about several actions. Raises GoverningRefused."""
    told = report_lead_change(
        session,
        audit,
        person=person,
        plan=plan,
        change=ChangeOfLead(
            action, person_of(session, pressed.lead), person_of(session, pressed.successor), pressed.day
        ),
        now=now,
    )
    Telling(session, audit, person, now).of_lead_change(told)
    return told.words


TAKEN: Mapping[Says, Callable[[Press], str]] = {
    Says.ASK: _ask,
    Says.APPROVE: _approve,
    Says.REFUSE: _refuse,
    Says.ACCEPT: _accept,
    Says.SIGN_OFF: _sign_off,
    Says.SEND_BACK: _send_back,
    Says.DISPUTE: _dispute,
    Says.WITHDRAW: _withdraw,
    Says.CALL_IN: _call_in,
    Says.END: _end,
}

MATTER_OF: Mapping[Says, Matter] = {
    Says.ASK: Matter.DATE,
    Says.APPROVE: Matter.APPROVAL,
    Says.REFUSE: Matter.APPROVAL,
    Says.ACCEPT: Matter.COMPLETION,
    Says.SIGN_OFF: Matter.COMPLETION,
    Says.SEND_BACK: Matter.COMPLETION,
    Says.DISPUTE: Matter.DISPUTE,
    Says.WITHDRAW: Matter.DISPUTE,
    Says.CALL_IN: Matter.CALL_IN,
    Says.END: Matter.CALL_IN,
}
