"""Who did what, chained so that a changed, removed or reordered row shows."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Column, Index, Text, UniqueConstraint
from sqlmodel import Field

from store.tables.base import Table
from store.types import UtcDateTime


class AuditEntry(Table, table=True):
    """One link of a plan's chain (`plan_key` blank: what belongs to no plan).

    `content` is JSON and may be erased under a tombstone: the chain is over `digest`, which is salted and stays.
    """

    __table_args__ = (
        UniqueConstraint("plan_key", "position"),
        Index("ix_audit_entry_subject", "plan_key", "subject"),
    )
    id: int | None = Field(default=None, primary_key=True)
    plan_key: str
    position: int
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    actor: str  # a person's key, or the part of the program that acted
    on_behalf_of: str = ""
    action: str
    subject: str  # an action's or milestone's ref, a person's key, an edition's number
    content: str | None = Field(default=None, sa_column=Column(Text))
    salt: str
    digest: str
    previous: str
    link: str
