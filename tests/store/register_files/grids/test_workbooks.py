"""Workbooks are read as a person sees them."""

from __future__ import annotations

import re
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Color, PatternFill

from store.register_files.grids import Cell, Grid, read_grids
from tests.store.register_files.grids.files import change_part, replace_in, save_sheet, save_workbook, texts

SHEET = "xl/worksheets/sheet1.xml"


def wall_time(*parts: int) -> datetime:
    return datetime(*parts)  # noqa: DTZ001  Excel knows no time zones


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "plan.xlsx"


def only(file: Path) -> Grid:
    (grid,) = read_grids(file)
    return grid


def shown(file: Path, value: Any, number_format: str) -> Cell:
    def fill(book: Any) -> None:
        book.active["A1"] = value
        book.active["A1"].number_format = number_format

    return only(save_workbook(file, fill)).rows[0][0]


def test_each_sheet_that_holds_text_is_a_grid_named_by_its_sheet(file: Path) -> None:
    def fill(book: Any) -> None:
        book.active.title = "Plan"
        book.active.append(["Ref", "Action"])
        book.create_sheet("Blank")
        book.create_sheet("Notes").append(["Read me"])

    plan, notes = read_grids(save_workbook(file, fill))
    assert (plan.title, plan.source) == ("Plan", "plan.xlsx, sheet Plan")
    assert (notes.title, texts(notes)) == ("Notes", [["Read me"]])


def test_blank_rows_and_trailing_blank_columns_are_left_out_and_row_numbers_kept(file: Path) -> None:
    grid = only(save_sheet(file, [[], ["A plan", None, None], [], ["Ref", "", "Due", " "], ["1.1", "", "TBC"]]))
    assert texts(grid) == [["A plan", "", ""], ["Ref", "", "Due"], ["1.1", "", "TBC"]]
    assert grid.lines == (2, 4, 5)


@pytest.mark.parametrize(
    ("value", "number_format", "text", "typed"),
    [
        (35.0, "General", "35", 35),
        (1 / 3, "General", "0.3333333333", 0.3333333333333333),
        (1e20, "General", "1E+20", 10**20),
        (1.1, "0.00", "1.10", 1.1),  # the ref 1.10 typed as a number
        (7, "000", "007", 7),
        (0.35, "0%", "35%", 0.35),
        (0.355, "0.0%", "35.5%", 0.355),
        (0.285, "0%", "29%", 0.285),
        (1234.5, "#,##0", "1,235", 1234.5),
        (1234, '"£"#,##0', "£1,234", 1234),
        (1234, "[$£-809]#,##0.00", "£1,234.00", 1234),
        (12, '0" weeks"', "12 weeks", 12),
        (-3, "0;(0)", "(3)", -3),
        (-3, "0", "-3", -3),
        (0, '0;-0;"-"', "-", 0),
        (1_500_000, "0.0,,", "1.5", 1_500_000),
        (0.5, "# ?/?", "0.5", 0.5),
        (1234.5, "0.00E+00", "1234.5", 1234.5),
        (5, "[>100]0.00;0", "5", 5),
        (5, ";;;", "5", 5),
        (12, "[Red]0", "12", 12),
        (1e300, "0.00", "1E+300", int(1e300)),
        (123456789012345, "#,##0.000000000000000000", "123,456,789,012,345.000000000000000000", 123456789012345),
        (0.5, "0%%", "0.5", 0.5),
        (True, "General", "TRUE", True),
    ],
)
def test_a_number_reads_as_excel_shows_it_and_keeps_its_value(
    file: Path, value: Any, number_format: str, text: str, typed: Any
) -> None:
    cell = shown(file, value, number_format)
    assert (cell.text, cell.value) == (text, typed)


