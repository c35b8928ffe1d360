"""Indicators against their own words, their points and the actions."""

from __future__ import annotations

import pytest

from tests.workflows.register_check.plans import Findings, Found, only, refs
from workflows.register_check import Severity


def test_the_local_offer_is_wanted_two_months_before_it_is_launched(bradford: Findings) -> None:
    (finding,) = only(bradford, "indicator_date_before_milestone")
    assert finding.places == ("1.5.2", "1.5b")
    assert "30 September 2023" in finding.sentence
    assert "30 November 2023" in finding.sentence


def test_a_linked_indicator_before_the_only_milestone_of_its_action_is_found(found: Found) -> None:
    early = ("indicator_targets.csv", "1.1a,by June 2023,2023-06-30", "1.1a,by February 2023,2023-02-28")
    (finding,) = only(found(early), "indicator_date_before_milestone")
    assert finding.places == ("1.1.1", "1.1a")


def test_a_figure_wanted_before_its_own_milestone_is_found_and_another_figure_is_not(found: Found) -> None:
    title = (
        "indicators.csv",
        "Weeks waited,weeks,down,31,June 2022,1.2.1",
        "Desk staff trained,percent,up,9,2022,1.1.2",
    )
    points = ("indicator_targets.csv", "1.3,Mar 23,2023-03-31,29", "1.3,Mar 23,2023-03-31,60")
    reached = ("indicator_targets.csv", "1.3,Mar 24,2024-03-31,26", "1.3,Mar 24,2024-03-31,90")
    (finding,) = only(found(title, points, reached), "indicator_date_before_milestone")
    assert finding.places == ("1.1.2", "1.3")
    assert "milestone 1 " in finding.sentence


def test_indicators_tied_to_no_action_are_one_note(bradford: Findings) -> None:
    (finding,) = only(bradford, "indicator_without_action")
    assert finding.severity is Severity.NOTE
    assert len(finding.places) == 41  # all but the eight of area 3, which bear the refs of actions


def test_an_indicator_with_no_target_or_no_date_for_it_is_found(bradford: Findings) -> None:
    expected = ["1.1b", "1.5a", *(f"5.{n}" for n in range(1, 12))]
    assert refs(bradford, "indicator_without_target") == expected


def test_an_indicator_in_figures_without_a_baseline_is_found(bradford: Findings) -> None:
    expected = "1.1a 1.2 1.5a 2.1 2.2a 2.2b 2.4 2.5 3.2.2 3.3.1 3.4.1 3.4.2 4.4a".split()
    assert refs(bradford, "baseline_missing") == expected


def test_a_baseline_without_a_date_is_found(bradford: Findings) -> None:
    assert refs(bradford, "baseline_undated") == ["2.3", "4.1c", "4.2a", "4.3a", "4.5a", "4.8a", "4.8b"]


def test_a_baseline_that_holds_its_year_is_dated(found: Found) -> None:
    assert not only(found(("indicators.csv", "50,June 2022", "50% in 2022,")), "baseline_undated")


def test_a_first_target_no_better_than_the_baseline_is_found(bradford: Findings) -> None:
    first, second = only(bradford, "target_not_stretching")
    assert "31 weeks (June 2022)" in first.sentence
    assert second.places == ("4.2a",)


def test_a_title_whose_date_has_no_point_is_held_against_the_points_around_it(bradford: Findings) -> None:
    speech, wheelchairs = only(bradford, "target_vs_trajectory")
    assert "only in September 2024" in speech.sentence
    assert "already in March 2023" in wheelchairs.sentence


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("80% by March 2024", "85% by March 2024", "has 80% then"),
        ("80% by March 2024", "95% by June 2024", "never gets there"),
    ],
)
def test_a_title_that_the_points_contradict_is_found(found: Found, old: str, new: str, words: str) -> None:
    (finding,) = only(found(("indicators.csv", old, new)), "target_vs_trajectory")
    assert words in finding.sentence


def test_a_year_alone_in_a_title_is_too_vague_to_be_held_against_the_points(found: Found) -> None:
    assert not only(found(("indicators.csv", "80% by March 2024", "80% by 2024")), "target_vs_trajectory")


def test_a_trajectory_that_falls_though_higher_is_better_is_found(bradford: Findings) -> None:
    assert refs(bradford, "trajectory_falls") == ["4.7a", "4.7b"]


def test_a_series_marked_as_year_to_date_may_fall(found: Found) -> None:
    falls = ("indicator_targets.csv", "1.2,Mar 23,2023-03-31,60", "1.2,Mar 23,2023-03-31,85")
    assert only(found(falls), "trajectory_falls")
    marked = ("indicators.csv", "June 2022,1.2.1\n1.3", "June 2022,1.2.1,ytd\n1.3")
    header = ("indicators.csv", "baseline_date,action_refs", "baseline_date,action_refs,series")
    assert not only(found(falls, header, marked), "trajectory_falls")


def test_weeks_waited_may_fall_and_may_not_rise(found: Found) -> None:
    rises = ("indicator_targets.csv", "1.3,Mar 24,2024-03-31,26", "1.3,Mar 24,2024-03-31,30")
    assert refs(found(rises), "trajectory_falls") == ["1.3"]
