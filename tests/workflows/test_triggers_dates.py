"""Triggers that read dates: E2, E3, E8, E9 and E13."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from store.cut import DataCut
from store.types import DateChangeStatus, Lifecycle
from tests.workflows.cuts import (
    BEFORE_PERIOD,
    BOARD_AFTER,
    FAR,
    SOON,
    TODAY,
    a_cut,
    a_date_change,
    a_milestone,
    an_update,
    fired,
    moment,
)
from workflows.exception_report.triggers import Trigger

APPROVED, REFUSED = DateChangeStatus.APPROVED, DateChangeStatus.REFUSED


def cut_with(*milestones: object, rating: str = "AMBER", **changes: object) -> DataCut:
    return a_cut(milestones=milestones, updates=(an_update(rating=rating),), **changes)


def one(cut: DataCut, code: str) -> Trigger:
    return fired(cut)[code]


@pytest.mark.parametrize(("days", "severity"), [(1, 3), (31, 3), (32, 1), (400, 1)])
def test_e2_a_late_milestone_is_grave_after_31_days(days: int, severity: int) -> None:
    late = one(cut_with(a_milestone(due=TODAY - timedelta(days=days))), "E2")
    assert late.severity == severity


def test_e2_says_which_date_passed_and_by_how_much() -> None:
    late = one(cut_with(a_milestone(due=date(2023, 1, 31))), "E2")
    assert late.reason == "Milestone due 31 January 2023 not complete, 34 days late"


def test_e2_names_each_of_several_late_milestones_the_longest_overdue_first() -> None:
    late = one(cut_with(a_milestone(due=date(2023, 3, 5)), a_milestone(seq=2, due=date(2023, 1, 31))), "E2")
    assert late.reason == "2 milestones not complete: due 31 January 2023, 34 days late; due 5 March 2023, 1 day late"


@pytest.mark.parametrize(
    "milestone",
    [
        a_milestone(due=TODAY),
        a_milestone(due=None),
        a_milestone(due=date(2023, 1, 31), completed_on=date(2023, 3, 1)),
        a_milestone(due=date(2023, 1, 31), lifecycle=Lifecycle.SUPERSEDED),
        a_milestone(baseline=date(2022, 11, 30), current=SOON),
    ],
)
def test_e2_does_not_fire_for_what_is_not_late(milestone: object) -> None:
    assert "E2" not in fired(cut_with(milestone))


def test_e3_a_forecast_over_31_days_late_is_an_exception_and_says_how_far() -> None:
    late = one(cut_with(a_milestone(due=FAR, forecast=FAR + timedelta(days=32)), meetings=()), "E3")
    assert (late.reason, late.severity) == ("Lead forecasts 1 February 2024, 32 days after 31 December 2023", 2)


def test_e3_a_forecast_up_to_31_days_late_is_none() -> None:
    assert fired(cut_with(a_milestone(due=FAR, forecast=FAR + timedelta(days=31)), meetings=())) == {}


def test_e3_a_statutory_date_has_no_tolerance() -> None:
    cut = cut_with(a_milestone(due=FAR, forecast=FAR + timedelta(days=1), statutory=True), meetings=())
    assert one(cut, "E3").reason == "Lead forecasts 1 January 2024, 1 day after 31 December 2023"


def test_e3_a_forecast_past_the_next_two_boards_is_an_exception_at_any_length() -> None:
    due = BOARD_AFTER - timedelta(days=5)
    assert "E3" not in fired(cut_with(a_milestone(due=due, forecast=BOARD_AFTER)))
    assert "E3" in fired(cut_with(a_milestone(due=due, forecast=BOARD_AFTER + timedelta(days=1))))


def test_e3_tells_of_the_furthest_forecast() -> None:
    near, far = FAR + timedelta(days=40), FAR + timedelta(days=100)
    cut = cut_with(a_milestone(due=FAR, forecast=near), a_milestone(seq=2, due=FAR, forecast=far))
    assert one(cut, "E3").reason == "Lead forecasts 9 April 2024, 100 days after 31 December 2023"


def test_e3_a_forecast_that_has_passed_itself_says_so() -> None:
    cut = cut_with(a_milestone(due=date(2022, 12, 31), forecast=date(2023, 2, 2)))
    assert (
        one(cut, "E3").reason == "The lead's forecast, 2 February 2023, has passed too: 33 days after 31 December 2022"
    )


def test_e3_does_not_fire_for_what_is_complete() -> None:
    assert fired(cut_with(a_milestone(due=SOON, forecast=FAR, completed_on=TODAY))) == {}


def test_e8_a_change_asked_for_is_awaiting_approval_and_moves_nothing() -> None:
    """Acceptance test 5 of `domain.md` 6.6."""
    late = a_milestone(due=date(2023, 1, 31))
    cut = cut_with(late, date_changes=(a_date_change(from_due=date(2023, 1, 31)),))
    assert one(cut, "E8").reason == "Move from 31 January 2023 to 30 April 2023 awaiting approval"
    assert one(cut, "E2").reason == "Milestone due 31 January 2023 not complete, 34 days late"


def test_e8_an_approval_in_the_period_says_who_approved_it_by_post_and_when() -> None:
    cut = cut_with(a_milestone(), date_changes=(a_date_change(status=APPROVED),))
    assert one(cut, "E8").reason == (
        "Date moved from 31 March 2023 to 30 April 2023, approved by Director of Learning, Wharfeside "
        "on 23 February 2023"
    )
    assert one(cut, "E8").severity == 3


def test_e8_a_refusal_says_so() -> None:
    cut = cut_with(a_milestone(), date_changes=(a_date_change(status=REFUSED, decided_by="The Chair"),))
    assert one(cut, "E8").reason == "Move from 31 March 2023 to 30 April 2023 refused by The Chair on 23 February 2023"


def test_e8_an_approval_by_nobody_recorded_names_nobody() -> None:
    cut = cut_with(a_milestone(), date_changes=(a_date_change(status=APPROVED, decided_by=""),))
    assert one(cut, "E8").reason == "Date moved from 31 March 2023 to 30 April 2023, approved on 23 February 2023"


@pytest.mark.parametrize("status", [APPROVED, REFUSED])
def test_e8_does_not_fire_for_what_was_decided_in_an_earlier_period(status: DateChangeStatus) -> None:
    assert fired(cut_with(a_milestone(), date_changes=(a_date_change(status=status, decided_at=BEFORE_PERIOD),))) == {}


def moves(*seqs: int) -> tuple[object, ...]:
    """Approved long ago, so that E8 is silent."""
    return tuple(
        a_date_change(seq=seq, status=APPROVED, decided_at=BEFORE_PERIOD - timedelta(days=n))
        for n, seq in enumerate(seqs)
    )


def test_e9_two_approved_moves_of_one_milestone_are_too_many() -> None:
    cut = cut_with(a_milestone(baseline=FAR - timedelta(days=20), current=FAR), date_changes=moves(1, 1))
    assert (one(cut, "E9").reason, one(cut, "E9").severity) == ("Moved 2 times, 20 days in all", 2)


def test_e9_one_move_of_each_of_two_milestones_is_not() -> None:
    twice = [a_milestone(seq=seq, baseline=FAR - timedelta(days=20), current=FAR) for seq in (1, 2)]
    assert fired(cut_with(*twice, date_changes=moves(1, 2))) == {}


@pytest.mark.parametrize(("days", "fires"), [(90, False), (91, True)])
def test_e9_more_than_90_days_in_all_is_too_far(days: int, fires: bool) -> None:
    cut = cut_with(a_milestone(baseline=FAR - timedelta(days=days), current=FAR), date_changes=moves(1))
    assert ("E9" in fired(cut)) is fires


def test_e9_a_register_brought_in_without_its_moves_counts_the_days_alone() -> None:
    cut = cut_with(a_milestone(baseline=FAR - timedelta(days=120), current=FAR))
    assert one(cut, "E9").reason == "Moved 120 days in all"


def test_e9_does_not_fire_for_a_milestone_that_is_complete_at_last() -> None:
    done = a_milestone(baseline=FAR - timedelta(days=120), current=FAR, completed_on=TODAY)
    assert fired(cut_with(done, date_changes=moves(1, 1))) == {}


@pytest.mark.parametrize("rating", ["AMBER", "GREY", "RED"])
def test_e13_a_statutory_date_within_a_month_and_not_on_track(rating: str) -> None:
    near = one(cut_with(a_milestone(due=SOON, statutory=True), rating=rating), "E13")
    assert (near.reason, near.severity) == ("Due within a month and not on track: 31 March 2023", 1)


def test_e13_fires_for_an_action_that_nobody_reported() -> None:
    assert "E13" in fired(a_cut(milestones=(a_milestone(due=SOON, statutory=True),)))


def test_e13_fires_too_when_the_lead_forecasts_a_later_day() -> None:
    cut = cut_with(a_milestone(due=SOON, forecast=SOON + timedelta(days=1), statutory=True))
    assert {"E3", "E13"} <= set(fired(cut))


@pytest.mark.parametrize(
    ("milestone", "rating"),
    [
        (a_milestone(due=SOON, statutory=True), "GREEN"),
        (a_milestone(due=SOON), "AMBER"),
        (a_milestone(due=TODAY + timedelta(days=32), statutory=True), "AMBER"),
        (a_milestone(due=SOON, statutory=True, completed_on=TODAY), "AMBER"),
    ],
)
def test_e13_does_not_fire_on_track_without_the_mark_beyond_a_month_or_complete(milestone: object, rating: str) -> None:
    assert "E13" not in fired(cut_with(milestone, rating=rating))


def test_e8_waits_until_it_is_decided_however_long_ago_it_was_asked() -> None:
    old = a_date_change(requested_at=moment(date(2022, 6, 1)))
    assert "E8" in fired(cut_with(a_milestone(), date_changes=(old,)))
