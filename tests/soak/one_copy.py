"""The whole bot in a process that can be killed, with a clock that is moved from outside and a hasty scheduler."""

from __future__ import annotations

import asyncio
import multiprocessing
import socket
import time
from collections.abc import Callable
from datetime import UTC, datetime
from multiprocessing.context import ForkServerContext, ForkServerProcess
from pathlib import Path
from typing import Any

import aiohttp
import structlog
from aiohttp import web

from bot.app import DELIVERY, build_app
from bot.logs import configure_logs
from bot.settings import Settings

BETWEEN_TICKS = 0.05
SECONDS_TO_START = 60
log = structlog.get_logger()


def processes() -> ForkServerContext:
    """Each comes out of one that has imported everything, so that 200 starts take no time."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    return context


class SharedClock:
    """Runs at the world's pace for every process; `move_to` puts all of them on at once."""

    def __init__(self, context: ForkServerContext, now: datetime) -> None:
        self._ahead: Any = context.Value("d", now.timestamp() - time.time())

    def __call__(self) -> datetime:
        return datetime.fromtimestamp(time.time() + self._ahead.value, UTC)

    def move_to(self, now: datetime) -> None:
        self._ahead.value = now.timestamp() - time.time()


class OneCopy:
    """`kill` is SIGKILL: nothing is flushed, closed or said."""

    def __init__(self, context: ForkServerContext, database_url: str, secrets: Path, clock: SharedClock) -> None:
        self._context, self._clock = context, clock
        self._database_url, self._secrets = database_url, secrets
        self.port = _free_port()
        self._process: ForkServerProcess | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def runs(self) -> bool:
        return self._process is not None and self._process.is_alive()

    def start(self) -> None:
        self._process = self._context.Process(
            target=_serve, args=(self._database_url, self._secrets, self.port, self._clock), daemon=True
        )
        self._process.start()

    async def listens(self) -> None:
        async with asyncio.timeout(SECONDS_TO_START), aiohttp.ClientSession() as http:
            while True:
                try:
                    async with http.get(f"{self.url}/healthz"):
                        return
                except aiohttp.ClientError:
                    if not self.runs:  # it found no database
                        self.start()
                    await asyncio.sleep(0.02)

    def kill(self) -> None:
        assert self._process is not None
        self._process.kill()
        self._process.join()


def _serve(database_url: str, secrets: Path, port: int, clock: Callable[[], datetime]) -> None:
    configure_logs("CRITICAL", for_good=True)
    asyncio.run(_tick_for_ever(database_url, secrets, port, clock))


async def _tick_for_ever(database_url: str, secrets: Path, port: int, clock: Callable[[], datetime]) -> None:
    settings = Settings.model_validate({"database_url": database_url, "secrets_folder": secrets, "app_id": ""})
    app = await build_app(settings, clock, ticking=False)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    while True:
        try:
            await app[DELIVERY].tick()
        except Exception as error:  # as the scheduler does: the next tick comes all the same
            log.warning("a tick failed", action="tick", fault=type(error).__name__)
        await asyncio.sleep(BETWEEN_TICKS)


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return listening.getsockname()[1]
