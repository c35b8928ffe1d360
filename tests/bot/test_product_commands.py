"""`sendbot report KIND` and `sendbot report schedule`, as people script against them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.bot.test_command_line import CommandLine, Ran
from tests.conftest import Store

DAY = "2023-01-06T17:00"


@pytest.fixture
def report(
    sample_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> CommandLine:
    monkeypatch.setenv("DATABASE_URL", sample_store.database_url)
    monkeypatch.setenv("SENDBOT_SECRETS", str(sample_store.secrets))
    monkeypatch.chdir(tmp_path)
    return CommandLine(tmp_path, monkeypatch, capsys, sample_store)


def made(report: CommandLine, *arguments: str) -> list[str]:
    """The names of the files that the command says it wrote, which are there."""
    said = report("report", *arguments, "--out", "papers", "--as-at", DAY, "--json").json
    assert said["findings"] == []
    files = [Path(name) for name in said["files"]]
    assert all(file.stat().st_size for file in files)
    return [file.name for file in files]


@pytest.mark.parametrize("kind", ["kpi-pack", "scrutiny", "annual", "member-brief"])
def test_a_kind_with_one_paper_is_written_as_word_html_and_json(report: CommandLine, kind: str) -> None:
    stem = f"{kind}-bradford-wsoa-2022-2023-01-06"
    assert made(report, kind) == [f"{stem}.docx", f"{stem}.html", f"{stem}.json"]


def test_the_formal_report_is_written_for_each_of_its_four_bodies(report: CommandLine) -> None:
    words = [name for name in made(report, "formal") if name.endswith(".docx")]
    assert len(words) == 4
    assert "formal-bradford-wsoa-2022-2023-01-06-council-executive.docx" in words


def test_highlight_reports_are_for_every_area_or_for_the_one_asked(report: CommandLine) -> None:
    assert len(made(report, "highlight")) == 15
    (word, *_) = made(report, "highlight", "--area", "3")
    assert word == "highlight-bradford-wsoa-2022-2023-01-06-area-3.docx"


def test_an_area_that_the_plan_does_not_have_is_one_line(report: CommandLine) -> None:
    said = report("report", "highlight", "--area", "9", "--out", "papers")
    assert said.fault == "The plan has no improvement area 9: it has 1, 2, 3, 4 and 5."


def test_the_counts_of_every_paper_are_those_of_the_exception_report(report: CommandLine, tmp_path: Path) -> None:
    report("report", "exception", "--out", "papers", "--as-at", DAY)
    for kind in ("kpi-pack", "formal", "scrutiny", "annual", "highlight", "member-brief"):
        made(report, kind)
    papers = {path.name: json.loads(path.read_text("utf-8")) for path in (tmp_path / "papers").glob("*.json")}
    position = papers.pop("exception-report-bradford-wsoa-2022-2023-01-06.json")["position"]
    assert len(papers) == 13
    assert all(paper["counts"] == position for paper in papers.values())


def test_the_schedule_tells_each_paper_its_dates(report: CommandLine) -> None:
    said = scheduled(report, "--from", "2023-05-01", "--to", "2023-05-31", "--cycle-starts", "2022-11").json
    exception = next(paper for paper in said["papers"] if paper["kind"] == "exception")
    assert exception["audience"] == "SEND Strategic Partnership Board"
    assert (exception["meeting"], exception["final"], exception["publish"]) == (
        "2023-05-25",
        "2023-05-16",
        "2023-05-17",
    )
    assert said["cycle_starts"] == "2022-11-01"


def test_the_schedule_can_be_read_by_people(report: CommandLine) -> None:
    said = scheduled(report, "--from", "2023-05-01", "--to", "2023-05-31")
    assert "25 May 2023: exception: " in said.out
    assert "final 16 May 2023; publish 17 May 2023" in said.out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--from", "2023-05-31", "--to", "2023-05-01"), "--to lies before --from"),
        (("--from", "2023-05-01", "--to", "2023-05-31", "--cycle-starts", "May"), "May is not a month"),
    ],
)
def test_a_schedule_asked_for_wrongly_says_how_to_ask(
    report: CommandLine, arguments: tuple[str, ...], told: str
) -> None:
    said = scheduled(report, *arguments)
    assert said.status == 2
    assert told in said.err


def test_a_schedule_beyond_the_bank_holidays_held_is_refused_in_one_line(report: CommandLine) -> None:
    said = scheduled(report, "--from", "2040-01-01", "--to", "2040-12-31")
    assert said.fault.startswith("Bank holidays are held for ")


def scheduled(report: CommandLine, *arguments: str) -> Ran:
    flag = ("--json",) if "--cycle-starts" in arguments else ()
    return report("report", "schedule", *arguments, *flag)
