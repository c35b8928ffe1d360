"""The PDF, opened again: tagged, named, in British English, the same each time."""

from __future__ import annotations

from collections import Counter
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject

from tests.workflows.documents.sample_exceptions import EXCEPTIONS
from tests.workflows.documents.sample_report import a_report, an_empty_report
from workflows.documents.blocks import Table
from workflows.documents.pdf import write_pdf
from workflows.documents.sections import whole


@pytest.fixture(scope="module")
def pdf() -> PdfReader:
    return PdfReader(BytesIO(write_pdf(a_report())))


def tags(pdf: PdfReader) -> Counter[str]:
    found: Counter[str] = Counter()
    waiting: list[Any] = [pdf.trailer["/Root"]["/StructTreeRoot"]["/K"]]
    while waiting:
        node = waiting.pop().get_object()
        if isinstance(node, ArrayObject):
            waiting += [item for item in node if not isinstance(item, int)]
        elif isinstance(node, DictionaryObject):
            if "/S" in node:
                found[str(node["/S"]).removeprefix("/")] += 1
            if "/K" in node and not isinstance(node["/K"], int):
                waiting.append(node["/K"])
    return found


def outline(pdf: PdfReader) -> list[str]:
    return [str(entry.title) for entry in pdf.outline if not isinstance(entry, list)]


def test_it_is_tagged_and_says_that_it_conforms_to_pdf_ua(pdf: PdfReader) -> None:
    root = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert root["/Lang"] == "en-GB"
    assert b"pdfuaid:part>1<" in root["/Metadata"].get_data()


def test_title_and_author_are_those_of_the_report_and_the_day_that_of_its_data(pdf: PdfReader) -> None:
    assert pdf.metadata is not None
    assert pdf.metadata.title == "WSOA Exception Report: SEND Strategic Partnership Board"
    assert pdf.metadata.author == "SEND Transformation and Compliance Team"
    assert pdf.metadata.creation_date == a_report().as_at


def test_the_bookmarks_are_the_sections_in_their_order(pdf: PdfReader) -> None:
    names = [name for name in outline(pdf) if name != "Annexes"]
    assert names == [section.heading for section in whole(a_report()) if section.number != "0"]


def test_every_header_of_every_table_is_tagged_as_one(pdf: PdfReader) -> None:
    tables = [block for section in whole(a_report()) for block in section.blocks if isinstance(block, Table)]
    found = tags(pdf)
    assert found["Table"] == len(tables) > 15
    assert found["TH"] == sum(len(table.columns) for table in tables)
    assert found["TD"] == sum(len(table.columns) * len(table.rows) for table in tables)
    assert found["THead"] == len(tables)


def test_headings_lists_and_links_are_tagged_as_such(pdf: PdfReader) -> None:
    found = tags(pdf)
    assert found["H1"] == 18
    assert found["H2"] >= sum(entry.full_entry for entry in EXCEPTIONS)
    assert found["L"] > 0
    assert found["Link"] > 0


def test_each_full_entry_says_its_rating_in_words(pdf: PdfReader) -> None:
    text = " ".join(" ".join(page.extract_text().split()) for page in pdf.pages)
    for entry in EXCEPTIONS:
        if entry.full_entry:
            assert entry.rating_words in text
    assert f"Page 1 of {len(pdf.pages)}" in text


def test_what_people_wrote_is_never_markup() -> None:
    nasty = "#panic() $x$ *bold* _it_ @ref <label> `raw` \\ // no comment"
    pdf = PdfReader(BytesIO(write_pdf(a_report(summary=nasty))))
    assert nasty in " ".join(pdf.pages[0].extract_text().split())


def test_an_empty_report_is_a_whole_document() -> None:
    text = "\n".join(page.extract_text() for page in PdfReader(BytesIO(write_pdf(an_empty_report()))).pages)
    assert "No actions are reported by exception." in text


def test_the_same_value_gives_the_same_bytes() -> None:
    assert write_pdf(a_report()) == write_pdf(a_report())
