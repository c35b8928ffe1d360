"""Word documents are read as a person sees them, tracked changes accepted."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from docx.oxml import parse_xml

from store.register_files.grids import Cell, Grid, read_grids
from tests.store.register_files.grids.files import add_table, replace_in, save_document, texts

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "plan.docx"


def document_of(file: Path, body: str) -> tuple[Grid, ...]:
    """`body` is WordprocessingML, where w is declared."""

    def fill(document: Any) -> None:
        for element in parse_xml(f"<w:body {W}>{body}</w:body>"):
            document.element.body.insert_element_before(element, "w:sectPr")

    return read_grids(save_document(file, fill))


def cell_of(file: Path, content: str) -> tuple[Cell, tuple[str, ...]]:
    """The one cell of a table, and the remarks made on it."""
    (grid,) = document_of(file, f"<w:tbl><w:tr><w:tc>{content}</w:tc></w:tr></w:tbl>")
    return grid.rows[0][0], grid.remarks


def run(text: str) -> str:
    return f"<w:r><w:t xml:space='preserve'>{text}</w:t></w:r>"


def p(text: str) -> str:
    return f"<w:p>{run(text)}</w:p>"


def tc(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


def test_each_table_is_a_grid_with_the_paragraphs_before_it(file: Path) -> None:
    def fill(document: Any) -> None:
        document.add_heading("Area 1")
        document.add_paragraph("Objective 1.1")
        add_table(document, [["Activity", "Lead"], ["Publish", "Manager"]])
        document.add_paragraph("")
        add_table(document, [["Activity", "Lead"], ["Ask", "Officer"]])
        document.add_paragraph("Blue: complete")

    first, second = read_grids(save_document(file, fill))
    assert (first.source, first.title, first.before) == (
        "plan.docx, table 1",
        "Objective 1.1",
        ("Area 1", "Objective 1.1"),
    )
    assert texts(first) == [["Activity", "Lead"], ["Publish", "Manager"]]
    assert (second.source, second.title, second.before) == ("plan.docx, table 2", "", ())
    assert (first.after, second.after) == ((), ("Blue: complete",))


def test_merged_cells_repeat_their_text_and_say_that_they_are_covered(file: Path) -> None:
    def fill(document: Any) -> None:
        table = add_table(document, [["Objective", "", ""], ["1", "a", "b"], ["", "c", "d"]])
        table.cell(0, 0).merge(table.cell(0, 2))
        table.cell(1, 0).merge(table.cell(2, 0))

    (grid,) = read_grids(save_document(file, fill))
    assert texts(grid) == [["Objective"] * 3, ["1", "a", "b"], ["1", "c", "d"]]
    covered = {(at, column) for at, row in enumerate(grid.rows) for column, cell in enumerate(row) if cell.spanned}
    assert covered == {(0, 1), (0, 2), (2, 0)}


def test_a_column_that_only_widens_the_cells_beside_it_is_left_out(file: Path) -> None:
    wide = '<w:gridSpan w:val="2"/>'
    rows = "".join(f"<w:tr>{tc(a, wide)}{tc(b)}</w:tr>" for a, b in (("Ref", "Due"), ("1", "TBC")))
    (grid,) = document_of(file, f"<w:tbl>{rows}</w:tbl>")
    assert texts(grid) == [["Ref", "Due"], ["1", "TBC"]]


def test_rows_that_start_late_or_end_early_stay_in_their_columns(file: Path) -> None:
    late = f'<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>{tc("b")}</w:tr>'
    (grid,) = document_of(file, f"<w:tbl><w:tr>{tc('A')}{tc('B')}{tc('C')}</w:tr>{late}</w:tbl>")
    assert texts(grid) == [["A", "B", "C"], ["", "b", ""]]


@pytest.mark.parametrize(
    ("shading", "fill"),
    [
        ('w:val="clear" w:color="auto" w:fill="FFC000"', "#FFC000"),
        ('w:val="clear" w:color="auto" w:fill="ffc000"', "#FFC000"),
        ('w:val="clear" w:color="auto" w:fill="auto"', ""),
        ('w:val="clear" w:color="auto" w:fill="FFFFFF"', ""),
        ('w:val="solid" w:color="FF0000" w:fill="auto"', "#FF0000"),
    ],
)
def test_shading_is_the_fill_of_a_cell(file: Path, shading: str, fill: str) -> None:
    cell, _ = cell_of(file, f"<w:tcPr><w:shd {shading}/></w:tcPr>{p('Amber')}")
    assert cell == Cell("Amber", fill=fill)


@pytest.mark.parametrize(
    ("content", "text", "remark"),
    [
        (p("one") + p("two"), "one\ntwo", ""),
        ("<w:p><w:r><w:t>one</w:t><w:br/><w:t>two</w:t><w:tab/><w:t>three</w:t></w:r></w:p>", "one\ntwo three", ""),
        ("<w:p><w:r><w:t>0</w:t><w:noBreakHyphen/><w:t>19</w:t></w:r></w:p>", "0-19", ""),
        (f"<w:p><w:hyperlink>{run('the offer')}</w:hyperlink></w:p>", "the offer", ""),
        (f"<w:p><w:sdt><w:sdtContent>{run('May 2023')}</w:sdtContent></w:sdt></w:p>", "May 2023", ""),
        (f"<w:sdt><w:sdtContent>{p('May 2023')}</w:sdtContent></w:sdt>", "May 2023", ""),
        ("<w:p><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>7</w:t></w:r></w:p>", "7", ""),
        (
            f"<w:p>{run('May ')}<w:del><w:r><w:delText>22</w:delText></w:r></w:del><w:ins>{run('2023')}</w:ins></w:p>",
            "May 2023",
            "Tracked changes were read as if accepted: inserted text is in, deleted text is left out.",
        ),
        (
            f"<w:p><w:moveFrom>{run('gone')}</w:moveFrom><w:moveTo>{run('here')}</w:moveTo></w:p>",
            "here",
            "Tracked changes were read as if accepted: inserted text is in, deleted text is left out.",
        ),
        (
            f"<w:p><w:r><w:pict><w:txbxContent>{p('aside')}</w:txbxContent></w:pict></w:r>{run('Lead')}</w:p>",
            "Lead",
            "Text boxes were not read: move what belongs to the plan into a table.",
        ),
        (
            f"{p('By:')}<w:tbl><w:tr>{tc('March')}{tc('70%')}</w:tr><w:tr>{tc('May')}{tc('')}</w:tr></w:tbl><w:p/>",
            "By:\nMarch 70%\nMay",
            "A table inside a cell was read as lines of that cell.",
        ),
        (
            f"<w:p><w:pPr><w:numPr/></w:pPr></w:p>{p('Publish')}",
            "Publish",
            "Numbers that Word counts itself were not read where they stand alone: type them in if they are refs.",
        ),
    ],
)
def test_what_a_reader_sees_in_a_cell_is_its_text(file: Path, content: str, text: str, remark: str) -> None:
    cell, remarks = cell_of(file, content)
    assert (cell.text, remarks) == (text, (remark,) if remark else ())


def test_a_tracked_deleted_row_is_no_row_and_an_inserted_one_is(file: Path) -> None:
    deleted = f"<w:tr><w:trPr><w:del/></w:trPr>{tc('gone')}</w:tr>"
    inserted = f"<w:tr><w:trPr><w:ins/></w:trPr>{tc('new')}</w:tr>"
    (grid,) = document_of(file, f"<w:tbl>{deleted}{inserted}</w:tbl>")
    assert texts(grid) == [["new"]]
    assert grid.remarks == ("Tracked changes were read as if accepted: inserted text is in, deleted text is left out.",)


def test_tables_rows_and_cells_within_content_controls_are_read(file: Path) -> None:
    def control(content: str) -> str:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{content}</w:sdtContent></w:sdt>"

    row = f"<w:tr>{control(tc('a'))}{tc('b')}</w:tr>"
    (grid,) = document_of(file, control(f"<w:tbl>{control(row)}</w:tbl>"))
    assert texts(grid) == [["a", "b"]]


def test_a_hidden_row_is_read_and_said(file: Path) -> None:
    (grid,) = document_of(
        file, f"<w:tbl><w:tr>{tc('a')}</w:tr><w:tr><w:trPr><w:hidden/></w:trPr>{tc('b')}</w:tr></w:tbl>"
    )
    assert [row[0].hidden for row in grid.rows] == [False, True]
    assert grid.remarks == ("Row 2: hidden, and read all the same.",)


def test_a_document_without_a_table_is_a_grid_of_its_paragraphs(file: Path) -> None:
    def fill(document: Any) -> None:
        for text in ("Action 1.1: Publish", "", "Due date: May 25"):
            document.add_paragraph(text)

    (grid,) = read_grids(save_document(file, fill))
    assert (grid.source, grid.lines) == ("plan.docx", (1, 2))
    assert texts(grid) == [["Action 1.1: Publish"], ["Due date: May 25"]]
    assert grid.remarks == ("The document has no table, so each paragraph was read as a row.",)


def test_the_strict_kind_of_document_is_read_too(file: Path) -> None:
    save_document(file, lambda document: add_table(document, [["Ref", "Due"]]))
    transitional = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    replace_in(file, "word/document.xml", transitional, "http://purl.oclc.org/ooxml/wordprocessingml/main")
    (grid,) = read_grids(file)
    assert texts(grid) == [["Ref", "Due"]]
