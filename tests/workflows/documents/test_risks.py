"""The risk log in the documents, opened again: section 11 in Word, web page and PDF, the whole log in the workbook."""

from __future__ import annotations

import io
import json
from datetime import date
from io import BytesIO

import openpyxl
from pypdf import PdfReader

from tests.workflows.documents.sample_annexes import OPEN_RISKS, RISKS
from tests.workflows.documents.sample_report import a_report, an_empty_report
from tests.workflows.documents.word_reader import cells_of, opened, table_called, text_of
from workflows.documents.excel import write_excel
from workflows.documents.html import write_html
from workflows.documents.json_document import write_json
from workflows.documents.pdf import write_pdf
from workflows.documents.risks import HOW_SCORED, NONE_TOUCH
from workflows.documents.word import write_word

TWO_ROWS = [
    [
        "R4, issue: Three officers’ posts are vacant; cases wait for allocation.",
        "2.1.1\n2.1.2",
        "20, High, up from 15",
        "Head of Integrated Assessment, Wharfeside Council",
        "Agency officers start on 5 June\nBy 5 June 2023",
    ],
    [
        "R2, risk: The two trusts may go on counting waits in two ways.",
        "3.1.1\n3.1.2",
        "12, Medium, unchanged\nNot reviewed since 12 January 2023",
        "Head of Therapies, Airedale NHS Foundation Trust",
        "Agree one definition in the data group\nBy 30 June 2023",
    ],
]


def test_word_holds_a_row_for_each_risk_of_section_11_with_its_score_in_words() -> None:
    document = opened(write_word(a_report()))
    rows = [cells_of(row) for row in table_called(document, "Risks and issues")._tbl.tr_lst]
    assert rows[0] == ["Risk or issue", "Actions", "Score", "Owner", "Next step and by when"]
    assert [row[0] for row in rows[1:]] == [row[0] for row in TWO_ROWS]
    assert [row[1:3] for row in rows[1:]] == [row[1:3] for row in TWO_ROWS]
    assert [row[4] for row in rows[1:]] == [row[4] for row in TWO_ROWS]
    text = text_of(document)
    assert HOW_SCORED in text
    assert "1 other open risk or issue touches no entry of section 5" in text
    for line in RISKS[2:]:
        assert line.text in text


def test_the_web_page_and_the_pdf_say_the_same() -> None:
    page = write_html(a_report())
    pdf = " ".join("".join(part.extract_text() for part in PdfReader(BytesIO(write_pdf(a_report()))).pages).split())
    for words in ("20, High, up from 15", "12, Medium, unchanged", "Not reviewed since 12 January 2023"):
        assert words in page
        assert words in pdf
    assert "By 5 June 2023" in page


def test_without_any_the_sentence_stands_alone() -> None:
    text = text_of(opened(write_word(an_empty_report())))
    assert NONE_TOUCH in text
    assert "other open risk" not in text


def test_where_none_touches_an_entry_the_others_are_counted() -> None:
    text = text_of(opened(write_word(a_report(risks=()))))
    assert NONE_TOUCH in text
    assert "3 other open risks and issues touch no entry of section 5" in text


def test_the_workbook_holds_every_open_risk_as_one_typed_table() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(write_excel(a_report())))["Risks"]
    titles = [cell.value for cell in sheet[1]]
    first, second, third = ([cell.value for cell in row] for row in sheet.iter_rows(min_row=2))
    row = dict(zip(titles, first, strict=True))
    assert (row["Ref"], row["Kind"], row["Actions"]) == ("R4", "Issue", "2.1.1, 2.1.2")
    assert (row["Likelihood"], row["Impact"], row["Score"]) == (5, 4, 20)
    assert (row["Level"], row["Movement"], row["In section 11"]) == ("High", "up from 15", "Yes")
    assert row["Next step by"].date() == date(2023, 6, 5)
    assert dict(zip(titles, second, strict=True))["Review"] == "Not reviewed since 12 January 2023"
    bare = dict(zip(titles, third, strict=True))
    assert (bare["Risk or issue"], bare["Score"], bare["Level"]) == (OPEN_RISKS[2].text, "None", "Not scored yet")
    assert (bare["Owner"], bare["In section 11"], bare["Review"]) == ("No owner", "No", "Never assessed")
    assert len(sheet.tables) == 1


def test_the_workbooks_notes_keep_what_waits_for_what() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(write_excel(a_report())))["Notes"]
    topics = [cell.value for cell in sheet["A"]]
    assert topics.count("Help needed") == 2
    assert topics.count("Waiting") == 1


def test_json_gives_each_line_of_section_11_as_an_object() -> None:
    read = json.loads(write_json(a_report()))
    assert [(row["kind"], row["ref"]) for row in read["risks"]] == [
        ("Issue", "R4"),
        ("Risk", "R2"),
        ("Waiting", "3.1.2"),
        ("Help needed", "2.1.1"),
        ("Help needed", "3.1.1"),
    ]
    assert all(row["text"] for row in read["risks"])
    assert (read["risks"][0]["score"], read["risks"][0]["next_step_by"]) == (20, "2023-06-05")
    assert [row["ref"] for row in read["open_risks"]] == ["R4", "R2", "R7"]
