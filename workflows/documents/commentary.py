"""The compliance team's own words, at the end of the section they are on; those on an action in section 5."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from workflows.documents.blocks import Block, Paragraph, Section
from workflows.exception_report.value import ExceptionReport
from workflows.language import day_words

ON_ACTIONS = "5"
TEAM = "Commentary by the compliance team"


def commented(report: ExceptionReport, sections: tuple[Section, ...]) -> tuple[Section, ...]:
    return tuple(
        replace(section, blocks=(*section.blocks, *_comments_on(report, section.number))) for section in sections
    )


def _comments_on(report: ExceptionReport, number: str) -> Iterator[Block]:
    for comment in report.commentary:
        if (comment.section or ON_ACTIONS) == number:
            on = f" on {comment.ref}" if comment.ref else ""
            yield Paragraph(comment.text, label=f"{TEAM}{on}, {day_words(comment.on)}.")
