"""The options before the Board in every form of the report, opened again; and that the body keeps to four sides."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl
from pypdf import PdfReader
from sqlmodel import Session

from store.audit import AuditChain
from store.cut import OptionRow
from tests.workflows.conftest import audit, session  # noqa: F401 -- the register with the sample
from tests.workflows.cuts import SOON, a_cut, a_milestone, an_update, options_for
from tests.workflows.documents import worst_months
from tests.workflows.documents.test_length import sides
from tests.workflows.documents.word_reader import entry_of, opened
from workflows.documents.excel import write_excel
from workflows.documents.html import write_html
from workflows.documents.json_document import write_json
from workflows.documents.options import OPTION_WORDS, OPTIONS_MISSING
from workflows.documents.pdf import write_pdf
from workflows.documents.room import SIDE_MM, SIDES, body_mm
from workflows.documents.word import write_word
from workflows.exception_report.body_rows import ReportOption
from workflows.exception_report.compile import compile_report, within_four_sides
from workflows.exception_report.value import ExceptionReport
from workflows.products.highlight_report import highlight_report
from workflows.products.texts import texts_of

LONG = " ".join(f"word{number}" for number in range(OPTION_WORDS + 10))
LINES = (
    "Option 1, do nothing: Families go on waiting.",
    "Option 2: Buy in an agency. Effect: Waits fall by half.",
    "Recommended: option 2, because: It is the quickest.",
    "Lesson: Posts need cover before they fall vacant.",
)


def report(**changes: object) -> ExceptionReport:
    red = an_update(rating="RED", cause="Two vacancies", recovery="Agency staff", recovery_by=SOON, forecast=SOON)
    late = a_milestone(due=date(2022, 12, 1))
    return compile_report(a_cut(milestones=(late,), updates=(red,), options=(options_for("1.1", **changes),)))


def test_the_word_document_prints_them_as_labelled_lines_in_their_order() -> None:
    entry = " ".join(entry_of(opened(write_word(report())), "1.1"))
    places = [entry.index(line) for line in LINES]
    assert places == sorted(places)
    assert "Options given by: Plans Manager, Wharfeside, 20 February 2023" in entry
    assert OPTIONS_MISSING not in entry
    assert "Effect if nothing changes: See option 1." in entry


def test_a_long_option_is_cut_in_the_body_and_whole_in_the_appendix() -> None:
    long = (OptionRow(0, "Do nothing", LONG), OptionRow(1, "Buy in an agency", "Waits fall by half"))
    document = opened(write_word(report(options=long)))
    entry = " ".join(entry_of(document, "1.1"))
    assert f"word{OPTION_WORDS - 1} …" in entry
    assert f"word{OPTION_WORDS}" not in entry
    assert "Options: Full text in Appendix A" in entry
    assert any(paragraph.text.endswith(f"{LONG}.") for paragraph in document.paragraphs)


def test_the_web_page_and_the_pdf_say_the_same() -> None:
    page = write_html(report())
    pdf = " ".join(" ".join(side.extract_text() for side in PdfReader(BytesIO(write_pdf(report()))).pages).split())
    for line in LINES:
        label, _, words = line.partition(": ")
        assert label in page
        assert words in page
        assert line in pdf


def test_the_workbook_has_columns_for_them() -> None:
    sheet = openpyxl.load_workbook(BytesIO(write_excel(report())))["Exceptions"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    head = next(row for row in rows if "Options" in row)
    row = dict(zip(head, rows[rows.index(head) + 1], strict=True))
    assert row["Options"] == "1. Do nothing: Families go on waiting; 2. Buy in an agency: Waits fall by half"
    assert (row["Recommended option"], row["Why it is recommended"]) == (2, "It is the quickest")
    assert row["Lesson"] == "Posts need cover before they fall vacant"


def test_the_json_holds_them_field_by_field() -> None:
    (entry,) = json.loads(write_json(report()))["exceptions"]
    assert entry["options"] == [
        {"number": 1, "text": "Do nothing", "effect": "Families go on waiting"},
        {"number": 2, "text": "Buy in an agency", "effect": "Waits fall by half"},
    ]
    assert (entry["recommended"], entry["recommendation"]) == (2, "It is the quickest")
    assert entry["lesson"] == "Posts need cover before they fall vacant"


def test_the_highlight_report_says_that_they_are_before_the_board() -> None:
    red = an_update(rating="RED", cause="Two vacancies", recovery="Agency staff", recovery_by=SOON, forecast=SOON)
    late = a_milestone(due=date(2022, 12, 1))
    cut = a_cut(milestones=(late,), updates=(red,), options=(options_for("1.1"),))
    printed = " ".join(text for _, text in texts_of(highlight_report(cut, cut.areas[0]).parts))
    assert "1.1: 2 options before the Board; option 2 is recommended." in printed


def test_with_options_at_length_for_every_action_the_body_is_four_sides_still(
    session: Session,  # noqa: F811
    audit: AuditChain,  # noqa: F811
    tmp_path: Path,
) -> None:
    plain = worst_months.all_red(session, audit, tmp_path)
    long = tuple(ReportOption(number, LONG, LONG) for number in range(1, 5))
    weighed = {"options": long, "recommended": 4, "recommendation": LONG, "lesson": LONG, "options_by": "A post"}
    full = [entry.ref for entry in plain.exceptions[:10]]
    with_options = within_four_sides(
        replace(
            plain,
            exceptions=tuple(replace(entry, **weighed, full_entry=entry.ref in full) for entry in plain.exceptions),
        )
    )
    assert body_mm(with_options) <= SIDES * SIDE_MM
    assert sum(entry.full_entry for entry in with_options.exceptions) >= 1
    assert sides(write_pdf(with_options)) <= 4
