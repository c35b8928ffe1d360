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
from workflows.documents.room import SIDE_MM, SIDES, body_mm
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
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("LibreOffice is not installed, so the Word document cannot be laid out")
    word = tmp_path / "month.docx"
    word.write_bytes(write_word(month))
    subprocess.run(  # noqa: S603 -- soffice from the PATH, files of our own
        [
            soffice,
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            *("--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(word)),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    assert sides((tmp_path / "month.pdf").read_bytes()) <= 4


def test_what_has_no_room_is_named_and_its_update_stands_whole_in_appendix_a(month: ExceptionReport) -> None:
    full = [entry for entry in month.exceptions if entry.full_entry]
    assert full == list(month.exceptions[: len(full)])
    assert 0 < len(full) < 10
    last = str(entries_section(month).blocks[-1])
    assert all(entry.ref in last for entry in month.exceptions[len(full) :])
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
