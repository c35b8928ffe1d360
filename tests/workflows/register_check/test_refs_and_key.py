"""Refs that can be misread, and the plan's own key."""

from __future__ import annotations

from collections.abc import Callable

from tests.workflows.register_check.plans import Findings, Found, only
from workflows.register_check import Severity


def test_a_ref_of_an_objective_and_of_an_action_is_an_error(bradford: Findings) -> None:
    (collision,) = only(bradford, "ref_collision")
    assert collision.places == ("2.4",)
    assert collision.severity is Severity.ERROR


def test_a_ref_with_a_stray_space_is_found(found: Found) -> None:
    findings = found(
        ("actions.csv", "1.1.1,", "1.1 .1,"), ("milestones.csv", "1.1.1,", "1.1 .1,"), ("indicators.csv", "1.1.1", "")
    )
    assert [finding.places for finding in only(findings, "ref_format")] == [("1.1 .1",)]


def test_a_ref_with_a_full_stop_at_its_end_is_found(found: Found) -> None:
    (finding,) = only(found(("objectives.csv", "\n1.1,", "\n1.1.,")), "ref_format")
    assert finding.places == ("1.1.",)
    assert "objective" in finding.sentence


def test_a_key_that_nobody_confirmed_is_an_error_with_its_ratings(found: Found) -> None:
    (finding,) = only(found(("ratings.csv", "#F4A024,yes", "#F4A024,no")), "key_not_confirmed")
    assert finding.places == ("AMBER",)
    assert finding.severity is Severity.ERROR


def test_a_rating_with_no_role_counts_as_not_confirmed(found: Found) -> None:
    (finding,) = only(found(("ratings.csv", "At risk,at_risk,", "At risk,,")), "key_not_confirmed")
    assert finding.places == ("AMBER",)


def test_the_bristol_key_is_confirmed_by_nobody(findings_in: Callable[[str], Findings]) -> None:
    (finding,) = only(findings_in("bristol-wsoa-2020"), "key_not_confirmed")
    assert finding.places == ("RED", "AMBER", "GREEN")


def test_in_progress_and_on_track_can_both_be_true(bradford: Findings) -> None:
    (finding,) = only(bradford, "key_not_exclusive")
    assert finding.places == ("AMBER", "GREEN")


def test_a_key_with_at_risk_beside_on_track_is_exclusive(found: Found) -> None:
    assert not only(found(), "key_not_exclusive")
