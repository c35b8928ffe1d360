"""Every action, objective and indicator under an area: where no heading says which, by the refs, and that is said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from store.refs import normalised_ref
from store.register_files.plan_layouts.draft import Draft, DraftAction, DraftArea, DraftIndicator, DraftObjective, Place
from store.register_files.plan_layouts.headings import area_before
from store.register_files.report import Warned

Held = DraftAction | DraftObjective | DraftIndicator

MOST_NAMED = 8
"""Refs named in one sentence."""


def settle_areas(draft: Draft, plan_title: str, document: Place) -> None:
    _by_objective(draft)
    _leave_notes(draft)
    had_areas = bool(draft.areas)
    without: dict[str, list[Held]] = defaultdict(list)
    for one in (*draft.objectives, *draft.actions):
        if not one.area_ref:
            without[area_before(one.ref)].append(one)
    for ref, held in without.items():
        if ref:
            _put(draft, _held_as(draft, ref), held, f"by their refs, under area {ref}")
        elif not had_areas:
            draft.areas.setdefault("1", DraftArea("1", plan_title, document))
            _put(draft, "1", held, f'under one area 1, "{draft.areas["1"].title}", since the document names no area')
        else:
            sentence = f"No area can be told for {_named(held)}: name it in the document, above them or in a column."
            draft.doubt(held[0].place, sentence)
    for one in (*draft.objectives, *draft.actions, *draft.indicators):
        if one.area_ref:
            one.area_ref = _held_as(draft, one.area_ref)
            draft.areas.setdefault(one.area_ref, DraftArea(one.area_ref, "", one.place))
    for area in draft.areas.values():
        if not area.title:
            area.title = f"Area {area.ref}"
            draft.doubt(area.place, f'Area {area.ref} is printed without a title: it is called "{area.title}".')


def _leave_notes(draft: Draft) -> None:
    """A total or a note at the foot of a table stands in its first column, where areas do, with nothing under it."""
    under = {normalised_ref(one.area_ref) for one in (*draft.objectives, *draft.actions, *draft.indicators)}
    for ref, area in list(draft.areas.items()):
        if not area.ref_by:
            continue
        if normalised_ref(ref) in under or area.sros or area.outcomes:
            sentence = f'The area "{area.title}" prints no ref: it was taken as area {ref}, by {area.ref_by}.'
            draft.doubt(area.place, sentence)
        else:
            del draft.areas[ref]
            sentence = f"Nothing stands under this in the column of areas, so it is not one: {area.title}"
            draft.unplaced.append(Warned(area.place.source, area.place.line, sentence))


def _by_objective(draft: Draft) -> None:
    areas_of: dict[str, set[str]] = defaultdict(set)
    for objective in draft.objectives:
        areas_of[normalised_ref(objective.ref)].add(objective.area_ref)
    for action in draft.actions:
        areas = areas_of.get(normalised_ref(action.objective_ref), set())
        if not action.area_ref and len(areas) == 1:
            action.area_ref = next(iter(areas))


def _put(draft: Draft, area_ref: str, held: Sequence[Held], how: str) -> None:
    for one in held:
        one.area_ref = area_ref
    draft.doubt(held[0].place, f"No heading says in which area they are: {_named(held)} were put {how}.")


def _named(held: Sequence[Held]) -> str:
    refs = [one.ref for one in held]
    more = f" and {len(refs) - MOST_NAMED} more" if len(refs) > MOST_NAMED else ""
    return ", ".join(refs[:MOST_NAMED]) + more


def _held_as(draft: Draft, ref: str) -> str:
    """The spelling of the area that the document has already: "1" and "1." are one."""
    return next((held for held in draft.areas if normalised_ref(held) == normalised_ref(ref)), ref)
