"""Boards, their meetings, and the cycle of each."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Column, UniqueConstraint
from sqlmodel import Field

from store.tables.base import Table
from store.types import UtcDateTime


class GovernanceProduct(Table, table=True):
    """Who is to get which report, how often, as the plan promises."""

    __table_args__ = (UniqueConstraint("plan_id", "position"),)
    id: int | None = Field(default=None, primary_key=True)
    plan_id: int = Field(foreign_key="plan.id")
    position: int
    cadence: str
    product: str
    audience: str


class Board(Table, table=True):
    __table_args__ = (UniqueConstraint("plan_id", "name"),)
    id: int | None = Field(default=None, primary_key=True)
    plan_id: int = Field(foreign_key="plan.id")
    name: str


class Meeting(Table, table=True):
    """`cut_off_given` wins over the back-schedule when the register gives one."""

    __table_args__ = (UniqueConstraint("board_id", "held_on"),)
    id: int | None = Field(default=None, primary_key=True)
    board_id: int = Field(foreign_key="board.id")
    held_on: date
    cut_off_given: date | None = None


class Cycle(Table, table=True):
    """The round of asking before one meeting."""

    meeting_id: int = Field(foreign_key="meeting.id", primary_key=True)
    opened_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    closed_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
