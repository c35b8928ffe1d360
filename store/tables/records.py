"""What people said and decided. Records are added, never overwritten."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Column, Index, UniqueConstraint
from sqlmodel import Field

from store.tables.base import Table
from store.types import AskKind, DateChangeStatus, Lifecycle, UpdateSource, UtcDateTime, text_enum


class Update(Table, table=True):
    """What a lead said, when, about an action (`milestone_id` empty) or one of its milestones.

    `at` is when it was said and what `--as-at` reads; `recorded_at` is when the register learnt of it.
    A correction is a further update that names the one it corrects.
    """

    __table_args__ = (
        Index("ix_update_item", "action_id", "milestone_id", "at"),
        CheckConstraint("percent IS NULL OR (percent >= 0 AND percent <= 100)", name="percent_range"),
    )
    id: int | None = Field(default=None, primary_key=True)
    action_id: int = Field(foreign_key="action.id")
    milestone_id: int | None = Field(default=None, foreign_key="milestone.id", index=True)
    person_id: int = Field(foreign_key="person.id")
    on_behalf_of_id: int | None = Field(default=None, foreign_key="person.id")
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    recorded_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    source: UpdateSource = Field(sa_column=Column(text_enum(UpdateSource), nullable=False))
    rating_code: str = ""  # of the plan's key
    narrative: str = ""
    cause: str = ""
    effect: str = ""  # on children and families, if nothing changes
    recovery: str = ""
    recovery_owner: str = ""
    recovery_by: date | None = None
    forecast: date | None = None
    completed_on: date | None = None
    waiting_for: str = ""
    help_needed: str = ""
    percent: int | None = None
    nil_return: bool = False
    corrects_id: int | None = Field(default=None, foreign_key="update.id", unique=True)
    withdrawn_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))


class Evidence(Table, table=True):
    """An item of the evidence log and who accepted it."""

    id: int | None = Field(default=None, primary_key=True)
    action_id: int = Field(foreign_key="action.id", index=True)
    milestone_id: int | None = Field(default=None, foreign_key="milestone.id")
    update_id: int | None = Field(default=None, foreign_key="update.id", index=True)
    title: str
    added_by_id: int = Field(foreign_key="person.id")
    added_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    accepted_by_id: int | None = Field(default=None, foreign_key="person.id")
    accepted_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))


class DateChange(Table, table=True):
    """A controlled move of a due date. A miss is a miss until somebody decides otherwise."""

    id: int | None = Field(default=None, primary_key=True)
    milestone_id: int = Field(foreign_key="milestone.id", index=True)
    from_due: date | None = None
    to_due: date
    reason: str
    status: DateChangeStatus = Field(
        default=DateChangeStatus.REQUESTED, sa_column=Column(text_enum(DateChangeStatus), nullable=False)
    )
    requested_by_id: int | None = Field(default=None, foreign_key="person.id")
    requested_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    decided_by_id: int | None = Field(default=None, foreign_key="person.id")
    decided_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    decision_reason: str = ""


class SignOff(Table, table=True):
    """An SRO accepts that an action is complete and embedded, or says why not."""

    id: int | None = Field(default=None, primary_key=True)
    action_id: int = Field(foreign_key="action.id", index=True)
    update_id: int = Field(foreign_key="update.id")
    person_id: int = Field(foreign_key="person.id")
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    accepted: bool
    reason: str = ""


class LifecycleChange(Table, table=True):
    """An action, or one of its milestones, is paused, merged, superseded, withdrawn, or taken up again.

    Each but the last needs a decision reference (`domain.md` 1.4). `successor_id` is the action that takes its place.
    """

    id: int | None = Field(default=None, primary_key=True)
    action_id: int = Field(foreign_key="action.id", index=True)
    milestone_id: int | None = Field(default=None, foreign_key="milestone.id")
    before: Lifecycle = Field(sa_column=Column(text_enum(Lifecycle, "before"), nullable=False))
    after: Lifecycle = Field(sa_column=Column(text_enum(Lifecycle, "after"), nullable=False))
    decision_reference: str = ""
    reason: str = ""
    successor_id: int | None = Field(default=None, foreign_key="action.id")
    person_id: int | None = Field(default=None, foreign_key="person.id")  # none: brought in with a plan version
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))


class Dependency(Table, table=True):
    """Action A waits for action B."""

    action_id: int = Field(foreign_key="action.id", primary_key=True)
    depends_on_id: int = Field(foreign_key="action.id", primary_key=True)
    note: str = ""


class Ask(Table, table=True):
    """A decision or help wanted of a board."""

    id: int | None = Field(default=None, primary_key=True)
    plan_id: int = Field(foreign_key="plan.id", index=True)
    meeting_id: int | None = Field(default=None, foreign_key="meeting.id")
    kind: AskKind = Field(sa_column=Column(text_enum(AskKind), nullable=False))
    text: str
    addressed_to: str
    by_when: date | None = None
    action_refs: str = ""  # separated by ;
    raised_by_id: int | None = Field(default=None, foreign_key="person.id")
    raised_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    closed_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))


class CallIn(Table, table=True):
    """An SRO or the chair wants to see an action whatever its rating (trigger E14)."""

    id: int | None = Field(default=None, primary_key=True)
    action_id: int = Field(foreign_key="action.id", index=True)
    person_id: int = Field(foreign_key="person.id")
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    by_chair: bool = False
    reason: str
    closed_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))


class RatingChallenge(Table, table=True):
    """A dispute about a rating. The rating stays the lead's."""

    __table_args__ = (UniqueConstraint("update_id", "person_id"),)
    id: int | None = Field(default=None, primary_key=True)
    update_id: int = Field(foreign_key="update.id")
    person_id: int = Field(foreign_key="person.id")
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    reason: str
    settled_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
