"""Column headers as plans print them, and the field each means (`domain.md` 1.1 and 2.2)."""

from __future__ import annotations

import re
from typing import NamedTuple

from store.register_files.plan_layouts.mapping import Mapping


class Field(NamedTuple):
    """`meant` is the column of the register folder that the field fills; `aliases` are normalised headers."""

    meant: str
    aliases: tuple[str, ...]
    joins: bool = False  # two columns of it make one cell


def _field(meant: str, aliases: str, *, joins: bool = False) -> Field:
    return Field(meant, tuple(aliases.split(" | ")), joins)


FIELDS: dict[str, Field] = {
    "ref": _field(
        "actions.action_ref",
        "ref | ref no | reference | reference number | no | number | id | action ref | action no | action "
        "number | action id | action reference | item | item no",
    ),
    "title": _field(
        "actions.title",
        "action | actions | activity | activities | what we will do | commitment | commitments | task | "
        "tasks | action required | key action | key actions | actions required | action title | "
        "description of action",
    ),
    "area_ref": _field(
        "areas.area_ref",
        "area ref | area no | area number | priority no | theme no",
    ),
    "area": _field(
        "areas.title",
        "area | improvement area | improvement priority | priority | priority area | priority action | "
        "theme | area of significant weakness | area of weakness | asw | significant concern | area for "
        "improvement | recommendation | workstream | work stream | focus area | area of risk | area of "
        "focus | wsoa area",
    ),
    "sro": _field(
        "areas.sro_post",
        "sro | sros | senior responsible officer | senior responsible officer accountable | accountable "
        "officer | senior responsible owner | accountable",
    ),
    "objective_ref": _field(
        "objectives.objective_ref",
        "objective ref | objective no | objective number",
    ),
    "objective": _field(
        "objectives.title",
        "objective | objectives | outcome we are aiming to achieve | what we want | aim",
    ),
    "lead": _field(
        "actions.lead_posts",
        "lead | leads | lead s | action lead | action leads | lead officer | lead officers | owner | "
        "owners | action owner | responsible officer | responsible officers | responsible officer action "
        "lead | who | responsible | responsible lead | responsible person | person responsible | by whom "
        "| lead post | lead posts | named lead | accountable lead | assigned to | work stream lead s | "
        "responsibility",
    ),
    "organisation": _field(
        "posts.organisation",
        "organisation | organisations | organization | lead organisation | lead agency | agency | org | "
        "directorate | section",
        joins=True,
    ),
    "partners": _field(
        "actions.partners",
        "partners | partner | key partners | partner agencies | partner organisations | supported by | "
        "contributors | supporting partners",
        joins=True,
    ),
    "baseline": _field(
        "actions.baseline",
        "baseline | current baseline | starting point | current position",
    ),
    "planned_start": _field(
        "actions.planned_start",
        "start | start date | planned start | planned start date",
    ),
    "milestone": _field(
        "milestones.measure",
        "milestone | milestones | key milestone | key milestones",
    ),
    "due": _field(
        "milestones.due",
        "timeframe | time frame | timescale | timescales | milestone date | milestone dates | due | due "
        "date | by when | when | deadline | deadlines | target date | original date | original due date | "
        "baseline date | baseline due | baseline due date | target completion date | date due | original "
        "deadline | timeline | key milestone date | key milestone dates | milestone due date",
    ),
    "current_due": _field(
        "milestones.current_due",
        "revised date | revised due date | revised deadline | current date | current due | current due "
        "date | new date | new due date | extended date | agreed revised date | revised target date",
    ),
    "forecast_due": _field(
        "milestones.forecast_due",
        "forecast | forecast date | forecast due | forecast due date | forecast completion | expected "
        "date | forecast completion date | expected completion date | expected completion | anticipated "
        "date",
    ),
    "completed_on": _field(
        "milestones.completed_on",
        "date completed | completed | completed on | completed date | date achieved | achieved on | "
        "actual date | date complete | actual completion date | date of completion | date met",
    ),
    "measure": _field(
        "milestones.measure",
        "success measure | success measures | success criteria | measure | measures | measure of success "
        "| measures of success | outcome impact | outcome | outcomes | impact | what we will see | "
        "deliverable | deliverables | expected impact | expected outcome | evidence of success | measures "
        "and evidence | key indicators of success | impact measure | impact measures | how will we know | "
        "success indicator | how will we know we ve succeeded | success",
        joins=True,
    ),
    "rating": _field(
        "actions.rating_text",
        "rag | brag | bragg | rating | status | rag rating | rag status | brag rating | brag status | "
        "bragg rating | current rag | current status | action status",
    ),
    "percent": _field(
        "actions.progress_text",
        "percent complete | percentage complete | percent | percent completed | progress percent | complete",
    ),
    "progress": _field(
        "actions.progress_text",
        "progress | progress update | progress made | progress to date | update | updates | latest update "
        "| comment | comments | commentary | narrative | where are we now | actions taken | current "
        "progress | latest progress | update comments | updates comments | progress notes",
        joins=True,
    ),
    "note": _field(
        "milestones.note",
        "note | notes | remarks",
        joins=True,
    ),
}

_FIELD_OF = {alias: name for name, field in FIELDS.items() for alias in field.aliases}


def normalised(text: str) -> str:
    """How printed words are compared: case, punctuation and line breaks make no difference; "%" is "percent"."""
    spelt = text.casefold().replace("%", " percent ").replace("#", " number ")
    return re.sub(r"[\W_]+", " ", spelt).strip()


def field_of(header: str, mapping: Mapping) -> tuple[str, str] | None:
    """The field and why; a blank field where the mapping file leaves the column aside. None: nobody knows."""
    name = normalised(header)
    if name in mapping.columns:
        return mapping.columns[name], "by the mapping file"
    if name in _FIELD_OF:
        return _FIELD_OF[name], "by its header"
    return None
