"""The sample is prepared once, and Chromium started once; each test has a bot, a register and clients of its own."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from datetime import date
from pathlib import Path
from shutil import copytree

import pytest
import pytest_asyncio
from playwright.async_api import Browser

from bot.demo import DEMO_DAY, DEMO_TIME, demo_settings, prepare
from store.working_days import london_moment
from tests.browser.install import chromium, left_out
from tests.browser.stage import Stage, chromium_running

AFTER_THE_CUT_OFF = london_moment(date(2023, 3, 7), DEMO_TIME)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncGenerator[Browser]:
    executable, reason = chromium(), left_out()
    if executable is None or reason:
        pytest.skip(f"the browser tests are left out: {reason}")
    async with chromium_running(executable) as browser:
        yield browser


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def demo_day(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Path:  # noqa: ARG001 -- or skipped
    """The sample plan with its history, on the morning of the demonstration. Not to be changed."""
    folder = tmp_path_factory.mktemp("demo") / "day"
    await prepare(folder, demo_settings(folder, 0), DEMO_DAY)
    return folder


@pytest_asyncio.fixture(loop_scope="session")
async def stage(browser: Browser, demo_day: Path, tmp_path: Path) -> AsyncGenerator[Stage]:
    """The bot and its windows. Nothing that a test shows may make a window's page complain on its console."""
    async with Stage(Path(copytree(demo_day, tmp_path / "stage")), browser) as stage:
        yield stage
        assert stage.complaints == []


@pytest_asyncio.fixture(loop_scope="session")
async def drafted(browser: Browser, demo_day: Path, tmp_path: Path) -> AsyncGenerator[Stage]:
    """The same on the morning after the cut-off for the board of 23 March 2023, with the draft edition made."""
    async with Stage(Path(copytree(demo_day, tmp_path / "stage")), browser, begins=AFTER_THE_CUT_OFF) as stage:
        await stage.a_minute_passes()
        yield stage
        assert stage.complaints == []
