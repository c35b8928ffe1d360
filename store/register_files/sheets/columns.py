"""The register folder: its files and their columns (`design.md` section 7). Reading and writing share this.

The order of the columns is the order in which they are written.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from store.register_files.sheets import cells
from store.types import Direction, Lifecycle, MonitoringState, RatingRole


@dataclass(frozen=True, slots=True)
class Column:
    """`field` is the record's own; blank: the reader of the file looks after the column itself.

    With `blank_keeps` a blank cell says nothing and the register keeps what it holds: a completion or a forecast
    that the bot has learnt since is not wiped out by an older file.
    """

    name: str
    field: str = ""
    parse: Callable[[str], Any] = cells.text
    required: bool = False
    blank_keeps: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    file: str
    columns: tuple[Column, ...]
    required: bool = False

    @property
    def name(self) -> str:
        """Of the sheet in a workbook: "actions" for actions.csv."""
        return self.file.removesuffix(".csv")

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    @property
    def required_names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns if column.required)


PLAN = Sheet(
    "plan.csv",
    (
        Column("key", required=True),
        Column("title", "title", required=True),
        Column("local_area", "local_area"),
        Column("kind", "kind"),
        Column("published", "published"),
        Column("period_end", "period_end", cells.day),
        Column("approved_on", "approved_on", cells.day),
        Column("approved_by", "approved_by"),
    ),
    required=True,
)
RATINGS = Sheet(
    "ratings.csv",
    (
        Column("code", required=True),
        Column("label", "label", required=True),
        Column("order", "position", cells.whole_number, blank_keeps=True),
        Column("meaning", "meaning"),
        Column("role", "role", cells.Words(RatingRole)),
        Column("rank", "rank", cells.whole_number),
        Column("colour", "colour"),
        Column("confirmed", "confirmed", cells.yes_or_no, blank_keeps=True),
    ),
)
AREAS = Sheet(
    "areas.csv",
    (
        Column("area_ref", required=True),
        Column("title", "title", required=True),
        Column("sro_post"),
        Column("sro_organisation"),
        Column("monitoring_state", "monitoring_state", cells.Words(MonitoringState), blank_keeps=True),
    ),
    required=True,
)
OBJECTIVES = Sheet(
    "objectives.csv",
    (
        Column("objective_ref", required=True),
        Column("area_ref", required=True),
        Column("title", "title", required=True),
    ),
)
ACTIONS = Sheet(
    "actions.csv",
    (
        Column("action_ref", required=True),
        Column("objective_ref"),
        Column("area_ref"),
        Column("title", "title", required=True),
        Column("lead_posts"),
        Column("partners"),
        Column("baseline", "baseline"),
        Column("planned_start", "planned_start", cells.day),
        Column("lifecycle", "lifecycle", cells.Words(Lifecycle), blank_keeps=True),
        Column("decision_reference", "decision_reference"),
        Column("depends_on"),
        Column("rating_text", "rating_text"),
        Column("progress_text", "progress_text"),
    ),
    required=True,
)
MILESTONES = Sheet(
    "milestones.csv",
    (
        Column("action_ref", required=True),
        Column("seq", "seq", cells.whole_number, required=True),
        Column("due_text", "due_text"),
        Column("due_earliest", "due_earliest", cells.day),
        Column("due", "baseline_due", cells.day, required=True),
        Column("recurrence", "recurrence"),
        Column("measure", "measure"),
        Column("note", "note"),
        Column("current_due", "current_due", cells.day, blank_keeps=True),
        Column("forecast_due", "forecast_due", cells.day, blank_keeps=True),
        Column("completed_on", "completed_on", cells.day, blank_keeps=True),
        Column("lifecycle", "lifecycle", cells.Words(Lifecycle), blank_keeps=True),
        Column("statutory", "statutory", cells.yes_or_no, blank_keeps=True),
        Column("decision_reference", "decision_reference"),
        Column("depends_on"),
        Column("rating_text", "rating_text"),
        Column("progress_text", "progress_text"),
    ),
    required=True,
)
INDICATORS = Sheet(
    "indicators.csv",
    (
        Column("indicator_ref", required=True),
        Column("area_ref"),
        Column("service", "service"),
        Column("title", "title", required=True),
        Column("unit", "unit"),
        Column("direction", "direction", cells.Words(Direction), blank_keeps=True),
        Column("baseline", "baseline"),
        Column("baseline_date", "baseline_date"),
        Column("note", "note"),
        Column("action_refs"),
        Column("year", "year"),
        Column("series", "series"),
        Column("cadence", "cadence"),
    ),
)
INDICATOR_TARGETS = Sheet(
    "indicator_targets.csv",
    (
        Column("indicator_ref", required=True),
        Column("date_text", "date_text"),
        Column("date", "period_end", cells.day, required=True),
        Column("target", "target", required=True),
    ),
)
OUTCOMES = Sheet("outcomes.csv", (Column("area_ref", required=True), Column("title", "title", required=True)))
POSTS = Sheet(
    "posts.csv",
    (
        Column("post", required=True),
        Column("organisation"),
        Column("kind"),
        Column("actions_count"),  # counted when written, never read
        Column("refs"),
        Column("note"),
    ),
)
GOVERNANCE = Sheet(
    "governance.csv",
    (
        Column("cadence", "cadence", required=True),
        Column("product", "product", required=True),
        Column("audience", "audience", required=True),
    ),
)
MEETINGS = Sheet(
    "meetings.csv",
    (
        Column("board", required=True),
        Column("held_on", "held_on", cells.day, required=True),
        Column("cut_off", "cut_off_given", cells.day),
    ),
)
REGISTER = (
    PLAN,
    RATINGS,
    AREAS,
    OBJECTIVES,
    ACTIONS,
    MILESTONES,
    INDICATORS,
    INDICATOR_TARGETS,
    OUTCOMES,
    POSTS,
    GOVERNANCE,
    MEETINGS,
)
"""The plan as agreed. What was said and decided since is in `history_columns.HISTORY`."""
