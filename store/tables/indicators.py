"""Numeric indicators, their trajectories and readings."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Column, UniqueConstraint
from sqlmodel import Field

from store.tables.base import Table
from store.types import Direction, UtcDateTime, text_enum


class Indicator(Table, table=True):
    __table_args__ = (UniqueConstraint("plan_id", "ref"),)
    id: int | None = Field(default=None, primary_key=True)
    plan_id: int = Field(foreign_key="plan.id")
    area_id: int | None = Field(default=None, foreign_key="improvement_area.id")
    ref: str
    sort_key: str
    service: str = ""
    title: str
    unit: str = ""  # percent, weeks, count, milestone
    direction: Direction = Field(default=Direction.NA, sa_column=Column(text_enum(Direction), nullable=False))
    baseline: str = ""
    baseline_date: str = ""  # as printed
    year: str = ""  # calendar, financial or academic; blank when the plan does not say
    series: str = ""  # point, ytd or cumulative
    cadence: str = ""
    note: str = ""


class IndicatorAction(Table, table=True):
    """The actions an indicator tells of. A missing link is a finding, never a guess."""

    indicator_id: int = Field(foreign_key="indicator.id", primary_key=True)
    action_id: int = Field(foreign_key="action.id", primary_key=True, index=True)


class TrajectoryPoint(Table, table=True):
    """One target for one period; `target_value` is empty for a target in words ("live")."""

    __table_args__ = (UniqueConstraint("indicator_id", "position"),)
    id: int | None = Field(default=None, primary_key=True)
    indicator_id: int = Field(foreign_key="indicator.id")
    position: int
    date_text: str = ""
    period_end: date | None = None
    target: str = ""
    target_value: float | None = None


class Reading(Table, table=True):
    __table_args__ = (UniqueConstraint("indicator_id", "period_end", "source"),)
    id: int | None = Field(default=None, primary_key=True)
    indicator_id: int = Field(foreign_key="indicator.id")
    period_end: date
    value: float
    source: str = ""
    recorded_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
