"""The workbook, opened again with openpyxl."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import datetime

import openpyxl
import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.workflows.documents.sample_plan import ACTIONS, COLOURS, FORMULA_TITLE, MEANINGS
from tests.workflows.documents.sample_report import a_report, an_empty_report
from workflows.documents.excel import write_excel

NAMES = [
    "Summary",
    "Position",
    "Areas",
    "Exceptions",
    "Not reported",
    "Dates",
    "Indicators",
    "Due next",
    "Completed",
    "Fallen due",
    "Register",
    "Rating key",
    "Data notes",
]


def opened(data: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


@pytest.fixture(scope="module")
def workbook() -> Workbook:
    return opened(write_excel(a_report()))


def column(sheet: Worksheet, title: str) -> list[object]:
    titles = [cell.value for cell in sheet[1]]
    return [row[titles.index(title)].value for row in sheet.iter_rows(min_row=2)]


def test_the_sheets_stand_in_their_order(workbook: Workbook) -> None:
    assert workbook.sheetnames == NAMES


@pytest.mark.parametrize("report", [a_report(), an_empty_report()], ids=["rich", "empty"])
def test_each_sheet_holds_one_table_from_its_first_cell_with_a_filter_and_a_frozen_header(report: object) -> None:
    for sheet in opened(write_excel(report)):  # type: ignore[arg-type]
        assert len(sheet.tables) == 1
        table = next(iter(sheet.tables.values()))
        assert table.ref == sheet.dimensions
        assert table.ref.startswith("A1:")
        assert table.autoFilter is not None
        assert sheet.freeze_panes == "B2"
        assert not sheet.merged_cells.ranges


@pytest.mark.parametrize("report", [a_report(), an_empty_report()], ids=["rich", "empty"])
def test_no_cell_is_empty(report: object) -> None:
    for sheet in opened(write_excel(report)):  # type: ignore[arg-type]
        for row in sheet.iter_rows():
            assert all(cell.value not in (None, "") for cell in row), sheet.title


def test_dates_are_dates_and_are_printed_with_the_month_in_words(workbook: Workbook) -> None:
    sheet = workbook["Register"]
    due = sheet["G2"]
    assert due.value == datetime(2023, 7, 31)  # noqa: DTZ001  a day in a sheet has no zone
    assert due.number_format == "dd mmmm yyyy"
    assert "None" in column(sheet, "Forecast")


def test_counts_are_numbers(workbook: Workbook) -> None:
    assert column(workbook["Position"], "This report") == [3, 8, 7, 4, 2, 3, 1, 1]
    assert sum(n for n in column(workbook["Areas"], "Total") if isinstance(n, int)) == len(ACTIONS)


def test_a_title_that_begins_like_a_formula_stays_text(workbook: Workbook) -> None:
    cells = [cell for cell in workbook["Register"]["B"] if cell.value == FORMULA_TITLE]
    assert [cell.data_type for cell in cells] == ["s"]
    assert cells[0].quotePrefix
    assert not [c for sheet in workbook for row in sheet.iter_rows() for c in row if c.data_type == "f"]


def test_a_web_address_stays_text() -> None:
    noted = opened(write_excel(a_report(data_notes=("https://example.org/ is not ours",))))
    assert not noted["Data notes"]._hyperlinks


def test_refs_stay_text(workbook: Workbook) -> None:
    assert [ref for ref in column(workbook["Register"], "Ref") if not isinstance(ref, str)] == []
    assert "2.4" in column(workbook["Register"], "Ref")


def test_every_rating_is_a_word_of_the_key(workbook: Workbook) -> None:
    assert set(column(workbook["Register"], "Rating")) <= set(COLOURS)
    assert column(workbook["Rating key"], "Word")[: len(COLOURS)] == list(COLOURS)
    assert column(workbook["Rating key"], "Meaning")[: len(MEANINGS)] == list(MEANINGS.values())


def test_the_ratings_of_the_register_are_chosen_from_a_list(workbook: Workbook) -> None:
    sheet = workbook["Register"]
    (rule,) = sheet.data_validations.dataValidation
    assert rule.type == "list"
    assert rule.formula1 == "'Rating key'!$B$2:$B$8"
    assert str(rule.sqref) == f"E2:E{len(ACTIONS) + 1}"


def test_each_rating_has_its_tint_by_rule(workbook: Workbook) -> None:
    rules = [rule for area in workbook["Register"].conditional_formatting for rule in area.rules]
    assert [rule.formula for rule in rules] == [[f'"{label}"'] for label in COLOURS]


def test_a_missing_recovery_plan_is_said(workbook: Workbook) -> None:
    sheet = workbook["Exceptions"]
    paths = dict(zip(column(sheet, "Ref"), column(sheet, "Path to green"), strict=True))
    assert paths["3.1.1"] == "No recovery plan received"
    assert paths["1.1.2"] == "Not required"


def test_the_properties_bear_the_time_of_the_data(workbook: Workbook) -> None:
    properties = workbook.properties
    assert properties.title == "WSOA Exception Report: SEND Strategic Partnership Board"
    assert properties.creator == "SEND Transformation and Compliance Team"
    assert properties.created == properties.modified == datetime(2023, 5, 12, 16, 0)  # noqa: DTZ001  as openpyxl reads it


def test_the_same_value_gives_the_same_bytes() -> None:
    first = write_excel(a_report())
    assert first == write_excel(a_report())
    with zipfile.ZipFile(io.BytesIO(first)) as file:
        assert {entry.date_time for entry in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_an_empty_report_says_in_sentences_what_it_does_not_hold() -> None:
    empty = opened(write_excel(an_empty_report()))
    assert empty["Exceptions"]["A2"].value == "No actions are reported by exception."
    assert empty["Dates"]["A2"].value == "No dates were changed or requested in this period."
    assert "No decisions are asked of the Board." in column(empty["Summary"], "Detail")


def test_a_text_longer_than_a_cell_can_hold_is_cut_and_marked() -> None:
    long = replace(a_report().exceptions[0], update_text="word " * 10_000)
    sheet = opened(write_excel(a_report(exceptions=(long,))))["Exceptions"]
    (text,) = column(sheet, "Lead’s update")
    assert isinstance(text, str)
    assert len(text) <= 32_767
    assert text.endswith("…")


def test_a_label_may_hold_a_quotation_mark() -> None:
    report = a_report()
    key = (replace(report.rating_key[0], label='Blue "embedded"'), *report.rating_key[1:])
    rules = opened(write_excel(replace(report, rating_key=key)))["Rating key"].conditional_formatting
    assert ['"Blue ""embedded"""'] in [rule.formula for area in rules for rule in area.rules]
