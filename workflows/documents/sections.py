"""All sections in their order, each with what the compliance team has to say on it."""

from __future__ import annotations

from workflows.documents.annexes import annex_sections
from workflows.documents.appendices import appendices
from workflows.documents.blocks import Section
from workflows.documents.commentary import commented
from workflows.documents.entries import entries_section
from workflows.documents.front import front_sections
from workflows.exception_report.value import ExceptionReport


def body(report: ExceptionReport) -> tuple[Section, ...]:
    """Sections 0 to 5, on four sides at most."""
    return commented(report, (*front_sections(report), entries_section(report)))


def annexes(report: ExceptionReport) -> tuple[Section, ...]:
    return commented(report, annex_sections(report))


def whole(report: ExceptionReport) -> tuple[Section, ...]:
    return (*body(report), *annexes(report), *appendices(report))
