"""Boards, their meetings, the cycle of each, and the editions of the report."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Column, Text, UniqueConstraint
from sqlmodel import Field

from store.tables.base import Table
from store.types import EditionStatus, UtcDateTime, text_enum


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


class Edition(Table, table=True):
    """A report frozen as issued. `cut` and `compiled` are JSON; the files are made from `compiled` alone."""

    __table_args__ = (UniqueConstraint("plan_id", "kind", "number"),)
    id: int | None = Field(default=None, primary_key=True)
    plan_id: int = Field(foreign_key="plan.id")
    meeting_id: int | None = Field(default=None, foreign_key="meeting.id")
    kind: str
    number: int
    cut_off_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    status: EditionStatus = Field(sa_column=Column(text_enum(EditionStatus), nullable=False))
    rules_version: str
    cut: str = Field(sa_column=Column(Text, nullable=False))
    compiled: str = Field(sa_column=Column(Text, nullable=False))
    content_hash: str
    audit_head: str = ""
    minute_reference: str = ""
    created_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    issued_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))


class AreaConfirmation(Table, table=True):
    """An SRO confirms, or does not, what an edition says of their area."""

    edition_id: int = Field(foreign_key="edition.id", primary_key=True)
    area_id: int = Field(foreign_key="improvement_area.id", primary_key=True)
    person_id: int = Field(foreign_key="person.id")
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    confirmed: bool
    reason: str = ""
