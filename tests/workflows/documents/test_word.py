"""The Word document, opened again with python-docx."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime

import pytest
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from tests.workflows.documents.greyscale import contrast
from tests.workflows.documents.sample_exceptions import EXCEPTIONS
from tests.workflows.documents.sample_plan import COLOURS
from tests.workflows.documents.sample_report import a_report, an_empty_report
from tests.workflows.documents.word_reader import cells_of, opened, table_called
from workflows.documents.colours import INK, NO_COLOUR
from workflows.documents.word import write_word
from workflows.documents.word_styles import HEADING_INK, LINK_INK


@pytest.fixture(scope="module")
def document() -> Document:
    return opened(write_word(a_report()))


def test_the_sections_stand_in_the_order_of_the_specification(document: Document) -> None:
    headings = [p.text for p in document.paragraphs if p.style and p.style.name == "Heading 1"]
    assert headings == [
        "1. Summary",
        "2. Asks of the Board",
        "3. Position table",
        "4. Exceptions index",
        "5. Exception entries",
        "Annexes",
        "6. Not reported",
        "7. Dates: changes and slippage",
        "8. KPIs off trajectory",
        "9. Due before the next Board",
        "10. Completed since last report",
        "11. Risks, issues, dependencies",
        "12. Cleared exceptions",
        "13. Data notes",
        "14. Sign-off",
        "Appendix A: Full register",
        "Appendix B: Rating key",
        "Appendix C: Change log since last edition",
    ]


def test_the_title_is_a_title_and_each_full_entry_a_heading(document: Document) -> None:
    assert document.paragraphs[0].style is not None
    assert document.paragraphs[0].style.name == "Title"
    seconds = [p.text for p in document.paragraphs if p.style and p.style.name == "Heading 2"]
    full = [f"{entry.ref} {entry.title}" for entry in EXCEPTIONS if entry.full_entry]
    assert [text for text in seconds if text in full] == full


def test_the_annexes_begin_on_a_new_page(document: Document) -> None:
    annexes = next(p for p in document.paragraphs if p.text == "Annexes")
    assert annexes.paragraph_format.page_break_before


def test_the_register_lies_on_landscape_pages_of_a4_and_the_rest_stands_upright(document: Document) -> None:
    sizes = [
        (s.orientation, round(s.page_width.mm), round(s.page_height.mm))
        for s in document.sections  # type: ignore[union-attr]
    ]
    assert sizes == [
        (WD_ORIENT.PORTRAIT, 210, 297),
        (WD_ORIENT.LANDSCAPE, 297, 210),
        (WD_ORIENT.PORTRAIT, 210, 297),
    ]
    assert all(round(s.left_margin.mm) == 15 for s in document.sections)  # type: ignore[union-attr]


def test_every_table_repeats_its_header_row_and_splits_no_row(document: Document) -> None:
    for table in document.tables:
        first, *others = table._tbl.tr_lst
        assert first.trPr.find(qn("w:tblHeader")) is not None
        assert all(row.trPr.find(qn("w:tblHeader")) is None for row in others)
        assert all(row.trPr.find(qn("w:cantSplit")) is not None for row in table._tbl.tr_lst)


def test_every_table_is_described_for_those_who_do_not_see_it(document: Document) -> None:
    for table in document.tables:
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))
        assert table._tbl.tblPr.find(qn("w:tblDescription")).get(qn("w:val"))


@pytest.mark.parametrize("report", [a_report(), an_empty_report()], ids=["rich", "empty"])
def test_no_cell_is_empty_and_none_is_merged(report: object) -> None:
    for table in opened(write_word(report)).tables:  # type: ignore[arg-type]
        columns = len(table._tbl.tblGrid.gridCol_lst)
        for row in table._tbl.tr_lst:
            assert len(row.tc_lst) == columns
            assert all(cell.strip() for cell in cells_of(row))
        assert not list(table._tbl.iter(qn("w:gridSpan"), qn("w:vMerge")))


def test_columns_fill_the_width_of_their_page(document: Document) -> None:
    widths = {sum(int(col.w) for col in table._tbl.tblGrid.gridCol_lst) // 635 for table in document.tables}
    upright, across = round(180 / 25.4 * 1440), round(267 / 25.4 * 1440)
    assert widths == {upright, across}


def test_a_tinted_cell_always_holds_the_word_of_its_rating(document: Document) -> None:
    tinted = 0
    for table in document.tables:
        for row in table._tbl.tr_lst:
            striped = [cell for cell in row.tc_lst if cell.find(qn("w:tcPr")).find(qn("w:tcBorders")) is not None]
            if striped:
                tinted += 1
                assert any(label in " ".join(cells_of(row)) for label in COLOURS)
    assert tinted > 40


def test_ink_can_be_read_on_every_fill(document: Document) -> None:
    fills = {shading.get(qn("w:fill")) for shading in document.element.body.iter(qn("w:shd"))}
    assert len(fills) >= 5
    for ink in (INK, NO_COLOUR, HEADING_INK, LINK_INK):
        assert all(contrast(ink, fill) >= 4.5 for fill in fills)


def test_every_rating_of_the_register_is_a_word(document: Document) -> None:
    register = table_called(document, "Full register")
    words = [cells_of(row)[4] for row in register._tbl.tr_lst[1:]]
    assert words == [line.rating for line in a_report().register]


def test_the_language_is_british_english_in_styles_and_properties(document: Document) -> None:
    languages = {lang.get(qn("w:val")) for lang in document.styles.element.iter(qn("w:lang"))}
    assert languages == {"en-GB"}
    assert document.core_properties.language == "en-GB"


def test_the_properties_speak_of_the_report_and_bear_the_time_of_its_data(document: Document) -> None:
    properties = document.core_properties
    assert properties.title == "WSOA Exception Report: SEND Strategic Partnership Board"
    assert properties.author == "SEND Transformation and Compliance Team"
    assert "Wharfeside" in properties.subject
    assert properties.created == properties.modified == datetime(2023, 5, 12, 16, 0, tzinfo=UTC)


def test_header_and_footer_say_what_the_copy_is_and_number_its_pages(document: Document) -> None:
    for section in document.sections:
        assert "DRAFT" in section.header.paragraphs[0].text
        footer = section.footer.paragraphs[0]
        assert "Edition 4" in footer.text
        codes = [code.text.strip() for code in footer._p.iter(qn("w:instrText"))]
        assert codes == ["PAGE", "NUMPAGES"]


def test_a_final_edition_says_so_in_its_header() -> None:
    final = opened(write_word(a_report(status="FINAL")))
    assert "FINAL" in final.sections[0].header.paragraphs[0].text


def test_the_same_value_gives_the_same_bytes() -> None:
    assert write_word(a_report()) == write_word(a_report())


def test_the_zip_file_bears_no_time_and_begins_with_its_content_types() -> None:
    with zipfile.ZipFile(io.BytesIO(write_word(a_report()))) as file:
        assert {entry.date_time for entry in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert file.namelist()[0] == "[Content_Types].xml"
        assert not [name for name in file.namelist() if "thumbnail" in name or "customXml" in name]
