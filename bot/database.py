"""Whole transactions in worker threads, so that nothing blocks the loop.

SQLite takes one writer: one thread, in which turns that wait for it together are committed together. Each is still all
or nothing, and nobody hears an answer before the commit (`docs/decisions/0005`). PostgreSQL gets a small pool.
"""

from __future__ import annotations

import asyncio
import queue
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Thread
from typing import Any, TypeVar

from sqlalchemy import Engine
from sqlmodel import Session

from store.database import open_engine, transaction, transaction_of_many

T = TypeVar("T")
POSTGRES_THREADS = 8
READERS = 2
TOGETHER = 16
"""Turns in one commit at the most: enough to share a disk's flush, few enough to be quick when one has to be redone."""


@dataclass(frozen=True, slots=True)
class _Turn:
    work: Callable[[Session], Any]
    done: asyncio.Future[Any]


class Database:
    """`write` and `read` each run one function in a transaction; reading does not wait for writing."""

    def __init__(self, database_url: str) -> None:
        self.engine: Engine = open_engine(database_url)
        self._waiting: queue.SimpleQueue[_Turn | None] = queue.SimpleQueue()
        self._together = TOGETHER if self.engine.dialect.name == "sqlite" else 1
        threads = 1 if self.engine.dialect.name == "sqlite" else POSTGRES_THREADS
        self._writers = [Thread(target=self._write_turns, name=f"writer-{n}", daemon=True) for n in range(threads)]
        for writer in self._writers:
            writer.start()
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="reader")

    async def write(self, work: Callable[[Session], T]) -> T:
        done: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._waiting.put(_Turn(work, done))
        return await done

    async def read(self, work: Callable[[Session], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._readers, self._alone, work, True)

    def close(self) -> None:
        for _ in self._writers:
            self._waiting.put(None)
        for writer in self._writers:
            writer.join()
        self._readers.shutdown(wait=True)
        self.engine.dispose()

    def _write_turns(self) -> None:
        while (first := self._waiting.get()) is not None:
            turns, stop = [first], False
            while len(turns) < self._together and not stop:
                try:
                    another = self._waiting.get_nowait()
                except queue.Empty:
                    break
                stop = another is None
                if another is not None:
                    turns.append(another)
            self._commit_together(turns)
            if stop:
                return

    def _commit_together(self, turns: list[_Turn]) -> None:
        try:
            results = transaction_of_many(self.engine, [turn.work for turn in turns])
        except BaseException as error:
            if len(turns) == 1:
                _tell(turns, [error])
                return
            # Nothing of the batch was kept: each turn gets a transaction of its own, and its own fault.
            for turn in turns:
                self._commit_together([turn])
            return
        _tell(turns, results)

    def _alone(self, work: Callable[[Session], T], reads_only: bool) -> T:
        with transaction(self.engine, reads_only=reads_only) as session:
            return work(session)


def _tell(turns: list[_Turn], results: Sequence[Any]) -> None:
    """Wakes the loop once for all the turns of a commit."""

    def settle() -> None:
        for turn, result in zip(turns, results, strict=True):
            if turn.done.cancelled():
                continue
            if isinstance(result, BaseException):
                turn.done.set_exception(result)
            else:
                turn.done.set_result(result)

    turns[0].done.get_loop().call_soon_threadsafe(settle)
