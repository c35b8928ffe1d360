"""Nothing goes out outside 08:30 to 17:30, at weekends, on bank holidays or on somebody's leave."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reminders.ladder import DEFAULT_LADDER, LadderSettings
from reminders.quiet_hours import is_quiet, next_change_by_the_clock, next_open_moment
from store.working_days import LONDON, london_moment
from tests.reminders.factories import CALENDAR

FRIDAY = date(2023, 3, 3)
MOMENTS = st.datetimes(datetime(2023, 1, 1), datetime(2023, 12, 1), timezones=st.just(LONDON))  # noqa: DTZ001


def nobody_away(_day: date) -> bool:
    return False


@pytest.mark.parametrize(
    ("day", "at", "quiet"),
    [
        (FRIDAY, time(8, 29), True),
        (FRIDAY, time(8, 30), False),
        (FRIDAY, time(17, 29), False),
        (FRIDAY, time(17, 30), True),
        (date(2023, 3, 4), time(11), True),  # a Saturday
        (date(2023, 4, 7), time(11), True),  # Good Friday
        (date(2023, 3, 27), time(8, 30), False),  # the first working day of summer time
    ],
)
def test_the_quiet_hours_go_by_the_clock_on_the_wall(day: date, at: time, quiet: bool) -> None:
    assert is_quiet(london_moment(day, at), CALENDAR) is quiet


@pytest.mark.parametrize(
    ("day", "at", "then"),
    [
        (FRIDAY, time(7), london_moment(FRIDAY, time(8, 30))),
        (FRIDAY, time(12), london_moment(FRIDAY, time(12))),
        (FRIDAY, time(18), london_moment(date(2023, 3, 6), time(8, 30))),
        (date(2023, 4, 6), time(18), london_moment(date(2023, 4, 11), time(8, 30))),  # over Easter
    ],
)
def test_what_comes_up_in_the_quiet_hours_waits_for_their_end(day: date, at: time, then: datetime) -> None:
    assert next_open_moment(london_moment(day, at), CALENDAR, nobody_away) == then


@given(MOMENTS, st.sets(st.dates(date(2023, 1, 1), date(2023, 12, 15)), max_size=20))
def test_the_moment_found_is_never_quiet_never_on_leave_and_never_in_the_past(now: datetime, leave: set[date]) -> None:
    found = next_open_moment(now, CALENDAR, leave.__contains__)
    assert found >= now
    assert not is_quiet(found, CALENDAR)
    assert found.astimezone(LONDON).date() not in leave


@given(MOMENTS, st.lists(MOMENTS, max_size=3))
def test_the_clock_alone_changes_something_later_today_or_at_midnight(now: datetime, cut_offs: list[datetime]) -> None:
    then = next_change_by_the_clock(now, cut_offs, [DEFAULT_LADDER])
    assert now < then <= london_moment(now.date() + timedelta(days=1), time(0))
    assert not any(now < cut_off < then for cut_off in cut_offs)


def test_a_plan_that_sends_earlier_is_planned_for_at_its_own_time() -> None:
    early = LadderSettings(send_at=time(8, 45))
    then = next_change_by_the_clock(london_moment(FRIDAY, time(0)), [], [DEFAULT_LADDER, early])
    assert then == london_moment(FRIDAY, time(8, 45))
