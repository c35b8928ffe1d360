"""The bot and its fake Teams; the command line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bot.command_line import CommandLine, own_settings
from tests.conftest import Store
from tests.databases import Databases
from tests.scenarios.running_bot import bot, bot_in_a_cycle, clock, teams

__all__ = ["bot", "bot_in_a_cycle", "clock", "teams"]


@pytest.fixture
def sendbot(
    sample_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> CommandLine:
    """On the sample register."""
    own_settings(monkeypatch, sample_store, tmp_path)
    return CommandLine(tmp_path, monkeypatch, capsys, sample_store)


@pytest.fixture
def fresh(
    databases: Databases, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[CommandLine]:
    """Where there is nothing in the database yet."""
    with databases.empty() as url:
        store = Store(url, tmp_path / "new-secrets")
        own_settings(monkeypatch, store, tmp_path)
        yield CommandLine(tmp_path, monkeypatch, capsys, store)
