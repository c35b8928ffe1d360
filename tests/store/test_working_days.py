"""Working days of England and Wales, with the dates that `domain.md` 4.1 and 4.2 give."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.working_days import (
    BeyondHolidayData,
    WorkingCalendar,
    bank_holidays,
    end_of_day,
    london_date,
    london_moment,
)

CALENDAR = WorkingCalendar.of_england()
days = st.dates(date(2013, 1, 1), date(2027, 12, 31))
counts = st.integers(1, 40)


@pytest.mark.parametrize(
    "holiday",
    [
        date(2022, 6, 3),  # Platinum Jubilee
        date(2022, 9, 19),  # State Funeral of Queen Elizabeth II
        date(2023, 5, 8),  # Coronation of King Charles III
        date(2022, 12, 27),  # substitute for Christmas Day, a Sunday
        date(2023, 1, 2),  # substitute for New Year's Day, a Sunday
        date(2023, 8, 28),
    ],
)
def test_one_off_and_substitute_holidays_are_no_working_days(holiday: date) -> None:
    assert not CALENDAR.is_working(holiday)


def test_scottish_and_northern_irish_holidays_are_working_days_here() -> None:
    for day in (date(2023, 3, 17), date(2023, 7, 12), date(2023, 11, 30), date(2023, 1, 3)):
        assert CALENDAR.is_working(day)


def test_closure_days_of_the_council_are_left_out_of_every_count() -> None:
    closed = WorkingCalendar.of_england([date(2022, 12, 28), date(2022, 12, 29), date(2022, 12, 30)])
    assert CALENDAR.add(date(2022, 12, 23), 1) == date(2022, 12, 28)
    assert closed.add(date(2022, 12, 23), 1) == date(2023, 1, 3)
    assert closed.between(date(2022, 12, 23), date(2023, 1, 4)) == 1


def test_counting_begins_at_the_day_after_whether_or_not_the_day_itself_is_a_working_day() -> None:
    assert CALENDAR.add(date(2023, 4, 8), 1) == date(2023, 4, 11)  # from the Saturday of Easter
    assert CALENDAR.add(date(2023, 4, 11), -1) == date(2023, 4, 6)
    assert CALENDAR.add(date(2023, 4, 8), 0) == date(2023, 4, 8)


def test_the_nearest_working_day_on_either_side_of_easter() -> None:
    assert CALENDAR.on_or_before(date(2023, 4, 10)) == date(2023, 4, 6)
    assert CALENDAR.on_or_after(date(2023, 4, 7)) == date(2023, 4, 11)
    assert CALENDAR.on_or_before(date(2023, 4, 6)) == CALENDAR.on_or_after(date(2023, 4, 6)) == date(2023, 4, 6)


def test_between_two_days_in_the_wrong_order_there_is_nothing() -> None:
    assert CALENDAR.between(date(2023, 3, 31), date(2023, 3, 1)) == 0


def test_beyond_the_holidays_held_any_answer_would_be_a_guess_and_the_refusal_says_what_to_do() -> None:
    with pytest.raises(BeyondHolidayData) as refused:
        CALENDAR.is_working(date(2029, 1, 2))
    assert str(refused.value) == (
        "Bank holidays are held for 2012 to 2028, so nothing can be planned for 02 January 2029: "
        "update the package govuk-bank-holidays."
    )
    with pytest.raises(BeyondHolidayData):
        CALENDAR.is_working(date(2011, 12, 30))
    with pytest.raises(BeyondHolidayData):
        CALENDAR.add(date(2028, 12, 28), 5)


def test_every_year_held_is_held_whole() -> None:
    """The first and the last holiday of each year are there, so that no year at the edge is half a year."""
    for year in CALENDAR.years:
        held = [day for day in bank_holidays() if day.year == year]
        assert len(held) >= 8
        assert min(held) <= date(year, 1, 4)
        assert max(held) >= date(year, 12, 26)


@given(days, counts)
def test_adding_lands_on_a_working_day_with_the_others_in_between(day: date, count: int) -> None:
    later = CALENDAR.add(day, count)
    assert CALENDAR.is_working(later)
    assert CALENDAR.between(day, later) == count - 1
    earlier = CALENDAR.add(day, -count)
    assert CALENDAR.is_working(earlier)
    assert CALENDAR.between(earlier, day) == count - 1


@given(days, counts)
def test_adding_and_taking_away_come_back_to_the_same_working_day(day: date, count: int) -> None:
    start = CALENDAR.on_or_after(day)
    assert CALENDAR.add(CALENDAR.add(start, count), -count) == start


@pytest.mark.parametrize(
    ("day", "hours_behind"), [(date(2023, 3, 25), 0), (date(2023, 3, 26), 1), (date(2023, 10, 29), 0)]
)
def test_wall_time_is_kept_over_the_clock_changes_of_2023(day: date, hours_behind: int) -> None:
    moment = london_moment(day, time(9, 30))
    assert moment == datetime.combine(day, time(9, 30), tzinfo=UTC) - timedelta(hours=hours_behind)
    assert london_date(moment) == day


def test_a_day_in_london_begins_before_utcs_in_summer() -> None:
    assert london_date(datetime(2023, 6, 30, 23, 15, tzinfo=UTC)) == date(2023, 7, 1)
    assert london_date(datetime(2023, 12, 31, 23, 15, tzinfo=UTC)) == date(2023, 12, 31)


@given(days)
def test_a_bare_date_ends_on_its_own_day(day: date) -> None:
    assert london_date(end_of_day(day)) == day
    assert london_date(end_of_day(day) + timedelta(seconds=1)) == day + timedelta(days=1)
