"""Calling an action in: it is reported whatever its rating, until the call-in is ended (`domain.md` 6.1, E14)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from store.audit import AuditChain
from store.queries.disputes import open_call_ins
from store.queries.governing import Governed
from store.queries.people import people_with_role
from store.tables import Action, CallIn, Person
from store.types import CLOSED_LIFECYCLES, RoleName
from workflows.governing.alone import action_alone
from workflows.governing.auditing import record_decision, refusals_audited
from workflows.governing.dispute_refusals import CalledInAlready, CallerToBeNamed, NotCalledIn
from workflows.governing.reasons import reason_about
from workflows.governing.refusals import ItemClosed
from workflows.governing.rights import decides
from workflows.updates.actions import Speaker


@dataclass(frozen=True, slots=True)
class Caller:
    """Somebody for whom the compliance team may record a call-in."""

    person: Person
    chair: bool


@dataclass(frozen=True, slots=True)
class CalledIn:
    call_in_id: int
    ref: str
    by: str
    chair: bool
    reason: str

    @property
    def words(self) -> str:
        who = f"{self.by}, as Chair" if self.chair else self.by
        return f"{self.ref} is called in by {who}: the next report lists it whatever its rating."


@dataclass(frozen=True, slots=True)
class CallInEnded:
    ref: str

    @property
    def words(self) -> str:
        return f"The call-in of {self.ref} is ended: it is reported again by its rating and dates alone."


def callers(session: Session, about: Governed, person: Speaker) -> list[Caller]:
    """For whom a call-in can be recorded: nobody to be named by an SRO of the area, who calls in for themselves.

    The register holds who is on the board, and the compliance team knows which of them chairs it.
    """
    if any(sro.id == person.id for sro in about.sros):
        return []
    board = people_with_role(session, RoleName.BOARD, about.plan.key)
    sros = [Caller(sro, chair=False) for sro in about.sros]
    return [*sros, *(Caller(one, chair=True) for one in board if one.id not in {sro.id for sro in about.sros})]


def call_in(
    session: Session,
    audit: AuditChain,
    *,
    person: Speaker,
    action: Action,
    reason: str,
    now: datetime,
    on_behalf_of: Person | None = None,
) -> CalledIn:
    """By an SRO of the area, or by the compliance team for one of them or for the Chair. Raises GoverningRefused."""
    about = action_alone(session, action, now)
    with refusals_audited(session, audit, person=person, about=about, asked="call_in", now=now):
        decides(about, person)
        if action.lifecycle in CLOSED_LIFECYCLES:
            raise ItemClosed(about, action.decision_reference)
        caller = _caller(session, about, person, on_behalf_of)
        caller_id = caller.person.id if caller else person.id
        name = caller.person.name if caller else person.name
        if any(held.person_id == caller_id for held in open_call_ins(session, action)):
            raise CalledInAlready(about, name)
        why = reason_about(about, reason)
    chair = caller is not None and caller.chair
    called = CallIn(action_id=action.id or 0, person_id=caller_id or 0, at=now, by_chair=chair, reason=why)
    session.add(called)
    session.flush()
    record_decision(
        session,
        audit,
        person=person,
        about=about,
        action="call_in",
        content={"call_in": called.id, "by_chair": chair, "reason": why},
        now=now,
        on_behalf_of=caller.person if caller else None,
    )
    return CalledIn(called.id or 0, action.ref, name, chair, why)


def end_call_in(session: Session, audit: AuditChain, *, person: Speaker, action: Action, now: datetime) -> CallInEnded:
    """By whoever called it in; the compliance team ends any. Raises GoverningRefused."""
    about = action_alone(session, action, now)
    with refusals_audited(session, audit, person=person, about=about, asked="end_call_in", now=now):
        decides(about, person)
        officer = any(one.id == person.id for one in about.compliance)
        theirs = [held for held in open_call_ins(session, action) if officer or held.person_id == person.id]
        if not theirs:
            raise NotCalledIn(about)
    for held in theirs:
        held.closed_at = now
    content = {"call_ins": [held.id for held in theirs]}
    record_decision(session, audit, person=person, about=about, action="end_call_in", content=content, now=now)
    return CallInEnded(action.ref)


def _caller(session: Session, about: Governed, person: Speaker, named: Person | None) -> Caller | None:
    """None for an SRO of the area. Raises CallerToBeNamed."""
    known = callers(session, about, person)
    if any(sro.id == person.id for sro in about.sros):
        return None
    found = next((caller for caller in known if named is not None and caller.person.id == named.id), None)
    if found is None:
        raise CallerToBeNamed(about)
    return found
