"""Four months of the sample plan on a simulated clock, with scripted leads."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlmodel import SQLModel

from bot.logs import configure_logs
from bot.scripted_leads import Character, character_of
from bot.simulation import SimulationSummary, simulate
from store.database import open_engine
from store.types import Rung
from tests.conftest import sample
from tests.databases import Databases

PLAN = "bradford-wsoa-2022"
FIRST, SIX_WEEKS_ON, LAST = date(2022, 11, 1), date(2022, 12, 16), date(2023, 2, 28)
SEED = 1


@pytest.fixture(scope="module")
def register(databases: Databases) -> Iterator[Engine]:
    configure_logs("WARNING")
    with databases.filled(sample) as url:
        engine = open_engine(url)
        yield engine
        engine.dispose()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("editions")


@pytest.fixture(scope="module")
def contents(register: Engine) -> dict[str, list[tuple[object, ...]]]:
    """Every row of the register before anything was played."""
    return everything(register)


@pytest.fixture(scope="module")
def summary(register: Engine, folder: Path, contents: object) -> SimulationSummary:
    del contents  # read first
    return simulate(register, PLAN, FIRST, LAST, folder, SEED)


def everything(engine: Engine) -> dict[str, list[tuple[object, ...]]]:
    with engine.connect() as connection:
        return {
            table.name: [tuple(row) for row in connection.execute(table.select())]
            for table in SQLModel.metadata.sorted_tables
        }


def reports(folder: Path) -> list[dict[str, object]]:
    return [json.loads(file.read_text(encoding="utf-8")) for file in sorted(folder.glob("*.json"))]


def test_the_same_seed_plays_the_same_weeks_down_to_the_last_byte_of_an_edition(
    register: Engine, tmp_path: Path
) -> None:
    one, other = (simulate(register, PLAN, FIRST, SIX_WEEKS_ON, tmp_path / name, SEED) for name in ("one", "other"))
    assert one == other
    assert one.answers_recorded > 0
    files = [{file.name: file.read_bytes() for file in (tmp_path / name).iterdir()} for name in ("one", "other")]
    assert len(files[0]) == 5
    assert files[0] == files[1]


def test_another_seed_plays_other_months(register: Engine, summary: SimulationSummary) -> None:
    other = simulate(register, PLAN, FIRST, LAST, None, SEED + 1)
    assert other.leads != summary.leads
    assert other.answers_recorded != summary.answers_recorded


def test_nobody_gets_more_than_one_message_a_day(summary: SimulationSummary) -> None:
    assert summary.messages_sent > 0
    assert summary.most_messages_in_a_day_to_one_person == 1


def test_everything_happens_that_a_programme_knows(summary: SimulationSummary) -> None:
    """Requests on every rung, answers, chases, completions, and somebody silent enough to be passed up the ladder."""
    assert set(summary.requests_by_rung) == {rung.value for rung in Rung} - {"by_hand"}
    assert sum(summary.requests_by_rung.values()) == summary.requests_made
    assert summary.answers_recorded > summary.milestones_completed > 0
    assert summary.answers_refused == 0
    assert summary.chased > summary.escalated > 0


def test_all_four_characters_occur(summary: SimulationSummary) -> None:
    assert set(summary.leads) == {character.value for character in Character}
    for kind, people in summary.leads.items():
        assert {character_of(key, SEED).character.value for key in people} == {kind}


def test_there_is_an_edition_for_each_board_whose_cut_off_lies_in_the_range_and_for_no_other(
    summary: SimulationSummary, folder: Path
) -> None:
    assert [(edition["number"], edition["meeting"], edition["cut_off"]) for edition in summary.editions] == [
        (1, "2022-11-24", "2022-11-07"),
        (2, "2023-01-25", "2023-01-06"),
    ]
    for edition in summary.editions:
        names = [str(name) for name in edition["files"]]  # type: ignore[attr-defined]
        assert sorted(name.rpartition(".")[2] for name in names) == ["docx", "html", "json", "pdf", "xlsx"]
        assert all((folder / name).stat().st_size > 0 for name in names)


def test_the_editions_tell_of_what_was_played_and_reconcile(summary: SimulationSummary, folder: Path) -> None:
    for edition, report in zip(summary.editions, reports(folder), strict=True):
        assert report["edition"] == edition["number"]
        position = dict(report["position"])  # type: ignore[call-overload]
        assert position.pop("total") == 55
        position.pop("date_changed")  # an "of which"
        assert sum(position.values()) == 55
        assert 0 < position["not_reported"] < 55


def test_the_register_itself_is_not_touched(
    register: Engine, contents: dict[str, list[tuple[object, ...]]], summary: SimulationSummary
) -> None:
    assert summary.requests_made > 0
    assert everything(register) == contents


def test_the_words_of_the_summary_give_its_figures(summary: SimulationSummary) -> None:
    words = summary.words()
    assert words.startswith("1 November 2022 to 28 February 2023, seed 1: ")
    assert f"{summary.requests_made} requests in {summary.messages_sent} messages, at most 1 a day" in words
    assert "Edition 2 (cut-off 2023-01-06, board 2023-01-25): " in words


def test_a_range_without_a_board_has_no_edition_and_a_single_day_can_be_played(register: Engine) -> None:
    found = simulate(register, PLAN, date(2023, 3, 3), date(2023, 3, 3), None, SEED)
    assert found.editions == []
    assert found.requests_by_rung["before_20"] == 25
