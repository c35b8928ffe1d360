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
from workflows.documents.colours import NO_COLOUR
from workflows.documents.excel import write_excel

NAMES = [
    "About this report",
    "Asks",
    "Position",
    "Areas",
    "Exceptions",
    "Milestones",
    "Not reported",
    "Date changes",
    "Dates ever moved",
    "Indicators",
    "Due next",
    "Completed",
    "Embedding",
    "Fallen due",
    "Risks",
    "Cleared",
    "Notes",
    "Sign-off",
    "Register",
    "Rating key",
    "Change log",
]
COVER = NAMES[0]


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
        assert table.autoFilter is not None
        assert not sheet.merged_cells.ranges
        if sheet.title != COVER:
            assert table.ref == sheet.dimensions
            assert table.ref.startswith("A1:")
            assert sheet.freeze_panes == "B2"


def test_the_first_sheet_says_what_the_workbook_is_and_leads_to_every_other(workbook: Workbook) -> None:
    cover = workbook[COVER]
    assert [cover.cell(row, 1).value for row in (1, 2, 3)] == [
        "WSOA Exception Report: SEND Strategic Partnership Board",
        "Wharfeside local area SEND Written Statement of Action (WSOA)",
        "DRAFT · Internal",
    ]
    said = {row[0].value: row[1].value for row in cover.iter_rows(min_row=6)}
    assert said["Status"] == "DRAFT: Edition 4"
    assert said["Marking"] == "Internal"
    assert said["Data cut-off"] == "12 May 2023, 17:00 (Europe/London)"
    links = [row[0].hyperlink for row in cover.iter_rows(min_row=6) if row[0].hyperlink]
    assert [link.location for link in links] == [f"'{name}'!A1" for name in NAMES[1:]]


def test_every_sheet_prints_across_with_its_name_its_marking_and_its_header_row_on_each_page(
    workbook: Workbook,
) -> None:
    for sheet in workbook:
        assert sheet.page_setup.orientation == "landscape"
        assert "DRAFT, Internal" in sheet.oddHeader.right.text
        assert sheet.title == COVER or sheet.title in sheet.oddHeader.center.text
        assert sheet.sheet_properties.pageSetUpPr is not None
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert "Page &P of &N" in sheet.oddFooter.right.text.replace("&[Page]", "&P").replace("&[Pages]", "&N")
        if sheet.title != COVER:
            assert sheet.print_title_rows == "$1:$1"
            assert sheet.page_setup.fitToHeight == 0


def test_no_page_of_a_sheet_is_shrunk_until_nobody_can_read_it(workbook: Workbook) -> None:
    a4, a3 = 9, 8
    room = {a4: 150, a3: 260}  # characters
    for sheet in workbook:
        wide = sum(column.width for column in sheet.column_dimensions.values())
        assert wide / (sheet.page_setup.fitToWidth or 1) <= room[sheet.page_setup.paperSize] + 10, sheet.title
    assert workbook["Position"].page_setup.paperSize == a4


def test_figures_stand_right_and_none_is_quieter_than_a_word(workbook: Workbook) -> None:
    position = workbook["Position"]
    assert {position.cell(row, 2).alignment.horizontal for row in range(1, 9)} == {"right"}
    nones = [cell for sheet in workbook for row in sheet.iter_rows() for cell in row[1:] if cell.value == "None"]
    assert nones
    assert {cell.font.color.rgb[2:] for cell in nones} == {NO_COLOUR}


def test_sheets_of_one_width_of_paper_stay_on_it(workbook: Workbook) -> None:
    pages = {sheet.title: sheet.page_setup.fitToWidth for sheet in workbook}
    assert {title for title, wide in pages.items() if wide != 1 and wide is not None} <= {"Exceptions", "Risks"}


@pytest.mark.parametrize("report", [a_report(), an_empty_report()], ids=["rich", "empty"])
def test_no_word_of_a_header_is_wider_than_its_column(report: object) -> None:
    for sheet in opened(write_excel(report)):  # type: ignore[arg-type]
        for cell in sheet[6 if sheet.title == COVER else 1]:
            width = sheet.column_dimensions[cell.column_letter].width
            assert max(map(len, str(cell.value).split())) <= width, (sheet.title, cell.value)


@pytest.mark.parametrize("report", [a_report(), an_empty_report()], ids=["rich", "empty"])
def test_no_cell_is_empty(report: object) -> None:
    for sheet in opened(write_excel(report)):  # type: ignore[arg-type]
        for row in sheet.iter_rows(min_row=5 if sheet.title == COVER else 1):
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
    assert not noted["Notes"]._hyperlinks


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
    assert empty["Date changes"]["A2"].value == "No dates were changed or requested in this period."
    assert empty["Asks"]["A2"].value == "No decisions are asked of the Board."
    assert empty["Change log"]["A2"].value == "Nothing in the register has changed since the last edition."


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
