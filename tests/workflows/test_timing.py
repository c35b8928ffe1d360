"""What the dates say: late, forecast late, due soon, complete."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from store.types import Lifecycle
from tests.workflows.cuts import FAR, NOW, TODAY, a_cut, a_milestone, an_action, standing_of
from workflows.timing import Timing, milestone_timing, worst_timing

DUE = date(2023, 1, 31)


@pytest.mark.parametrize(
    ("days_after", "timing"),
    [
        (-32, Timing.ON_TIME),
        (-31, Timing.DUE_SOON),
        (0, Timing.DUE_SOON),
        (1, Timing.LATE_MINOR),
        (31, Timing.LATE_MINOR),
        (32, Timing.LATE_MAJOR),
    ],
)
def test_the_limits_between_the_timings(days_after: int, timing: Timing) -> None:
    assert milestone_timing(a_milestone(due=DUE), DUE + timedelta(days=days_after)).timing is timing


def test_a_milestone_is_late_from_the_day_after_its_date() -> None:
    assert milestone_timing(a_milestone(due=DUE), DUE).days_late == 0
    assert milestone_timing(a_milestone(due=DUE), DUE + timedelta(days=1)).days_late == 1


def test_a_month_only_date_is_late_on_the_first_of_the_next_month_and_not_on_its_own_first() -> None:
    """Acceptance test 12 of `domain.md` 6.6: "Nov 2022" is held as 30 November 2022."""
    november = a_milestone(due=date(2022, 11, 30), due_text="Nov 2022")
    assert milestone_timing(november, date(2022, 11, 1)).timing is Timing.DUE_SOON
    assert milestone_timing(november, date(2022, 11, 30)).timing is Timing.DUE_SOON
    late = milestone_timing(november, date(2022, 12, 1))
    assert (late.timing, late.days_late, late.words) == (Timing.LATE_MINOR, 1, "1 day late")


def test_lateness_is_measured_against_the_current_and_the_original_date() -> None:
    late = milestone_timing(a_milestone(baseline=date(2022, 11, 30), current=DUE), date(2023, 2, 12))
    assert (late.days_late, late.days_late_baseline) == (12, 74)
    assert late.words == "12 days late against the current date, 74 against the original"


def test_a_milestone_whose_new_date_lies_ahead_is_not_late_whatever_its_original_date() -> None:
    moved = milestone_timing(a_milestone(baseline=date(2022, 11, 30), current=FAR), TODAY)
    assert (moved.timing, moved.days_late, moved.days_late_baseline) == (Timing.ON_TIME, 0, 0)


def test_what_was_completed_late_says_by_how_much_against_the_original_date() -> None:
    done = milestone_timing(a_milestone(due=DUE, completed_on=date(2023, 2, 17)), TODAY)
    assert (done.timing, done.days_late, done.days_late_baseline) == (Timing.DONE, 0, 17)
    assert done.words == "Complete, 17 days after the original date"


def test_what_was_completed_in_time_is_complete_and_nothing_more() -> None:
    done = milestone_timing(a_milestone(due=DUE, completed_on=DUE), TODAY)
    assert (done.timing, done.days_late_baseline, done.words) == (Timing.DONE, 0, "Complete")


def test_a_later_forecast_makes_an_open_milestone_forecast_late() -> None:
    ahead = milestone_timing(a_milestone(due=FAR, forecast=FAR + timedelta(days=31)), TODAY)
    assert (ahead.timing, ahead.forecast_days) == (Timing.FORECAST_LATE, 31)
    assert ahead.words == "Forecast 31 January 2024, 31 days after its date"


@pytest.mark.parametrize("forecast", [FAR, FAR - timedelta(days=40)])
def test_a_forecast_on_or_before_the_date_is_on_time(forecast: date) -> None:
    ahead = milestone_timing(a_milestone(due=FAR, forecast=forecast), TODAY)
    assert (ahead.timing, ahead.forecast_days) == (Timing.ON_TIME, 0)


def test_a_missed_date_outweighs_any_forecast() -> None:
    late = milestone_timing(a_milestone(due=DUE, forecast=date(2023, 4, 30)), TODAY)
    assert (late.timing, late.days_late, late.forecast_days) == (Timing.LATE_MAJOR, 34, 89)


@pytest.mark.parametrize("lifecycle", [Lifecycle.PAUSED, Lifecycle.WITHDRAWN, Lifecycle.SUPERSEDED])
def test_a_milestone_set_aside_by_a_decision_is_never_late(lifecycle: Lifecycle) -> None:
    aside = milestone_timing(a_milestone(due=DUE, lifecycle=lifecycle), TODAY)
    assert (aside.timing, aside.days_late, aside.words) == (Timing.UNDATED, 0, "Set aside by decision")


@pytest.mark.parametrize("lifecycle", [Lifecycle.PAUSED, Lifecycle.MERGED_INTO])
def test_setting_an_action_aside_stops_the_clock_of_its_milestones(lifecycle: Lifecycle) -> None:
    done = a_milestone(seq=2, due=DUE, completed_on=DUE)
    cut = a_cut(an_action(lifecycle=lifecycle), milestones=(a_milestone(due=DUE), done))
    standing = standing_of(cut)
    assert (standing.late, standing.timing) == ((), Timing.UNDATED)
    assert [item.timing for item in standing.milestones] == [Timing.UNDATED, Timing.DONE]


def test_a_milestone_without_a_date_is_never_late() -> None:
    undated = milestone_timing(a_milestone(due=None), NOW.date())
    assert (undated.timing, undated.days_late, undated.words) == (Timing.UNDATED, 0, "No date")


def test_the_worst_timing_of_several_wins() -> None:
    timed = [
        milestone_timing(a_milestone(due=FAR), TODAY),
        milestone_timing(a_milestone(due=DUE), TODAY),
        milestone_timing(a_milestone(due=DUE, completed_on=DUE), TODAY),
    ]
    assert worst_timing(timed) is Timing.LATE_MAJOR
    assert worst_timing([]) is Timing.UNDATED


@pytest.mark.parametrize("lifecycle", [Lifecycle.COMPLETE, Lifecycle.EMBEDDED])
def test_a_milestone_held_as_complete_without_its_day_is_not_late(lifecycle: Lifecycle) -> None:
    done = milestone_timing(a_milestone(due=DUE, lifecycle=lifecycle), TODAY)
    assert (done.timing, done.days_late, done.words) == (Timing.DONE, 0, "Complete, on a day not given")


@pytest.mark.parametrize("lifecycle", [Lifecycle.COMPLETE, Lifecycle.EMBEDDED])
def test_the_milestones_of_a_complete_action_are_not_late_but_one_set_aside_stays_set_aside(
    lifecycle: Lifecycle,
) -> None:
    cut = a_cut(
        an_action(lifecycle=lifecycle),
        milestones=(a_milestone(due=DUE), a_milestone(seq=2, due=DUE, lifecycle=Lifecycle.WITHDRAWN)),
    )
    assert [item.timing for item in standing_of(cut).milestones] == [Timing.DONE, Timing.UNDATED]
    assert standing_of(cut).late == ()
