"""The page on January 2023: its commands do what it says, and its figures are the report's."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from tests.bot.command_line import SAMPLES, CommandLine
from tests.scenarios.running_bot import PLAN

PAGE = (Path(__file__).parents[2] / "docs" / "january-2023.md").read_text(encoding="utf-8")


def test_the_commands_of_the_page_write_the_report_that_it_tells_of(fresh: CommandLine) -> None:
    (fresh.folder / "samples").symlink_to(SAMPLES)
    commands = [line.split()[1:] for line in PAGE.splitlines() if line.startswith("    sendbot ")]
    assert len(commands) == 5
    for command in commands:
        ran = fresh(*command)
        assert (ran.status, ran.err) == (0, ""), command
    name = f"exception-report-{PLAN}-2023-01-06"
    written = {path.name for path in (fresh.folder / "january-2023").iterdir()}
    assert written == {f"{name}.{form}" for form in ("docx", "xlsx", "html", "json", "pdf")}
    report = json.loads((fresh.folder / "january-2023" / f"{name}.json").read_text(encoding="utf-8"))
    assert Counter(row["verdict"] for row in report["milestones_due"]) == {
        "Met": 2,
        "Missed on the figures": 2,
        "Late by the lead’s own words": 4,
        "Not reported": 2,
        "Not evidenced": 11,
    }
    told = " ".join(PAGE.split())
    position = report["position"]
    assert f"{len(report['milestones_due'])} milestones had fallen due" in told
    assert f"{position['not_rated']} actions are *Reported, not rated*" in told
    assert f"the {position['not_reported']} *Not reported* they add up to {position['total']}" in told
    page = (fresh.folder / "january-2023" / f"{name}.html").read_text(encoding="utf-8")
    assert "Milestones due by the cut-off" in page
    assert "73.9% against 90%, for September 2022" in page


def test_bringing_the_january_files_in_again_changes_nothing(fresh: CommandLine) -> None:
    assert fresh("register", "import", str(SAMPLES / PLAN)).status == 0
    assert fresh("people", "import", str(SAMPLES / f"{PLAN}-people")).status == 0
    for kind in ("updates", "readings"):
        file = str(SAMPLES / f"{PLAN}-january-2023" / f"{kind}.csv")
        first = fresh(kind, "import", file, "--json").json
        assert (first["refused"], first["warnings"]) == ([], [])
        again = fresh(kind, "import", file, "--json").json
        assert (again["added"], again["changed"], again["unchanged"]) == (0, 0, first["rows_read"])
