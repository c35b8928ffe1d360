"""The sample is prepared once, and Chromium started once; each test has a bot, a register and clients of its own."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from pathlib import Path
from shutil import copytree

import pytest
import pytest_asyncio
from playwright.async_api import Browser

from bot.demo import DEMO_DAY, demo_settings, prepare
from tests.browser.install import chromium, left_out
from tests.browser.stage import Stage, chromium_running


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
