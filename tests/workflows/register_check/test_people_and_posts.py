"""Who leads, who is accountable, and posts with two names."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.workflows.register_check.plans import PEOPLE, Findings, Found, only
from workflows.register_check import Severity


def test_an_action_without_a_lead_is_an_error(found: Found) -> None:
    (finding,) = only(found(("actions.csv", '"Guide Editor, Council"', "")), "lead_missing")
    assert finding.places == ("1.1.1",)
    assert finding.severity is Severity.ERROR


def test_a_plan_without_any_lead_is_told_once(findings_in: Callable[[str], Findings]) -> None:
    (finding,) = only(findings_in("bradford-action-plan-2020"), "lead_missing")
    assert len(finding.places) == 111


def test_an_area_without_an_sro_is_an_error(found: Found) -> None:
    nobody = ("areas.csv", "Director of Education,Council", ",")
    (finding,) = only(found(nobody), "sro_missing")
    assert finding.places == ("1",)
    assert finding.severity is Severity.ERROR


def test_a_lead_without_an_organisation_is_found(bradford: Findings) -> None:
    by_ref = {finding.places[0]: finding.sentence for finding in only(bradford, "lead_org_missing")}
    assert "has no organisation" in by_ref["4.3.3"]
    assert "only “Health Professionals*”" in by_ref["2.2.2"]


def test_a_vacant_lead_post_is_found_with_its_actions(bradford: Findings) -> None:
    (finding,) = only(bradford, "lead_vacant")
    assert finding.places == ("2.2.1",)
    assert "DSCO Social Care" in finding.sentence


def test_a_post_with_a_deputy_alone_is_vacant_and_says_so(found: Found) -> None:
    appointments = PEOPLE["appointments.csv"].replace("Trust,ben,,,holder", "Trust,ben,,,deputy")
    (finding,) = only(found(people={**PEOPLE, "appointments.csv": appointments}), "lead_vacant")
    assert finding.places == ("1.2.1",)
    assert "only a deputy" in finding.sentence


def test_a_register_with_nobody_in_any_post_is_told_once(findings_in: Callable[[str], Findings]) -> None:
    (finding,) = only(findings_in("bradford-wsoa-2022"), "lead_vacant")
    assert len(finding.places) == 55


def test_a_lead_with_the_beginning_of_the_sros_title_is_a_note(bradford: Findings) -> None:
    (finding,) = only(bradford, "sro_is_lead")
    assert finding.severity is Severity.NOTE
    assert finding.places == ("5.1.1", "5.1.2", "5.2.1", "5.2.3", "5.2.4", "5.2.5", "5.2.6")


def test_the_sro_of_an_area_leading_in_it_is_a_note(found: Found) -> None:
    (finding,) = only(found(("actions.csv", "Guide Editor, Council", "Director of Education, Council")), "sro_is_lead")
    assert finding.places == ("1.1.1",)
    assert "is the SRO of area 1" in finding.sentence


def test_two_spellings_of_an_organisation_make_one_post_two(bradford: Findings) -> None:
    first, *_ = only(bradford, "post_name_similar")
    assert first.places == ("2.1.2", "2.5.2", "2.5.3")
    assert "CBDMC" in first.sentence
    assert "CBMDC" in first.sentence


def test_two_wordings_and_a_shortened_title_are_found_too(bradford: Findings) -> None:
    sentences = [finding.sentence for finding in only(bradford, "post_name_similar")]
    assert any(
        "Integration & Change CYP LD/ND" in words and "Integration & Care CYP LD/ND" in words for words in sentences
    )
    assert any("“Senior Manager, BDC HCP”" in words for words in sentences)


@pytest.mark.parametrize(
    "other",
    ["Guide Editor, Trust", "Team 2 Guide Editor, Council", "Guide Writer, Council", "Guides Director, Council"],
)
def test_two_posts_are_not_taken_for_one(found: Found, other: str) -> None:
    edits = (
        ("actions.csv", '"Training Manager, Council"', f'"{other}"'),
        ("posts.csv", "Training Manager,Council", ",".join(other.split(", "))),
    )
    people = {
        **PEOPLE,
        "appointments.csv": PEOPLE["appointments.csv"].replace("Training Manager,Council,ada,,,holder\n", ""),
    }
    assert not only(found(*edits, people=people), "post_name_similar")
