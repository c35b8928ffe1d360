"""The rungs of one milestone, counted by hand in the calendar of England and Wales."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reminders.ladder import DEFAULT_LADDER, LADDER, last_due_with_a_rung, rung_words, rungs_for
from store.types import Rung
from store.working_days import BeyondHolidayData, WorkingCalendar
from tests.reminders.factories import CALENDAR, DUE, RUNG_DAYS

CHRISTMAS_CLOSURE = WorkingCalendar.of_england(
    date(year, 12, day) for year in range(2021, 2028) for day in (24, 27, 28, 29, 30, 31)
)
due_dates = st.dates(date(2022, 1, 1), date(2027, 12, 31))


def days(due: date, calendar: WorkingCalendar = CALENDAR) -> dict[Rung, date]:
    return {step.rung: step.day for step in rungs_for(due, calendar)}


def test_the_rungs_of_31_march_2023_fall_where_a_paper_calendar_puts_them() -> None:
    assert days(DUE) == RUNG_DAYS


def test_a_due_date_on_a_sunday_counts_back_from_the_friday_before() -> None:
    found = days(date(2023, 4, 30))
    assert found[Rung.BEFORE_1] == date(2023, 4, 27)
    assert found[Rung.BEFORE_5] == date(2023, 4, 21)
    assert found[Rung.OVERDUE] == date(2023, 5, 2)  # Monday 1 May is a bank holiday


def test_a_due_date_on_a_bank_holiday_counts_back_from_the_working_day_before() -> None:
    found = days(date(2023, 4, 10))  # Easter Monday
    assert found[Rung.BEFORE_1] == date(2023, 4, 5)  # D is Maundy Thursday
    assert found[Rung.OVERDUE] == date(2023, 4, 11)


def test_christmas_and_the_substitute_days_of_2022_are_no_working_days() -> None:
    found = days(date(2022, 12, 31))  # a Saturday; 26 and 27 December are holidays, and so is 2 January
    assert found[Rung.BEFORE_1] == date(2022, 12, 29)
    assert found[Rung.BEFORE_5] == date(2022, 12, 21)
    assert found[Rung.BEFORE_20] == date(2022, 11, 30)
    assert found[Rung.OVERDUE] == date(2023, 1, 3)


def test_the_coronation_holiday_of_8_may_2023_is_known_though_no_formula_gives_it() -> None:
    found = days(date(2023, 5, 7))
    assert found[Rung.OVERDUE] == date(2023, 5, 9)


def test_closure_days_of_the_council_move_the_rungs_too() -> None:
    assert days(date(2023, 1, 3), CHRISTMAS_CLOSURE)[Rung.BEFORE_1] == date(2022, 12, 23)


def test_the_sro_follows_five_working_days_after_the_third_chase_and_the_team_five_after_that() -> None:
    found = days(date(2023, 6, 30))
    assert found[Rung.CHASE_3] == date(2023, 7, 24)
    assert found[Rung.SRO] == date(2023, 7, 31)
    assert found[Rung.COMPLIANCE] == date(2023, 8, 7)


def test_a_ladder_that_runs_past_the_holidays_held_is_refused() -> None:
    with pytest.raises(BeyondHolidayData):
        rungs_for(date(2028, 12, 20), CALENDAR)


def test_of_a_date_before_the_holidays_held_every_rung_has_passed() -> None:
    """One mistyped year in a register must not keep everybody else from being asked."""
    assert {step.day for step in rungs_for(date(2003, 3, 31), CALENDAR)} == {date(2003, 3, 31)}
    assert [step.rung for step in rungs_for(date(2003, 3, 31), CALENDAR)] == list(LADDER)


@given(due_dates)
def test_the_rungs_are_working_days_in_strict_order_and_the_same_each_time(due: date) -> None:
    found = rungs_for(due, CALENDAR)
    assert [step.rung for step in found] == list(LADDER)
    assert all(CALENDAR.is_working(step.day) for step in found)
    assert all(earlier.day < later.day for earlier, later in pairwise(found))
    assert rungs_for(due, CALENDAR) == found


@given(due_dates)
def test_the_last_working_day_on_or_before_the_date_lies_its_count_after_each_early_rung(due: date) -> None:
    last = CALENDAR.on_or_before(due)
    early = [step for step in rungs_for(due, CALENDAR) if step.day < last]
    counts = dict(DEFAULT_LADDER.before_rungs)
    assert [CALENDAR.between(step.day, last) + 1 for step in early] == [counts[step.rung] for step in early]


@given(st.dates(date(2022, 1, 1), date(2026, 12, 31)), st.sampled_from([CALENDAR, CHRISTMAS_CLOSURE]))
def test_no_milestone_whose_first_rung_has_come_is_left_out_of_a_day_and_none_is_looked_up_in_vain(
    day: date, calendar: WorkingCalendar
) -> None:
    today = calendar.on_or_after(day)
    last = last_due_with_a_rung(today, calendar)
    assert rungs_for(last, calendar)[0].day <= today
    assert rungs_for(last + timedelta(days=1), calendar)[0].day > today


@pytest.mark.parametrize(
    ("rung", "due", "today", "words"),
    [
        (Rung.BEFORE_20, DUE, date(2023, 3, 3), "Due in 20 working days"),
        (Rung.BEFORE_20, date(2023, 4, 2), date(2023, 3, 3), "Due in 20 working days"),  # a Sunday
        (Rung.BEFORE_1, DUE, date(2023, 3, 30), "Due in 1 working day"),
        (Rung.BEFORE_1, DUE, DUE, "Due today"),
        (
            Rung.BEFORE_1,
            date(2023, 4, 2),
            DUE,
            "Due on Sunday, and today is the last working day before it",
        ),
        (Rung.OVERDUE, date(2023, 4, 2), date(2023, 4, 3), "Not reported complete, 1 day past its date"),
        (Rung.CHASE_2, DUE, date(2023, 4, 19), "Reminder 2 of 3, 19 days past its date"),
    ],
)
def test_the_reason_says_how_near_the_date_is(rung: Rung, due: date, today: date, words: str) -> None:
    assert rung_words(rung, due, today, CALENDAR) == words
