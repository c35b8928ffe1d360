"""Recording leave, cover and snoozes: load, decide, save. Why somebody is away is never asked (`domain.md` 8.1)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlmodel import Session

from store.audit import AuditChain
from store.queries.absences import (
    cover_chosen_by,
    delegations_from,
    leave_from,
    plans_led_by,
    sros_over,
)
from store.queries.people import has_role_anywhere
from store.tables import Delegation, Leave, Person, Snooze
from store.types import RoleName
from store.working_days import london_date
from workflows.absences.refusals import (
    CoverAway,
    CoversThemselves,
    DaysOutOfOrder,
    DaysPassed,
    NothingToEnd,
    NotYoursToArrange,
    ReasonIdentifiesAChild,
    SnoozeNeedsReason,
    SnoozeTooLate,
    SnoozeTooLong,
)
from workflows.personal_data import find_passages
from workflows.updates.actions import Speaker, item_facts, item_for
from workflows.updates.refusals import UpdateRefused

ARRANGERS = (RoleName.COMPLIANCE, RoleName.ADMINISTRATOR)


def record_leave(
    session: Session, audit: AuditChain, *, person: Speaker, whose: Person, first: date, last: date, now: datetime
) -> Leave:
    """No message on these days. A leave that begins on the same day is replaced. Raises AbsenceRefused."""
    _may_arrange(session, audit, person, whose, now)
    _days_in_order(first, last, now)
    held = leave_from(session, whose.id or 0, first)
    leave = held or Leave(person_id=whose.id or 0, starts_on=first, ends_on=last)
    leave.ends_on = last
    session.add(leave)
    session.flush()
    _record(session, audit, now, person, whose, "record_leave", {"from": first, "to": last})
    return leave


def delegate(
    session: Session,
    audit: AuditChain,
    *,
    person: Speaker,
    whose: Person,
    cover: Person,
    first: date,
    last: date,
    now: datetime,
) -> Delegation:
    """What `whose` is asked in these days goes to the cover, who answers for them; they stay accountable.

    Raises AbsenceRefused.
    """
    _may_arrange(session, audit, person, whose, now)
    _days_in_order(first, last, now)
    if cover.id == whose.id:
        raise CoversThemselves
    onward = cover_chosen_by(session, cover.id or 0, first, last)
    if onward is not None:
        raise CoverAway(cover.name, onward.name)
    delegation = Delegation(
        from_person_id=whose.id or 0,
        to_person_id=cover.id or 0,
        starts_on=first,
        ends_on=last,
        set_by_id=person.id or 0,
        set_at=now,
    )
    session.add(delegation)
    session.flush()
    _record(session, audit, now, person, whose, "delegate", {"to": cover.key, "from": first, "until": last})
    return delegation


def end_delegation(session: Session, audit: AuditChain, *, person: Speaker, whose: Person, now: datetime) -> int:
    """From today on `whose` is asked again; how many delegations that ended. Raises AbsenceRefused."""
    _may_arrange(session, audit, person, whose, now)
    today = london_date(now)
    ended = [one for one in delegations_from(session, whose.id or 0) if one.ends_on >= today]
    if not ended:
        raise NothingToEnd(whose.name)
    for one in ended:
        if one.starts_on < today:
            one.ends_on = today - timedelta(days=1)  # who acted for whom until now stays on record
        else:
            session.delete(one)
    session.flush()
    _record(session, audit, now, person, whose, "end_delegation", {"ended": len(ended)})
    return len(ended)


def snooze(
    session: Session,
    audit: AuditChain,
    *,
    person: Speaker,
    item_key: str,
    until: date,
    reason: str,
    cut_off: datetime | None,
    now: datetime,
) -> Snooze:
    """Nobody is asked about the item before `until`. It is no update, and hides nothing: what is late stays late.

    `cut_off` is the next one of the plan's boards, None when no meeting is ahead. Raises AbsenceRefused, UpdateRefused.
    """
    try:
        item, _ = item_for(session, person, item_key, now)
    except UpdateRefused as refused:
        why = {"asked": "snooze", "why": type(refused).__name__}
        audit.record(session, plan_key="", at=now, actor=person.key, action="refused", subject=item_key, content=why)
        raise
    today = london_date(now)
    if not reason.strip():
        raise SnoozeNeedsReason
    if passages := find_passages(reason, item_facts(item).own_words):
        raise ReasonIdentifiesAChild(passages)
    limits = [(london_date(cut_off), "the day of the board's cut-off")] if cut_off else []
    if item.milestone is not None and item.milestone.current is not None:
        limits.append((item.milestone.current, "the day it is due"))
    latest, why = min(limits, default=(None, ""))
    if latest is not None and latest <= today:
        raise SnoozeTooLate(item.name, f"since {why} is here" if latest == today else f"since {why} has passed")
    if until <= today:
        raise DaysPassed(until)
    if latest is not None and until > latest:
        raise SnoozeTooLong(item.name, latest, why)
    put_off = Snooze(item=item.key, person_id=person.id or 0, until=until, reason=reason.strip(), set_at=now)
    session.add(put_off)
    session.flush()
    audit.record(
        session,
        plan_key=item.plan_key,
        at=now,
        actor=person.key,
        action="snooze",
        subject=item.subject,
        content={"until": until, "reason": put_off.reason},
    )
    return put_off


def _may_arrange(session: Session, audit: AuditChain, person: Speaker, whose: Person, now: datetime) -> None:
    """The person themselves, an SRO over what they lead, the compliance team or an administrator."""
    if person.id == whose.id or person.id in sros_over(session, whose.id or 0, london_date(now)):
        return
    led = plans_led_by(session, whose.id or 0, london_date(now))
    if any(has_role_anywhere(session, person.id or 0, role, led) for role in ARRANGERS):
        return
    _record(session, audit, now, person, whose, "refused", {"asked": "arrange an absence"})
    raise NotYoursToArrange(whose.name)


def _days_in_order(first: date, last: date, now: datetime) -> None:
    if last < first:
        raise DaysOutOfOrder(first, last)
    if last < london_date(now):
        raise DaysPassed(last)


def _record(
    session: Session,
    audit: AuditChain,
    now: datetime,
    person: Speaker,
    whose: Person,
    action: str,
    content: dict[str, object],
) -> None:
    """People stand in no plan's chain."""
    audit.record(
        session,
        plan_key="",
        at=now,
        actor=person.key,
        action=action,
        subject=whose.key,
        content=content,
    )
