"""Engines and sessions. One turn is one transaction; a session lives no longer than that."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, ExceptionContext, bindparam, create_engine, event, func, make_url, select
from sqlalchemy.exc import OperationalError
from sqlmodel import Session

from store.changes import RegisterSession, refuse_unaudited, watch

WRITES = "sendbot_writes"
_DEADLOCK = "40P01"
_WAIT = select(func.pg_advisory_xact_lock(func.hashtextextended(bindparam("name"), 0)))

T = TypeVar("T")


def open_engine(database_url: str) -> Engine:
    """An engine for SQLite (WAL, foreign keys on, full durability) or PostgreSQL."""
    url = make_url(database_url)
    if url.get_backend_name() != "sqlite":
        engine = create_engine(url, pool_pre_ping=True, hide_parameters=True)
        event.listen(engine, "handle_error", _hide_refused_row)
        watch(engine)
        return engine
    if url.database and url.database != ":memory:":
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    # Parameters are what people typed: a fault of the database must not write them into the log.
    # One process, several threads: the pool hands a connection to one thread at a time.
    engine = create_engine(url, hide_parameters=True, connect_args={"check_same_thread": False, "timeout": 30})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    watch(engine)
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # SQLAlchemy says BEGIN, not the driver: see _begin_sqlite
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=FULL")  # an acknowledged update outlives a power cut
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()


def _begin_sqlite(connection: Any) -> None:
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _hide_refused_row(context: ExceptionContext) -> None:
    """PostgreSQL quotes the row that it refuses, with all that was typed: none of it must reach the log."""
    diagnosis = getattr(context.original_exception, "diag", None)
    if diagnosis is None or not diagnosis.message_detail:
        return
    for error in (context.original_exception, context.sqlalchemy_exception):
        if error is not None:
            error.args = tuple(str(part).replace(diagnosis.message_detail, "[hidden]") for part in error.args)


@contextmanager
def transaction(engine: Engine, *, reads_only: bool = False) -> Generator[Session]:
    """Commits at the end, rolls back on an exception. Raises ChangedUnaudited.

    On SQLite one that writes waits its turn at its beginning. Otherwise it could read, see another process commit (an
    import on the command line, say), and be refused its own write at once: "database is locked".
    """
    with RegisterSession(engine, expire_on_commit=False) as session, session.begin():
        session.connection(execution_options={WRITES: not reads_only})
        yield session
        if session.in_transaction():  # a dry run has been rolled back
            refuse_unaudited(session, session.connection())


def connection_of(session: Session) -> Connection:
    """For statements that need no objects. A session on a connection of its own is not asked to set one up."""
    return session.bind if isinstance(session.bind, Connection) else session.connection()


def one_at_a_time(session: Session, name: str) -> None:
    """Whoever else comes to the same name waits until this transaction ends.

    For what is decided from what was read: two threads or processes on PostgreSQL would both read, and both write.
    SQLite has one writer anyway.
    """
    connection = connection_of(session)
    if connection.dialect.name == "postgresql":
        connection.execute(_WAIT, {"name": name})


def transaction_of_many(engine: Engine, works: Sequence[Callable[[Session], T]]) -> list[T]:
    """Several pieces of work, one after the other in one transaction: all are kept, or none and the fault is raised.

    Two that wait for each other, as for two chains of the audit, PostgreSQL ends by undoing one, which is done again.
    Raises ChangedUnaudited.
    """
    try:
        return _in_one_transaction(engine, works)
    except OperationalError as error:
        if getattr(error.orig, "sqlstate", None) != _DEADLOCK:
            raise
    return _in_one_transaction(engine, works)


def _in_one_transaction(engine: Engine, works: Sequence[Callable[[Session], T]]) -> list[T]:
    results: list[T] = []
    with engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
        for work in works:
            with RegisterSession(connection, expire_on_commit=False, join_transaction_mode="rollback_only") as session:
                results.append(work(session))
                refuse_unaudited(session, connection)
                session.commit()  # flushes; the transaction is the connection's
    return results
