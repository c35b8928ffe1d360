"""What the Board could choose for an action that is off track and long late (`domain.md` 3.2 and 6.2, section 5)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, Column
from sqlmodel import Field

from store.tables.base import Table
from store.types import UtcDateTime


class OptionsAppraisal(Table, table=True):
    """The options for one action, weighed by somebody who may. Added, never overwritten: the latest one that was not
    withdrawn stands. `recommended` is the position of one of its options; `lesson` is what others should learn.
    """

    id: int | None = Field(default=None, primary_key=True)
    action_id: int = Field(foreign_key="action.id", index=True)
    person_id: int = Field(foreign_key="person.id")
    on_behalf_of_id: int | None = Field(default=None, foreign_key="person.id")
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    recommended: int
    recommendation: str = ""  # why that one
    lesson: str = ""
    withdrawn_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))


class AppraisedOption(Table, table=True):
    """Position 0 is doing nothing, which is always one of them; `effect` is on children and families."""

    __table_args__ = (CheckConstraint("position >= 0", name="position_range"),)
    appraisal_id: int = Field(foreign_key="options_appraisal.id", primary_key=True)
    position: int = Field(primary_key=True)
    text: str
    effect: str
