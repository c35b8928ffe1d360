"""What is due to be posted in channels: how things stand, week by week, and the editions that are issued."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel import Session

from reminders.channel_ties import Weekly, untie_what_is_gone, weekly_of
from store.audit import AuditChain
from store.database import one_at_a_time
from store.queries.channel_posts import editions_to_post, is_planned
from store.queries.channels import Tied, all_ties
from store.tables import ChannelPost
from store.working_days import WorkingCalendar, london_date, london_moment

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class DuePost:
    """`edition_id` 0: how things stand. `day` is the one wished for, or on which the edition was issued."""

    tied: Tied
    day: date
    send_at: datetime
    edition_id: int = 0


def posting_moment(day: date, weekly: Weekly, calendar: WorkingCalendar) -> datetime:
    """On the day wished for, or on the next working day. Raises BeyondHolidayData."""
    return london_moment(calendar.on_or_after(day), weekly.at)


def day_due(weekly: Weekly, set_at: datetime, now: datetime, calendar: WorkingCalendar) -> date | None:
    """The last of the days wished for whose moment has come since it was wished for; None without one.

    Only the last: after an outage how things stand is said once. Raises BeyondHolidayData.
    """
    today = london_date(now)
    last = today - timedelta(days=(today.weekday() - weekly.weekday) % 7)
    for day in (last, last - WEEK):
        moment = posting_moment(day, weekly, calendar)
        if moment <= now:
            return day if moment >= set_at else None
    return None


def due_posts(session: Session, now: datetime, calendar: WorkingCalendar) -> list[DuePost]:
    """All that is due and not planned yet. Raises BeyondHolidayData."""
    due: list[DuePost] = []
    for tied in all_ties(session):
        if tied.gone:
            continue
        tie, weekly = tied.tie, weekly_of(tied.tie)
        day = day_due(weekly, tie.set_at, now, calendar)
        if day and not is_planned(session, tie.channel_id, tie.plan_id, tie.area_id, day):
            due.append(DuePost(tied, day, posting_moment(day, weekly, calendar)))
        if tie.area_id == 0:
            due += [
                DuePost(tied, london_date(edition.issued_at or now), now, edition.id or 0)
                for edition in editions_to_post(session, tie.channel_id, tie.plan_id, tie.set_at)
            ]
    return due


def plan_posts(session: Session, audit: AuditChain, now: datetime, calendar: WorkingCalendar) -> int:
    """Planning again plans nothing twice. Gives how many posts were planned. Raises BeyondHolidayData."""
    one_at_a_time(session, "channel posts")
    untie_what_is_gone(session, audit, now)
    due = due_posts(session, now, calendar)
    for post in due:
        tie = post.tied.tie
        session.add(
            ChannelPost(
                channel_id=tie.channel_id,
                plan_id=tie.plan_id,
                area_id=tie.area_id,
                edition_id=post.edition_id,
                day=post.day,
                planned_at=now,
                send_at=post.send_at,
            )
        )
        audit.record(
            session,
            plan_key=post.tied.plan.key,
            at=now,
            actor="reminders",
            action="plan_post",
            subject=post.tied.channel.conversation_id,
            content={"area_id": tie.area_id, "edition_id": post.edition_id, "day": post.day.isoformat()},
        )
    return len(due)
