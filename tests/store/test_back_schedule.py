"""The dates of a board's paper, as `domain.md` 4.3 has them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.back_schedule import back_schedule
from store.working_days import WorkingCalendar

CALENDAR = WorkingCalendar.of_england()


def test_the_steps_before_25_may_2023_fall_around_both_bank_holidays() -> None:
    found = back_schedule(date(2023, 5, 25), CALENDAR)
    assert (found.ask, found.first_reminder, found.second_reminder) == (
        date(2023, 4, 20),
        date(2023, 4, 27),
        date(2023, 5, 3),
    )
    assert found.cut_off == datetime(2023, 5, 5, 16, 0, tzinfo=UTC)  # 17:00 in British Summer Time
    assert (found.confirm, found.final, found.publish) == (date(2023, 5, 11), date(2023, 5, 16), date(2023, 5, 17))


def test_the_cut_off_is_five_in_the_afternoon_in_winter_too() -> None:
    found = back_schedule(date(2023, 1, 25), CALENDAR)
    assert found.cut_off == datetime(2023, 1, 6, 17, 0, tzinfo=UTC)


def test_a_cut_off_given_in_the_register_wins_and_moves_nothing_else() -> None:
    counted = back_schedule(date(2023, 1, 25), CALENDAR)
    given_one = back_schedule(date(2023, 1, 25), CALENDAR, date(2023, 1, 10))
    assert given_one.cut_off == datetime(2023, 1, 10, 17, 0, tzinfo=UTC)
    assert (given_one.ask, given_one.publish) == (counted.ask, counted.publish)


def test_a_closure_day_of_the_council_moves_the_steps_before_it() -> None:
    calendar = WorkingCalendar.of_england([date(2023, 5, 18)])
    found = back_schedule(date(2023, 5, 25), calendar)
    assert (found.publish, found.final) == (date(2023, 5, 16), date(2023, 5, 15))


@given(st.dates(date(2022, 3, 1), date(2028, 12, 1)))
def test_the_steps_come_in_order_on_working_days(meeting: date) -> None:
    found = back_schedule(meeting, CALENDAR)
    steps = [
        found.ask,
        found.first_reminder,
        found.second_reminder,
        found.cut_off.date(),
        found.confirm,
        found.final,
        found.publish,
    ]
    assert steps == sorted(set(steps))
    assert all(CALENDAR.is_working(step) for step in steps)
    assert CALENDAR.between(found.publish, meeting) == 5


@pytest.mark.parametrize(
    ("meeting", "publish"),
    [
        (date(2023, 1, 18), date(2023, 1, 10)),
        (date(2023, 4, 13), date(2023, 4, 3)),  # over Good Friday and Easter Monday
        (date(2023, 5, 25), date(2023, 5, 17)),
        (date(2023, 9, 7), date(2023, 8, 30)),
    ],
)
def test_papers_are_published_with_five_clear_working_days_before_the_meeting(meeting: date, publish: date) -> None:
    assert back_schedule(meeting, CALENDAR).publish == publish
    assert CALENDAR.between(publish, meeting) == 5
