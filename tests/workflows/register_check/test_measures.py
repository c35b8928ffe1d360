"""Percentages of whom, of what, and against which target; and what boards are promised."""

from __future__ import annotations

from tests.workflows.register_check.plans import Findings, Found, only

ALL_DESKS = ("milestones.csv", "60% of desk staff trained", "60% of all desk staff have been trained")


def test_the_pfa_measure_counts_more_plans_than_its_indicator(bradford: Findings) -> None:
    (finding,) = only(bradford, "denominator_mismatch")
    assert "Milestone 1 counts all EHC plans" in finding.sentence
    assert "from Year 9" in finding.sentence


def test_all_against_some_in_the_title_is_found(found: Found) -> None:
    some = ("actions.csv", "Train every front desk", "Train every front desk for Year 9")
    (finding,) = only(found(ALL_DESKS, some), "denominator_mismatch")
    assert finding.places == ("1.1.2",)


def test_all_with_nobody_narrower_beside_it_is_no_finding(found: Found) -> None:
    assert not only(found(ALL_DESKS), "denominator_mismatch")


def test_a_share_of_those_of_whom_two_things_are_true_is_a_note(found: Found) -> None:
    both = ("milestones.csv", "60% of desk staff trained", "60% of families get a reply with a named contact")
    (finding,) = only(found(both), "conditional_percentage")
    assert "60% of families get a reply" in finding.sentence


def test_two_targets_printed_for_one_action_are_found_with_their_milestones(found: Found) -> None:
    one = ("milestones.csv", "60% of desk staff trained", "60% of desk staff trained (target 60%)")
    other = ("milestones.csv", "90% of desk staff trained", "90% of desk staff trained (target 95%)")
    (finding,) = only(found(one, other), "two_targets")
    assert "60% (milestone 1) and 95% (milestone 2)" in finding.sentence


def test_one_target_printed_twice_is_no_finding(found: Found) -> None:
    one = ("milestones.csv", "60% of desk staff trained", "60% of desk staff trained (target 90%)")
    other = ("milestones.csv", "90% of desk staff trained", "90% of desk staff trained (target 90%)")
    assert not only(found(one, other), "two_targets")


def test_an_indicator_with_the_number_of_another_objective_is_a_note(found: Found) -> None:
    """Indicator 1.2 measures 1.1.1, which stands under objective 1.1."""
    linked = ("indicators.csv", "percent,up,50,June 2022,1.2.1", "percent,up,50,June 2022,1.1.1")
    (finding,) = only(found(linked), "indicator_ref_misleads")
    assert finding.places == ("1.2",)


def test_two_names_for_what_is_owed_are_found(found: Found) -> None:
    named = ("actions.csv", "Publish the guide for families", "Publish the Local Offer Plan")
    owed = ("milestones.csv", "Guide for families published", "The Family Offer Plan is published")
    (finding,) = only(found(named, owed), "name_drift")
    assert "“Local Offer Plan”" in finding.sentence
    assert "“Family Offer Plan”" in finding.sentence


def test_a_name_cut_short_is_no_second_name(found: Found) -> None:
    named = ("actions.csv", "Publish the guide for families", "Publish the Local Offer Plan")
    owed = ("milestones.csv", "Guide for families published", "Offer Plan published")
    assert not only(found(named, owed), "name_drift")


def promised(*rows: str) -> tuple[str, str, str]:
    return ("governance.csv", "", "cadence,product,audience\n" + "".join(f"{row}\n" for row in rows))


def test_one_report_promised_to_one_board_at_two_intervals_is_found(found: Found) -> None:
    rows = promised("quarterly,Progress report,Wellbeing Board", "annually,Progress report,wellbeing board")
    (finding,) = only(found(rows), "governance_cadence_conflict")
    assert "quarterly and annually" in finding.sentence


def test_two_reports_of_different_kinds_to_one_board_are_no_conflict(found: Found) -> None:
    rows = promised("monthly,Key indicators,Wellbeing Board", "annually,Statutory statement,Wellbeing Board")
    assert not only(found(rows), "governance_cadence_conflict")
