"""Indicators against their trajectory (`domain.md` 3.4)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from store.cut import PointRow
from store.types import Direction
from tests.workflows.cuts import TODAY, an_indicator
from workflows.indicators import IndicatorState, KpiStatus, indicator_state, with_unit

DECEMBER, MARCH = date(2022, 12, 31), date(2023, 3, 31)
YEARS = (date(2021, 12, 31), date(2022, 3, 31), date(2022, 12, 31))


def state(actual: float, target: float, **changes: object) -> IndicatorState:
    found = indicator_state(an_indicator([(DECEMBER, actual)], [(DECEMBER, target)], **changes), TODAY)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("actual", "status"),
    [
        (80.0, KpiStatus.OK),
        (76.0, KpiStatus.OK),
        (75.9, KpiStatus.AMBER),
        (72.0, KpiStatus.AMBER),
        (71.9, KpiStatus.RED),
        (95.0, KpiStatus.OK),
    ],
)
def test_a_shortfall_to_5_per_cent_of_the_target_is_on_trajectory_and_over_10_off_it(
    actual: float, status: KpiStatus
) -> None:
    assert state(actual, 80.0).status is status


@pytest.mark.parametrize(
    ("weeks", "status"),
    [(18.0, KpiStatus.OK), (18.9, KpiStatus.OK), (19.0, KpiStatus.AMBER), (19.9, KpiStatus.RED), (9.0, KpiStatus.OK)],
)
def test_where_lower_is_better_more_than_the_target_is_the_shortfall(weeks: float, status: KpiStatus) -> None:
    assert state(weeks, 18.0, direction=Direction.DOWN, unit="weeks").status is status


def test_the_gap_is_printed_in_both_ways_with_its_side() -> None:
    assert state(25.7, 35.0).gap_words == "9.3 points short of target (26.6% of target)"
    assert state(36.0, 35.0).gap_words == "1 point better than target (2.9% of target)"
    assert state(35.0, 35.0).gap_words == "On target"
    waits = state(31.0, 30.0, direction=Direction.DOWN, unit="weeks")
    assert waits.gap_words == "1 week over target (3.3% of target)"
    assert state(45, 50, unit="count").gap_words == "5 short of target (10.0% of target)"


@pytest.mark.parametrize(
    ("actual", "status"),
    [(2.0, KpiStatus.OK), (1.9, KpiStatus.AMBER), (1.0, KpiStatus.AMBER), (0.9, KpiStatus.RED), (3.5, KpiStatus.OK)],
)
def test_a_target_under_10_is_read_by_the_gap_itself(actual: float, status: KpiStatus) -> None:
    low = state(actual, 3.0)
    assert (low.status, low.relative) == (status, None)


def test_the_gap_to_a_low_target_is_printed_without_a_share() -> None:
    assert state(0.9, 3.0).gap_words == "2.1 points short of target"


def test_a_short_wait_is_read_relatively_for_it_is_neither_a_percentage_nor_a_count() -> None:
    assert state(7.0, 6.0, direction=Direction.DOWN, unit="weeks").status is KpiStatus.RED
    assert state(7.0, 6.0, direction=Direction.DOWN, unit="count").status is KpiStatus.OK


def test_a_target_of_nothing_divides_by_nothing() -> None:
    none_waiting = state(3.0, 0.0, direction=Direction.DOWN, unit="weeks")
    assert (none_waiting.status, none_waiting.relative) == (KpiStatus.RED, None)


def test_a_gap_that_prints_as_the_limit_is_at_the_limit() -> None:
    assert state(71.97, 80.0).gap_words.endswith("(10.0% of target)")
    assert state(71.97, 80.0).status is KpiStatus.AMBER


def test_a_reading_is_compared_with_the_target_of_its_own_period_alone() -> None:
    row = an_indicator([(DECEMBER, 60.0), (date(2023, 2, 28), 20.0)], [(DECEMBER, 60.0), (MARCH, 90.0)])
    found = indicator_state(row, TODAY)
    assert found is not None
    assert (found.status, found.actual_words, found.target_words) == (KpiStatus.OK, "60%", "60%")


def test_between_two_targets_nothing_is_interpolated() -> None:
    row = an_indicator([(date(2023, 1, 31), 10.0)], [(date(2023, 1, 1), 50.0), (MARCH, 90.0)])
    matched = indicator_state(row, TODAY)
    assert matched is not None
    assert matched.point == row.points[0]
    unmatched = indicator_state(an_indicator([(date(2023, 1, 31), 10.0)], [(MARCH, 90.0)]), TODAY)
    assert unmatched is not None
    assert (unmatched.status, unmatched.shortfall, unmatched.gap_words) == (KpiStatus.OK, None, "None")


def test_a_target_that_passed_without_a_reading_of_its_month_has_no_reading() -> None:
    row = an_indicator([(date(2023, 2, 28), 60.0)], [(DECEMBER, 70.0)])
    found = indicator_state(row, TODAY)
    assert found is not None
    assert (found.status, found.point, found.actual_words) == (KpiStatus.NO_READING, row.points[0], "No reading")


def test_a_reading_may_come_a_month_after_its_target_before_it_is_missed() -> None:
    row = an_indicator([(date(2023, 1, 31), 60.0)], [(date(2023, 2, 28), 70.0)])
    assert [getattr(indicator_state(row, day), "status", None) for day in (TODAY, date(2023, 3, 31))] == [
        KpiStatus.OK,
        KpiStatus.NO_READING,
    ]


@pytest.mark.parametrize(
    ("cadence", "last_fresh"),
    [("monthly", date(2023, 3, 3)), ("quarterly", date(2023, 5, 3)), ("", date(2023, 4, 2))],
)
def test_a_reading_is_stale_one_cycle_and_31_days_after_its_period(cadence: str, last_fresh: date) -> None:
    row = an_indicator([(DECEMBER, 80.0)], [(DECEMBER, 80.0)], cadence=cadence)
    fresh, stale = indicator_state(row, last_fresh), indicator_state(row, last_fresh.replace(day=last_fresh.day + 1))
    assert fresh is not None
    assert stale is not None
    assert (fresh.status, stale.status) == (KpiStatus.OK, KpiStatus.STALE)


def test_stale_never_hides_that_the_last_reading_was_off_trajectory() -> None:
    found = indicator_state(an_indicator([(DECEMBER, 20.0)], [(DECEMBER, 80.0)]), date(2024, 1, 1))
    assert found is not None
    assert found.status is KpiStatus.RED


def test_fewer_than_three_readings_claim_no_trend() -> None:
    assert state(20.0, 80.0).travel == "Too few readings (1 reading)"
    row = an_indicator([(date(2022, 9, 30), 30.0), (DECEMBER, 20.0)], [(DECEMBER, 80.0)])
    two = indicator_state(row, TODAY)
    assert two is not None
    assert (two.travel, two.worsening) == ("Too few readings (2 readings)", False)


@pytest.mark.parametrize(
    ("values", "direction", "travel"),
    [
        ((30.0, 30.0, 40.0), Direction.UP, "Better"),
        ((30.0, 50.0, 40.0), Direction.UP, "Worse"),
        ((30.0, 50.0, 40.0), Direction.DOWN, "Better"),
        ((30.0, 30.0, 40.0), Direction.DOWN, "Worse"),
        ((30.0, 40.0, 40.0), Direction.UP, "No change"),
    ],
)
def test_three_readings_tell_a_direction_of_travel_in_a_word(
    values: tuple[float, ...], direction: Direction, travel: str
) -> None:
    row = an_indicator(tuple(zip(YEARS, values, strict=True)), [(DECEMBER, 80.0)], direction=direction)
    found = indicator_state(row, TODAY)
    assert found is not None
    assert (found.travel, found.worsening) == (travel, travel == "Worse")


@pytest.mark.parametrize("series", ["ytd", "cumulative"])
def test_a_year_to_date_series_compares_with_the_same_month_of_other_years_only(series: str) -> None:
    months = [date(2022, 10, 31), date(2022, 11, 30), DECEMBER]
    row = an_indicator(list(zip(months, (70, 80, 20), strict=True)), [(DECEMBER, 80.0)], series=series)
    found = indicator_state(row, TODAY)
    assert found is not None
    assert (found.travel, found.worsening) == ("Too few readings (1 reading)", False)
    decembers = [date(2020, 12, 31), date(2021, 6, 30), date(2021, 12, 31), DECEMBER]
    row = an_indicator(list(zip(decembers, (30, 99, 40, 50), strict=True)), [(DECEMBER, 80.0)], series=series)
    over_years = indicator_state(row, TODAY)
    assert over_years is not None
    assert over_years.travel == "Better"


def test_an_indicator_with_no_figures_or_nothing_due_yet_is_passed_over() -> None:
    in_words = replace(an_indicator(), points=(PointRow("Mar 23", MARCH, "live", None),))
    assert indicator_state(in_words, TODAY) is None
    assert indicator_state(an_indicator(points=[(MARCH, 80.0)]), TODAY) is None


def test_an_indicator_never_read_reports_the_last_target_that_passed() -> None:
    row = an_indicator(points=[(DECEMBER, 70.0), (date(2022, 9, 30), 65.0), (MARCH, 80.0)])
    found = indicator_state(row, TODAY)
    assert found is not None
    assert (found.status, found.target_words, found.travel) == (KpiStatus.NO_READING, "70%", "No reading")


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (66.4, "percent", "66.4%"),
        (70.0, "percent", "70%"),
        (31.0, "weeks", "31 weeks"),
        (1, "weeks", "1 week"),
        (12.0, "count", "12"),
        (None, "percent", "None"),
    ],
)
def test_a_figure_is_printed_with_its_unit(value: float | None, unit: str, words: str) -> None:
    assert with_unit(value, unit) == words
