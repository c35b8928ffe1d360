"""`sendbot report KIND` and `sendbot report schedule`, as people script against them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.bot.command_line import CommandLine, Ran
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
def test_a_kind_with_one_paper_is_written_as_word_html_pdf_and_json(report: CommandLine, kind: str) -> None:
    stem = f"{kind}-bradford-wsoa-2022-2023-01-06"
    assert made(report, kind) == [f"{stem}.{form}" for form in ("docx", "html", "pdf", "json")]


def test_the_formal_report_is_written_for_each_of_its_four_bodies(report: CommandLine) -> None:
    words = [name for name in made(report, "formal") if name.endswith(".docx")]
    assert len(words) == 4
    assert "formal-bradford-wsoa-2022-2023-01-06-council-executive.docx" in words


def test_highlight_reports_are_for_every_area_or_for_the_one_asked(report: CommandLine) -> None:
    assert len(made(report, "highlight")) == 20
    (word, *_) = made(report, "highlight", "--area", "3")
    assert word == "highlight-bradford-wsoa-2022-2023-01-06-area-3.docx"


def test_the_note_of_what_changed_needs_an_issued_edition(report: CommandLine) -> None:
    said = report("report", "since-publication", "--out", "papers", "--as-at", DAY)
    assert said.fault == "No edition has been issued yet, so nothing can have changed since: issue one first."


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


def test_officers_words_and_the_councils_settings_close_the_gaps_that_a_paper_names(
    report: CommandLine, tmp_path: Path
) -> None:
    settings = tmp_path / "council.toml"
    settings.write_text('portfolio = "Children & Families"\nscrutiny_area = "Children’s Services"\n', encoding="utf-8")
    assert report("plan", "settings", "--file", "council.toml", "--as", "compliance-officer").status == 0
    words = tmp_path / "own.md"
    words.write_text("# LEGAL APPRAISAL\n\nThe City Solicitor has no comment.\n", encoding="utf-8")
    asked = ("report", "scrutiny", "--out", "papers", "--as-at", DAY, "--words", "own.md")
    gaps = report(*asked, "--json").json["gaps"]
    assert "4. FINANCIAL & RESOURCE APPRAISAL: not written yet." in gaps
    assert not [gap for gap in gaps if gap.startswith(("6.", "Portfolio", "Overview"))]
    page = next((tmp_path / "papers").glob("*.html")).read_text(encoding="utf-8")
    assert "The City Solicitor has no comment." in page
    assert "For officers to complete. 7.6 TRADE UNION: not written yet." in report(*asked).out


def test_officers_words_that_name_a_child_are_refused_and_not_written(report: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "own.md").write_text("# LEGAL APPRAISAL\n\nReece, aged 7, has an appeal.\n", encoding="utf-8")
    said = report("report", "scrutiny", "--out", "papers", "--as-at", DAY, "--words", "own.md")
    assert "LEGAL APPRAISAL holds a first name with an age, which may identify a child" in said.fault
    assert "Reece" not in said.err + said.out
    assert not (tmp_path / "papers").exists()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("portfolio = ", "cannot be read as TOML"),
        ("[papers]\nportfolio = 'x'", "papers is a table"),
        ("colour = 'red'", "There is no setting colour"),
        ("final_days = 5", "change publish_days or final_days"),
    ],
)
def test_a_settings_file_that_makes_no_sense_is_refused_in_one_line_and_changes_nothing(
    report: CommandLine, tmp_path: Path, text: str, why: str
) -> None:
    (tmp_path / "council.toml").write_text(text, encoding="utf-8")
    assert why in report("plan", "settings", "--file", "council.toml", "--as", "compliance-officer").fault
    assert {line["source"] for line in report("plan", "settings", "--json").json} == {"default"}


def test_a_papers_setting_is_the_plans_and_not_an_areas(report: CommandLine) -> None:
    said = report("plan", "settings", "--area", "4", "--set", "portfolio=Learning", "--as", "compliance-officer")
    assert said.fault == "portfolio holds for the whole plan: set it without an area."
    assert "portfolio" not in {line["name"] for line in report("plan", "settings", "--area", "4", "--json").json}


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
