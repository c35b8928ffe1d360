"""Indicators in the layouts of the Bradford plan, a list of KPIs, and the impact table."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.register_files.grids import Cell, read_grids
from store.register_files.plan_layouts.draft import Draft
from store.register_files.plan_layouts.indicator_tables import IndicatorTables
from store.register_files.plan_layouts.layout import Reading
from store.register_files.sheets.cells import figure_if_any
from tests.store.register_files.plan_layouts.printed_plans import (
    everything_said,
    grid_of,
    read_with,
    sample,
    saved_word,
    saved_workbook,
    words_of,
)

COLUMNS = ("Mar 23", "Sept 23", "Mar 24", "Sept 24")
YTD = "4.7a"  # the one row of the original that is marked
Points = list[tuple[str, str, float | str]]


def targets_of(ref: str) -> Points:
    rows = [row for row in sample("bradford-wsoa-2022", "indicator_targets.csv") if row["indicator_ref"] == ref]
    return sorted(_point(row["date_text"], row["date"], row["target"]) for row in rows)


def _point(date_text: str, day: str, target: str) -> tuple[str, str, float | str]:
    figure = figure_if_any(target)
    return date_text.casefold(), day, target.casefold() if figure is None else figure


def read_points(draft: Draft, ref: str) -> Points:
    (indicator,) = [one for one in draft.indicators if one.ref == ref]
    return sorted(_point(point.date_text, point.period_end, point.target) for point in indicator.points)


def area_4() -> list[list[str]]:
    """As printed: number and name of the service merged over its rows, the unit in each cell."""
    rows = [["Outcome Indicators WSOA 4", "<", "Current baseline", *COLUMNS]]
    targets: dict[str, dict[str, str]] = defaultdict(dict)
    for row in sample("bradford-wsoa-2022", "indicator_targets.csv"):
        targets[row["indicator_ref"]][row["date_text"]] = row["target"]
    above = ""
    for one in (row for row in sample("bradford-wsoa-2022", "indicators.csv") if row["area_ref"] == "4"):
        ref = one["indicator_ref"]
        unit = {"percent": "%", "weeks": " weeks"}.get(one["unit"], "")
        baseline = f"{one['baseline']}{unit}" if one["baseline"] else ""
        if baseline and one["baseline_date"]:
            baseline += f" ({one['baseline_date']})"
        cells = [f"{targets[ref][date]}{unit}" if date in targets[ref] else "" for date in COLUMNS]
        if ref == YTD:
            cells[1:] = [f"YTD\n{cell}" for cell in cells[1:]]
        number = ref.removeprefix("4.").rstrip("abcd")
        service = "^" if number == above else f"{number}. {one['service']}"
        rows.append([service, as_worded(ref, one["title"]), baseline, *cells])
        if ref == "4.1c":
            rows.append(["^", "Caveat: more resource is still to be modelled.", "<", "<", "<", "<", "<"])
        above = number
    return rows


def as_worded(ref: str, title: str) -> str:
    """In the original the date stands first, with the figure after it."""
    return {
        "4.3a": "By June 2024 90% of CYP start their SLT assessment within 18 weeks",
        "4.5a": "By June 2023 80% of CYP get a wheelchair within 18 weeks",
    }.get(ref, title.split(":")[0])


@pytest.fixture(scope="module", params=["word", "excel"])
def area_4_read(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Draft:
    folder = tmp_path_factory.mktemp("bradford")
    rows = area_4()
    path = (
        saved_word(folder / "plan.docx", ["Improvement Area 4: Waits", rows])
        if request.param == "word"
        else saved_workbook(folder / "plan.xlsx", {"WSOA 4": rows})
    )
    return read_with(IndicatorTables(), read_grids(path))


@pytest.mark.parametrize(
    "ref", [row["indicator_ref"] for row in sample("bradford-wsoa-2022", "indicators.csv") if row["area_ref"] == "4"]
)
def test_the_targets_of_area_4_of_bradford_are_read_as_the_sample_has_them(area_4_read: Draft, ref: str):
    assert read_points(area_4_read, ref) == targets_of(ref)


def test_the_baselines_units_and_services_of_area_4_are_read_as_the_sample_has_them(area_4_read: Draft):
    wanted = [row for row in sample("bradford-wsoa-2022", "indicators.csv") if row["area_ref"] == "4"]
    assert [(one.ref, one.area_ref, one.service, one.unit) for one in area_4_read.indicators] == [
        (row["indicator_ref"], "4", row["service"], row["unit"]) for row in wanted
    ]
    assert [(figure_if_any(one.baseline), one.baseline_date) for one in area_4_read.indicators] == [
        (figure_if_any(row["baseline"]), row["baseline_date"]) for row in wanted
    ]


def test_a_caveat_across_the_table_is_a_note_of_its_service(area_4_read: Draft):
    noted = [one.ref for one in area_4_read.indicators if "Caveat" in one.note]
    assert noted == ["4.1a", "4.1b", "4.1c"]


def test_cells_marked_ytd_in_part_are_doubted(area_4_read: Draft):
    (indicator,) = [one for one in area_4_read.indicators if one.ref == YTD]
    assert indicator.series == ""
    assert indicator.note == "Marked YTD: Sept 23, Mar 24, Sept 24."
    assert any("is marked YTD under" in doubt.sentence for doubt in area_4_read.doubts)


def test_weeks_waited_are_better_lower_and_what_the_words_do_not_say_is_asked(area_4_read: Draft):
    directions = {one.ref: one.direction for one in area_4_read.indicators}
    assert (directions["4.1a"], directions["4.1b"]) == ("down", "down")
    assert directions["4.1d"] == "na"
    assert (directions["4.5a"], directions["4.8a"]) == ("", "")  # "20 working days or less" is no direction
    asked = [doubt.sentence for doubt in area_4_read.doubts if "higher or lower is better" in doubt.sentence]
    assert ["4.5a" in sentence and "4.1a" not in sentence for sentence in asked] == [True]


SENTENCES = {
    "1": [
        "1.1  Within our survey, by 2025 65% of our families are happy with the timeliness",
        " and quality of services",
        "1.1  Quarterly dip samples meet our service levels",
        "1.2  70% of schools in the review report better engagement by 2024",
        "1.3  The new model of democracy is launched in 2022/2023 Academic Year",
        "1.4  Revised governance arrangements agreed by October 2022",
        "1.5  95% of services in the audit have up to date information",
        "1.5  The updated Local Offer goes live by September 2023",
    ],
    "2": [
        "2.1 EHC plans re-issued on time after Annual Review: 70% in 2024, 80% in 2025",
        "2.2 Social care contribution to EHC plans: 65% in 2024, 80% in 2025",
        "2.2 Health advice contribution to EHC plans: 65% in 2024, 80% by 2025",
    ],
    "3": [
        "3.1.1 55% of parents receive an antenatal visit by September 2023",
        "3.1.2 95% of children receive a 2 year check using ASQ3 by age 30 months, by December 2023",
        "3.1.3 Pathways move from developed to active by March 2024",
        "3.2.1 90% of children are screened in their first year of school by July 2023",
    ],
    "5": ["• Shared principles are shown in practice", "• Revised terms of reference are in place"],
}


EXPLAINED: dict[str, Points] = {
    # the sample ends this academic year in July because the plan counts September to July elsewhere
    "1.3": [("in 2022/2023 academic year", "2023-08-31", "launched")],
}


@pytest.mark.parametrize("area", SENTENCES)
def test_the_sentences_of_the_other_areas_give_the_targets_of_the_sample(area: str, tmp_path: Path):
    table = [["Outcome Indicators", "\n".join(SENTENCES[area])]]
    path = saved_word(tmp_path / "plan.docx", [f"Improvement Area {area}: Any", table])
    draft = read_with(IndicatorTables(), read_grids(path))
    refs = [row["indicator_ref"] for row in sample("bradford-wsoa-2022", "indicators.csv") if row["area_ref"] == area]
    read = [one.ref for one in draft.indicators]
    assert read == refs[: len(read)]
    assert [read_points(draft, ref) for ref in read] == [EXPLAINED.get(ref, targets_of(ref)) for ref in read]


def test_no_action_is_linked_to_an_indicator_unless_it_is_printed():
    draft = read_with(IndicatorTables(), [grid_of([["Outcome Indicators", "\n".join(SENTENCES["3"])]])])
    assert [one.action_refs for one in draft.indicators] == [[], [], [], []]


KPIS = ["Indicator", "Baseline", "Target", "Date", "Action ref"]


def test_a_list_of_kpis_is_read_with_its_dates_and_linked_actions():
    rows = [
        KPIS,
        ["EHC plans issued in 20 weeks", "40% (2023)", "60%", "March 2025", "1.1; 1.2"],
        ["Cases to tribunal, reduced", "31", "20", "December 2025", ""],
    ]
    first, second = read_with(IndicatorTables(), [grid_of(rows)]).indicators
    assert (first.ref, first.unit, first.baseline_date, first.action_refs) == ("I1", "percent", "2023", ["1.1", "1.2"])
    assert [(point.target, point.period_end) for point in first.points] == [("60", "2025-03-31")]
    assert (second.direction, second.points[0].target) == ("down", "20")


def test_a_target_from_one_figure_to_another_gives_its_baseline():
    rows = [KPIS, ["Families kept informed", "", "25% in 2022 to 65% by December 2025", "", ""]]
    (indicator,) = read_with(IndicatorTables(), [grid_of(rows)]).indicators
    assert (figure_if_any(indicator.baseline), indicator.baseline_date) == (25, "in 2022")
    assert [(point.target, point.period_end) for point in indicator.points] == [("65", "2025-12-31")]


def test_a_service_across_the_table_is_that_of_the_rows_below():
    banner = [Cell("Wheelchairs"), *[Cell("Wheelchairs", spanned=True)] * 4]
    rows = [KPIS, banner, ["Waits of more than 18 weeks", "9", "0", "May 2025", ""]]
    (indicator,) = read_with(IndicatorTables(), [grid_of(rows)]).indicators
    assert indicator.service == "Wheelchairs"


def test_a_column_that_disagrees_with_the_words_is_doubted():
    rows = [["Indicator", "Mar 23", "Sept 23"], ["By September 2023 90% start in time", "70%", "80%"]]
    draft = read_with(IndicatorTables(), [grid_of(rows)])
    assert any("the column 80" in doubt.sentence for doubt in draft.doubts)


def test_a_series_cumulative_from_september_runs_on_the_academic_year():
    rows = [["Indicator", "Mar 23"], ["Children screened (cumulative September - July)", "40%"]]
    (indicator,) = read_with(IndicatorTables(), [grid_of(rows)]).indicators
    assert (indicator.series, indicator.year) == ("cumulative", "academic")


def test_the_impact_table_gives_outcomes_and_never_an_example_of_a_child():
    rows = [
        ["WSOA 1 Objectives", "How will this make a difference to children and families?", "An example in practice"],
        ["1.1 To plan communication", "Families know when they will hear", "Zebedee, 9, waited a year"],
        ["1.2 To hold events", "Schools are heard", "Another story of Zebedee"],
    ]
    draft = read_with(IndicatorTables(), [grid_of(rows)])
    assert draft.areas["1"].outcomes == ["Families know when they will hear", "Schools are heard"]
    assert [(one.ref, one.area_ref) for one in draft.objectives] == [("1.1", "1"), ("1.2", "1")]
    assert "Zebedee" not in everything_said(draft)
    assert any("never brought in" in one.why for one in draft.understood)


@pytest.mark.parametrize("header", [["Ref", "Action", "July 2020", "RAG"], ["Action", "Target", "Date"]])
def test_a_table_of_actions_is_not_this_layout(header: list[str]):
    assert not IndicatorTables().recognises(grid_of([header, ["1", "a", "b", "c"]]), Reading())


ANY_TEXT = st.sampled_from(
    "|1. Alpha|By June 2024 90% of beta|31 weeks (June 2022)|YTD\n20.5%|0.5%|live|Caveat: gamma|May 2025|Indicator"
    "|Improvement Area 3: Delta|from 25% to 65%|1.1 Epsilon zeta|n/a|Mar 23|up 2 percentage points per year".split("|")
)
ANY_CELL = st.builds(Cell, ANY_TEXT, spanned=st.booleans())
HEADERS = st.sampled_from(
    [
        ["Outcome Indicators WSOA 4", "Indicator", "Current baseline", "Mar 23", "Sept 23"],
        KPIS,
        ["Ref", "Impact Measure", "Mar 23", "Mar 24", "Eta theta"],
    ]
)


@settings(max_examples=200, deadline=None)
@given(HEADERS, st.lists(st.lists(ANY_CELL, min_size=5, max_size=5), max_size=7))
def test_no_arrangement_of_cells_is_lost_or_crashes(header: list[str], rows: list[list[Cell]]):
    rows = [row for row in rows if any(cell.text for cell in row)]
    draft = read_with(IndicatorTables(), [grid_of([header, *rows])])
    said = everything_said(draft)
    for cell in (cell for row in rows for cell in row if not cell.spanned):
        assert [word for word in words_of(cell.text) if word.rstrip("%.") not in said] == [], cell
    refs = sorted(one.ref for one in draft.indicators)
    assert all(one != other for one, other in pairwise(refs))
