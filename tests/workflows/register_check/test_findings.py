"""The checker as a whole: silent on a sound plan, complete and in order on the real one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from store.refs import ref_sort_key
from tests.workflows.register_check.plans import Findings, Found, places
from workflows.register_check import Severity

WITHDRAWN = "1.2.1,1.2,1,Open a second clinic,withdrawn,Board of 24 November 2022"


def test_a_plan_with_nothing_amiss_gives_no_findings(found: Found) -> None:
    assert found() == ()


def test_findings_come_by_gravity_then_code_then_ref(bradford: Findings) -> None:
    order = [(list(Severity).index(f.severity), f.code, [ref_sort_key(place) for place in f.places]) for f in bradford]
    assert order == sorted(order)


def test_refs_are_in_their_natural_order(bradford: Findings) -> None:
    untargeted = [place for (place,) in places(bradford, "indicator_without_target")]
    assert untargeted.index("5.9") < untargeted.index("5.10") < untargeted.index("5.11")


def test_the_bradford_plan_gives_what_its_readers_found_by_hand(bradford: Findings) -> None:
    """`domain.md` section 9, the items that a register can show; the kinds with many entries are in their own tests."""
    expected = {
        "indicator_date_before_milestone": [("1.5.2", "1.5b")],  # item 1
        "ref_collision": [("2.4",)],  # 2
        "milestones_unordered": [("4.1.3",), ("4.2.3",), ("4.3.3",), ("4.4.2",), ("4.6.2",)],  # 3
        "communicate_before_exists": [("4.6.2",)],
        "key_not_exclusive": [("AMBER", "GREEN")],  # 4
        "denominator_mismatch": [("2.3.1", "2.3")],  # 5
        "conditional_percentage": [("3.1.2",)],  # 7
        "two_targets": [("3.1.2",)],
        "target_vs_trajectory": [("4.3a",), ("4.5a",)],  # 10
        "target_not_stretching": [("4.1a",), ("4.2a",)],  # 12
        "lead_vacant": [("2.2.1",)],  # 13
        "lead_org_missing": [("2.2.2",), ("4.1.2",), ("4.3.3",), ("4.7.2",), ("5.3.1",)],
        "dangling_footnote": [("2.2.2",)],
        "compound_action": [("5.3.1",)],  # 14
        "duplicate_output": [("3.2.1", "3.2.2"), ("5.2.1", "5.2.3")],
        "name_drift": [("5.2.1",)],
        "post_name_similar": [("2.1.2", "2.5.2", "2.5.3"), ("4.1.1", "4.1.3"), ("4.3.3",), ("4.4.2",)],  # 24
    }
    assert {code: places(bradford, code) for code in expected} == expected


def test_the_bradford_plan_raises_no_kind_that_it_does_not_deserve(bradford: Findings) -> None:
    undeserved = {
        "ref_format",
        "key_not_confirmed",
        "lead_missing",
        "sro_missing",
        "milestone_undated",
        "milestone_after_plan_end",
        "date_implausible",
        "governance_cadence_conflict",
        "indicator_ref_misleads",
    }
    assert not undeserved & {finding.code for finding in bradford}


@pytest.mark.parametrize("key", ["bradford-wsoa-2022", "bristol-wsoa-2020", "bradford-action-plan-2020"])
def test_every_sentence_is_one_that_can_be_printed(findings_in: Callable[[str], Findings], key: str) -> None:
    findings = findings_in(key)
    assert findings
    for finding in findings:
        assert finding.places
        assert finding.sentence.endswith(".")
        assert "None" not in finding.sentence.removeprefix("None of the ")


def test_an_action_set_aside_by_a_decision_is_not_checked(found: Found) -> None:
    without_lead = ("actions.csv", '1.2.1,1.2,1,Open a second clinic,"Head of Therapies, Trust"', WITHDRAWN)
    header = ("actions.csv", "title,lead_posts", "title,lifecycle,decision_reference")
    others = [
        ("actions.csv", f'{title},"{lead}"', f"{title},,")
        for title, lead in (
            ("Publish the guide for families", "Guide Editor, Council"),
            ("Train every front desk", "Training Manager, Council"),
        )
    ]
    findings = found(without_lead, header, *others)
    assert places(findings, "lead_missing") == [("1.1.1", "1.1.2")]
