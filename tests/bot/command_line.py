"""The commands as people script against them, run in a folder of their own."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import structlog
from sqlalchemy import text
from sqlmodel import Session, SQLModel, func, select

from bot.cli import main
from store.database import open_engine
from tests.conftest import Store
from tests.scenarios.running_bot import BUSY_LEAD


@dataclass(frozen=True)
class Ran:
    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        assert (self.status, self.err) == (0, "")
        return json.loads(self.out)

    @property
    def fault(self) -> str:
        """The one line of a refusal."""
        assert self.status == 1
        (line,) = self.err.splitlines()
        assert line.startswith("sendbot: ")
        assert "Traceback" not in self.out
        return line.removeprefix("sendbot: ")


class CommandLine:
    """Runs commands in a folder of their own, with nothing of the machine's own settings."""

    def __init__(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], store: Store
    ) -> None:
        self.folder, self.store = folder, store
        self._monkeypatch, self._capsys = monkeypatch, capsys

    def __call__(self, *arguments: str) -> Ran:
        self._monkeypatch.setattr(sys, "argv", ["sendbot", *arguments])
        self._capsys.readouterr()
        status = 0
        try:
            main()
        except SystemExit as end:
            status = end.code if isinstance(end.code, int) else 1
        finally:
            structlog.reset_defaults()  # a command may set up its logs
        said = self._capsys.readouterr()
        return Ran(status, said.out, said.err)

    def rows(self) -> dict[str, int]:
        engine = open_engine(self.store.database_url)
        with Session(engine) as session:
            counted = {
                table.name: session.exec(select(func.count()).select_from(table)).one()
                for table in SQLModel.metadata.sorted_tables
            }
        engine.dispose()
        return counted

    def execute(self, statement: str) -> int:
        """Behind the program's back; the number of rows that it touched."""
        engine = open_engine(self.store.database_url)
        with engine.begin() as connection:
            touched = connection.execute(text(statement)).rowcount
        engine.dispose()
        return touched


SAMPLES = Path(__file__).parents[2] / "samples"


def own_settings(monkeypatch: pytest.MonkeyPatch, store: Store, folder: Path) -> None:
    from bot.settings import Settings

    for setting in Settings.model_fields.values():
        monkeypatch.delenv(str(setting.alias), raising=False)
    monkeypatch.setenv("DATABASE_URL", store.database_url)
    monkeypatch.setenv("SENDBOT_SECRETS", str(store.secrets))
    monkeypatch.chdir(folder)


def some_updates(sendbot: CommandLine) -> None:
    """One update of 2 March 2023, and its entry in the audit."""
    updates = sendbot.folder / "updates.csv"
    updates.write_text(
        "action_ref,seq,person,at,rating,narrative,cause,recovery,forecast,completed_on,help_needed,evidence\n"
        f"4.1.1,1,{BUSY_LEAD},2023-03-02T10:00,GREEN,Going well,,,,,,\n",
        encoding="utf-8",
    )
    assert sendbot("updates", "import", str(updates), "--json").json["added"] == 1
