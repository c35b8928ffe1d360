"""The ledger of what was asked, the messages that carried it, and where people can be reached in Teams."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Column, Index, Text, UniqueConstraint
from sqlmodel import Field

from store.tables.base import Table
from store.types import ContactRoute, MessageStatus, Rung, UtcDateTime, text_enum


class Conversation(Table, table=True):
    """Where the bot can reach somebody in Teams. Made on install and on the first message.

    The service address of a conversation can change, so the last one seen is kept.
    """

    id: int | None = Field(default=None, primary_key=True)
    person_id: int | None = Field(default=None, foreign_key="person.id", unique=True)
    tenant_id: str
    service_url: str
    conversation_id: str = Field(unique=True)
    user_id: str = ""  # of the channel ("29:..."), opaque
    bot_id: str = ""
    installed: bool = True
    seen_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))


class Message(Table, table=True):
    """One delivery of one or more requests by one route, with its receipt.

    `slot` is "requests" for the one message of requests a person gets a day, or names a notice.
    """

    __table_args__ = (
        UniqueConstraint("person_id", "day", "slot"),
        Index("ix_message_waiting", "status", "send_at"),
    )
    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id")
    route: ContactRoute = Field(sa_column=Column(text_enum(ContactRoute), nullable=False))
    day: date  # Europe/London
    slot: str
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
    conversation_id: int | None = Field(default=None, foreign_key="conversation.id")
    activity_id: str = ""  # by email, the Message-ID
    tried: str = ""  # the routes that failed before this one, with the fault of each
    body: str = Field(default="", sa_column=Column(Text, nullable=False))  # of a notice; requests render themselves


class Request(Table, table=True):
    """One person asked about one item for one reason: at most once, by the database's own care.

    `item` is "m:<milestone id>" or "a:<action id>"; `occasion` is "due:<date>" or "cycle:<meeting id>".
    """

    __table_args__ = (
        UniqueConstraint("item", "rung", "person_id", "occasion"),
        Index("ix_request_open_item", "item", "closed_at"),
    )
    id: int | None = Field(default=None, primary_key=True)
    action_id: int = Field(foreign_key="action.id", index=True)
    milestone_id: int | None = Field(default=None, foreign_key="milestone.id")
    item: str
    rung: Rung = Field(sa_column=Column(text_enum(Rung), nullable=False))
    person_id: int = Field(foreign_key="person.id", index=True)
    occasion: str
    reason: str
    asked_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    message_id: int = Field(foreign_key="message.id", index=True)
    closed_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    closed_by_update_id: int | None = Field(default=None, foreign_key="update.id")


class Snooze(Table, table=True):
    """Somebody asks not to be reminded of an item until a day. It is no update, and the item stays as late as it is."""

    id: int | None = Field(default=None, primary_key=True)
    item: str = Field(index=True)
    person_id: int = Field(foreign_key="person.id")
    until: date
    reason: str
    set_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))


class PlanSetting(Table, table=True):
    """A number or a time that a plan, or one area of it, wants otherwise than by default. `area_id` 0: the plan."""

    __table_args__ = (UniqueConstraint("plan_id", "area_id", "name"),)
    id: int | None = Field(default=None, primary_key=True)
    plan_id: int = Field(foreign_key="plan.id")
    area_id: int = 0
    name: str
    value: str


class RunningCopy(Table, table=True):
    """A process that sends. What a copy has claimed that has not been seen for a while belongs to nobody."""

    name: str = Field(primary_key=True)
    seen_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))


class RoutePause(Table, table=True):
    """Nothing leaves by a route until then: it answered that there was too much (429)."""

    route: ContactRoute = Field(sa_column=Column(text_enum(ContactRoute), primary_key=True))
    until: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
