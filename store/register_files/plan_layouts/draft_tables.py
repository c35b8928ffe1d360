"""A draft as the tables of a register folder: only those, and only the columns, of which the document speaks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from store.register_files.plan.importing import Tables
from store.register_files.plan_cells.leads import Lead
from store.register_files.plan_layouts.draft import Draft, DraftAction, DraftIndicator, DraftMilestone, Place
from store.register_files.sheets.columns import (
    ACTIONS,
    AREAS,
    INDICATOR_TARGETS,
    INDICATORS,
    MILESTONES,
    OBJECTIVES,
    OUTCOMES,
    PLAN,
    POSTS,
    RATINGS,
    Sheet,
)
from store.register_files.sheets.csv_table import Row, Table

Cells = Mapping[str, str]
Entry = tuple[Place, Cells]


@dataclass(frozen=True, slots=True)
class PlanHeading:
    """What plan.csv says of the plan. The document's tables say none of it; the first four are a person's to give."""

    key: str
    title: str
    local_area: str = ""
    kind: str = ""
    period_end: str = ""  # ISO


def tables_of(draft: Draft, plan: PlanHeading, place: Place) -> Tables:
    """`place` is the document, where the plan itself is found. Every area and action has its ref by now."""
    tables = (
        _table(PLAN, [(place, _plan(plan))], draft),
        _table(RATINGS, _ratings(draft), draft),
        _table(AREAS, _areas(draft), draft),
        _table(OUTCOMES, _outcomes(draft), draft),
        _table(OBJECTIVES, _objectives(draft), draft),
        _table(ACTIONS, map(_action, draft.actions), draft),
        _table(MILESTONES, _milestones(draft), draft),
        _table(INDICATORS, map(_indicator, draft.indicators), draft),
        _table(INDICATOR_TARGETS, _targets(draft), draft),
        _table(POSTS, _posts(draft), draft),
    )
    return {table.file: table for table in tables if table.rows or table.file in (ACTIONS.file, MILESTONES.file)}


def _table(sheet: Sheet, entries: Iterable[Entry], draft: Draft) -> Table:
    """A column that is blank all through is written only if the document has it: it then says that there is none."""
    entries = list(entries)
    file = sheet.file.removesuffix(".csv")
    spoken_of = {one.meant for one in draft.understood}
    columns = tuple(
        name
        for name in sheet.names
        if name in sheet.required_names or f"{file}.{name}" in spoken_of or any(cells.get(name) for _, cells in entries)
    )
    rows = tuple(
        Row(sheet.file, place.line, {name: cells.get(name, "") for name in columns}, source=place.source)
        for place, cells in entries
    )
    return Table(sheet.file, columns, rows)


def _plan(plan: PlanHeading) -> Cells:
    return {
        "key": plan.key,
        "title": plan.title,
        "local_area": plan.local_area,
        "kind": plan.kind,
        "period_end": plan.period_end,
    }


def _ratings(draft: Draft) -> Iterator[Entry]:
    """A person has still to say what role each plays: until then no rule reads the colours."""
    for number, one in enumerate(draft.ratings, start=1):
        cells = {"code": one.code, "label": one.label, "order": str(number), "meaning": one.meaning}
        yield one.place, cells | {"colour": one.colour, "confirmed": "no"}


def _areas(draft: Draft) -> Iterator[Entry]:
    for area in draft.areas.values():
        cells = {"area_ref": area.ref, "title": area.title}
        if area.sros:
            cells["sro_post"] = ";".join(_listed(lead.post) for lead in area.sros)
            cells["sro_organisation"] = ";".join(_listed(lead.organisation) for lead in area.sros)
        yield area.place, cells


def _outcomes(draft: Draft) -> Iterator[Entry]:
    for area in draft.areas.values():
        for outcome in area.outcomes:
            yield area.place, {"area_ref": area.ref, "title": outcome}


def _objectives(draft: Draft) -> Iterator[Entry]:
    for one in draft.objectives:
        yield one.place, {"objective_ref": one.ref, "area_ref": one.area_ref, "title": one.title}


def _action(action: DraftAction) -> Entry:
    return action.place, {
        "action_ref": action.ref,
        "objective_ref": action.objective_ref,
        "area_ref": action.area_ref,
        "title": action.title,
        "lead_posts": ";".join(_label(lead) for lead in action.leads if lead.post),
        "partners": ";".join(action.partners),
        "baseline": action.baseline,
        "planned_start": action.planned_start,
        "rating_text": action.rating_text,
        "progress_text": action.progress_text,
    }


def _milestones(draft: Draft) -> Iterator[Entry]:
    for action in draft.actions:
        for seq, milestone in enumerate(action.milestones, start=1):
            yield milestone.place, {"action_ref": action.ref, "seq": str(seq), **_milestone(milestone)}


def _milestone(one: DraftMilestone) -> Cells:
    due = one.due
    return {
        "due_text": due.text if due else "",
        "due_earliest": due.earliest.isoformat() if due and due.earliest else "",
        "due": due.due.isoformat() if due and due.due else "",
        "recurrence": due.recurrence if due else "",
        "measure": one.measure,
        "note": one.note,
        "current_due": one.current_due,
        "forecast_due": one.forecast_due,
        "completed_on": one.completed_on,
        "rating_text": one.rating_text,
        "progress_text": one.progress_text,
    }


def _indicator(one: DraftIndicator) -> Entry:
    return one.place, {
        "indicator_ref": one.ref,
        "area_ref": one.area_ref,
        "service": one.service,
        "title": one.title,
        "unit": one.unit,
        "direction": one.direction,
        "baseline": one.baseline,
        "baseline_date": one.baseline_date,
        "note": one.note,
        "action_refs": ";".join(one.action_refs),
        "year": one.year,
        "series": one.series,
    }


def _targets(draft: Draft) -> Iterator[Entry]:
    for indicator in draft.indicators:
        for point in indicator.points:
            cells = {"date_text": point.date_text, "date": point.period_end, "target": point.target}
            yield point.place, {"indicator_ref": indicator.ref, **cells}


def _posts(draft: Draft) -> Iterator[Entry]:
    """Each post once, with the kinds it is printed as."""
    found: dict[tuple[str, str], tuple[Place, list[str]]] = {}
    for lead, kind, place in _holders(draft):
        if lead.post:
            _, kinds = found.setdefault((_listed(lead.post), _listed(lead.organisation)), (place, []))
            if kind not in kinds:
                kinds.append(kind)
    for (post, organisation), (place, kinds) in found.items():
        yield place, {"post": post, "organisation": organisation, "kind": ";".join(kinds)}


def _holders(draft: Draft) -> Iterator[tuple[Lead, str, Place]]:
    for area in draft.areas.values():
        for lead in area.sros:
            yield lead, "sro", area.place
    for action in draft.actions:
        for lead in action.leads:
            yield lead, "lead", action.place


def _label(lead: Lead) -> str:
    return ", ".join(filter(None, (_listed(lead.post), _listed(lead.organisation))))


def _listed(name: str) -> str:
    """Semicolons part the entries of a list."""
    return " ".join(name.replace(";", ",").split())
