"""Posts, the people who hold them, and when they are away."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Column, UniqueConstraint
from sqlmodel import Field

from store.tables.base import Table
from store.types import OPEN_START, Capacity, ContactRoute, RoleName, UtcDateTime, text_enum


class Post(Table, table=True):
    """A post in an organisation. Actions and areas point to posts; a post may be vacant."""

    __table_args__ = (UniqueConstraint("title", "organisation"),)
    id: int | None = Field(default=None, primary_key=True)
    title: str
    organisation: str = ""
    kind: str = ""
    note: str = ""


class PostSpelling(Table, table=True):
    """Another way in which a post was written; the two were merged, and the next import finds the one post."""

    __table_args__ = (UniqueConstraint("title", "organisation"),)
    id: int | None = Field(default=None, primary_key=True)
    title: str
    organisation: str = ""
    post_id: int = Field(foreign_key="post.id", index=True)


class Person(Table, table=True):
    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True)
    name: str
    email: str = ""
    entra_object_id: str | None = Field(default=None, unique=True)
    organisation: str = ""
    route: ContactRoute = Field(default=ContactRoute.TEAMS, sa_column=Column(text_enum(ContactRoute), nullable=False))
    term_time_only: bool = False  # works in a school: not asked in school holidays (`domain.md` 4.4)
    email_fault: str = ""  # why a mail server refused the address; blank when it takes mail


class Appointment(Table, table=True):
    """A person in a post from one date to another, both days included."""

    __table_args__ = (
        UniqueConstraint("post_id", "person_id", "capacity", "starts_on"),
        CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="dates_in_order"),
    )
    id: int | None = Field(default=None, primary_key=True)
    post_id: int = Field(foreign_key="post.id", index=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    starts_on: date = OPEN_START
    ends_on: date | None = None
    capacity: Capacity = Field(default=Capacity.HOLDER, sa_column=Column(text_enum(Capacity), nullable=False))


class Role(Table, table=True):
    """What a person may do beyond their posts. `scope` is a plan's key, or blank for every plan."""

    __table_args__ = (UniqueConstraint("person_id", "role", "scope"),)
    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id")
    role: RoleName = Field(sa_column=Column(text_enum(RoleName), nullable=False))
    scope: str = ""


class Delegation(Table, table=True):
    """Somebody acts for somebody else, first day to last; the lead stays accountable."""

    __table_args__ = (CheckConstraint("ends_on >= starts_on", name="dates_in_order"),)
    id: int | None = Field(default=None, primary_key=True)
    from_person_id: int = Field(foreign_key="person.id", index=True)
    to_person_id: int = Field(foreign_key="person.id", index=True)
    starts_on: date
    ends_on: date
    set_by_id: int = Field(foreign_key="person.id")
    set_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))


class Leave(Table, table=True):
    """Days away. Why somebody is away never enters the register (`domain.md` 8.1)."""

    __table_args__ = (
        UniqueConstraint("person_id", "starts_on"),
        CheckConstraint("ends_on >= starts_on", name="dates_in_order"),
    )
    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id")
    starts_on: date
    ends_on: date


class ClosureDay(Table, table=True):
    """A day on which the council is closed beside weekends and bank holidays."""

    day: date = Field(primary_key=True)
    title: str = ""


class SchoolHoliday(Table, table=True):
    """First day to last, as the council publishes them: term dates are set locally (`domain.md` 4.4)."""

    __table_args__ = (CheckConstraint("ends_on >= starts_on", name="dates_in_order"),)
    starts_on: date = Field(primary_key=True)
    ends_on: date
    title: str = ""
