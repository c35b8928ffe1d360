"""On SQLite one process sends; a second one says so and ends."""

from __future__ import annotations

import socket
import time
import urllib.error
import urllib.request
from contextlib import suppress
from pathlib import Path

import pytest

from bot.scheduler_lock import AnotherScheduler, SchedulerLock
from tests.bot.processes import SECONDS, sendbot, started


def test_a_second_scheduler_is_refused_and_may_start_when_the_first_has_ended(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'register.db'}"
    with SchedulerLock(url):
        with pytest.raises(AnotherScheduler, match=r"register\.db"), SchedulerLock(url):
            pass
        with SchedulerLock(f"sqlite:///{tmp_path / 'another.db'}"):
            pass
    with SchedulerLock(url):
        pass


def test_on_postgresql_and_in_memory_any_number_may_start() -> None:
    started: list[str] = []
    for url in ("postgresql+psycopg://localhost/sendbot", "sqlite://"):
        with SchedulerLock(url), SchedulerLock(url):
            started.append(url)
    assert len(started) == 2


def test_a_killed_process_leaves_the_register_free_and_a_living_one_does_not(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    settings = {"DATABASE_URL": f"sqlite:///{tmp_path / 'register.db'}", "PORT": port}
    serving = started(tmp_path, "serve", **settings)
    try:
        wait_until_ready(port)
        for command in ("remind", "serve"):
            refused = sendbot(tmp_path, command, **settings)
            assert refused.returncode == 1
            (sentence,) = refused.stderr.splitlines()
            assert "Another sendbot already sends from" in sentence
    finally:
        serving.kill()
        serving.communicate()
    assert sendbot(tmp_path, "remind", **settings).returncode == 0


def wait_until_ready(port: str) -> None:
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        with suppress(urllib.error.URLError, OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz"):
            return
        time.sleep(0.1)
    pytest.fail("the server did not come up")
