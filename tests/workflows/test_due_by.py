"""What became of the milestones whose dates have passed: met, missed, late, not evidenced, not reported."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from store.cut import DataCut
from store.types import Direction, Lifecycle
from tests.workflows.cuts import (
    BEFORE_PERIOD,
    SOON,
    TODAY,
    a_cut,
    a_milestone,
    a_sign_off,
    an_action,
    an_indicator,
    an_update,
    evidence_of,
)
from workflows.exception_report.annex_rows import MilestoneDue
from workflows.exception_report.assess import assess
from workflows.exception_report.due_by import Verdict, milestones_due

DUE = date(2023, 1, 31)
LATE = a_milestone(due=DUE, measure="60% of plans on time")
DONE = replace(LATE, completed_on=date(2023, 1, 20))
SHORT = an_indicator([(date(2023, 1, 15), 48.0)])


def due(cut: DataCut) -> tuple[MilestoneDue, ...]:
    return milestones_due(assess(cut).cases)


def verdict(cut: DataCut) -> tuple[str, str]:
    (row,) = due(cut)
    return row.verdict, row.why


def test_complete_with_evidence_is_met() -> None:
    cut = a_cut(milestones=(DONE,), evidence=(evidence_of(),))
    assert verdict(cut) == (Verdict.MET, "Complete on 20 January 2023: Minutes")
    assert due(cut)[0].days_late == 0


def test_evidence_of_the_action_as_a_whole_and_its_sign_off_count_too() -> None:
    whole = a_cut(milestones=(DONE,), evidence=(evidence_of(seq=None, title="Report"),))
    assert verdict(whole)[0] == Verdict.MET
    signed = a_cut(milestones=(DONE,), sign_offs=(a_sign_off(),))
    assert verdict(signed) == (Verdict.MET, "Complete on 20 January 2023: signed off by the SRO")


def test_evidence_of_another_milestone_does_not_count() -> None:
    cut = a_cut(milestones=(DONE,), evidence=(evidence_of(seq=2),))
    assert verdict(cut) == (Verdict.NOT_EVIDENCED, "Complete on 20 January 2023, without evidence")


def test_complete_on_a_day_not_given_is_met_where_there_is_evidence() -> None:
    undated = replace(LATE, lifecycle=Lifecycle.COMPLETE)
    cut = a_cut(milestones=(undated,), evidence=(evidence_of(),))
    assert verdict(cut) == (Verdict.MET, "Complete on a day not given: Minutes")


def test_a_reading_of_the_month_that_is_short_of_the_measure_is_a_miss_whatever_the_lead_says() -> None:
    said = an_update(seq=1, cause="Two vacancies", forecast=SOON)
    cut = a_cut(milestones=(LATE,), indicators=(SHORT,), updates=(said,))
    assert verdict(cut) == (Verdict.MISSED, "48% against 60%, for January 2023")
    assert due(cut)[0].days_late == 34


@pytest.mark.parametrize(
    ("milestone", "indicator"),
    [
        (LATE, replace(SHORT, action_refs=("9.9",))),
        (LATE, replace(SHORT, unit="weeks")),
        (LATE, an_indicator([(date(2023, 2, 1), 48.0), (date(2022, 1, 31), 48.0)])),
        (LATE, an_indicator([(date(2023, 1, 31), 60.0)])),
        (LATE, replace(SHORT, direction=Direction.DOWN)),
        (replace(LATE, measure="60% of plans, 90% of reviews"), SHORT),
        (replace(LATE, measure="Plans on time"), SHORT),
    ],
    ids=["not linked", "no percentage", "another month", "reached", "lower is better", "two targets", "no target"],
)
def test_figures_that_prove_no_miss_leave_it_not_evidenced(milestone: object, indicator: object) -> None:
    cut = a_cut(milestones=(milestone,), indicators=(indicator,), updates=(an_update(seq=1),))
    assert verdict(cut) == (Verdict.NOT_EVIDENCED, "What was done about 1.1")


def test_where_lower_is_better_a_higher_reading_is_a_miss() -> None:
    lower = an_indicator([(date(2023, 1, 15), 72.0)], direction=Direction.DOWN)
    cut = a_cut(milestones=(LATE,), indicators=(lower,))
    assert verdict(cut) == (Verdict.MISSED, "72% against 60%, for January 2023")


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (an_update(seq=1, cause="Two vacancies", recovery="Agency staff"), "Two vacancies"),
        (an_update(seq=1, recovery="Agency staff"), "Agency staff"),
        (an_update(seq=1, forecast=SOON), "Forecast 31 March 2023"),
        (an_update(cause="Two vacancies"), "Two vacancies"),
    ],
    ids=["cause", "recovery", "forecast", "of the whole action"],
)
def test_a_cause_a_recovery_or_a_later_forecast_says_that_it_is_late(said: object, why: str) -> None:
    assert verdict(a_cut(milestones=(LATE,), updates=(said,))) == (Verdict.LATE, why)


def test_a_forecast_of_its_own_date_says_nothing_of_lateness() -> None:
    cut = a_cut(milestones=(LATE,), updates=(an_update(seq=1, forecast=DUE),))
    assert verdict(cut)[0] == Verdict.NOT_EVIDENCED


def test_words_about_the_milestone_go_before_those_about_the_action() -> None:
    cut = a_cut(milestones=(LATE,), updates=(an_update(cause="The action"), an_update(seq=1, cause="The milestone")))
    assert verdict(cut) == (Verdict.LATE, "The milestone")


def test_silence_about_the_whole_action_is_not_reported_and_words_of_an_earlier_period_do_not_break_it() -> None:
    silent = a_cut(milestones=(LATE,))
    assert verdict(silent) == (Verdict.NOT_REPORTED, "No update in the period")
    earlier = a_cut(milestones=(LATE,), updates=(an_update(seq=1, cause="Two vacancies", at=BEFORE_PERIOD),))
    assert verdict(earlier) == (Verdict.NOT_REPORTED, "No update in the period")


def test_words_about_another_milestone_report_the_action_and_show_nothing_of_this_one() -> None:
    cut = a_cut(milestones=(LATE, a_milestone(seq=2)), updates=(an_update(seq=2),))
    assert verdict(cut) == (Verdict.NOT_EVIDENCED, "The update says nothing of this milestone")


def test_only_what_has_passed_and_is_not_set_aside_is_listed_by_date_and_then_in_the_plans_order() -> None:
    yesterday = TODAY - timedelta(days=1)
    cut = a_cut(
        an_action("1.10"),
        an_action("1.9"),
        an_action("1.11", lifecycle=Lifecycle.WITHDRAWN),
        milestones=(
            a_milestone("1.10", 1, yesterday),
            a_milestone("1.10", 2, TODAY),
            a_milestone("1.10", 3, None),
            a_milestone("1.9", 1, yesterday),
            a_milestone("1.9", 2, DUE),
            a_milestone("1.9", 3, DUE, lifecycle=Lifecycle.WITHDRAWN),
            a_milestone("1.11", 1, DUE),
        ),
    )
    assert [(row.ref, row.seq) for row in due(cut)] == [("1.9", 2), ("1.9", 1), ("1.10", 1)]


def test_a_date_moved_with_approval_is_the_one_that_counts() -> None:
    assert due(a_cut(milestones=(a_milestone(baseline=DUE, current=SOON),))) == ()
