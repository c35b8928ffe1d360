"""Column types and the closed vocabularies of the register (`domain.md` sections 1 and 3)."""

from __future__ import annotations

from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Dialect

OPEN_START = date(1900, 1, 1)
"""A blank `from` in a people folder. Not NULL, so that uniqueness holds for it too."""


class UtcDateTime(sa.types.TypeDecorator[datetime]):
    """An aware moment, kept in UTC. Refuses a naive one, whose meaning would depend on the machine."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value.isoformat()} has no time zone")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def text_enum(vocabulary: type[StrEnum], name: str = "") -> sa.Enum:
    """Kept as its word, with a CHECK: readable in the database, and the same on SQLite and PostgreSQL.

    `name` tells two columns of one table with the same vocabulary apart.
    """

    def words(members: Any) -> list[str]:
        return [member.value for member in members]

    return sa.Enum(
        vocabulary,
        native_enum=False,
        create_constraint=True,
        values_callable=words,
        length=40,
        name=name or vocabulary.__name__.lower(),
    )


class RatingRole(StrEnum):
    """What the rules read. A plan's own key says which of its ratings plays which role."""

    COMPLETE = "complete"
    ON_TRACK = "on_track"
    IN_PROGRESS = "in_progress"
    AT_RISK = "at_risk"
    OFF_TRACK = "off_track"
    WAITING = "waiting"


class Lifecycle(StrEnum):
    """A fact about an action, kept apart from its rating, which is an opinion at a date (`domain.md` 1.4)."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    COMPLETE = "complete"
    EMBEDDED = "embedded"
    PAUSED = "paused"
    MERGED_INTO = "merged_into"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


CLOSED_LIFECYCLES = frozenset({Lifecycle.MERGED_INTO, Lifecycle.SUPERSEDED, Lifecycle.WITHDRAWN})
COMPLETE_LIFECYCLES = frozenset({Lifecycle.COMPLETE, Lifecycle.EMBEDDED})


class MonitoringState(StrEnum):
    FORMAL = "formal"
    STEPPED_DOWN = "stepped_down"
    CLOSED = "closed"


class Direction(StrEnum):
    """Which way an indicator should move."""

    UP = "up"
    DOWN = "down"
    NA = "na"


class ContactRoute(StrEnum):
    TEAMS = "teams"
    EMAIL = "email"


class Capacity(StrEnum):
    HOLDER = "holder"
    DEPUTY = "deputy"


class RoleName(StrEnum):
    COMPLIANCE = "compliance"
    ADMINISTRATOR = "administrator"
    BOARD = "board"


class UpdateSource(StrEnum):
    CARD = "card"
    CHAT = "chat"
    WEB = "web"
    IMPORT = "import"
    SIMULATION = "simulation"


class DateChangeStatus(StrEnum):
    REQUESTED = "requested"
    APPROVED = "approved"
    REFUSED = "refused"


class AskKind(StrEnum):
    DECIDE = "decide"
    APPROVE_DATE = "approve_date"
    UNBLOCK = "unblock"
    NOTE = "note"


class RiskKind(StrEnum):
    RISK = "risk"  # it may happen
    ISSUE = "issue"  # it has


class EditionStatus(StrEnum):
    DRAFT = "draft"
    FINAL = "final"
    ISSUED = "issued"


class MessageStatus(StrEnum):
    """One delivery. `unconfirmed`: it may or may not have arrived, so it is shown and never repeated blindly."""

    PLANNED = "planned"
    CLAIMED = "claimed"
    SENT = "sent"
    FAILED = "failed"
    UNCONFIRMED = "unconfirmed"
    DROPPED = "dropped"


class Rung(StrEnum):
    """Why somebody is asked: the ladder of one milestone (`design.md` section 4, promise 8) in its order, then the
    steps of a board's cycle (`domain.md` 4.3), then what the compliance team sends by hand."""

    BEFORE_20 = "before_20"
    BEFORE_10 = "before_10"
    BEFORE_5 = "before_5"
    BEFORE_1 = "before_1"
    OVERDUE = "overdue"
    CHASE_1 = "chase_1"
    CHASE_2 = "chase_2"
    CHASE_3 = "chase_3"
    SRO = "sro"
    COMPLIANCE = "compliance"
    CYCLE_ASK = "cycle_ask"
    CYCLE_REMIND = "cycle_remind"
    CYCLE_LAST = "cycle_last"
    CYCLE_SRO = "cycle_sro"
    BY_HAND = "by_hand"
