"""Channels and group chats that the bot is in, what is posted there week by week, and each post with its receipt."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Column, Index, UniqueConstraint
from sqlmodel import Field

from store.tables.base import Table
from store.types import MessageStatus, UtcDateTime, text_enum


class Channel(Table, table=True):
    """A channel of a team, or a group chat. Made when the bot is added, and on the first word said to it there.

    The names are those that Teams told last; the first channel of a team has none. A group chat has no team.
    """

    id: int | None = Field(default=None, primary_key=True)
    conversation_id: str = Field(unique=True)
    team_id: str = Field(default="", index=True)
    team_name: str = ""
    name: str = ""
    tenant_id: str
    service_url: str
    bot_id: str
    installed: bool = True
    seen_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))


class ChannelTie(Table, table=True):
    """How an area stands is posted in a channel once a week. `area_id` 0: the whole plan, and its editions too."""

    __table_args__ = (UniqueConstraint("channel_id", "plan_id", "area_id"),)
    id: int | None = Field(default=None, primary_key=True)
    channel_id: int = Field(foreign_key="channel.id")
    plan_id: int = Field(foreign_key="plan.id")
    area_id: int = 0
    weekday: int  # 0 is Monday
    at: str  # "09:00", in London
    set_by_id: int = Field(foreign_key="person.id")
    set_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))


class ChannelPost(Table, table=True):
    """One post in a channel: planned once, by the database's own care, then claimed, sent and receipted.

    `edition_id` 0: how things stand; `day` is the day of the week that was wished for, whichever it moved to.
    """

    __table_args__ = (
        UniqueConstraint("channel_id", "plan_id", "area_id", "edition_id", "day"),
        Index("ix_channel_post_waiting", "status", "send_at"),
    )
    id: int | None = Field(default=None, primary_key=True)
    channel_id: int = Field(foreign_key="channel.id")
    plan_id: int = Field(foreign_key="plan.id")
    area_id: int = 0
    edition_id: int = 0
    day: date
    planned_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    send_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    status: MessageStatus = Field(
        default=MessageStatus.PLANNED, sa_column=Column(text_enum(MessageStatus), nullable=False)
    )
    claimed_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    claimed_by: str = ""
    attempts: int = 0
    sent_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    fault: str = ""
    activity_id: str = ""
