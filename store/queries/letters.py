"""What an email of requests must know of the ledger: the emails before it, and when its answers are due."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session, col, select

from store.back_schedule import back_schedule
from store.queries.asking import REQUESTS_SLOT, closure_days
from store.tables import Meeting, Message, Request
from store.types import ContactRoute
from store.working_days import WorkingCalendar

THREAD_LENGTH = 10
"""Message-IDs in one References header: enough for a mail program to find the thread."""


def earlier_letters(session: Session, message: Message) -> tuple[str, ...]:
    """Message-IDs of the person's requests by email before this one, oldest first."""
    rows = session.exec(
        select(Message.activity_id)
        .where(
            Message.person_id == message.person_id,
            Message.route == ContactRoute.EMAIL,
            Message.slot == REQUESTS_SLOT,
            Message.activity_id != "",
            col(Message.id) < message.id,
        )
        .order_by(col(Message.id).desc())
        .limit(THREAD_LENGTH)
    )
    return tuple(reversed(rows.all()))


def cut_offs_of(session: Session, message_id: int) -> list[datetime]:
    """The cut-offs of the boards' cycles that a message asks for; none when it asks for milestones alone."""
    occasions = session.exec(
        select(Request.occasion).where(Request.message_id == message_id, col(Request.occasion).startswith("cycle:"))
    )
    meetings = {int(occasion.removeprefix("cycle:")) for occasion in occasions}
    if not meetings:
        return []
    calendar = WorkingCalendar.of_england(closure_days(session))
    rows = session.exec(select(Meeting).where(col(Meeting.id).in_(meetings)))
    return [back_schedule(meeting.held_on, calendar, meeting.cut_off_given).cut_off for meeting in rows]
