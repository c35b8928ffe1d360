"""Writing what is to be asked into the ledger: one message a person and day, with its requests, in one transaction."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from reminders.cycles import close_cycles, open_new_cycles
from reminders.due import DueMessage, OpenAction, OpenMilestone, sending_time
from reminders.ladder import DEFAULT_LADDER
from reminders.loading import due_messages
from reminders.settings import Overrides
from store import tables
from store.audit import AuditChain
from store.queries.asking import REQUESTS_SLOT, closure_days, messaged_on, requests_unsent
from store.queries.people import away_on
from store.queries.plan_settings import settings_held
from store.types import MessageStatus
from store.working_days import WorkingCalendar, london_date, london_moment

PLANNING = "planning"
"""What is done one at a time (`store.database`): who has had their one message of the day is read, then written."""


def what_is_due(session: Session, now: datetime, *, plan_id: int | None = None) -> tuple[DueMessage, ...]:
    """The messages of the day of `now` by what was said and sent until then; nothing is written.

    Raises BeyondHolidayData.
    """
    calendar = WorkingCalendar.of_england(closure_days(session))
    return due_messages(session, now, plan_id, calendar, Overrides.of(settings_held(session)), at=now)


def plan_messages(
    session: Session, audit: AuditChain, now: datetime, *, plan_id: int | None = None
) -> list[tables.Message]:
    """Writes today's messages and their requests, once it is time to send them. Asking twice writes nothing twice:
    who has had a message today, and which rungs were asked, is read from the ledger itself."""
    calendar = WorkingCalendar.of_england(closure_days(session))
    overrides = Overrides.of(settings_held(session))
    start = _start_of_sending(now, calendar, overrides)
    close_cycles(session, audit, now, calendar)
    _postpone_unsent(session, audit, now, start, calendar)
    if start is None or start > now:
        return []
    open_new_cycles(session, audit, now, calendar, plan_id)
    planned: list[tables.Message] = []
    for message in due_messages(session, now, plan_id, calendar, overrides, at=None):
        row = tables.Message(
            person_id=message.recipient.id,
            route=message.recipient.route,
            day=london_date(message.send_at),
            slot=REQUESTS_SLOT,
            planned_at=now,
            send_at=message.send_at,
            status=MessageStatus.PLANNED,
        )
        session.add(row)
        session.flush()
        session.add_all(
            tables.Request(
                action_id=asked.item.action_id,
                milestone_id=asked.item.milestone_id if isinstance(asked.item, OpenMilestone) else None,
                item=asked.item.key,
                rung=asked.rung,
                person_id=message.recipient.id,
                occasion=asked.item.occasion,
                reason=asked.reason,
                asked_at=now,
                message_id=row.id or 0,
            )
            for asked in message.items
        )
        planned.append(row)
        items = [f"{_name(asked.item)} {asked.rung.value}" for asked in message.items]
        _record(session, audit, now, "plan_message", message.recipient.key, {"items": items})
    session.flush()
    return planned


def _start_of_sending(now: datetime, calendar: WorkingCalendar, overrides: Overrides) -> datetime | None:
    """When the first plan's messages of today go out; None when every plan is quiet for the rest of it."""
    starts = [sending_time(now, calendar, ladder) for ladder in overrides.in_use()]
    return min((start for start in starts if start), default=None)


def _postpone_unsent(
    session: Session,
    audit: AuditChain,
    now: datetime,
    start: datetime | None,
    calendar: WorkingCalendar,
) -> None:
    """What an outage kept from going out on its day goes out as the one message of a later day, at its sending time;
    what still waits when the quiet hours begin, or for somebody on leave, waits for the next working day on which they
    have no other message."""
    unsent = requests_unsent(session, now)
    if not unsent:
        return
    today = london_date(now)
    away = away_on(session, today)
    tomorrow = calendar.add(today, 1)
    for message, person in unsent:
        day, send_at = today, start
        if send_at is None or message.person_id in away:
            day, send_at = tomorrow, london_moment(tomorrow, DEFAULT_LADDER.send_at)
        while day != message.day and message.person_id in messaged_on(session, day):
            day = calendar.add(day, 1)
            send_at = london_moment(day, DEFAULT_LADDER.send_at)
        if day != message.day:
            message.day, message.send_at = day, max(message.send_at, send_at)
            _record(session, audit, now, "postpone_message", person.key, {"message": message.id, "day": day})
    session.flush()


def _record(
    session: Session, audit: AuditChain, now: datetime, action: str, subject: str, content: dict[str, object]
) -> None:
    audit.record(session, plan_key="", at=now, actor="reminders", action=action, subject=subject, content=content)


def _name(item: OpenMilestone | OpenAction) -> str:
    return f"{item.ref}/{item.seq}" if isinstance(item, OpenMilestone) else item.ref
