"""What was spoken of last in a personal chat, for a little while and without anybody's words."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Column, Text
from sqlmodel import Field

from store.tables.base import Table
from store.types import UtcDateTime


class LastSaid(Table, table=True):
    """The last message of one person as it was understood; the next one takes its place.

    `content` is JSON of an intent, refs, rating codes and days; no free text enters it.
    """

    person_id: int = Field(primary_key=True, foreign_key="person.id")
    plan_key: str
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    content: str = Field(sa_column=Column(Text, nullable=False))
