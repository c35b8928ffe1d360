"""One scheduler to an SQLite register: two would not know of each other's claims."""

from __future__ import annotations

import sqlite3
from types import TracebackType
from typing import Self

from sqlalchemy import make_url

SUFFIX = ".scheduler"


class AnotherScheduler(Exception):
    """A second process would send from the same SQLite register."""

    def __init__(self, register: str) -> None:
        super().__init__(f"Another sendbot already sends from {register}: leave the sending to it, or stop it first.")


class SchedulerLock:
    """Held inside `with`. It is SQLite's own lock on an empty file beside the register: the same on every system, and
    given back when the process ends, however it ends. PostgreSQL needs none."""

    def __init__(self, database_url: str) -> None:
        url = make_url(database_url)
        self._register = url.database if url.get_backend_name() == "sqlite" else None
        self._held: sqlite3.Connection | None = None

    def __enter__(self) -> Self:
        """Raises AnotherScheduler."""
        if not self._register or self._register == ":memory:":
            return self
        connection = sqlite3.connect(f"{self._register}{SUFFIX}", timeout=0, isolation_level=None)
        try:
            connection.execute("PRAGMA journal_mode=MEMORY")  # nothing is ever written
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            connection.close()
            raise AnotherScheduler(self._register) from error
        self._held = connection
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _traceback: TracebackType | None
    ) -> None:
        if self._held is not None:
            self._held.close()
            self._held = None
