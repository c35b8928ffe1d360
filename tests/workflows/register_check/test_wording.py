"""What the words of an action give away."""

from __future__ import annotations

from tests.workflows.register_check.plans import Findings, Found, only


def test_an_asterisk_without_a_note_is_found(bradford: Findings) -> None:
    (finding,) = only(bradford, "dangling_footnote")
    assert finding.places == ("2.2.2",)
    assert "Health Professionals*" in finding.sentence


def test_an_asterisk_with_its_note_is_no_finding(found: Found) -> None:
    marked = ("milestones.csv", "60% of desk staff trained", "60% of desk staff* trained")
    assert only(found(marked), "dangling_footnote")
    note = ("milestones.csv", "90% of desk staff trained", "90% of desk staff trained (* school receptions included)")
    assert not only(found(marked, note), "dangling_footnote")


def test_eight_deliverables_under_one_date_are_found(bradford: Findings) -> None:
    (finding,) = only(bradford, "compound_action")
    assert finding.places == ("5.3.1",)
    assert "8 deliverables" in finding.sentence


def test_four_deliverables_are_let_pass(found: Found) -> None:
    four = ("milestones.csv", "Clinic open two days a week; waiting list moved over", "Clinic; list; letters; signs")
    assert not only(found(four), "compound_action")


def test_one_output_owed_by_two_actions_on_one_day_is_found(bradford: Findings) -> None:
    assert [finding.places for finding in only(bradford, "duplicate_output")] == [
        ("3.2.1", "3.2.2"),
        ("5.2.1", "5.2.3"),
    ]


def test_equal_words_under_two_objectives_are_a_template(bradford: Findings) -> None:
    owed = {place for finding in only(bradford, "duplicate_output") for place in finding.places}
    assert not owed & {"4.1.1", "4.2.1", "4.3.1", "4.6.1", "4.7.1"}
