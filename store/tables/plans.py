"""The plan as agreed: areas, objectives, actions, milestones and the rating key."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Column, Index, UniqueConstraint
from sqlmodel import Field

from store.tables.base import Table
from store.types import Lifecycle, MonitoringState, RatingRole, UtcDateTime, text_enum


class Plan(Table, table=True):
    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True)
    title: str
    local_area: str
    kind: str
    published: str = ""  # as printed: a date, a year, or blank
    period_end: date | None = None
    approved_on: date | None = None
    approved_by: str = ""
    version: int = 1


class PlanVersion(Table, table=True):
    """One import that changed the plan."""

    __table_args__ = (UniqueConstraint("plan_id", "number"),)
    id: int | None = Field(default=None, primary_key=True)
    plan_id: int = Field(foreign_key="plan.id")
    number: int
    imported_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    source: str
    added: int
    changed: int


class Rating(Table, table=True):
    """One value of the plan's own key. Nothing but the key says what a colour means (`domain.md` 3.1)."""

    __table_args__ = (UniqueConstraint("plan_id", "code"),)
    id: int | None = Field(default=None, primary_key=True)
    plan_id: int = Field(foreign_key="plan.id")
    code: str
    label: str
    position: int
    meaning: str = ""
    role: RatingRole | None = Field(default=None, sa_column=Column(text_enum(RatingRole)))
    rank: int | None = None  # the higher, the worse; 0 for one outside the order (Grey)
    colour: str = ""
    confirmed: bool = False


class ImprovementArea(Table, table=True):
    __table_args__ = (UniqueConstraint("plan_id", "ref"),)
    id: int | None = Field(default=None, primary_key=True)
    plan_id: int = Field(foreign_key="plan.id")
    ref: str
    sort_key: str
    title: str
    monitoring_state: MonitoringState = Field(
        default=MonitoringState.FORMAL, sa_column=Column(text_enum(MonitoringState), nullable=False)
    )


class AreaSro(Table, table=True):
    """A Senior Responsible Officer's post; an area may have several."""

    area_id: int = Field(foreign_key="improvement_area.id", primary_key=True)
    post_id: int = Field(foreign_key="post.id", primary_key=True, index=True)
    position: int


class ImpactStatement(Table, table=True):
    """The difference an area is meant to make; `outcomes.csv` in a register folder."""

    __table_args__ = (UniqueConstraint("area_id", "position"),)
    id: int | None = Field(default=None, primary_key=True)
    area_id: int = Field(foreign_key="improvement_area.id")
    position: int
    title: str


class Objective(Table, table=True):
    __table_args__ = (UniqueConstraint("area_id", "ref"),)
    id: int | None = Field(default=None, primary_key=True)
    area_id: int = Field(foreign_key="improvement_area.id")
    ref: str
    sort_key: str
    title: str


class Action(Table, table=True):
    __table_args__ = (UniqueConstraint("plan_id", "ref"),)
    id: int | None = Field(default=None, primary_key=True)
    plan_id: int = Field(foreign_key="plan.id")
    area_id: int = Field(foreign_key="improvement_area.id", index=True)
    objective_id: int | None = Field(default=None, foreign_key="objective.id")
    ref: str
    sort_key: str
    title: str
    baseline: str = ""
    planned_start: date | None = None
    lifecycle: Lifecycle = Field(default=Lifecycle.NOT_STARTED, sa_column=Column(text_enum(Lifecycle), nullable=False))
    decision_reference: str = ""
    rating_text: str = ""  # as printed in the plan; never read by a rule (`domain.md` 3.1, import rule)
    progress_text: str = ""  # as printed in the plan


class ActionLead(Table, table=True):
    action_id: int = Field(foreign_key="action.id", primary_key=True)
    post_id: int = Field(foreign_key="post.id", primary_key=True, index=True)
    position: int


class Partner(Table, table=True):
    """Contributes to an action without being accountable for it."""

    action_id: int = Field(foreign_key="action.id", primary_key=True)
    position: int = Field(primary_key=True)
    name: str


class Milestone(Table, table=True):
    """A dated step with its own measure. The four dates are never merged; a month means its last day."""

    __table_args__ = (
        UniqueConstraint("action_id", "seq"),
        Index("ix_milestone_open_due", "current_due", "completed_on"),
    )
    id: int | None = Field(default=None, primary_key=True)
    action_id: int = Field(foreign_key="action.id")
    seq: int
    due_text: str = ""  # as printed
    due_earliest: date | None = None
    baseline_due: date | None = None
    current_due: date | None = None
    forecast_due: date | None = None
    completed_on: date | None = None
    recurrence: str = ""
    measure: str = ""
    note: str = ""
    statutory: bool = False
    lifecycle: Lifecycle = Field(default=Lifecycle.NOT_STARTED, sa_column=Column(text_enum(Lifecycle), nullable=False))
    decision_reference: str = ""
    rating_text: str = ""  # as printed in the plan; never read by a rule
    progress_text: str = ""  # as printed in the plan
