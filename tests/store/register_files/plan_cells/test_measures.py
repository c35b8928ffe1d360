from __future__ import annotations

import csv
from pathlib import Path

import pytest

from store.register_files.plan_cells.measures import Point, read_baseline, read_target

SAMPLES = Path(__file__).parents[4] / "samples"
PRINTED = {"percent": "%", "weeks": " weeks"}


@pytest.mark.parametrize(
    ("cell", "value", "unit", "operator"),
    [
        ("35%", 35, "percent", ""),
        ("0.5%", 0.5, "percent", ""),
        ("90 per cent", 90, "percent", ""),
        ("27 weeks", 27, "weeks", ""),
        ("18/52", 18, "weeks", ""),
        ("1,200", 1200, "number", ""),
        ("2000", 2000, "number", ""),
        ("<5%", 5, "percent", "<"),
        ("at least 90%", 90, "percent", ">="),
        ("No more than 26 weeks", 26, "weeks", "<="),
        ("95% of pages audited", 95, "percent", ""),
        ("Seen within 18 weeks: 90%", 90, "percent", ""),
    ],
)
def test_a_figure_has_its_unit_and_what_it_must_not_pass(cell: str, value: float, unit: str, operator: str) -> None:
    target = read_target(cell)
    assert (target.value, target.unit, target.operator, target.kind) == (value, unit, operator, "figure")
    assert (target.text, target.doubt) == (cell, "")


def test_a_bare_figure_is_of_the_indicators_unit() -> None:
    assert read_target("35", "percent").unit == "percent"
    assert "check which is right" in read_target("27 weeks", "percent").doubt


def test_from_to_is_a_baseline_and_a_target() -> None:
    target = read_target("Lift from 25% in 2022 to 65% by December 2025")
    assert target.baseline is not None
    assert (target.baseline.value, target.baseline.date_text) == (25, "in 2022")
    assert (target.value, [str(point.due) for point in target.points]) == (65, ["2025-12-31"])


@pytest.mark.parametrize(
    "cell", ["30% by Mar 23, 40% by Sept 23", "Mar 23: 30%; Sept 23: 40%", "30% Mar 23\n40% Sept 23"]
)
def test_a_trajectory_has_a_figure_for_each_date(cell: str) -> None:
    target = read_target(cell)
    assert [(point.value, str(point.due)) for point in target.points] == [(30, "2023-03-31"), (40, "2023-09-30")]
    assert (target.kind, target.value, target.doubt) == ("trajectory", 40, "")


@pytest.mark.parametrize("cell", ["live", "Monthly increase", "in line with statistical neighbours by March 2021"])
def test_a_target_in_words_has_no_figure(cell: str) -> None:
    target = read_target(cell)
    assert (target.text, target.kind, target.value) == (cell, "words", None)


def test_a_target_in_words_keeps_its_date() -> None:
    (point,) = read_target("in line with statistical neighbours by March 2021").points
    assert (point.value, point.date_text, str(point.due)) == (None, "by March 2021", "2021-03-31")


@pytest.mark.parametrize("cell", ["by 2 percentage points per year", "reduced by 33%", "up 5% per year"])
def test_a_change_is_not_taken_for_the_figure_to_reach(cell: str) -> None:
    target = read_target(cell)
    assert (target.kind, target.value) == ("change", None)
    assert "not what to reach" in target.doubt


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("90-95%", "range"),
        ("90% to 95%", "range"),
        ("80%%", "more than once"),
        ("110%", "More than 100"),
        ("20% or 30%", "not a date for each"),
        ("65% by 2025", "31 December 2025"),
        ("70% for 2022/23", "as a financial year"),
    ],
)
def test_a_doubtful_target_says_what_is_doubtful(cell: str, said: str) -> None:
    assert said in read_target(cell).doubt


@pytest.mark.parametrize(
    ("cell", "series"),
    [("20% YTD", "ytd"), ("20% year to date", "ytd"), ("90% (cumulative September - July)", "cumulative")],
)
def test_a_series_that_starts_again_is_marked(cell: str, series: str) -> None:
    target = read_target(cell)
    assert target.series == series
    assert target.value in (20, 90)


@pytest.mark.parametrize(
    ("cell", "value", "unit", "date_text"),
    [
        ("31 weeks (June 2022)", 31, "weeks", "June 2022"),
        ("54.7% (2021/22)", 54.7, "percent", "2021/22"),
        ("25% in 2022", 25, "percent", "in 2022"),
        ("66", 66, "number", ""),
    ],
)
def test_a_baseline_has_a_figure_and_its_date_as_printed(cell: str, value: float, unit: str, date_text: str) -> None:
    read = read_baseline(cell)
    assert (read.value, read.unit, read.date_text, read.doubt) == (value, unit, date_text, "")


def test_a_baseline_in_words_or_of_two_figures_is_in_doubt() -> None:
    assert "no figure" in read_baseline("not known").doubt
    assert "2 figures" in read_baseline("31 weeks, 27 weeks").doubt
    assert read_baseline(" ").doubt == ""


def table(plan: str, name: str) -> list[dict[str, str]]:
    with (SAMPLES / plan / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("plan", ["bradford-wsoa-2022", "bristol-wsoa-2020"])
def test_every_target_of_the_sample_registers_is_read_with_its_date(plan: str) -> None:
    units = {row["indicator_ref"]: row["unit"] for row in table(plan, "indicators.csv")}
    figures = 0
    for row in table(plan, "indicator_targets.csv"):
        unit = units[row["indicator_ref"]]
        bare = row["target"].replace(".", "").isdecimal()
        dated = row["date_text"] if row["date_text"] not in ("per year", "2020/2021") else ""
        target = read_target(f"{row['target']}{PRINTED.get(unit, '') if bare else ''} {dated}".strip(), unit)
        figures += bare
        assert target.value == (float(row["target"]) if bare else None)
        if dated and row["indicator_ref"] not in DATED_BY_A_PERSON:
            assert [str(point.due) for point in target.points] == [row["date"]]
    assert figures == {"bradford-wsoa-2022": 68, "bristol-wsoa-2020": 10}[plan]


DATED_BY_A_PERSON = {
    "1.3": "an academic year, which the register ends with the summer term",
    "I2.1": "quarters of a kind that the plan does not state",
}


@pytest.mark.parametrize("plan", ["bradford-wsoa-2022", "bristol-wsoa-2020"])
def test_every_baseline_of_the_sample_registers_is_read_with_its_date(plan: str) -> None:
    for row in table(plan, "indicators.csv"):
        if row["baseline"]:
            dated = f" ({row['baseline_date']})" if row["baseline_date"] else ""
            read = read_baseline(f"{row['baseline']}{PRINTED[row['unit']]}{dated}")
            assert (read.value, read.unit, read.date_text) == (
                float(row["baseline"]), row["unit"], row["baseline_date"]
            )  # fmt: skip


def test_a_point_holds_the_date_as_printed() -> None:
    assert read_target("90% by Sept 24").points[0].date_text == "by Sept 24"
    assert read_target("90%").points == (Point(90),)
