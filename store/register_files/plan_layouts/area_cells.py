"""Columns that say under which area and objective a row stands."""

from __future__ import annotations

import re

from store.refs import normalised_ref
from store.register_files.plan_layouts.area_headings import add_sros, area_heading, enter_area, one_line
from store.register_files.plan_layouts.draft import Place
from store.register_files.plan_layouts.headers import normalised
from store.register_files.plan_layouts.headings import area_before, enter_objective, leading_ref, objective_heading
from store.register_files.plan_layouts.layout import Reading
from store.register_files.plan_layouts.printed_rows import PrintedRow

_NUMBERED = re.compile(r"(?P<ref>\d{1,3}|[A-Z]\d{0,2})(?:\s*[.):–—-]\s*(?P<title>.*))?", re.DOTALL)


def enter_row_headings(row: PrintedRow, action_ref: str, reading: Reading) -> None:
    """A blank cell, or one merged with the row above, says what the row above said."""
    area, area_ref = one_line(row.own("area")), one_line(row.own("area_ref")).rstrip(".")
    if area_ref:
        _enter(area_ref, area, row.place, reading)
    elif area:
        _enter_titled(area, action_ref, row.place, reading)
    if sro := row.own("sro"):
        _add_sros(sro, row.place, reading)
    objective, objective_ref = one_line(row.own("objective")), one_line(row.own("objective_ref"))
    if objective_ref:
        enter_objective(objective_ref, objective, row.place, reading)
    elif objective:
        _enter_objective(objective, row.place, reading)


def _enter(ref: str, title: str, place: Place, reading: Reading) -> None:
    """The area under way is not entered again with each of its rows."""
    if normalised_ref(reading.area_ref) != normalised_ref(ref):
        enter_area(ref, title, place, reading)
    elif title and normalised(reading.draft.areas[reading.area_ref].title) != normalised(title):
        objective = reading.objective_ref
        enter_area(reading.area_ref, title, place, reading)
        reading.objective_ref = objective


def _enter_titled(words: str, action_ref: str, place: Place, reading: Reading) -> None:
    areas = reading.draft.areas
    if named := reading.mapping.areas.get(normalised(words)):
        _enter(named, areas[named].title if named in areas else words, place, reading)
    elif found := area_heading(words) or _numbered(words):
        _enter(*found, place, reading)
    elif held := next((ref for ref, area in areas.items() if normalised(area.title) == normalised(words)), ""):
        _enter(held, words, place, reading)
    elif (first := area_before(action_ref)) and (title := words.removeprefix(f"{first} ")) != words:
        _enter(first, title, place, reading)
    else:
        ref = first if first and first not in areas else _free_ref(reading)
        _enter(ref, words, place, reading)
        areas[ref].ref_by = f"the ref {action_ref}" if ref == first else "the order in which it stands"


def _numbered(words: str) -> tuple[str, str] | None:
    """ "1. Talking to families", "2", "A - Waiting times"."""
    found = _NUMBERED.fullmatch(words)
    return (found["ref"], found["title"] or "") if found else None


def _free_ref(reading: Reading) -> str:
    number = 1
    while str(number) in reading.draft.areas:
        number += 1
    return str(number)


def _add_sros(who: str, place: Place, reading: Reading) -> None:
    area = reading.draft.areas.get(reading.area_ref)
    if area is None or normalised(who) not in {normalised(lead.text) for lead in area.sros}:
        add_sros(who, place, reading)


def _enter_objective(words: str, place: Place, reading: Reading) -> None:
    if found := objective_heading(words) or leading_ref(words):
        enter_objective(found.ref, found.text, place, reading)
        return
    held = [one for one in reading.draft.objectives if normalised(one.title) == normalised(words)]
    here = next((one for one in held if one.area_ref == reading.area_ref), None)
    if here is not None:
        reading.objective_ref = here.ref
        return
    ref = f"O{len(reading.draft.objectives) + 1}"
    enter_objective(ref, words, place, reading)
    reading.draft.doubt(place, f'The objective "{words}" prints no ref: it was taken as {ref}.')
