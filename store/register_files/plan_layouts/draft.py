"""A plan as read from a document, before it becomes the tables of a register folder."""

from __future__ import annotations

from dataclasses import dataclass, field

from store.register_files.plan_cells.due import DateReading, Due
from store.register_files.plan_cells.leads import Lead
from store.register_files.report import Understood, Warned


@dataclass(frozen=True, slots=True)
class Place:
    """Where a person finds something in the document."""

    source: str
    line: int


@dataclass(slots=True)
class DraftArea:
    ref: str
    title: str
    place: Place
    sros: list[Lead] = field(default_factory=list[Lead])
    outcomes: list[str] = field(default_factory=list[str])
    ref_by: str = ""  # where the document prints no ref for it: what the ref was taken from


@dataclass(slots=True)
class DraftObjective:
    ref: str
    area_ref: str
    title: str
    place: Place


@dataclass(slots=True)
class DraftMilestone:
    place: Place
    due: Due | None = None
    measure: str = ""
    note: str = ""
    rating_text: str = ""
    progress_text: str = ""
    current_due: str = ""  # ISO: a revised date that the document prints beside the first
    completed_on: str = ""  # ISO
    forecast_due: str = ""  # ISO


@dataclass(slots=True)
class DraftAction:
    ref: str
    title: str
    place: Place
    area_ref: str = ""
    objective_ref: str = ""
    lead_cell: str = ""  # as printed
    organisation_cell: str = ""  # of a column of its own
    leads: list[Lead] = field(default_factory=list[Lead])  # from the two cells, when the whole document is read
    partners: list[str] = field(default_factory=list[str])
    baseline: str = ""
    planned_start: str = ""  # ISO
    rating_text: str = ""
    progress_text: str = ""
    milestones: list[DraftMilestone] = field(default_factory=list[DraftMilestone])


@dataclass(slots=True)
class DraftPoint:
    place: Place
    date_text: str
    period_end: str  # ISO, or blank
    target: str


@dataclass(slots=True)
class DraftIndicator:
    ref: str
    title: str
    place: Place
    area_ref: str = ""
    service: str = ""
    unit: str = ""
    direction: str = ""
    baseline: str = ""
    baseline_date: str = ""
    note: str = ""
    action_refs: list[str] = field(default_factory=list[str])
    year: str = ""
    series: str = ""
    points: list[DraftPoint] = field(default_factory=list[DraftPoint])


@dataclass(slots=True)
class DraftRating:
    """One line of the plan's own key. Its role is for a person to say."""

    code: str
    label: str
    meaning: str
    colour: str
    place: Place


@dataclass(slots=True)
class Draft:
    """Filled layout by layout. `unplaced` is text that belongs to no action by any sure rule: for a person to place."""

    dates: DateReading = field(default_factory=DateReading)
    areas: dict[str, DraftArea] = field(default_factory=dict[str, DraftArea])
    objectives: list[DraftObjective] = field(default_factory=list[DraftObjective])
    actions: list[DraftAction] = field(default_factory=list[DraftAction])
    indicators: list[DraftIndicator] = field(default_factory=list[DraftIndicator])
    ratings: list[DraftRating] = field(default_factory=list[DraftRating])
    unplaced: list[Warned] = field(default_factory=list[Warned])
    doubts: list[Warned] = field(default_factory=list[Warned])
    understood: list[Understood] = field(default_factory=list[Understood])

    def doubt(self, place: Place, sentence: str) -> None:
        self.doubts.append(Warned(place.source, place.line, sentence))
