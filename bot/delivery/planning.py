"""Planning only when something can have changed: who is to be asked is worked out over the whole register."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from reminders.holiday_data import warn_of_the_end
from reminders.planning import PLANNING, plan_messages
from reminders.quiet_hours import next_change_by_the_clock
from reminders.settings import Overrides
from store.audit import AuditChain
from store.back_schedule import back_schedule
from store.database import one_at_a_time
from store.queries.asking import closure_days
from store.queries.cycles import cycles_to_close
from store.queries.plan_settings import settings_held
from store.queries.sending import chain_heads, told_of_since
from store.working_days import WorkingCalendar

ASKS_NOBODY = frozenset(
    {
        "accept_evidence",
        "call_in",
        "challenge_rating",
        "chase",
        "close_cycle",
        "confirm_area",
        "deliver_message",
        "deliver_post",
        "download_report",
        "draft_edition",
        "end_call_in",
        "give_options",
        "open_cycle",
        "plan_message",
        "plan_notice",
        "plan_post",
        "postpone_message",
        "record_update",
        "refuse_date_change",
        "refuse_update",
        "refused",
        "report_lead_change",
        "request_date_change",
        "send_report",
        "tie_channel",
        "untie_channel",
        "withdraw_challenge",
        "withdraw_options",
    }
)
"""Actions in the audit after which nobody is to be asked who was not to be asked before. An answer only ever spares a
request. Whatever else changes the register may give somebody something to answer."""


@dataclass(frozen=True, slots=True)
class Planned:
    """When, and how far the audit had got; `again_at` is when the clock alone makes a difference."""

    at: datetime
    heads: Mapping[str, int]
    again_at: datetime


def is_to_plan(session: Session, last: Planned | None, now: datetime) -> bool:
    """A process that has just started plans once."""
    if last is None or not last.at <= now < last.again_at:
        return True
    return told_of_since(session, last.heads, chain_heads(session), ASKS_NOBODY)


def plan(session: Session, audit: AuditChain, now: datetime) -> Planned:
    """Planning again writes nothing twice. Raises BeyondHolidayData."""
    one_at_a_time(session, PLANNING)
    heads = chain_heads(session)
    plan_messages(session, audit, now)
    calendar = WorkingCalendar.of_england(closure_days(session))
    warn_of_the_end(session, audit, now, calendar)
    cut_offs = [
        back_schedule(ahead.meeting.held_on, calendar, ahead.meeting.cut_off_given).cut_off
        for _, ahead in cycles_to_close(session)
    ]
    ladders = Overrides.of(settings_held(session)).in_use()
    return Planned(now, heads, next_change_by_the_clock(now, cut_offs, ladders))
