"""`sendbot risk`: the log listed, raised, assessed and closed, each in one sentence."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot.clock import system_clock
from store.working_days import london_date
from tests.bot.command_line import CommandLine, Ran
from tests.bot.test_governing_commands import LEAD, OFFICER, SRO, STRANGER
from tests.conftest import Store
from workflows.language import day_words

SOON = london_date(system_clock()) + timedelta(days=30)
LATER = SOON + timedelta(days=30)


class Risks:
    def __init__(self, sendbot: CommandLine) -> None:
        self.sendbot = sendbot
        sendbot.execute("UPDATE plan SET period_end = NULL")

    def __call__(self, *arguments: str) -> Ran:
        return self.sendbot("risk", *arguments)

    def raise_(self, *others: str, by: str = LEAD) -> Ran:
        return self(
            "raise", "The panel may not meet", "--actions", "1.1.1", "--owner", self.owner, "--impact", "4",
            "--next-step", "Agree dates", "--by", SOON.isoformat(), "--as", by, *others,
        )  # fmt: skip

    @property
    def owner(self) -> str:
        return self.sendbot("register", "show", "1.1.1", "--json").json["lead_posts"][0]


@pytest.fixture
def risks(
    sample_store: Store, tmp_path: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Risks:
    monkeypatch.setenv("DATABASE_URL", sample_store.database_url)
    monkeypatch.setenv("SENDBOT_SECRETS", str(sample_store.secrets))
    monkeypatch.chdir(tmp_path)
    return Risks(CommandLine(tmp_path, monkeypatch, capsys, sample_store))


def test_a_risk_is_raised_listed_assessed_and_closed(risks: Risks) -> None:
    assert risks("list").out == "No risk or issue is open.\n"
    assert risks.raise_("--likelihood", "4").out.startswith("R1 is in the log: 16, High, first assessment. Its owner")
    listed = risks("list").out
    assert listed.startswith("R1  16, High, first assessment  Risk on 1.1.1: The panel may not meet Owner: ")
    assert f"Next by {day_words(SOON)}: Agree dates" in listed
    done = risks("assess", "R1", "--likelihood", "2", "--by", LATER.isoformat(), "--as", SRO).out
    assert done == f"R1 is assessed: 8, Medium, down from 16. The next step is due by {day_words(LATER)}.\n"
    (row,) = risks("list", "--json").json
    assert (row["ref"], row["score"], row["next_step"], row["next_step_by"]) == (
        "R1",
        8,
        "Agree dates",
        LATER.isoformat(),
    )
    assert risks("close", "r1", "--reason", "They meet", "--as", OFFICER, "--json").json == {
        "ref": "R1",
        "words": "R1 is closed: They meet",
    }
    assert risks("list", "--json").json == []
    assert risks("list", "--json", "--as-at", "2023-03-31").json == []


def test_an_issue_needs_no_likelihood(risks: Risks) -> None:
    assert risks.raise_("--issue").out.startswith("R1 is in the log: 20, High")


def test_what_cannot_be_done_is_one_sentence(risks: Risks) -> None:
    assert risks.raise_().fault.startswith("Say how likely it is, from 1 (rare)")
    assert risks.raise_("--likelihood", "4", by=STRANGER).fault.startswith(
        "Only a lead of 1.1.1, their deputy or cover"
    )
    assert risks("assess", "R9", "--as", LEAD).fault.startswith("There is no risk or issue R9")
    assert risks("close", "R9", "--reason", "x", "--as", OFFICER).fault.startswith("There is no risk or issue R9")
    assert risks.raise_("--likelihood", "6").status == 2
    assert risks("list", "--as-at", "soon").status == 2
