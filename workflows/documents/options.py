"""The options before the Board in an entry of section 5: in short there, whole in appendix A."""

from __future__ import annotations

from store.working_days import london_date
from workflows.documents.blocks import Cell, Link, Paragraph
from workflows.exception_report.body_rows import ReportException
from workflows.language import day_words
from workflows.option_words import option_lines

OPTION_WORDS = 30
"""Of each option, each effect, the reason and the lesson in the body, so that entries still fit in four sides."""

OPTIONS_MISSING = "None received from the lead; the SRO is asked for at least two, one of them doing nothing."


def option_fields(entry: ReportException, full_text: str) -> tuple[tuple[str, Cell], ...]:
    """Labelled lines of the entry. `full_text` is where in appendix A the whole of it stands, if anything is cut."""
    if not entry.options:
        return (("Options", OPTIONS_MISSING if entry.options_required else ""),)
    rest: tuple[tuple[str, Cell], ...] = ()
    if options_are_cut(entry):
        rest = (("Options", Link("Full text in Appendix A", full_text)),)
    return (*_lines(entry, OPTION_WORDS), ("Options given by", _by(entry)), *rest)


def options_are_cut(entry: ReportException) -> bool:
    return bool(entry.options) and _lines(entry, OPTION_WORDS) != _lines(entry)


def whole_options(entry: ReportException) -> tuple[Paragraph, ...]:
    lines = (*_lines(entry), ("Options given by", f"{_by(entry)}."))
    return tuple(Paragraph(said, label=f"{label}:") for label, said in lines)


def _lines(entry: ReportException, most_words: int = 0) -> tuple[tuple[str, str], ...]:
    return option_lines(entry.options, entry.recommended, entry.recommendation, entry.lesson, most_words=most_words)


def _by(entry: ReportException) -> str:
    """Who gave them and when: those of an earlier period show their age, and where the Board's choice stands."""
    when = day_words(london_date(entry.options_at)) if entry.options_at else ""
    received = f"received by the Board, minute {entry.options_minute}" if entry.options_minute else ""
    return ", ".join(part for part in (entry.options_by, when, received) if part)
