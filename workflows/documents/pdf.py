"""The exception report as a tagged PDF (PDF/UA-1) for the board pack: the sections of the Word document, laid out by
Typst, which needs nothing of the machine it runs on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from workflows.documents import sections
from workflows.documents.appendices import appendices, wide_blocks
from workflows.documents.blocks import Section
from workflows.documents.colours import tints
from workflows.documents.front import edition_words
from workflows.documents.identified import Identified
from workflows.documents.typesetting import typeset
from workflows.documents.typst_content import Json, section
from workflows.exception_report.value import ExceptionReport


def write_pdf(report: ExceptionReport) -> bytes:
    """The same value gives the same bytes. Raises NotTypeset."""
    of_label = tints(report)

    def shown(found: Iterable[Section]) -> list[Json]:
        return [section(one.heading if one.number != "0" else None, one.anchor, one.blocks, of_label) for one in found]

    register, *others = appendices(report)
    wide = wide_blocks(register)
    across = replace(register, blocks=register.blocks[:wide])
    notes = [section(None, "", register.blocks[wide:], of_label)] if register.blocks[wide:] else []
    annexes = sections.annexes(report)
    listed = len(annexes) + 1 + len(others)
    return typeset(
        surroundings(report, "report", edition_words(report))
        | {
            "spreads": [
                {"sections": shown(sections.body(report)), "wide": False, "listed": 0},
                {"sections": shown(annexes), "wide": False, "listed": listed},
                {"sections": shown([across]), "wide": True, "listed": 0},
                {"sections": [*notes, *shown(others)], "wide": False, "listed": 0},
            ]
        },
        report.as_at,
    )


def surroundings(paper: Identified, kind: str, version: str) -> Json:
    """What stands at the head and foot of each page, and in the file's properties."""
    return {
        "title": paper.title,
        "author": paper.prepared_by,
        "subject": f"{paper.plan.title}, {version}, {paper.status}",
        "keywords": ["SEND", "improvement plan"],
        "plan": paper.plan.title,
        "status": paper.status,
        "marking": paper.marking,
        "identity": f"{paper.plan.title} · {version} · {paper.status}",
        "other-format": f"For this {kind} in another format, ask the {paper.prepared_by}.",
    }
