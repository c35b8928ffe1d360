"""When nothing is sent: outside 08:30 to 17:30, and on days that are not working days (`design.md` section 4)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta

from reminders.ladder import DEFAULT_LADDER, LadderSettings
from store.working_days import LONDON, WorkingCalendar, london_moment


def is_quiet(now: datetime, calendar: WorkingCalendar, settings: LadderSettings = DEFAULT_LADDER) -> bool:
    """Raises BeyondHolidayData."""
    local = now.astimezone(LONDON)
    return not (calendar.is_working(local.date()) and settings.quiet_until <= local.time() < settings.quiet_from)


def next_open_moment(
    now: datetime,
    calendar: WorkingCalendar,
    away: Callable[[date], bool],
    settings: LadderSettings = DEFAULT_LADDER,
) -> datetime:
    """Now, or when the quiet hours next end on a day on which somebody is not away. Raises BeyondHolidayData."""
    local = now.astimezone(LONDON)
    if not is_quiet(now, calendar, settings) and not away(local.date()):
        return now
    day = local.date() if local.time() < settings.quiet_until else local.date() + timedelta(days=1)
    while not calendar.is_working(day) or away(day):
        day += timedelta(days=1)
    return london_moment(day, settings.quiet_until)


def next_change_by_the_clock(
    now: datetime, cut_offs: Iterable[datetime], ladders: Iterable[LadderSettings]
) -> datetime:
    """The next moment at which what is to be planned can be other than now though nobody did anything: any ladder's
    sending time, the beginning of its quiet hours, a board's cut-off, midnight."""
    today = now.astimezone(LONDON).date()
    moments = [
        *(london_moment(today, at) for ladder in ladders for at in (ladder.send_at, ladder.quiet_from)),
        london_moment(today + timedelta(days=1), time(0)),
        *cut_offs,
    ]
    return min(moment for moment in moments if moment > now)
