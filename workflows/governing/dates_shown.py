"""What is shown of a date before it is asked for, and before it is approved or refused."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from store.audit import AuditChain
from store.queries.governing import Governed, approved_moves, governed, milestones_of, open_date_change
from store.tables import Action, DateChange, Milestone, Person
from store.types import CLOSED_LIFECYCLES
from store.working_days import london_date
from workflows.governing.auditing import refusals_audited
from workflows.governing.date_changes import ASKED_FOR_IT, asked_by, change_told, check_open
from workflows.governing.refusals import GoverningRefused, ItemClosed, ItemComplete, NothingAsked
from workflows.governing.rights import asks_for, decides, sros_to_name
from workflows.governing.views import DateToAsk, DateToDecide, MilestoneDates, Named, Typed
from workflows.updates.actions import Speaker


def date_to_ask(
    session: Session, audit: AuditChain, *, person: Speaker, action: Action, typed: Typed, now: datetime
) -> DateToAsk:
    """Raises GoverningRefused: not theirs to ask, or nothing of it is open."""
    about = governed(session, action, None, london_date(now))
    with refusals_audited(session, audit, person=person, about=about, asked="request_date_change", now=now):
        asks_for(about, person)
    open_ones = [one for one in milestones_of(session, action) if _may_move(about, one)]
    if not open_ones:
        closed = action.lifecycle in CLOSED_LIFECYCLES
        raise ItemClosed(about, action.decision_reference) if closed else ItemComplete(about)
    return DateToAsk(
        item=f"a:{action.id}",
        ref=action.ref,
        title=action.title,
        milestones=tuple(_dates(session, one) for one in open_ones),
        sros=tuple(sro.name for sro in about.sros),
        typed=typed,
    )


def date_to_decide(
    session: Session, audit: AuditChain, *, person: Speaker, milestone: Milestone, typed: Typed, now: datetime
) -> DateToDecide:
    """Raises GoverningRefused: not theirs to decide, or nothing was asked."""
    about = governed(session, session.get_one(Action, milestone.action_id), milestone, london_date(now))
    change = open_date_change(session, milestone)
    own = asked_by(change)
    with refusals_audited(session, audit, person=person, about=about, asked="see_date_change", now=now):
        decides(about, person, barred=own, because=ASKED_FOR_IT)
    if change is None:
        raise NothingAsked(about)
    by = session.get(Person, change.requested_by_id) if change.requested_by_id else None
    return DateToDecide(
        item=f"m:{milestone.id}",
        change_id=change.id or 0,
        name=about.name,
        title=about.action.title,
        measure=milestone.measure,
        baseline=milestone.baseline_due,
        from_due=milestone.current_due,
        to_due=change.to_due,
        reason=change.reason,
        requested_by=by.name if by else "",
        requested_at=change.requested_at,
        moves_so_far=approved_moves(session, milestone),
        slip_words=change_told(session, about.name, milestone, change, "").slip_words,
        on_behalf_of=tuple(Named(sro.key, sro.name) for sro in sros_to_name(about, person, own)),
        typed=typed,
    )


def waiting_of(session: Session, action: Action) -> list[tuple[Milestone, DateChange]]:
    """The milestones of an action with a date change that awaits a decision."""
    found = [(milestone, open_date_change(session, milestone)) for milestone in milestones_of(session, action)]
    return [(milestone, change) for milestone, change in found if change is not None]


def _may_move(about: Governed, milestone: Milestone) -> bool:
    try:
        check_open(about, milestone)
    except GoverningRefused:
        return False
    return True


def _dates(session: Session, milestone: Milestone) -> MilestoneDates:
    waiting = open_date_change(session, milestone)
    current, baseline = milestone.current_due, milestone.baseline_due
    return MilestoneDates(
        item=f"m:{milestone.id}",
        seq=milestone.seq,
        measure=milestone.measure,
        baseline=baseline,
        current=current,
        moves=approved_moves(session, milestone),
        days=(current - baseline).days if current and baseline else 0,
        waiting=waiting.to_due if waiting else None,
    )
