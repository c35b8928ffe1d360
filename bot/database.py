"""Whole transactions in worker threads: one thread for SQLite, which takes one writer, a small pool for PostgreSQL."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from sqlalchemy import Engine
from sqlmodel import Session

from store.database import open_engine, transaction

T = TypeVar("T")
POSTGRES_THREADS = 8
READERS = 2


class Database:
    """`write` and `read` each run one function in one transaction; reading does not wait for writing."""

    def __init__(self, database_url: str) -> None:
        self.engine: Engine = open_engine(database_url)
        writers = 1 if self.engine.dialect.name == "sqlite" else POSTGRES_THREADS
        self._writers = ThreadPoolExecutor(writers, thread_name_prefix="writer")
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="reader")

    async def write(self, work: Callable[[Session], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._writers, self._run, work)

    async def read(self, work: Callable[[Session], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._readers, self._run, work)

    def _run(self, work: Callable[[Session], T]) -> T:
        with transaction(self.engine) as session:
            return work(session)

    def close(self) -> None:
        self._writers.shutdown(wait=True)
        self._readers.shutdown(wait=True)
        self.engine.dispose()
