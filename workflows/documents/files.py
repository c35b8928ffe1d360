"""The report's files: their names, their kinds, and writing them all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from workflows.documents.excel import write_excel
from workflows.documents.html import write_html
from workflows.documents.json_document import write_json
from workflows.documents.pdf import write_pdf
from workflows.documents.word import write_word
from workflows.exception_report.value import ExceptionReport


def _html_bytes(report: ExceptionReport) -> bytes:
    return write_html(report).encode()


FORMATS: dict[str, tuple[str, Callable[[ExceptionReport], bytes]]] = {
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", write_word),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", write_excel),
    "html": ("text/html; charset=utf-8", _html_bytes),
    "json": ("application/json", write_json),
    "pdf": ("application/pdf", write_pdf),
}


def file_name(report: ExceptionReport, extension: str) -> str:
    return f"exception-report-{report.plan.key}-{report.period_to.isoformat()}.{extension}"


def write_all(report: ExceptionReport, folder: Path, template: Path | None = None) -> list[Path]:
    """Makes the folder if need be, and replaces files of the same names. Raises TemplateRefused."""
    folder.mkdir(parents=True, exist_ok=True)
    paths: list[Path] = []
    for extension, (_, write) in FORMATS.items():
        path = folder / file_name(report, extension)
        path.write_bytes(write_word(report, template) if extension == "docx" else write(report))
        paths.append(path)
    return paths
