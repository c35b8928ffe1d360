"""Seals: what the audit keeps of every governed row, so that a row changed behind the program's back shows.

A seal is a short digest of one column's value, keyed with the audit's own key: nobody without the key can make one, or
guess from it the words it stands for. Each column has its own, so the field that was changed can be named, and a
change by the program to one field never hides what somebody else did to another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from hashlib import blake2b
from typing import Any

import sqlalchemy as sa
from sqlmodel import SQLModel

from store import tables

NOT_GOVERNED = frozenset(
    {
        "audit_entry",
        "channel",
        "channel_post",
        "conversation",
        "cycle",
        "last_said",
        "message",
        "request",
        "route_pause",
        "running_copy",
        "snooze",
    }
)
"""The program's own diary: who was asked and reached, which the audit tells entry by entry. All else is the record."""

SEAL_BYTES = 6
"""Of one column. Who tampers cannot try values out, for that takes the key: one change in 10**14 would go unseen."""

_SEPARATOR = "\x1f"

Values = Mapping[str, Any]
Seals = dict[str, str | None]
"""Column -> seal; none for a column that was blanked. A blank column of a new row is left out."""


def _plain(value: Any) -> str:
    return str(value)


def _flag(value: Any) -> str:
    return "1" if value in (True, 1) else "" if value in (False, 0) else str(value)


def _fraction(value: Any) -> str:
    try:
        return repr(float(value))
    except (TypeError, ValueError):
        return str(value)  # something that the program cannot have written


def _moment(value: Any) -> str:
    """As SQLite keeps it: in UTC, to the microsecond."""
    if not isinstance(value, datetime):
        return str(value)
    return value.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")


def _wording(column: sa.Column[Any]) -> Callable[[Any], str]:
    """One text for one value, whether it comes from the program or raw from either database."""
    kind = column.type.impl_instance if isinstance(column.type, sa.types.TypeDecorator) else column.type
    if isinstance(kind, sa.Boolean):
        return _flag
    if isinstance(kind, sa.Float):
        return _fraction
    return _moment if isinstance(kind, sa.DateTime) else _plain


GOVERNED: Mapping[str, sa.Table] = {
    name: table for name, table in tables.Plan.metadata.tables.items() if name not in NOT_GOVERNED
}
_WORDINGS = {
    name: {column.name: _wording(column) for column in table.columns}
    for name, table in SQLModel.metadata.tables.items()
    if name in GOVERNED
}
KEYS = {name: tuple(column.name for column in table.primary_key.columns) for name, table in GOVERNED.items()}


def row_name(table: str, key: Iterable[object]) -> str:
    """ "milestone:12", "action_lead:3,7"."""
    return f"{table}:{','.join(map(str, key))}"


def seals_of(secret: bytes, row: str, values: Values, *, blanks: bool) -> Seals:
    """`blanks`: also say which of the columns given are blank. None, an empty text and False are one and the same, so
    that a column added by a later migration changes no seal."""
    table = row.partition(":")[0]
    wordings = _WORDINGS[table]
    begun = blake2b(row.encode(), key=secret, digest_size=SEAL_BYTES)
    seals: Seals = {}
    for name, value in values.items():
        words = "" if value is None else wordings[name](value)
        if words:
            sealing = begun.copy()
            sealing.update(f"{_SEPARATOR}{name}{_SEPARATOR}{words}".encode())
            seals[name] = sealing.hexdigest()
        elif blanks:
            seals[name] = None
    return seals


def differing(then: Values, now: Values) -> list[str]:
    """The columns of two rows' seals that are not the same."""
    return sorted(name for name in then.keys() | now.keys() if then.get(name) != now.get(name))
