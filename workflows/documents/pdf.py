"""The exception report as a tagged PDF (PDF/UA-1) for the board pack: the sections of the Word document, laid out by
Typst, which needs nothing of the machine it runs on."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from workflows.documents.appendices import appendices
from workflows.documents.blocks import (
    Block,
    Bullets,
    Cell,
    Entry,
    Facts,
    Lines,
    Link,
    Paragraph,
    Quoted,
    Rated,
    Section,
    Strong,
    Subheading,
    Table,
    plain,
)
from workflows.documents.colours import Tint, tints
from workflows.documents.front import edition_words
from workflows.documents.sections import annexes, body
from workflows.exception_report.value import ExceptionReport

if TYPE_CHECKING:
    from typst import Fonts

TEMPLATE = Path(__file__).with_name("exception_report.typ")
FONT_PACKAGE = "font_source_sans_pro"
LONG_CELL = 1200  # characters: a row that might not fit on one page may run over two
Json = dict[str, object]


def write_pdf(report: ExceptionReport) -> bytes:
    """The same value gives the same bytes: the fonts are those of a package, and the day is that of the data."""
    import typst

    return typst.compile(
        TEMPLATE.read_bytes(),
        format="pdf",
        pdf_standards="ua-1",
        font_paths=_fonts(),
        sys_inputs={"report": json.dumps(_content(report), ensure_ascii=False)},
        timestamp=report.as_at.astimezone(UTC).replace(microsecond=0),
    )


@cache
def _fonts() -> Fonts:
    """Those of one package and none of the machine's own, which would break the pages elsewhere on each."""
    import typst

    found = find_spec(FONT_PACKAGE)
    if found is None or found.origin is None:
        raise ModuleNotFoundError(FONT_PACKAGE)
    return typst.Fonts(include_system_fonts=False, font_paths=[Path(found.origin).parent / "files"])


def _content(report: ExceptionReport) -> Json:
    of_label = tints(report)
    register, *others = appendices(report)
    identity = f"{report.plan.title} · {edition_words(report)} · {report.status}"
    return {
        "title": report.title,
        "author": report.prepared_by,
        "subject": f"{report.plan.title}, {edition_words(report)}, {report.status}",
        "keywords": ["SEND", "improvement plan"],
        "plan": report.plan.title,
        "status": report.status,
        "marking": report.marking,
        "identity": identity,
        "other-format": f"For this report in another format, ask the {report.prepared_by}.",
        "body": [_section(section, of_label) for section in body(report)],
        "annexes": [_section(section, of_label) for section in annexes(report)],
        "register": _section(register, of_label),
        "appendices": [_section(section, of_label) for section in others],
    }


def _section(section: Section, of_label: Mapping[str, Tint]) -> Json:
    return {
        "heading": section.heading if section.number != "0" else None,
        "anchor": section.anchor,
        "blocks": [_block(block, of_label) for block in section.blocks],
    }


def _block(block: Block, of_label: Mapping[str, Tint]) -> Json:
    match block:
        case Table():
            return _table(block, of_label)
        case Facts(rows=rows):
            return {"kind": "facts", "rows": [(label, _cell(detail, {})) for label, detail in rows]}
        case Entry():
            return _entry(block, of_label)
        case Subheading(text, anchor, level):
            return {"kind": "subheading", "text": text, "anchor": anchor or None, "level": level}
        case Bullets(items):
            return {"kind": "bullets", "items": [[_run(item)] for item in items]}
        case Quoted():
            return {"kind": "paragraph", "runs": _runs(block)}
        case Paragraph(text, label, strong):
            named = [_run(f"{label} ", bold=True)] if label else []
            return {"kind": "paragraph", "runs": [*named, _run(text, bold=strong)]}


def _table(table: Table, of_label: Mapping[str, Tint]) -> Json:
    shared = sum(column.share for column in table.columns)
    last = len(table.rows) - 1
    return {
        "kind": "table",
        "caption": table.caption if table.captioned else None,
        "columns": [
            {"title": column.title, "share": column.share or max(180 - shared, 40), "number": column.number}
            for column in table.columns
        ],
        "rows": [
            [_cell(cell, of_label, bold=place == 0 or (table.total and at == last)) for place, cell in enumerate(row)]
            for at, row in enumerate(table.rows)
        ],
    }


def _entry(entry: Entry, of_label: Mapping[str, Tint]) -> Json:
    lines = [
        [
            run
            for label, detail in line
            for run in (_run(f"{label}: ", bold=True, label=True), *_runs(detail), _run("   "))
        ]
        for line in entry.lines
    ]
    lines[0] = [_run(f"{plain(entry.rating)}   ", bold=True), *lines[0]]
    return {"kind": "entry", "tint": _tint(of_label.get(entry.rating.label)), "lines": lines}


def _cell(cell: Cell, of_label: Mapping[str, Tint], *, bold: bool = False) -> Json:
    match cell:
        case Rated(label, note, words):
            lines = [[_run(words or label, bold=True)], *([[_run(note, muted=True)]] if note else [])]
            tint = of_label.get(label)
        case Lines(pieces) if pieces:
            lines, tint = [[_run(piece, bold=bold and at == 0)] for at, piece in enumerate(pieces)], None
        case _:
            lines, tint = [_runs(cell, bold=bold)], None
    return {"lines": lines, "tint": _tint(tint), "long": len(plain(cell)) > LONG_CELL}


def _runs(cell: Cell, *, bold: bool = False) -> list[Json]:
    match cell:
        case Link(text, anchor):
            return [_run(text, to=anchor)]
        case Strong(text):
            return [_run(text, bold=True)]
        case Quoted(text, by, rest):
            source = _run(f" — {by or 'source not recorded'}", muted=True)
            return [_run(f"“{text}”"), source, *([_run(". "), _run(rest.text, to=rest.anchor)] if rest else [])]
        case _:
            return [_run(plain(cell), bold=bold)]


def _run(text: str, *, bold: bool = False, muted: bool = False, label: bool = False, to: str | None = None) -> Json:
    return {"text": text, "bold": bold, "muted": muted, "label": label, "to": to}


def _tint(tint: Tint | None) -> Json | None:
    return {"bar": tint.bar, "light": tint.light} if tint else None
