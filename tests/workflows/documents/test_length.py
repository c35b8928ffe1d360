"""The body is four sides at most, in the months that ask most of it."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from sqlmodel import Session

from store.audit import AuditChain
from tests.workflows.conftest import audit, session  # noqa: F401 -- the register with the sample
from tests.workflows.documents import worst_months
from workflows.documents.appendices import appendices
from workflows.documents.blocks import Quoted
from workflows.documents.entries import entries_section
from workflows.documents.pdf import write_pdf
from workflows.documents.room import SIDE_MM, SIDES, SPARE_MM, body_mm
from workflows.documents.word import write_word
from workflows.exception_report.compile import within_four_sides
from workflows.exception_report.value import ExceptionReport, ReportComment

Month = Callable[[], ExceptionReport]


@pytest.fixture(params=["silent", "all_red"])
def month(request: pytest.FixtureRequest, session: Session, audit: AuditChain, tmp_path: Path) -> ExceptionReport:  # noqa: F811
    if request.param == "silent":
        return worst_months.silent(session)
    return worst_months.all_red(session, audit, tmp_path)


def sides(pdf: bytes) -> int:
    for page, content in enumerate(PdfReader(BytesIO(pdf)).pages):
        if "Annexes" in content.extract_text().splitlines():
            return page
    raise AssertionError("no page begins the annexes")


def test_the_worst_months_fit_four_sides_of_the_pdf_with_every_exception_in_the_index(month: ExceptionReport) -> None:
    assert len(month.exceptions) == 55
    assert body_mm(month) <= SIDES * SIDE_MM
    assert sides(write_pdf(month)) <= 4


def test_the_worst_months_fit_four_sides_of_the_word_document(month: ExceptionReport, tmp_path: Path) -> None:
    assert sides(laid_out(write_word(month), tmp_path)) <= 4


def test_a_plan_of_22_areas_and_111_silent_actions_fits_four_sides_with_entries_for_the_gravest(
    session: Session,  # noqa: F811
    audit: AuditChain,  # noqa: F811
    tmp_path: Path,
) -> None:
    report = worst_months.of_many_areas(session, audit)
    assert (len(report.areas), len(report.asks), len(report.exceptions)) == (22, 21, 111)
    assert sum(entry.full_entry for entry in report.exceptions) >= 3
    assert sides(write_pdf(report)) <= 4
    assert sides(laid_out(write_word(report), tmp_path)) <= 4


def test_hardly_a_side_that_would_hold_another_entry_is_left_blank(session: Session) -> None:  # noqa: F811
    report = worst_months.silent(session)
    full = [entry for entry in report.exceptions if entry.full_entry]
    after = report.exceptions[len(full)]
    one_more = tuple(replace(entry, full_entry=True) if entry is after else entry for entry in report.exceptions)
    assert body_mm(replace(report, exceptions=one_more)) > SIDES * SIDE_MM - SPARE_MM
    assert body_mm(report) > (SIDES - 1) * SIDE_MM


def laid_out(document: bytes, folder: Path) -> bytes:
    """The Word document as a PDF."""
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("LibreOffice is not installed, so the Word document cannot be laid out")
    word = folder / "month.docx"
    word.write_bytes(document)
    subprocess.run(  # noqa: S603 -- soffice from the PATH, files of our own
        [
            soffice,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            *("--headless", "--convert-to", "pdf", "--outdir", str(folder), str(word)),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    return (folder / "month.pdf").read_bytes()


def test_what_has_no_room_is_named_and_its_update_stands_whole_in_appendix_a(month: ExceptionReport) -> None:
    full = [entry for entry in month.exceptions if entry.full_entry]
    assert full == list(month.exceptions[: len(full)])
    assert 0 < len(full) < 10
    last = str(entries_section(month).blocks[-1])
    assert f"The other {len(month.exceptions) - len(full)} exceptions stand in the index alone" in last
    register = appendices(month)[0]
    quoted = [block.text for block in register.blocks if isinstance(block, Quoted)]
    assert quoted == [entry.update_text for entry in month.exceptions if entry.update_text]


def test_a_commentary_takes_its_room_from_the_entries(session: Session) -> None:  # noqa: F811
    plain = worst_months.silent(session)
    comment = ReportComment(
        "3", "", "The team has looked at every figure of this section again. " * 12, plain.period_to
    )
    commented = within_four_sides(replace(plain, commentary=(comment, comment)))
    full = [sum(entry.full_entry for entry in report.exceptions) for report in (plain, commented)]
    assert full[1] < full[0]
    assert sides(write_pdf(commented)) <= 4
