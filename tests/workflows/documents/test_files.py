"""All the files of a report."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.workflows.documents.sample_report import a_report
from workflows.documents.files import FORMATS, write_all


def test_the_files_bear_the_plan_and_the_day_of_the_cut_off(tmp_path: Path) -> None:
    paths = write_all(a_report(), tmp_path / "new" / "folder")
    assert [path.name for path in paths] == [
        "exception-report-wharfeside-wsoa-2023-05-12.docx",
        "exception-report-wharfeside-wsoa-2023-05-12.xlsx",
        "exception-report-wharfeside-wsoa-2023-05-12.html",
        "exception-report-wharfeside-wsoa-2023-05-12.json",
        "exception-report-wharfeside-wsoa-2023-05-12.pdf",
    ]
    assert all(path.stat().st_size > 1000 for path in paths)


def test_each_format_has_a_content_type_and_a_writer_of_bytes() -> None:
    assert list(FORMATS) == ["docx", "xlsx", "html", "json", "pdf"]
    for content_type, write in FORMATS.values():
        assert "/" in content_type
        assert isinstance(write(a_report()), bytes)


def test_writing_again_changes_nothing(tmp_path: Path) -> None:
    before = [path.read_bytes() for path in write_all(a_report(), tmp_path)]
    assert [path.read_bytes() for path in write_all(a_report(), tmp_path)] == before


def test_no_slow_library_is_imported_before_a_report_is_written() -> None:
    slow = "{'docx', 'xlsxwriter', 'jinja2', 'typst'}"
    code = f"import sys, workflows.documents.files; print(sorted({slow} & set(sys.modules)))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
    assert loaded.stdout.strip() == "[]"
