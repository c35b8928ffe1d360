"""The risk log of a plan: what may go wrong or has, how badly, and what is done about it (`domain.md` 6.2, 11)."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Column, Index, UniqueConstraint
from sqlmodel import Field

from store.tables.base import Table
from store.types import RiskKind, UtcDateTime, text_enum


class Risk(Table, table=True):
    """One line of the log. Its ref is unique in the plan; a closed one stays."""

    __table_args__ = (UniqueConstraint("plan_id", "ref"),)
    id: int | None = Field(default=None, primary_key=True)
    plan_id: int = Field(foreign_key="plan.id", index=True)
    ref: str  # "R1", "R2", ...
    kind: RiskKind = Field(sa_column=Column(text_enum(RiskKind), nullable=False))
    title: str
    owner_id: int | None = Field(default=None, foreign_key="post.id")
    raised_by_id: int | None = Field(default=None, foreign_key="person.id")  # none: brought in from a file
    raised_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    closed_by_id: int | None = Field(default=None, foreign_key="person.id")
    closed_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    closed_because: str = ""


class RiskAction(Table, table=True):
    """An action that the risk touches."""

    risk_id: int = Field(foreign_key="risk.id", primary_key=True)
    action_id: int = Field(foreign_key="action.id", primary_key=True, index=True)


class RiskAssessment(Table, table=True):
    """What somebody thought of a risk at a date. Added, never overwritten: the latest one stands.

    The score is likelihood times impact, each from 1 to 5; an issue has happened, so its likelihood is 5.
    """

    __table_args__ = (
        Index("ix_risk_assessment_risk", "risk_id", "at"),
        CheckConstraint("likelihood BETWEEN 1 AND 5", name="likelihood_range"),
        CheckConstraint("impact BETWEEN 1 AND 5", name="impact_range"),
    )
    id: int | None = Field(default=None, primary_key=True)
    risk_id: int = Field(foreign_key="risk.id")
    person_id: int | None = Field(default=None, foreign_key="person.id")
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    likelihood: int
    impact: int
    next_step: str = ""
    next_step_by: date | None = None
