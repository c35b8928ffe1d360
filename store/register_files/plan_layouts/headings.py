"""Rows that are no rows: a heading printed across the table names the objective or the area of what follows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from store.refs import normalised_ref
from store.register_files.grids.grid import Cell
from store.register_files.plan_layouts.area_headings import area_heading, enter_area, one_line
from store.register_files.plan_layouts.draft import DraftObjective, Place
from store.register_files.plan_layouts.headers import normalised
from store.register_files.plan_layouts.layout import Reading

_TABLE = re.compile(r"table\s+\d+\s*[:.–—-]?\s*", re.IGNORECASE)
_REF = re.compile(
    r"(?P<ref>[A-Za-z]{0,4}\d+(?:\s?\.\s?\d+)+\.?|[A-Z]{1,4}\d+|\d+[.)])(?![\w%])\s*[:)–—-]?\s*(?P<text>.*)", re.DOTALL
)
_OBJECTIVE = re.compile(
    r"(?:objective|outcome|aim)\s*(?P<ref>[A-Z]{0,3}\d+(?:\s?\.\s?\d+)*)\s*[:.–—-]?\s*(?P<title>.*)", re.I
)


@dataclass(frozen=True, slots=True)
class Printed:
    """A ref with the words after it."""

    ref: str
    text: str


def leading_ref(text: str) -> Printed | None:
    """ "1.1.1 Form a group", "1.4 .1 Revise", "7. Commission", "A2 Publish"; not "12 month recovery plan"."""
    found = _REF.match(text.strip())
    if found is None:
        return None
    return Printed(found["ref"].rstrip(")"), found["text"].strip())


def without_table_number(paragraph: str) -> str:
    """ "Table 1: Improvement Area 1" is the heading of area 1."""
    return _TABLE.sub("", paragraph.strip(), count=1)


def across(row: Sequence[Cell]) -> str:
    """The text of a row whose one text is merged over the whole table; blank if it is another row."""
    texts = {cell.text.strip() for cell in row}
    if len(texts) == 1 and len(row) > 1 and sum(cell.spanned for cell in row) >= len(row) - 1:
        return row[0].text.strip()
    return ""


def enter_heading(text: str, place: Place, reading: Reading) -> bool:
    """Enters the area or objective that the words head. False: they head neither by any sure rule."""
    words = one_line(without_table_number(text))
    if named := reading.mapping.areas.get(normalised(words)):
        enter_area(named, words, place, reading)
        return True
    if found := area_heading(words):
        enter_area(*found, place, reading)
        return True
    objective = objective_heading(words) or leading_ref(words)
    if objective is None or not objective.text:
        return False
    enter_objective(objective.ref, objective.text, place, reading)
    return True


def objective_heading(text: str) -> Printed | None:
    """ "Objective 1.1 Talk to families"."""
    found = _OBJECTIVE.fullmatch(one_line(text))
    return Printed(found["ref"], found["title"].strip()) if found else None


def enter_objective(ref: str, title: str, place: Place, reading: Reading) -> None:
    """The same heading may stand at the top of the table and again above its actions: the first title is kept."""
    area_ref = reading.area_ref or area_before(ref)
    reading.objective_ref = ref
    for held in reading.draft.objectives:
        if (held.area_ref, normalised_ref(held.ref)) == (area_ref, normalised_ref(ref)):
            if title and not held.title:
                held.title = title
            elif title and normalised(held.title) != normalised(title):
                sentence = f'Objective {ref} reads "{held.title}" above and "{title}" here; the first is kept.'
                reading.draft.doubt(place, sentence)
            return
    reading.draft.objectives.append(DraftObjective(ref, area_ref, title, place))


def area_before(ref: str) -> str:
    """The area that a dotted ref names: "1.1.1" is of area 1. Blank for a ref of one part."""
    first, dot, rest = normalised_ref(ref).partition(".")
    return first if dot and rest else ""


def only_text(row: Sequence[Cell]) -> str:
    """The text of a row of which all other cells are blank; blank if it has several."""
    texts = [cell.text.strip() for cell in row if cell.text.strip()]
    return texts[0] if len(texts) == 1 else ""
