"""Labels printed before what they mean ("Due date: May 25"), and a table or text of them taken apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from store.register_files.grids.grid import Grid
from store.register_files.plan_layouts.area_headings import area_heading, sro_line
from store.register_files.plan_layouts.cell_lines import one_line
from store.register_files.plan_layouts.draft import Place
from store.register_files.plan_layouts.headers import field_of, normalised
from store.register_files.plan_layouts.mapping import Mapping

IMPACT = "impact"
STAGE = "stage"
FACT = "fact"  # of the plan as a whole: the form that the Department for Education sends out
SECTION = "section"

_LABELS = {
    "responsible officers action lead": "lead",
    "the difference this will make": IMPACT,
    "how will this make a difference": IMPACT,
    "how will this make a difference to children and families": IMPACT,
    "section": SECTION,
    "stage": STAGE,
    "name of the local area": FACT,
    "date of inspection": FACT,
    "date of publication of the revisit report": FACT,
    "date of publication": FACT,
    "accountable officers from the la and ccg": FACT,
    "accountable officers from the la and icb": FACT,
    "send and nhs england advisers": FACT,
    "governance and accountability": FACT,
}
_PROGRESS = re.compile(r"(?:[a-z]+ )?(?:20\d\d )?progress update(?: from (?:the )?action leads?)?")

SEVERAL_LINES = frozenset({"title", "objective", "measure", "progress", "note", "partners", "baseline", IMPACT, FACT})
"""What may run on over lines and bullets; the others end with their line, leads excepted."""

_ACTION = re.compile(
    r"(?:action|activity)\s+(?P<ref>[A-Za-z]{0,3}\d+(?:\s?\.\s?\d+)*[a-z]?)(?![\w%])\s*[:.–—-]?\s*(?P<title>.*)",
    re.IGNORECASE | re.DOTALL,
)
_LABELLED = re.compile(r"(?P<label>[^:\n]{2,80}):(?!\d)\s*(?P<value>.*)", re.DOTALL)

LONGEST_UNKNOWN_LABEL = 6
"""Words; more before a colon are a sentence."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One line of a document of labels.

    `kind` is label, action (a heading "Action 1.1: ..."), heading (of an area or its SRO), or text. `field` is blank
    for a label that nobody knows; `ref` is of an action.
    """

    kind: str
    place: Place
    text: str
    label: str = ""
    field: str = ""
    ref: str = ""


def label_field(words: str, mapping: Mapping) -> str | None:
    """None: not a label that is known. Blank: left aside by the mapping file."""
    name = normalised(words)
    if name in mapping.columns:
        return mapping.columns[name]
    if name in _LABELS:
        return _LABELS[name]
    if _PROGRESS.fullmatch(name):
        return "progress"
    found = field_of(words, mapping)
    return found[0] if found else None


def pieces(grid: Grid, mapping: Mapping) -> Iterator[Piece]:
    """The whole grid, row by row, line by line."""
    for row, line in zip(grid.rows, grid.lines, strict=True):
        place = Place(grid.source, line)
        cells = [cell.text.strip() for cell in row if not cell.spanned and cell.text.strip()]
        if len(cells) == 1:
            yield from _lines(cells[0], place, mapping)
        elif cells:
            yield from _row(cells, place, mapping)


def _row(cells: list[str], place: Place, mapping: Mapping) -> Iterator[Piece]:
    """Labels with their values beside them: one pair, or several in a row."""
    first = cells[0]
    if (heading := _heading(one_line(first), place)) and label_field(first, mapping) is None:
        rest = " ".join(cells[1:])
        text = f"{heading.text} {rest}".strip() if heading.kind == "action" else f"{first} {rest}"
        yield Piece(heading.kind, place, text, ref=heading.ref)
        return
    label, values = "", list[str]()
    for position, cell in enumerate(cells):
        if position == 0 or (values and len(cells) > 2 and label_field(cell, mapping) is not None):
            if label:
                yield _labelled(label, "\n".join(values), place, mapping)
            label, values = cell, []
        else:
            values.append(cell)
    if values or label_field(label, mapping) is not None:
        yield _labelled(label, "\n".join(values), place, mapping)
    else:
        yield Piece("text", place, label)


def _lines(text: str, place: Place, mapping: Mapping) -> Iterator[Piece]:
    for line in (line.strip() for line in text.split("\n")):
        if line:
            yield _line(line, place, mapping)


def _line(line: str, place: Place, mapping: Mapping) -> Piece:
    found = _LABELLED.fullmatch(line)
    if found and label_field(found["label"], mapping) is not None:
        return _labelled(found["label"], found["value"], place, mapping)
    if _labels_alone(line, mapping):
        return _labelled(line, "", place, mapping)
    if heading := _heading(line, place):
        return heading
    if found and len(found["label"].split()) <= LONGEST_UNKNOWN_LABEL and found["label"][0].isupper():
        return Piece("label", place, found["value"], found["label"])
    return Piece("text", place, line)


def _labels_alone(line: str, mapping: Mapping) -> bool:
    """A line that is a label and nothing else; one bare word ("No", "Status") may be an answer as well."""
    return len(line.split()) > 1 and label_field(line, mapping) is not None


def _labelled(label: str, value: str, place: Place, mapping: Mapping) -> Piece:
    return Piece("label", place, value.strip(), label.rstrip(" :"), label_field(label, mapping) or "")


def _heading(line: str, place: Place) -> Piece | None:
    if found := _ACTION.fullmatch(line):
        return Piece("action", place, found["title"].strip(), ref=found["ref"])
    if sro_line(line) or area_heading(line):
        return Piece("heading", place, line)
    return None