@pytest.mark.parametrize(
    ("value", "number_format", "text", "typed"),
    [
        (date(2023, 3, 31), "dd/mm/yyyy", "2023-03-31", date(2023, 3, 31)),
        (date(2023, 3, 31), "mm-dd-yy", "2023-03-31", date(2023, 3, 31)),
        (date(2023, 3, 1), "mmm-yy", "March 2023", date(2023, 3, 1)),
        (date(2023, 3, 1), "mmmm yyyy", "March 2023", date(2023, 3, 1)),
        (date(2023, 3, 1), "mmmm", "March 2023", date(2023, 3, 1)),
        (date(2023, 3, 1), "yyyy", "2023", date(2023, 3, 1)),
        (date(2023, 3, 31), '[$-F800]dddd\\,\\ d" of "mmmm yyyy', "2023-03-31", date(2023, 3, 31)),
        (wall_time(2023, 3, 31, 14, 30), "dd/mm/yyyy hh:mm", "2023-03-31 14:30", wall_time(2023, 3, 31, 14, 30)),
        (wall_time(2023, 3, 31), "dd/mm/yyyy hh:mm", "2023-03-31", date(2023, 3, 31)),
        (wall_time(2023, 3, 31, 14, 30), "dd/mm/yyyy", "2023-03-31", wall_time(2023, 3, 31, 14, 30)),
        (0.604, "hh:mm", "14:30", None),
        (1.5, "[h]:mm", "36:00", None),
        (1, "dd/mm/yyyy", "1900-01-01", date(1900, 1, 1)),
        (61, "dd/mm/yyyy", "1900-03-01", date(1900, 3, 1)),
    ],
)
def test_a_date_reads_as_far_as_its_format_shows_it(
    file: Path, value: Any, number_format: str, text: str, typed: Any
) -> None:
    cell = shown(file, value, number_format)
    assert (cell.text, cell.value) == (text, typed)


def test_a_workbook_that_counts_from_1904_gives_the_same_dates(file: Path) -> None:
    with xlsxwriter.Workbook(file, {"date_1904": True}) as book:
        book.add_worksheet().write_datetime(0, 0, wall_time(2023, 3, 31), book.add_format({"num_format": "d mmm yyyy"}))
    assert only(file).rows[0][0] == Cell("2023-03-31", date(2023, 3, 31))


def test_an_iso_date_cell_is_a_date(file: Path) -> None:
    save_sheet(file, [[5]])
    replace_in(file, SHEET, 't="n"><v>5</v>', 't="d"><v>2023-03-31T00:00:00</v>')
    assert only(file).rows[0][0] == Cell("2023-03-31", date(2023, 3, 31))


def test_a_number_no_date_has_stays_a_number_and_is_said(file: Path) -> None:
    save_workbook(file, lambda book: book.active.append([-5]))
    replace_in(file, SHEET, '<c r="A1"', '<c r="A1" s="1"')
    change_part(
        file,
        "xl/styles.xml",
        lambda xml: xml.replace("</cellXfs>", '<xf numFmtId="14" fontId="0" fillId="0" borderId="0" /></cellXfs>'),
    )
    grid = only(file)
    assert (grid.rows[0][0].text, grid.remarks) == ("-5", ("Cell A1: a number that no date has was read as a number.",))


def test_merged_cells_repeat_their_text_and_say_that_they_are_covered(file: Path) -> None:
    def fill(book: Any) -> None:
        book.active.append(["Ref", "Milestones", None, "RAG"])
        book.active.append(["1", "a", "b", "Red"])
        book.active.append([None, "c", "d", "Red"])
        book.active.merge_cells("B1:C1")
        book.active.merge_cells("A2:A3")

    grid = only(save_workbook(file, fill))
    assert texts(grid) == [["Ref", "Milestones", "Milestones", "RAG"], ["1", "a", "b", "Red"], ["1", "c", "d", "Red"]]
    covered = {(at, column) for at, row in enumerate(grid.rows) for column, cell in enumerate(row) if cell.spanned}
    assert covered == {(0, 2), (2, 0)}


def test_a_title_merged_over_a_whole_sheet_reaches_as_far_as_the_table(file: Path) -> None:
    save_sheet(file, [["The plan"], ["Ref", "Due"], ["1", "TBC"]])
    replace_in(file, SHEET, "</sheetData>", '</sheetData><mergeCells><mergeCell ref="A1:XFD1" /></mergeCells>')
    assert texts(only(file)) == [["The plan", "The plan"], ["Ref", "Due"], ["1", "TBC"]]


