"""What each paper says, of small plans made up for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from store.cut import AskRow, GovernanceRow, ImpactRow, MeetingRow
from store.types import AskKind
from tests.workflows.cuts import (
    LAST_CUT_OFF,
    NEXT_BOARD,
    SOON,
    TODAY,
    a_cut,
    a_milestone,
    a_plan_of_four,
    an_action,
    an_edition,
    an_indicator,
    an_update,
    evidence_of,
)
from tests.workflows.products.reading import every_product, only, part, table, words
from workflows.documents.blocks import plain
from workflows.products.catalogue import AreaUnknown, products_of
from workflows.products.office import ANY_COUNCIL
from workflows.products.product import Kind

MARCH, JUNE = date(2023, 2, 28), date(2023, 6, 30)
OFF = an_indicator([(MARCH, 40.0)], [(MARCH, 80.0)], ref="I9", title="Off")
ON = an_indicator([(MARCH, 80.0)], [(MARCH, 80.0)], ref="I1", title="On")
LATER = an_indicator([], [(JUNE, 80.0)], ref="I2", title="Later")
WORDS_ONLY = an_indicator([], [], ref="I3", title="Words only")


def test_the_kpi_pack_holds_every_indicator_and_those_off_trajectory_come_first() -> None:
    pack = only(Kind.KPI_PACK, a_cut(indicators=(ON, LATER, WORDS_ONLY, OFF)))
    rows = [[plain(cell) for cell in row] for row in table(pack, "Indicators against their trajectory").rows]
    assert [(row[0], row[2]) for row in rows] == [
        ("I9", "Off trajectory"),
        ("I1", "On trajectory"),
        ("I2", "Not due yet"),
    ]
    assert rows[0][3:8] == [
        "28 February 2023",
        "80%",
        "40%",
        "40 points short of target (50.0% of target)",
        "Too few readings (1 reading)",
    ]
    assert rows[2][3:6] == ["30 June 2023", "80%", "No reading"]
    assert "1 indicator has no target in figures" in words(pack)
    assert "I3" in words(pack)


def test_an_indicator_off_trajectory_whose_reading_is_old_is_called_stale_too() -> None:
    old = an_indicator([(date(2022, 9, 30), 40.0)], [(date(2022, 9, 30), 80.0)])
    pack = only(Kind.KPI_PACK, a_cut(indicators=(old,)))
    assert plain(table(pack, "Indicators against their trajectory").rows[0][2]) == "Off trajectory, and stale"


def test_a_trend_is_told_in_a_word_and_only_from_three_readings_on() -> None:
    points = [(MARCH, 80.0)]
    three = an_indicator([(date(2022, 12, 31), 50.0), (date(2023, 1, 31), 60.0), (MARCH, 55.0)], points)
    assert "Worse" in words(only(Kind.KPI_PACK, a_cut(indicators=(three,))))
    two = an_indicator([(date(2023, 1, 31), 60.0), (MARCH, 55.0)], points)
    assert "Worse" not in words(only(Kind.KPI_PACK, a_cut(indicators=(two,))))


def test_the_formal_report_shows_impact_beside_progress_and_indexes_the_evidence() -> None:
    cut = a_plan_of_four(
        indicators=(OFF,),
        impacts=(ImpactRow("1", "Families wait less"),),
        evidence=(evidence_of("2.2", title="Minutes of May", accepted_by="Ada Byron"), evidence_of("1.1")),
    )
    formal = only(Kind.FORMAL, cut)
    background = words(formal, "BACKGROUND")
    assert "Families wait less" in background
    assert "Completed in the period: WSOA 2.2, milestone 1, on 20 February 2023." in background
    assert plain(table(formal, "Indicators of improvement area 1").rows[0][4]) == "40%"
    evidence = [[plain(cell) for cell in row] for row in table(formal, "Evidence index").rows]
    assert [(row[0], row[2], row[4]) for row in evidence] == [
        ("WSOA 1.1", "Minutes", "Not yet accepted"),
        ("WSOA 2.2", "Minutes of May", "Accepted"),
    ]


def test_each_body_of_the_governance_gets_a_formal_report_addressed_to_it_alone() -> None:
    bodies = ("Council Executive", "Health Board")
    cut = a_plan_of_four(governance=tuple(GovernanceRow("quarterly", "Formal reports", body) for body in bodies))
    products = products_of(Kind.FORMAL, cut, ANY_COUNCIL)
    assert [(product.audience, product.of) for product in products] == [
        ("Council Executive", "council-executive"),
        ("Health Board", "health-board"),
    ]
    for product, other in zip(products, reversed(bodies), strict=True):
        assert product.audience in words(product, "RECOMMENDATIONS")
        assert other not in words(product, "RECOMMENDATIONS")
        assert product.findings == ()


def test_the_front_block_gives_the_date_of_the_bodys_own_meeting() -> None:
    body = "The Overview and Scrutiny Committee"
    meetings = (MeetingRow(body, date(2023, 4, 12), None), MeetingRow("Board", NEXT_BOARD, None))
    report = only(Kind.SCRUTINY, a_plan_of_four(meetings=meetings))
    front = words(report, "Front block")
    assert f"Report of the Director of Children’s Services to the meeting of {body}" in front
    assert "to be held on Wednesday 12 April 2023" in front


def test_the_annual_report_shows_each_report_of_the_year_and_this_one() -> None:
    refs = ("1.1", "1.2", "2.1", "2.2")
    earlier = LAST_CUT_OFF - timedelta(days=60)
    editions = (
        an_edition(2, dict.fromkeys(refs, "RED")),
        an_edition(1, dict.fromkeys(refs, "not_reported"), cut_off_at=earlier),
    )
    annual = only(Kind.ANNUAL, a_plan_of_four(editions=editions))
    movement = table(annual, "Position at each report of the year")
    columns = [column.title for column in movement.columns]
    reds, silent = columns.index("Red"), columns.index("Not reported")
    assert [(row[reds], row[silent], row[-1]) for row in movement.rows] == [(0, 4, 4), (4, 0, 4), (1, 1, 4)]
    assert plain(movement.rows[-1][0]) == "This report, 6 March 2023"


def test_the_annual_report_leaves_out_reports_of_earlier_years() -> None:
    old = an_edition(1, {"1.1": "RED"}, cut_off_at=a_cut().taken_at - timedelta(days=400))
    annual = only(Kind.ANNUAL, a_plan_of_four(editions=(old,)))
    assert len(table(annual, "Position at each report of the year").rows) == 1


def test_the_annual_report_lists_what_falls_due_in_the_next_year_and_nothing_later() -> None:
    milestones = (
        a_milestone("1.1", 1, SOON),
        a_milestone("1.1", 2, TODAY + timedelta(days=366)),
        a_milestone("1.1", 3, SOON, completed_on=TODAY),
        a_milestone("1.1", 4, TODAY - timedelta(days=1)),
    )
    annual = only(Kind.ANNUAL, a_cut(milestones=milestones))
    rows = table(annual, "Milestones of the next year").rows
    assert [[plain(cell) for cell in row[:3]] for row in rows] == [["31 March 2023", "WSOA 1.1", "Measure 1 of 1.1"]]


def test_a_highlight_report_says_why_what_is_done_and_what_if_not() -> None:
    cut = a_plan_of_four(indicators=(OFF,))
    first, second = products_of(Kind.HIGHLIGHT, cut, ANY_COUNCIL)
    assert (first.title, first.of) == ("Highlight report, area 1: Red", "area-1")
    status = words(first, "Status update")
    assert "1.2: Rated Red by the lead" in status
    assert "1.2: Agency staff (by nobody named, 31 March 2023)." in status
    assert "I9: 40% against 80%" in status
    assert "“What was done about 1.2” Plans Manager, Wharfeside, 20 February 2023" in words(first, "This period")
    assert "Measure 1 of 1.1" in words(first, "Next period")
    assert "1.2" not in words(second)


def test_one_area_can_be_asked_for_and_an_unknown_one_is_told_apart_from_those_held() -> None:
    (one,) = products_of(Kind.HIGHLIGHT, a_plan_of_four(), ANY_COUNCIL, "2")
    assert one.of == "area-2"
    with pytest.raises(AreaUnknown, match="no improvement area 7: it has 1 and 2"):
        products_of(Kind.HIGHLIGHT, a_plan_of_four(), ANY_COUNCIL, "7")


def test_the_brief_names_the_three_most_serious_and_counts_the_rest() -> None:
    refs = [f"1.{n}" for n in range(1, 7)]
    cut = a_cut(
        *(an_action(ref) for ref in refs),
        updates=tuple(an_update(ref, "RED") for ref in refs),
        asks=tuple(AskRow(AskKind.DECIDE, f"Question {n}", "The Chair", None, ()) for n in range(1, 7)),
    )
    brief = only(Kind.MEMBER_BRIEF, cut)
    assert [plain(row[0]) for row in table(brief, "The most serious exceptions").rows] == ["1.1", "1.2", "1.3"]
    assert "3 further exceptions in the exception report." in words(brief)
    assert len(table(brief, "Asks of the Board").rows) == 4
    assert "3 further asks in the exception report." in words(brief)


def test_the_brief_says_what_moved_since_the_last_report() -> None:
    cut = a_plan_of_four(editions=(an_edition(3, {"1.2": "GREEN", "1.1": "GREEN"}),))
    assert "Since report 3, worse: 1.2 (Green to Red)" in words(only(Kind.MEMBER_BRIEF, cut), "What changed")


def test_no_paper_names_a_person() -> None:
    for product in every_product(a_plan_of_four(evidence=(evidence_of("2.2", accepted_by="Ada Byron"),))):
        for name in ("Ada Byron", "Ben Okafor", "Cal Price"):
            assert name not in words(product), (product.title, name)


def test_words_to_avoid_stand_in_no_paper() -> None:
    for product in every_product(a_plan_of_four(editions=(an_edition(1, {"1.1": "RED"}),))):
        said = words(product).casefold()
        assert not [word for word in ("outstanding", "slipped", "re-profiled", "failure", "ehcp") if word in said]


def test_without_an_edition_or_a_meeting_or_an_action_there_is_still_a_paper() -> None:
    for product in every_product(replace(a_cut(), actions=(), milestones=(), meetings=())):
        assert product.counts["total"] == 0
        assert part(product, product.parts[0].title)
