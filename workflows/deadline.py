"""When updates have to be in for a board, and how that day is arrived at (`domain.md` 4.3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from store.back_schedule import CUT_OFF_DAYS, BackSchedule, back_schedule
from store.cut import DataCut, MeetingRow
from store.working_days import LONDON, WorkingCalendar, london_date
from workflows.language import count_words, day_words, list_words


@dataclass(frozen=True, slots=True)
class Deadline:
    """`skipped` are the days between cut-off and meeting that are no working days besides weekends."""

    board: str
    schedule: BackSchedule
    given: bool
    skipped: tuple[date, ...]


def deadlines(cut: DataCut) -> list[Deadline]:
    """Of every meeting that is ahead, the nearest cut-off first."""
    calendar = WorkingCalendar.of_england(cut.closures)
    today = london_date(cut.taken_at)
    found = [_deadline(meeting, calendar) for meeting in cut.meetings if meeting.held_on >= today]
    return sorted(found, key=lambda deadline: deadline.schedule.cut_off)


def _deadline(meeting: MeetingRow, calendar: WorkingCalendar) -> Deadline:
    schedule = back_schedule(meeting.held_on, calendar, meeting.cut_off_given)
    cut_off = schedule.cut_off.astimezone(LONDON).date()
    between = (cut_off + timedelta(days=n) for n in range(1, (schedule.meeting - cut_off).days))
    skipped = tuple(day for day in between if day.weekday() < 5 and not calendar.is_working(day))
    return Deadline(meeting.board, schedule, meeting.cut_off_given is not None, skipped)


def next_deadline(found: Sequence[Deadline], now: datetime, window: tuple[date, date] | None) -> Deadline | None:
    """That of the meeting named, or of the last until the day named; else the first that is still to come."""
    if window is not None:
        named = [one for one in found if window[0] <= one.schedule.meeting <= window[1]]
        if named:
            return named[-1]
    return next((one for one in found if one.schedule.cut_off > now), None)


def deadline_words(deadline: Deadline, now: datetime) -> tuple[str, ...]:
    """The moment, the working, and what comes before and after it."""
    schedule = deadline.schedule
    cut_off = schedule.cut_off.astimezone(LONDON)
    moment = f"{cut_off:%H:%M} on {cut_off:%A} {day_words(cut_off.date())}"
    passed = "was" if schedule.cut_off <= now else "is"
    lines = [
        f"The cut-off for updates {passed} {moment}{_away(cut_off.date(), now)}.",
        f"Working: {deadline.board} meets on {schedule.meeting:%A} {day_words(schedule.meeting)}; {_how(deadline)}",
        f"Updates are asked for on {day_words(schedule.ask)}; reminders on {day_words(schedule.first_reminder)} and "
        f"{day_words(schedule.second_reminder)}; SROs confirm by {day_words(schedule.confirm)}; the paper is final on "
        f"{day_words(schedule.final)} and published on {day_words(schedule.publish)}.",
    ]
    if schedule.cut_off > now:
        lines.append("What comes in later is for the next report.")
    return tuple(lines)


def _away(day: date, now: datetime) -> str:
    days = (day - london_date(now)).days
    if days < 0:
        return ""
    return ", today" if not days else f", in {count_words(days, 'day')}"


def _how(deadline: Deadline) -> str:
    if deadline.given:
        return "the register gives this day for it, which stands in place of the usual count."
    counted = f"the cut-off is {CUT_OFF_DAYS} working days before, weekends not counted"
    if not deadline.skipped:
        return f"{counted}; no bank holiday falls between."
    return f"{counted}, nor {list_words([day_words(day) for day in deadline.skipped])} (bank holiday or closure)."