def test_a_row_of_nothing_but_covered_cells_is_left_out(file: Path) -> None:
    def fill(book: Any) -> None:
        book.active.append(["Banner", "x"])
        book.active.merge_cells("A1:A4")
        book.active["A5"] = "End"
        book.active["B3"].fill = PatternFill("solid", "FF0000")

    assert only(save_workbook(file, fill)).lines == (1, 5)


def test_hidden_rows_columns_and_sheets_are_read_and_said(file: Path) -> None:
    def fill(book: Any) -> None:
        sheet = book.active
        for row in range(1, 6):
            sheet.append([f"a{row}", f"b{row}", f"c{row}"])
        sheet.row_dimensions[4].hidden = True
        sheet.row_dimensions[5].hidden = True
        sheet.column_dimensions["B"].hidden = True
        book.create_sheet("Old").append(["kept"])
        book["Old"].sheet_state = "veryHidden"

    plan, old = read_grids(save_workbook(file, fill))
    assert plan.remarks == ("Rows 4 and 5: hidden, and read all the same.", "Column B: hidden, and read all the same.")
    assert [[cell.hidden for cell in row] for row in plan.rows] == [[False, True, False]] * 3 + [[True] * 3] * 2
    assert (texts(old), old.remarks) == ([["kept"]], ("The sheet is hidden; it was read all the same.",))


def test_hidden_rows_without_text_are_not_spoken_of(file: Path) -> None:
    def fill(book: Any) -> None:
        book.active.append(["a"])
        book.active.row_dimensions[9].hidden = True
        book.active.column_dimensions["H"].hidden = True

    assert only(save_workbook(file, fill)).remarks == ()


def test_an_error_is_kept_as_text_and_a_formula_without_a_result_is_blank_both_said(file: Path) -> None:
    def fill(book: Any) -> None:
        book.active.append(["Ref", "#REF!", "=1+1"])
        book.active["B1"].data_type = "e"

    grid = only(save_workbook(file, fill))
    assert texts(grid) == [["Ref", "#REF!"]]
    assert grid.remarks == (
        "Cell B1: a formula gave an error, which was read as text.",
        "Cell C1: a formula without a result was read as blank; open the file in Excel and save it.",
    )


def test_a_formula_gives_the_result_that_was_saved_with_it(file: Path) -> None:
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        sheet.write_formula("A1", "=1+1", None, 2)
        sheet.write_formula("B1", '="a"&"b"', None, "ab")
        sheet.write_formula("C1", '=""', None, "blank")
    replace_in(file, SHEET, "<v>blank</v>", "<v></v>")
    grid = only(file)
    assert (texts(grid), grid.remarks) == ([["2", "ab"]], ())


def test_text_that_looks_like_a_formula_is_text(file: Path) -> None:
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        sheet.write_string("A1", "=SUM(A2:A9)")
        sheet.write_string("A2", "0042")
    assert only(file).rows == ((Cell("=SUM(A2:A9)"),), (Cell("0042"),))


def test_rich_text_and_line_breaks_are_kept_as_text(file: Path) -> None:
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        sheet.write_rich_string("A1", "Publish ", book.add_format({"bold": True}), "the plan", " soon")
        sheet.write_string("B1", "one\r\ntwo\nthree", book.add_format({"text_wrap": True}))
        sheet.write_string("C1", "a_x0041_b\x0bc")
    assert texts(only(file)) == [["Publish the plan soon", "one\ntwo\nthree", "a_x0041_b\nc"]]


@pytest.mark.parametrize(
    ("colour", "fill"),
    [
        (Color(rgb="FF92D050"), "#92D050"),
        (Color(rgb="0092D050"), "#92D050"),
        (Color(rgb="FFFFFFFF"), ""),
        (Color(theme=0), ""),
        (Color(theme=1), "#000000"),
        (Color(theme=4), "#4F81BD"),
        (Color(theme=0, tint=-0.25), "#BFBFBF"),
        (Color(theme=4, tint=0.5), "#A7C0DE"),
        (Color(indexed=10), "#FF0000"),
        (Color(indexed=64), ""),
        (Color(theme=99), ""),
    ],
)
def test_a_fill_is_the_colour_a_person_sees(file: Path, colour: Color, fill: str) -> None:
    def paint(book: Any) -> None:
        book.active.append(["Amber", None, "x"])
        for name in ("A1", "B1"):
            book.active[name].fill = PatternFill(patternType="solid", fgColor=colour)

    amber, blank, _ = only(save_workbook(file, paint)).rows[0]
    assert (amber.fill, blank.fill) == (fill, fill)


