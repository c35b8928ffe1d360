"""The dates of a board's paper, counted back from its meeting in working days (`domain.md` 4.3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from store.working_days import WorkingCalendar, london_moment

ASK_DAYS = 23
FIRST_REMINDER_DAYS = 18
SECOND_REMINDER_DAYS = 15
CUT_OFF_DAYS = 13
CONFIRM_DAYS = 10
FINAL_DAYS = 7
PUBLISH_DAYS = 6
"""The last day that leaves five clear working days before the meeting (`domain.md` 4.2)."""

CUT_OFF_AT = time(17, 0)


@dataclass(frozen=True, slots=True)
class BackSchedule:
    """`cut_off` is 17:00 in London on its day; a date given in the register wins over the count."""

    meeting: date
    ask: date
    first_reminder: date
    second_reminder: date
    cut_off: datetime
    confirm: date
    final: date
    publish: date


def back_schedule(meeting: date, calendar: WorkingCalendar, cut_off_given: date | None = None) -> BackSchedule:
    return BackSchedule(
        meeting=meeting,
        ask=calendar.add(meeting, -ASK_DAYS),
        first_reminder=calendar.add(meeting, -FIRST_REMINDER_DAYS),
        second_reminder=calendar.add(meeting, -SECOND_REMINDER_DAYS),
        cut_off=london_moment(cut_off_given or calendar.add(meeting, -CUT_OFF_DAYS), CUT_OFF_AT),
        confirm=calendar.add(meeting, -CONFIRM_DAYS),
        final=calendar.add(meeting, -FINAL_DAYS),
        publish=calendar.add(meeting, -PUBLISH_DAYS),
    )
