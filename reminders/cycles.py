"""Opening the boards' cycles on their day, and closing them at the cut-off."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlmodel import Session

from reminders.loading import open_cycles
from store import tables
from store.audit import AuditChain
from store.back_schedule import back_schedule
from store.queries.cycles import cycles_to_close, open_requests_in
from store.working_days import WorkingCalendar


def open_new_cycles(
    session: Session, audit: AuditChain, now: datetime, calendar: WorkingCalendar, plan_id: int | None = None
) -> None:
    """A cycle opens by itself, once."""
    for cycle in open_cycles(session, now, calendar, plan_id):
        if session.get(tables.Cycle, cycle.meeting_id) is None:
            session.add(tables.Cycle(meeting_id=cycle.meeting_id, opened_at=now))
            session.flush()
            meeting = cycle.schedule.meeting.isoformat()
            content = {"board": cycle.board, "cut_off": cycle.schedule.cut_off.isoformat()}
            _record(session, audit, now, cycle.plan_key, "open_cycle", meeting, content)


def close_cycles(session: Session, audit: AuditChain, now: datetime, calendar: WorkingCalendar) -> None:
    """At the cut-off what is still open is closed without an answer: it stands in the report as not reported."""
    for cycle, ahead in cycles_to_close(session):
        cut_off = back_schedule(ahead.meeting.held_on, calendar, ahead.meeting.cut_off_given).cut_off
        if now < cut_off:
            continue
        unanswered = open_requests_in(session, f"cycle:{cycle.meeting_id}")
        for request in unanswered:
            request.closed_at = cut_off
        cycle.closed_at = now
        session.flush()
        content = {"board": ahead.board, "unanswered": len({request.item for request in unanswered})}
        _record(session, audit, now, ahead.plan_key, "close_cycle", ahead.meeting.held_on.isoformat(), content)


def _record(
    session: Session,
    audit: AuditChain,
    now: datetime,
    plan_key: str,
    action: str,
    subject: str,
    content: Mapping[str, object],
) -> None:
    audit.record(session, plan_key=plan_key, at=now, actor="reminders", action=action, subject=subject, content=content)
