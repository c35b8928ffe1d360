"""The files, opened again: structure, language, tables with headers, sides of paper, and the same bytes each time."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
import zipfile
from html.parser import HTMLParser
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from pypdf import PdfReader

from store.cut import DataCut
from tests.workflows.cuts import a_plan_of_four, an_edition
from tests.workflows.products.reading import KINDS, every_product, only
from workflows.documents.products import (
    FORMATS,
    file_name,
    write_html,
    write_json,
    write_pdf,
    write_products,
    write_word,
)
from workflows.exception_report.compile import compile_report
from workflows.products.catalogue import products_of
from workflows.products.headings import BRADFORD_2023
from workflows.products.office import ANY_COUNCIL
from workflows.products.product import Kind

PLAN_OF_FOUR = a_plan_of_four(editions=(an_edition(1, {"1.1": "RED", "1.2": "GREEN"}),))


@pytest.mark.parametrize("kind", KINDS)
def test_a_word_file_has_a_title_headings_british_english_and_tables_with_header_rows(kind: Kind) -> None:
    product = only(kind, PLAN_OF_FOUR)
    document = docx.Document(io.BytesIO(write_word(product)))
    assert document.core_properties.title == product.title
    assert document.core_properties.language == "en-GB"
    titles = [p.text for p in document.paragraphs if p.style is not None and p.style.name == "Title"]
    assert titles == [product.title]
    headings = [p.text for p in document.paragraphs if p.style is not None and p.style.name == "Heading 1"]
    assert headings == [part.heading for part in product.parts if part.number]
    assert document.tables
    for table in document.tables:
        first = table._tbl.tr_lst[0]
        assert first.trPr is not None
        assert first.trPr.find(qn("w:tblHeader")) is not None
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))
        assert all(cell.text.strip() for row in table.rows for cell in row.cells)


def test_a_council_reports_paragraphs_bear_their_numbers_in_word() -> None:
    document = docx.Document(io.BytesIO(write_word(only(Kind.SCRUTINY, PLAN_OF_FOUR))))
    lines = [paragraph.text for paragraph in document.paragraphs]
    assert [line for line in lines if re.match(r"\d+\. [A-Z]", line)] == [
        f"{n}. {title}" for n, title in enumerate(BRADFORD_2023.headings, start=1)
    ]
    assert any(line.startswith("1.1\t") for line in lines)
    assert "7.2 SUSTAINABILITY IMPLICATIONS" in lines
    assert any(line.startswith("2.3.1\tSenior Responsible Officer: ") for line in lines)


def test_the_register_lies_on_its_side_and_the_text_stands_upright() -> None:
    document = docx.Document(io.BytesIO(write_word(only(Kind.SCRUTINY, PLAN_OF_FOUR))))
    widths = [section.page_width > section.page_height for section in document.sections]  # type: ignore[operator]
    assert widths == [False, True]


class Page(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.language = ""
        self.ids: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        given = dict(attrs)
        if tag == "html":
            self.language = given["lang"] or ""
        if "id" in given:
            self.ids.append(given["id"] or "")


@pytest.mark.parametrize("kind", KINDS)
def test_a_web_page_has_one_h1_a_language_and_a_caption_for_each_table(kind: Kind) -> None:
    page = Page(write_html(only(kind, PLAN_OF_FOUR)).decode())
    assert (page.tags.count("h1"), page.language) == (1, "en-GB")
    assert page.tags.count("table") == page.tags.count("caption") > 0
    assert "script" not in page.tags
    assert len(page.ids) == len(set(page.ids))


def test_json_holds_the_counts_of_the_exception_report_and_says_what_each_block_is() -> None:
    held = json.loads(write_json(only(Kind.SCRUTINY, PLAN_OF_FOUR)))
    assert held["counts"] == compile_report(PLAN_OF_FOUR).position
    assert (held["kind"], held["as_at"]) == ("scrutiny", "2023-03-06T17:00:00+00:00")
    blocks = {block["block"] for part in held["parts"] for block in part["blocks"]}
    assert blocks >= {"facts", "paragraph", "subheading", "table"}


def test_the_same_cut_gives_the_same_bytes_in_every_file(tmp_path: Path) -> None:
    for product in every_product(PLAN_OF_FOUR):
        first = write_products((product,), tmp_path / "first")
        again = write_products((product,), tmp_path / "again")
        assert [path.read_bytes() for path in first] == [path.read_bytes() for path in again]
    held = sorted(path.name for path in (tmp_path / "first").iterdir())
    assert len(held) == len(FORMATS) * len(every_product(PLAN_OF_FOUR))


def test_files_of_one_kind_are_told_apart_by_area_or_body() -> None:
    names = [file_name(product, "docx") for product in products_of(Kind.HIGHLIGHT, PLAN_OF_FOUR, ANY_COUNCIL)]
    assert names == [
        "highlight-wharfeside-2023-03-06-area-1.docx",
        "highlight-wharfeside-2023-03-06-area-2.docx",
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_a_pdf_is_tagged_and_bears_the_papers_title_and_language(kind: Kind) -> None:
    product = only(kind, PLAN_OF_FOUR)
    pdf = PdfReader(io.BytesIO(write_pdf(product)))
    root = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert pdf.metadata is not None
    assert pdf.metadata.title == product.title
    text = " ".join(" ".join(page.extract_text().split()) for page in pdf.pages)
    assert all(" ".join(part.heading.split()) in text for part in product.parts if part.number)


def test_a_file_holds_no_moment_of_writing() -> None:
    with zipfile.ZipFile(io.BytesIO(write_word(only(Kind.KPI_PACK, PLAN_OF_FOUR)))) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.skipif(not shutil.which("soffice"), reason="no LibreOffice to lay out the pages")
@pytest.mark.parametrize(("kind", "sides"), [(Kind.MEMBER_BRIEF, 1), (Kind.KPI_PACK, 2)])
def test_the_brief_keeps_to_one_side_and_the_kpi_pack_to_two(
    january: DataCut, tmp_path: Path, kind: Kind, sides: int
) -> None:
    path = tmp_path / "paper.docx"
    path.write_bytes(write_word(only(kind, january)))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)  # noqa: S603 - our own command
    pages = re.findall(rb"/Type\s*/Page\b", (tmp_path / "paper.pdf").read_bytes())
    assert len(pages) == sides


def test_the_papers_of_january_2023_are_ready_to_issue_and_agree(january: DataCut) -> None:
    report = compile_report(january)
    for product in every_product(january):
        assert product.findings == (), product.title
        assert product.counts == report.position
