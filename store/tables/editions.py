"""Editions of the report: what each was made from, what people added and decided on its way, and its files."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Column, LargeBinary, Text, UniqueConstraint
from sqlmodel import Field

from store.tables.base import Table
from store.types import EditionStatus, UtcDateTime, text_enum


class Edition(Table, table=True):
    """`cut`, `workflow` and `compiled` are JSON: the data cut, what people added to it and decided about it, and the
    report compiled from both. From final on nothing of it changes, and its files are kept beside it.
    """

    __table_args__ = (UniqueConstraint("plan_id", "kind", "number"),)
    id: int | None = Field(default=None, primary_key=True)
    plan_id: int = Field(foreign_key="plan.id")
    meeting_id: int | None = Field(default=None, foreign_key="meeting.id")
    kind: str
    number: int
    replaces_id: int | None = Field(default=None, foreign_key="edition.id")
    cut_off_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    status: EditionStatus = Field(sa_column=Column(text_enum(EditionStatus), nullable=False))
    rules_version: str
    cut: str = Field(sa_column=Column(Text, nullable=False))
    workflow: str = Field(default="", sa_column=Column(Text, nullable=False))
    compiled: str = Field(sa_column=Column(Text, nullable=False))
    content_hash: str
    audit_head: str = ""
    minute_reference: str = ""
    created_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    cleared_by_id: int | None = Field(default=None, foreign_key="person.id")
    cleared_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    final_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    issued_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    received_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))


class EditionFile(Table, table=True):
    """A file of a final edition, byte for byte. `form` is its extension: docx, xlsx, html, json..."""

    edition_id: int = Field(foreign_key="edition.id", primary_key=True)
    form: str = Field(primary_key=True)
    name: str
    content_type: str
    content: bytes = Field(sa_column=Column(LargeBinary, nullable=False))


class AreaConfirmation(Table, table=True):
    """An SRO confirms, or does not, what an edition says of their area.

    `content_hash` is of what it said then: once it says something else, the confirmation holds no more.
    """

    edition_id: int = Field(foreign_key="edition.id", primary_key=True)
    area_id: int = Field(foreign_key="improvement_area.id", primary_key=True)
    person_id: int = Field(foreign_key="person.id")
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    confirmed: bool
    reason: str = ""
    as_post: str = ""  # whose word it is, as printed
    content_hash: str = ""


class EditionComment(Table, table=True):
    """The compliance team's own words in an edition: on one of its sections, or on an action."""

    id: int | None = Field(default=None, primary_key=True)
    edition_id: int = Field(foreign_key="edition.id", index=True)
    section: str = ""  # "3"; blank where it is on an action
    action_ref: str = ""
    text: str = Field(sa_column=Column(Text, nullable=False))
    person_id: int = Field(foreign_key="person.id")
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    withdrawn_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))


class SmallCountDecision(Table, table=True):
    """Whether a count of fewer than 5 children is printed in an edition or stays suppressed (`domain.md` 8.1).

    `text_hash` is of the text it stands in: other words need another decision.
    """

    __table_args__ = (UniqueConstraint("edition_id", "place", "text_hash"),)
    id: int | None = Field(default=None, primary_key=True)
    edition_id: int = Field(foreign_key="edition.id")
    place: str
    text_hash: str
    shown: bool
    reason: str = ""
    person_id: int = Field(foreign_key="person.id")
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))


class SentBack(Table, table=True):
    """An item of a draft returned to its lead, with the reason."""

    id: int | None = Field(default=None, primary_key=True)
    edition_id: int = Field(foreign_key="edition.id", index=True)
    action_id: int = Field(foreign_key="action.id")
    reason: str
    person_id: int = Field(foreign_key="person.id")
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
