"""Telling somebody something that asks for no answer: a message of its own beside the day's requests."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import count

from sqlmodel import Session

from reminders.quiet_hours import next_open_moment
from store import tables
from store.audit import AuditChain
from store.database import one_at_a_time
from store.queries.asking import closure_days
from store.queries.people import away_on
from store.queries.telling import was_written, written_in
from store.tables import Person
from store.types import MessageStatus
from store.working_days import WorkingCalendar, london_date

NOTICE_SLOT = "notice:"
"""How the slot of a notice begins; the kind and what it is about follow."""

GATHERS = timedelta(minutes=2)
"""A round of sending takes less."""


def plan_notice(
    session: Session, audit: AuditChain, *, to: Person, kind: str, about: str, title: str, text: str, now: datetime
) -> tables.Message | None:
    """Told once about a thing: None where this person has it already. What is told again each day or month has the
    day or month in `about`. Keeps the quiet hours and days of leave. Raises BeyondHolidayData."""
    person_id, slot = to.id or 0, f"{NOTICE_SLOT}{kind}:{about}"
    one_at_a_time(session, f"{slot} to {person_id}")
    if was_written(session, person_id, slot):
        return None
    send_at = _moment_for(session, person_id, now)
    message = tables.Message(
        person_id=person_id,
        route=to.route,
        day=london_date(send_at),
        slot=slot,
        planned_at=now,
        send_at=send_at,
        status=MessageStatus.PLANNED,
        body=f"{title}\n\n{text}",
    )
    session.add(message)
    audit.record(
        session, plan_key="", at=now, actor="reminders", action="plan_notice", subject=to.key, content={"slot": slot}
    )
    return message


def add_to_notice(
    session: Session,
    audit: AuditChain,
    *,
    to: Person,
    kind: str,
    about: str,
    title: str,
    advice: str,
    line: str,
    now: datetime,
) -> None:
    """One notice for several things that go wrong together: a further line while it waits, then a further notice.

    It waits a little, so that the others are known. The same line is said once. Raises BeyondHolidayData.
    """
    for number in count(1):
        slot = f"{NOTICE_SLOT}{kind}:{about}:{number}"
        held = written_in(session, to.id or 0, slot)
        if held is None:
            text = f"{advice}\n\n{line}"
            plan_notice(
                session, audit, to=to, kind=kind, about=f"{about}:{number}", title=title, text=text, now=now + GATHERS
            )
            return
        if line in held.body:
            return
        if held.status is MessageStatus.PLANNED and held.attempts == 0:
            held.body += f"\n\n{line}"
            return


def _moment_for(session: Session, person_id: int, now: datetime) -> datetime:
    """When a notice may go to somebody. Raises BeyondHolidayData."""
    calendar = WorkingCalendar.of_england(closure_days(session))
    return next_open_moment(now, calendar, lambda day: person_id in away_on(session, day))


def title_and_text(body: str) -> tuple[str, str]:
    """Of a notice as it was written down."""
    title, _, text = body.partition("\n\n")
    return title, text
