"""Blocks as the JSON that `paper.typ` lays out: what people wrote goes in as text and is never read as markup.

A run of text is a string where nothing is special about it, and a line is an array of runs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

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
    Strong,
    Subheading,
    Table,
    is_none,
    plain,
)
from workflows.documents.colours import Tint

Json = dict[str, object]
Run = str | Json
LONG_CELL = 1200  # characters: a row that might not fit on one page may run over two
WIDTH_MM = 180
REST_MM = 40  # the least that a column without a share gets
NUMBER = re.compile(r"[\d.]+")


def section(heading: str | None, anchor: str, blocks: Iterable[Block], of_label: Mapping[str, Tint]) -> Json:
    return {"heading": heading, "anchor": anchor, "blocks": [_block(block, of_label) for block in blocks]}


def _block(block: Block, of_label: Mapping[str, Tint]) -> Json:
    match block:
        case Table():
            return _table(block, of_label)
        case Facts(rows=rows):
            return {"kind": "facts", "rows": [(label, _lines(detail)) for label, detail in rows]}
        case Entry():
            return _entry(block, of_label)
        case Subheading(text, anchor, level):
            return {"kind": "subheading", "text": text, "anchor": anchor or None, "level": level}
        case Bullets(items):
            return {"kind": "bullets", "items": [[item] for item in items]}
        case Quoted():
            return {"kind": "paragraph", "runs": _runs(block)}
        case Paragraph(text, label, strong):
            said = [_run(text, bold=strong)]
            if NUMBER.fullmatch(label):
                return {"kind": "numbered", "number": label, "runs": said}
            return {"kind": "paragraph", "runs": [_run(f"{label} ", bold=True), *said] if label else said}


def _table(table: Table, of_label: Mapping[str, Tint]) -> Json:
    shared = sum(column.share for column in table.columns)
    last = len(table.rows) - 1
    return {
        "kind": "table",
        "whole": table.kept_whole,
        "caption": table.caption if table.captioned else None,
        "columns": [
            {"title": column.title, "share": column.share or max(WIDTH_MM - shared, REST_MM), "number": column.number}
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


def _cell(cell: Cell, of_label: Mapping[str, Tint], *, bold: bool) -> Json:
    tint = of_label.get(cell.label) if isinstance(cell, Rated) else None
    return {"lines": _lines(cell, bold=bold), "tint": _tint(tint), "long": len(plain(cell)) > LONG_CELL}


def _lines(cell: Cell, *, bold: bool = False) -> Sequence[list[Run]]:
    match cell:
        case Rated(label, note, words):
            return [[_run(words or label, bold=True)], *([[_run(note, muted=True)]] if note else [])]
        case Lines(pieces) if pieces:
            return [[_run(piece, bold=bold and at == 0)] for at, piece in enumerate(pieces)]
        case _:
            return [_runs(cell, bold=bold)]


def _runs(cell: Cell, *, bold: bool = False) -> list[Run]:
    match cell:
        case Link(text, anchor):
            return [_run(text, to=anchor)]
        case Strong(text):
            return [_run(text, bold=True)]
        case Quoted(text, by, rest):
            source = _run(f" — {by or 'source not recorded'}", muted=True)
            return [f"“{text}”", source, *([". ", _run(rest.text, to=rest.anchor)] if rest else [])]
        case _:
            return [_run(plain(cell), muted=True) if is_none(cell) else _run(plain(cell), bold=bold)]


def _run(text: str, *, bold: bool = False, muted: bool = False, label: bool = False, to: str = "") -> Run:
    if not (bold or muted or label or to):
        return text
    return {"text": text, "bold": bold, "muted": muted, "label": label, "to": to or None}


def _tint(tint: Tint | None) -> Json | None:
    return {"bar": tint.bar, "light": tint.light} if tint else None
