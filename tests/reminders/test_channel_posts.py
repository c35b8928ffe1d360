"""When how things stand is due to be posted in a channel: days wished for in, a day or none out."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reminders.channel_posts import day_due, posting_moment
from reminders.channel_ties import Weekly
from reminders.quiet_hours import is_quiet
from store.working_days import LONDON, WorkingCalendar, london_moment

CALENDAR = WorkingCalendar.of_england()
LONG_AGO = london_moment(date(2022, 1, 1), time(9))
MONDAYS = Weekly(0, time(9))

WEEKLIES = st.builds(Weekly, st.integers(0, 4), st.times(time(8, 30), time(17, 29)))
MOMENTS = st.datetimes(datetime(2022, 2, 1), datetime(2025, 12, 31), timezones=st.just(LONDON))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("now", "day"),
    [
        (london_moment(date(2023, 3, 6), time(9)), date(2023, 3, 6)),
        (london_moment(date(2023, 3, 6), time(8, 59)), date(2023, 2, 27)),
        (london_moment(date(2023, 3, 12), time(23)), date(2023, 3, 6)),
        (london_moment(date(2023, 4, 10), time(12)), date(2023, 4, 3)),  # Easter Monday: its own waits for Tuesday
        (london_moment(date(2023, 4, 11), time(9)), date(2023, 4, 10)),
    ],
)
def test_the_last_day_wished_for_is_due_from_its_moment_on(now: datetime, day: date) -> None:
    assert day_due(MONDAYS, LONG_AGO, now, CALENDAR) == day


def test_nothing_is_due_of_the_time_before_it_was_wished_for() -> None:
    set_at = london_moment(date(2023, 3, 6), time(9, 1))
    assert day_due(MONDAYS, set_at, london_moment(date(2023, 3, 12), time(9)), CALENDAR) is None
    assert day_due(MONDAYS, set_at, london_moment(date(2023, 3, 13), time(9)), CALENDAR) == date(2023, 3, 13)


@given(weekly=WEEKLIES, now=MOMENTS)
def test_what_is_due_is_a_day_wished_for_that_is_less_than_two_weeks_old(weekly: Weekly, now: datetime) -> None:
    day = day_due(weekly, LONG_AGO, now, CALENDAR)
    assert day is not None
    assert day.weekday() == weekly.weekday
    assert timedelta(0) <= now.date() - day < timedelta(days=14)
    assert posting_moment(day, weekly, CALENDAR) <= now


@given(weekly=WEEKLIES, day=st.dates(date(2022, 2, 1), date(2025, 12, 31)))
def test_every_post_falls_outside_the_quiet_hours_at_the_minute_wished_for(weekly: Weekly, day: date) -> None:
    moment = posting_moment(day, weekly, CALENDAR)
    assert not is_quiet(moment, CALENDAR)
    assert moment.astimezone(LONDON).time() == weekly.at


@given(weekly=WEEKLIES, start=MOMENTS)
def test_hour_by_hour_no_day_is_due_again_once_a_later_one_was(weekly: Weekly, start: datetime) -> None:
    due = [day_due(weekly, LONG_AGO, start + timedelta(hours=12 * step), CALENDAR) for step in range(60)]
    assert due == sorted(day for day in due if day)