def test_a_pattern_is_no_colour(file: Path) -> None:
    def paint(book: Any) -> None:
        book.active.append(["x"])
        book.active["A1"].fill = PatternFill(patternType="lightUp", fgColor="FFFF0000")

    assert only(save_workbook(file, paint)).rows[0][0].fill == ""


def test_conditional_formatting_is_said_and_not_read(file: Path) -> None:
    def paint(book: Any) -> None:
        book.active.append(["Red"])
        rule = CellIsRule(operator="equal", formula=['"Red"'], fill=PatternFill("solid", bgColor="FFFF0000"))
        book.active.conditional_formatting.add("A1:A9", rule)

    grid = only(save_workbook(file, paint))
    assert (grid.rows[0][0].fill, grid.remarks) == (
        "",
        ("Colours that Excel sets by a rule (conditional formatting) were not read.",),
    )


def test_macros_are_said_and_never_run(file: Path) -> None:
    save_sheet(file, [["Ref"]])
    replace_in(
        file,
        "[Content_Types].xml",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    )
    grid = only(file.rename(file.with_suffix(".xlsm")))
    assert (texts(grid), grid.remarks) == ([["Ref"]], ("The file holds macros; none was run.",))


def test_a_sheet_of_a_chart_is_no_grid(file: Path) -> None:
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet("Data")
        sheet.write_column(0, 0, [1, 2])
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": "=Data!$A$1:$A$2"})
        book.add_chartsheet("Chart").set_chart(chart)
    assert [grid.title for grid in read_grids(file)] == ["Data"]


words = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Zs", "Zl", "Zp"], exclude_characters="\ufeff\ufffe\uffff")
)


@settings(max_examples=40, deadline=None)
@given(rows=st.lists(st.lists(words, min_size=2, max_size=2), min_size=1, max_size=5))
def test_any_table_of_texts_reads_the_same(tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]) -> None:
    written = [["Ref", "Action", "End"], *([*row, "."] for row in rows)]
    file = tmp_path_factory.mktemp("texts") / "plan.xlsx"
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        for at, row in enumerate(written):
            for column, text in enumerate(row):
                sheet.write_string(at, column, text)
    assert texts(only(file)) == written


def test_a_comment_on_a_cell_is_not_its_text(file: Path) -> None:
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        sheet.write_string("A1", "Amber")
        sheet.write_comment("A1", "why?")
    assert texts(only(file)) == [["Amber"]]


def test_cells_without_references_follow_one_another(file: Path) -> None:
    save_sheet(file, [["a", "b"], ["c", "d"]])
    change_part(file, SHEET, lambda xml: re.sub(r'(<row|<c) r="[^"]*"', r"\1", xml))
    assert texts(only(file)) == [["a", "b"], ["c", "d"]]


def test_a_workbook_with_macros_is_read_and_none_is_run(tmp_path: Path) -> None:
    """As Excel saves a .xlsm: a content type of its own, and a part that holds the program."""
    file = save_sheet(tmp_path / "plan.xlsx", [["Ref", "Action"], ["1.1", "Publish"]])
    plain, macros = "vnd.openxmlformats-officedocument.spreadsheetml.sheet.main", "vnd.ms-excel.sheet.macroEnabled.main"
    change_part(file, "[Content_Types].xml", lambda types: types.replace(plain, macros))
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"Auto_Open")
    (grid,) = read_grids(file.rename(tmp_path / "plan.xlsm"))
    assert texts(grid) == [["Ref", "Action"], ["1.1", "Publish"]]
    assert grid.remarks == ("The file holds macros; none was run.",)
