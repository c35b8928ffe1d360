"""Dates of milestones."""

from __future__ import annotations

from tests.workflows.register_check.plans import Findings, Found, only
from workflows.register_check import Severity


def test_milestones_out_of_date_order_are_named_with_their_dates(bradford: Findings) -> None:
    first, *_ = only(bradford, "milestones_unordered")
    assert first.places == ("4.1.3",)
    assert "milestone 3 (31 March 2023) follows milestone 2 (30 September 2023)" in first.sentence


def test_an_approved_change_that_mends_the_order_settles_the_finding(found: Found) -> None:
    swapped = ("milestones.csv", "1.1.2,1,June 2023,2023-06-30", "1.1.2,1,June 2024,2024-06-30")
    assert only(found(swapped), "milestones_unordered")
    header = ("milestones.csv", "due,measure\n", "due,measure,current_due\n")
    moved = ("milestones.csv", "60% of desk staff trained", "60% of desk staff trained,2023-06-30")
    assert not only(found(swapped, header, moved), "milestones_unordered")


def test_a_milestone_without_a_date_is_a_note(found: Found) -> None:
    (finding,) = only(found(("milestones.csv", "March 2023,2023-03-31", "TBC,")), "milestone_undated")
    assert finding.severity is Severity.NOTE
    assert finding.places == ("1.1.1",)
    assert "“TBC”" in finding.sentence


def test_milestones_due_before_the_first_board_meeting_are_found_together(bradford: Findings) -> None:
    (finding,) = only(bradford, "due_before_plan")
    assert {"1.2.2", "3.1.1", "3.1.2"} <= set(finding.places)
    assert "24 November 2022" in finding.sentence


def test_an_early_milestone_that_is_complete_is_no_finding(found: Found) -> None:
    early = ("milestones.csv", "March 2023,2023-03-31", "September 2022,2022-09-30")
    assert [finding.places for finding in only(found(early), "due_before_plan")] == [("1.1.1",)]
    header = ("milestones.csv", "due,measure\n", "due,measure,completed_on\n")
    done = ("milestones.csv", "Guide for families published", "Guide for families published,2022-09-20")
    assert not only(found(early, header, done), "due_before_plan")


def test_a_milestone_after_the_end_of_the_plan_is_found(found: Found) -> None:
    late = ("milestones.csv", "December 2023,2023-12-31", "January 2025,2025-01-31")
    (finding,) = only(found(late), "milestone_after_plan_end")
    assert finding.places == ("1.1.2",)
    assert "31 January 2025" in finding.sentence


def test_what_is_told_before_it_is_there_is_found_however_it_is_numbered(found: Found) -> None:
    told = ("milestones.csv", "60% of desk staff trained", "All desks told of the new training")
    made = ("milestones.csv", "90% of desk staff trained", "Training developed with families")
    (finding,) = only(found(told, made), "communicate_before_exists")
    assert finding.places == ("1.1.2",)
    assert "Milestone 1 tells people of it by 30 June 2023; milestone 2 has it by 31 December 2023" in finding.sentence


def test_what_is_told_after_it_is_there_is_no_finding(found: Found) -> None:
    made = ("milestones.csv", "60% of desk staff trained", "Training developed with families")
    told = ("milestones.csv", "90% of desk staff trained", "All desks told of the new training")
    assert not only(found(told, made), "communicate_before_exists")


def test_a_year_typed_wrong_stands_out_from_the_rest_of_the_plan(found: Found) -> None:
    (finding,) = only(found(("milestones.csv", "March 2023,2023-03-31", "March 2003,2003-03-31")), "date_implausible")
    assert finding.severity is Severity.ERROR
    assert "31 March 2003, and most of the plan falls in 2023" in finding.sentence
