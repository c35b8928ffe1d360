"""Registers and people in and out on the command line: exit status, one line on standard error, JSON that parses."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from tests.bot.command_line import SAMPLES, CommandLine
from tests.scenarios.running_bot import PLAN

# Register and people


def test_importing_a_register_twice_changes_nothing(fresh: CommandLine) -> None:
    first = fresh("register", "import", str(SAMPLES / PLAN), "--json").json
    assert first["added"] > 300
    assert first["refused"] == []
    people = fresh("people", "import", str(SAMPLES / f"{PLAN}-people"), "--json").json
    assert people["added"] > 60
    before = fresh.rows()
    again = fresh("register", "import", str(SAMPLES / PLAN), "--json").json
    assert (again["added"], again["changed"], again["unchanged"]) == (0, 0, first["rows_read"])
    again = fresh("people", "import", str(SAMPLES / f"{PLAN}-people"), "--json").json
    assert (again["added"], again["changed"]) == (0, 0)
    after = fresh.rows()
    assert {name: after[name] for name in after if name != "audit_entry"} == {
        name: before[name] for name in before if name != "audit_entry"
    }


def test_an_import_says_in_words_what_it_did(fresh: CommandLine) -> None:
    ran = fresh("register", "import", str(SAMPLES / PLAN))
    assert ran.status == 0
    assert "rows read" in ran.out
    assert "0 refused" in ran.out


def test_a_dry_run_writes_nothing(fresh: CommandLine) -> None:
    fresh("db", "upgrade")
    before = fresh.rows()
    ran = fresh("register", "import", str(SAMPLES / PLAN), "--dry-run", "--json")
    assert ran.json["added"] > 300
    assert fresh.rows() == before


def test_an_export_imported_again_changes_nothing(sendbot: CommandLine) -> None:
    out = sendbot.folder / "out"
    assert sendbot("register", "export", "--plan", PLAN, "--out", str(out)).status == 0
    again = sendbot("register", "import", str(out), "--json").json
    assert (again["added"], again["changed"]) == (0, 0)


def test_a_dry_run_of_a_document_shows_how_it_was_understood_and_every_doubt(fresh: CommandLine) -> None:
    file = fresh.folder / "tracker.csv"
    file.write_text(
        "Ref,Action,Lead,Due date,Success criteria,Folder\n"
        "1.1,Publish the offer,Head of SEND,31/03/2025,Offer live,blue\n"
        "1.2,Train SENCOs,Head of SEND,May 25,80% trained,green\n"
        "1.1,Something else,Head of SEND,May 25,Done,\n",
        encoding="utf-8",
    )
    out = fresh("register", "import", str(file), "--plan", "ours", "--dry-run").out
    assert "Nothing was written." in out
    assert re.search(r"Due date +milestones\.due +by its header", out)
    assert re.search(r"Folder +left aside", out)
    assert re.search(r"1\.1 +1 +Publish the offer", out)
    assert "action (2): 1.1, 1.2" in out
    assert "tracker.csv line 4" in out
    assert "Something else" in out
    assert max(map(len, out.splitlines())) <= 100
    shown = fresh("register", "import", str(file), "--plan", "ours", "--dry-run", "--json").json
    assert {"source", "column", "meant", "why"} == shown["understood"][0].keys()
    assert {sample["table"] for sample in shown["sample"]} == {"areas", "actions", "milestones"}
    assert fresh.rows()["plan"] == 0


def test_a_second_import_prints_what_changes_field_by_field_and_what_is_gone(sendbot: CommandLine) -> None:
    out = sendbot.folder / "out"
    sendbot("register", "export", "--plan", PLAN, "--out", str(out))
    actions = out / "actions.csv"
    lines = actions.read_text(encoding="utf-8").splitlines(keepends=True)
    shorter = "".join(lines[:-1]).replace("Form a broader stakeholder group", "Form a group")
    actions.write_text(shorter, encoding="utf-8")
    said = sendbot("register", "import", str(out), "--dry-run").out
    assert "action 1.1.1, title: “Form a broader stakeholder group" in said
    assert "No longer in the file; the register keeps them" in said


@pytest.mark.parametrize("name", ["out", "out.xlsx"])
def test_plan_and_people_go_out_and_come_back_as_a_folder_and_as_a_workbook(sendbot: CommandLine, name: str) -> None:
    for what in ("register", "people"):
        assert sendbot(what, "export", "--out", f"{what}-{name}").out.strip() == f"Written to {what}-{name}."
        again = sendbot(what, "import", f"{what}-{name}", "--json").json
        assert (again["added"], again["changed"], again["gone"], again["refused"]) == (0, 0, [], [])


def test_a_post_spelt_two_ways_is_merged(sendbot: CommandLine) -> None:
    (offer, *_) = sendbot("register", "import", str(SAMPLES / PLAN), "--json").json["offers"]
    merged = sendbot("register", "merge-posts", offer["spelling"], "--into", offer["post"], "--json").json
    assert merged["refs"][PLAN]
    again = sendbot("register", "import", str(SAMPLES / PLAN), "--json").json
    assert (again["added"], again["changed"]) == (0, 0)
    assert offer not in again["offers"]
    assert "There is no post" in sendbot("register", "merge-posts", "Nobody", "--into", "Nobody else").fault


def _workbook(file: Path, *rows: list[object]) -> None:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(file)


def _zip_bomb(file: Path) -> None:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", b" " * 300_000_000)


STRANGE: dict[str, Callable[[Path], object]] = {
    "empty.xlsx": lambda file: file.write_bytes(b""),
    "empty.csv": lambda file: file.write_text("\n"),
    "picture.docx": lambda file: file.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64)),
    "letter.pdf": lambda file: file.write_bytes(b"%PDF-1.7\n"),
    "protected.xlsx": lambda file: file.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(2048)),
    "bomb.xlsx": _zip_bomb,
    "broken.xlsx": lambda file: file.write_bytes(b"PK\x03\x04" + bytes(100)),
    "large.csv": lambda file: file.write_bytes(b"Ref,Action\n" + b"1,x\n" * 12_500_000),
    "no plan.xlsx": lambda file: _workbook(file, ["Name", "Telephone"], ["Ada", "01274"]),
}


@pytest.mark.parametrize("name", STRANGE)
def test_a_strangers_file_is_refused_in_one_sentence(fresh: CommandLine, name: str) -> None:
    STRANGE[name](fresh.folder / name)
    for what in (("register", "import", "--plan", "ours"), ("people", "import")):
        assert name in fresh(*what, name).fault
    assert fresh.rows()["plan"] == 0


def test_formulas_and_refs_twice_are_doubts_and_no_fault(fresh: CommandLine) -> None:
    header = ["Ref", "Action", "Due date"]
    _workbook(fresh.folder / "t.xlsx", header, ["1", "=1+1", "May 25"], ["2", "Two", "May 25"], ["2", "Three", "x"])
    said = fresh("register", "import", "t.xlsx", "--plan", "ours", "--json").json
    assert [one["ref"] for one in said["new"] if one["kind"] == "action"] == ["2"]
    doubts = " ".join(one["sentence"] for one in said["warnings"])
    assert "formula" in doubts
    assert "Three" in doubts


def test_a_cell_that_begins_with_an_equals_sign_is_text(fresh: CommandLine) -> None:
    (fresh.folder / "t.csv").write_text("Ref,Action,Due date\n1,=1+1,May 25\n", encoding="utf-8")
    said = fresh("register", "import", "t.csv", "--plan", "ours", "--json").json
    actions = next(sample for sample in said["sample"] if sample["table"] == "actions")
    assert actions["rows"][0][actions["columns"].index("title")] == "=1+1"


def test_a_register_folder_or_a_plan_that_is_not_there_is_a_sentence(fresh: CommandLine) -> None:
    assert "nowhere" in fresh("register", "import", "nowhere").fault
    (fresh.folder / "t.csv").write_text("Ref,Action\n1,One\n", encoding="utf-8")
    assert "--plan t" in fresh("register", "import", "t.csv").fault


def test_the_plans_are_listed(sendbot: CommandLine, fresh: CommandLine) -> None:
    del sendbot
    assert "register is empty" in fresh("register", "list").out


def test_the_plans_are_listed_with_their_size(sendbot: CommandLine) -> None:
    (plan,) = sendbot("register", "list", "--json").json
    assert (plan["key"], plan["actions"], plan["milestones"]) == (PLAN, 55, 93)
    assert "55 actions, 93 milestones" in sendbot("register", "list").out


def test_one_action_is_shown(sendbot: CommandLine) -> None:
    shown = sendbot("register", "show", "4.2.2", "--as-at", "2023-03-03", "--json").json
    assert (shown["ref"], shown["lead_posts"]) == ("4.2.2", ["Service Manager CAMHS, BDCFT"])
    assert shown["milestones"][0]["current"] == "2023-03-31"
    assert "4.2.2 Review and share CAMHS referral criteria" in sendbot("register", "show", "4.2.2").out


def test_findings_of_the_register_are_printed(sendbot: CommandLine) -> None:
    findings = sendbot("register", "check", "--json").json
    assert findings
    assert all(finding["code"] and finding["sentence"] for finding in findings)
    assert f"{len(findings)} findings." in sendbot("register", "check").out
