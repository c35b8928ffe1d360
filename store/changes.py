"""What a session changed in the governed tables and no entry in the audit has told of yet.

The session's own objects are seen as they are flushed. A statement that goes past them hands over what it wrote, and
one that does not is noticed on the connection: a transaction that changed anything without an entry is refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, delete, event, insert, inspect, select
from sqlalchemy.orm import InstanceState
from sqlmodel import Session

from store.seals import GOVERNED, KEYS, Seals, Values, row_name, seals_of

_CHANGES = "sendbot_changes"
_TOUCHED = "sendbot_touched"


class ChangedUnaudited(Exception):
    """The register was about to be changed without an entry in the audit, so nothing was kept."""

    def __init__(self, rows: Iterable[str]) -> None:
        super().__init__(f"{self.__doc__} ({', '.join(sorted(rows))})")


@dataclass(slots=True)
class Changes:
    """Rows by name. `added` holds whole rows, `changed` only the columns that were written."""

    added: dict[str, dict[str, Any]] = field(default_factory=dict[str, dict[str, Any]])
    changed: dict[str, dict[str, Any]] = field(default_factory=dict[str, dict[str, Any]])
    removed: set[str] = field(default_factory=set[str])
    audited: set[str] = field(default_factory=set[str])  # tables that entries of this session have told of

    def add(self, row: str, values: Values) -> None:
        self.removed.discard(row)
        self.added[row] = dict(values)

    def change(self, row: str, values: Values) -> None:
        (self.added.get(row) or self.changed.setdefault(row, {})).update(values)

    def remove(self, row: str) -> None:
        self.added.pop(row, None)
        self.changed.pop(row, None)
        self.removed.add(row)

    def rows(self) -> set[str]:
        return {*self.added, *self.changed, *self.removed}

    def take(self, secret: bytes) -> dict[str, dict[str, Seals]]:
        """The seals of all of it, for the entry that tells of it; afterwards nothing is left to tell."""
        self.audited |= {row.partition(":")[0] for row in self.rows()}
        sealed = {
            "removed": {row: Seals() for row in sorted(self.removed)},
            "added": {row: seals_of(secret, row, values, blanks=False) for row, values in self.added.items()},
            "changed": {row: seals_of(secret, row, values, blanks=True) for row, values in self.changed.items()},
        }
        self.added, self.changed, self.removed = {}, {}, set()
        return {how: rows for how, rows in sealed.items() if rows}


class RegisterSession(Session):
    """A session whose changes to the register must be told in the audit before they can be kept."""


def changes_of(session: Session) -> Changes | None:
    """None where nothing was changed. A plain session keeps no account."""
    return session.info.get(_CHANGES)


def _account(session: Session) -> Changes:
    return session.info.setdefault(_CHANGES, Changes())


def wrote_row(session: Session, table: str, values: Values) -> None:
    """A statement wrote this whole new row; columns left out are blank."""
    _account(session).add(row_name(table, (values[name] for name in KEYS[table])), values)


def wrote_columns(session: Session, table: str, key: object, values: Values) -> None:
    """A statement wrote these columns of the row with this id."""
    _account(session).change(row_name(table, (key,)), values)


def insert_rows(session: Session, table: type[Any], rows: Sequence[Mapping[str, Any]]) -> None:
    """Many rows in one statement, each with its whole key."""
    session.connection().execute(insert(table), rows)
    for row in rows:
        wrote_row(session, table.__tablename__, row)


def delete_rows(session: Session, table: type[Any], where: ColumnElement[bool]) -> None:
    """Every row for which the condition holds."""
    connection, name = session.connection(), table.__tablename__
    keys = [GOVERNED[name].c[key] for key in KEYS[name]]
    for key in connection.execute(select(*keys).where(where)).all():
        _account(session).remove(row_name(name, key))
    connection.execute(delete(table).where(where))


def refuse_unaudited(session: Session, connection: Connection) -> None:
    """Raises ChangedUnaudited. Called before a commit."""
    session.flush()
    changes = changes_of(session)
    if changes and (left := changes.rows()):
        raise ChangedUnaudited(left)
    touched: set[str] = connection.info[_TOUCHED]
    if touched:
        unseen = touched - (changes.audited if changes else set())
        touched.clear()
        if unseen:
            raise ChangedUnaudited(unseen)


def watch(engine: Engine) -> None:
    """Notices statements on governed tables, whoever makes them."""
    event.listen(engine, "begin", _begin)
    event.listen(engine, "after_execute", _notice)


def _begin(connection: Connection) -> None:
    connection.info[_TOUCHED] = set()


def _notice(connection: Connection, statement: Any, _many: Any, _parameters: Any, _options: Any, result: Any) -> None:
    if statement.is_dml and statement.table.name in GOVERNED and result.rowcount:
        connection.info[_TOUCHED].add(statement.table.name)


@event.listens_for(RegisterSession, "after_flush")
def _account_for_objects(session: Session, _context: Any) -> None:
    for record in session.deleted:
        if record.__tablename__ in GOVERNED:
            _account(session).remove(row_name(record.__tablename__, _state(record).identity or ()))
    for record in session.new:
        if record.__tablename__ in GOVERNED:
            wrote_row(session, record.__tablename__, _held(record, GOVERNED[record.__tablename__].columns.keys()))
    for record in session.dirty:
        if record.__tablename__ in GOVERNED:
            _account_for_object(_account(session), record)


def _account_for_object(changes: Changes, record: Any) -> None:
    """Only what was written is told of, so that what was tampered with in between stays unlike its seal."""
    table, state = record.__tablename__, _state(record)
    names = GOVERNED[table].columns.keys()
    written = [name for name in names if state.attrs[name].history.has_changes()]
    before = row_name(table, state.identity or ())
    if any(name in KEYS[table] for name in written):
        changes.remove(before)
        now = _held(record, names)
        changes.add(row_name(table, (now[name] for name in KEYS[table])), now)
    elif written:
        changes.change(before, _held(record, written))


def _state(record: Any) -> InstanceState[Any]:
    return inspect(record)


def _held(record: Any, names: Iterable[str]) -> dict[str, Any]:
    return {name: getattr(record, name) for name in names}


@event.listens_for(RegisterSession, "after_rollback")
def _forget(session: Session) -> None:
    session.info.pop(_CHANGES, None)
