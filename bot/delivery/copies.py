"""Several copies of the program share the sending, and what a dead one has left is handed over."""

from __future__ import annotations

import os
import secrets
import socket
from datetime import datetime, timedelta

from sqlmodel import Session, col, delete

from store.database import one_at_a_time
from store.queries.sending import claims_of_nobody, copies_seen_since
from store.tables import Message, RunningCopy

SILENT = timedelta(minutes=2)
"""A copy shows itself every minute, and more often while it sends: one not seen for so long is no more."""


def new_name() -> str:
    """Says where to look for the process; no two starts share one."""
    return f"{socket.gethostname()}-{os.getpid()}-{secrets.token_hex(3)}"


def show_alive(session: Session, copy: str, now: datetime) -> set[str]:
    """Writes that this copy runs. Gives the copies that do; on SQLite there can be no other."""
    one_at_a_time(session, "running copies")
    row = session.get(RunningCopy, copy)
    if row is None:
        session.add(RunningCopy(name=copy, seen_at=now))
    else:
        row.seen_at = now
    session.flush()
    if session.get_bind().dialect.name == "sqlite":
        return {copy}
    return copies_seen_since(session, now - SILENT) | {copy}


def take_over(session: Session, alive: set[str]) -> list[Message]:
    """What copies that are no more have claimed; they are forgotten."""
    left = claims_of_nobody(session, alive)
    session.connection().execute(delete(RunningCopy).where(col(RunningCopy.name).not_in(alive)))
    return left


def leave(session: Session, copy: str) -> None:
    """In good order: nothing is claimed any more."""
    row = session.get(RunningCopy, copy)
    if row is not None:
        session.delete(row)
