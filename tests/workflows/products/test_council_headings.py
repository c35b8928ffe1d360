"""The council's numbered headings: none skipped, none twice, "Not applicable" only on purpose."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from store.cut import DataCut, GovernanceRow
from tests.workflows.cuts import a_cut, a_plan_of_four, an_action
from tests.workflows.products.reading import only, part, words
from workflows.documents.blocks import Paragraph, Subheading
from workflows.products import headings
from workflows.products.checks import findings
from workflows.products.headings import BRADFORD_2020, BRADFORD_2023, HeadingList
from workflows.products.numbering import HeadingWithoutText, NotApplicable, Sub, council_parts
from workflows.products.office import ANY_COUNCIL
from workflows.products.product import Kind, Product

COUNCIL_KINDS = (Kind.SCRUTINY, Kind.FORMAL, Kind.ANNUAL)


@pytest.mark.parametrize("kind", COUNCIL_KINDS)
def test_the_twelve_headings_come_in_their_order_and_none_is_skipped(kind: Kind) -> None:
    report = only(kind, a_plan_of_four())
    numbered = [one.heading for one in report.parts if one.number.isdigit()]
    assert numbered == [f"{n}. {title}" for n, title in enumerate(BRADFORD_2023.headings, start=1)]
    assert (numbered[0], numbered[6], numbered[-1]) == (
        "1. SUMMARY",
        "7. OTHER IMPLICATIONS",
        "12. BACKGROUND DOCUMENTS",
    )
    assert all(one.blocks for one in report.parts)


def test_the_implications_run_from_7_1_to_7_9_and_each_says_something() -> None:
    blocks = part(only(Kind.SCRUTINY, a_plan_of_four()), headings.IMPLICATIONS).blocks
    told = [block.text if isinstance(block, Subheading) else block.label for block in blocks]  # type: ignore[union-attr]
    expected: list[str] = []
    for n, title in enumerate(BRADFORD_2023.implications, start=1):
        expected += [f"7.{n} {title}", f"7.{n}.1"]
    assert told == expected


def test_the_headings_of_2020_are_kept_beside_those_of_2023() -> None:
    assert BRADFORD_2020.headings == BRADFORD_2023.headings
    assert BRADFORD_2020.implications[7] == "AREA COMMITTEE ACTION PLAN IMPLICATIONS"
    assert BRADFORD_2023.implications[7] == "IMPLICATIONS FOR CHILDREN AND YOUNG PEOPLE"
    assert {one.version for one in (BRADFORD_2020, BRADFORD_2023)} == {"Bradford 2020", "Bradford 2023"}


def test_paragraphs_are_numbered_below_their_heading_and_sub_heading() -> None:
    parts = council_parts(
        HeadingList("Test", ("ONE", "TWO"), ()),
        {"ONE": ("a", "b"), "TWO": (Sub("First", ("c", "d")), Sub("Second", (NotApplicable("it is noted."),)))},
    )
    labels = [block.label for one in parts for block in one.blocks if isinstance(block, Paragraph)]
    assert labels == ["1.1", "1.2", "2.1.1", "2.1.2", "2.2.1"]
    assert parts[1].blocks[-1] == Paragraph("Not applicable: it is noted.", label="2.2.1")


def test_a_heading_without_text_is_refused_and_not_skipped() -> None:
    with pytest.raises(HeadingWithoutText, match="under the heading TWO"):
        council_parts(HeadingList("Test", ("ONE", "TWO"), ()), {"ONE": ("a",)})


def test_refs_bear_the_plans_name_so_that_none_looks_like_a_paragraph() -> None:
    cut = a_cut(an_action("1.2.1"), an_action("1.2.2"))
    for kind in COUNCIL_KINDS:
        report = only(kind, cut)
        assert "WSOA 1.2.1" in words(report, "All actions of the plan")
        assert report.findings == ()


def test_the_recommendation_is_the_resolution_of_the_exception_report_for_the_body_that_meets() -> None:
    cut = a_plan_of_four(governance=(GovernanceRow("six-monthly", "Political oversight", "Scrutiny Committee"),))
    said = words(only(Kind.SCRUTINY, cut), headings.RECOMMENDATIONS)
    assert "10.1 Scrutiny Committee is asked to agree:" in said
    assert "of 4 actions, 3 (75%) are not late" in said


def test_a_recommendation_to_another_body_is_found() -> None:
    governance = (
        GovernanceRow("six-monthly", "Political oversight", "Scrutiny Committee"),
        GovernanceRow("quarterly", "Formal reports", "Executive"),
    )
    cut = a_plan_of_four(governance=governance)
    report = replace(only(Kind.SCRUTINY, cut), audience="Executive")
    assert _found(report, cut) == [
        "10. RECOMMENDATIONS: the recommendations do not name Executive, whose meeting it is.",
        "10. RECOMMENDATIONS: the recommendations name Scrutiny Committee, but the paper is for Executive.",
    ]


def test_a_gap_in_the_numbers_is_found_and_so_is_a_number_that_comes_twice() -> None:
    cut = a_plan_of_four()
    report = only(Kind.SCRUTINY, cut)
    without = replace(report, parts=tuple(one for one in report.parts if one.number != "4"))
    assert "The numbers of the headings do not run without a gap." in _found(without, cut)
    finance = part(report, headings.FINANCE)
    twice = replace(finance, blocks=(*finance.blocks, *finance.blocks))
    repeated = replace(report, parts=tuple(twice if one is finance else one for one in report.parts))
    assert _found(repeated, cut) == ["4. FINANCIAL & RESOURCE APPRAISAL: 4.1 does not follow 4.1."]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[Name of director]", "text of the template is left in."),
        ("The date is TBC", "text of the template is left in."),
        ("As Cllr Marsh said", "a councillor is named."),
        ("As Ben Okafor said", "a person is named instead of their post."),
        ("Delays at 1.2.1 matter", "a ref stands without the plan’s name before it."),
        ("Amir, aged 9, waits", "something may identify a child."),
    ],
)
def test_what_must_not_stand_in_a_paper_is_found_with_its_place(text: str, told: str) -> None:
    cut = a_cut(an_action("1.2.1"))
    report = only(Kind.SCRUTINY, cut)
    assert report.findings == ()
    finance = part(report, headings.FINANCE)
    spoilt = replace(finance, blocks=(Paragraph(text, label="4.1"),))
    changed = replace(report, parts=tuple(spoilt if one is finance else one for one in report.parts))
    assert _found(changed, cut) == [f"4. FINANCIAL & RESOURCE APPRAISAL: {told}"]


def test_every_short_form_used_is_spelled_out_once() -> None:
    report = only(Kind.SCRUTINY, a_plan_of_four())
    front = words(report, "Front block")
    assert front.count("WSOA: Written Statement of Action.") == 1
    assert not re.search(r"\bCAMHS\b", front)


def _found(product: Product, cut: DataCut) -> list[str]:
    return list(findings(product, cut, ANY_COUNCIL))
