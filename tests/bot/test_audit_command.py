"""`sendbot audit` and `sendbot register show --history`."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from store.audit import AuditChain
from store.database import open_engine, transaction
from tests.bot.command_line import CommandLine, some_updates
from tests.scenarios.running_bot import PLAN
from workflows.editions import issue_edition

CUT_OFF = datetime(2023, 3, 10, 17, 0, tzinfo=UTC)


def issue(sendbot: CommandLine) -> str:
    """The head of the audit that the edition prints."""
    engine = open_engine(sendbot.store.database_url)
    with transaction(engine) as session:
        issued = issue_edition(
            session, sendbot.store.audit, PLAN, cut_off=CUT_OFF, meeting_id=None, now=CUT_OFF, actor="ada"
        )
    engine.dispose()
    return issued.report.audit_head


def cut_off_after(sendbot: CommandLine, position: int) -> None:
    sendbot.execute(f"DELETE FROM audit_entry WHERE plan_key = '{PLAN}' AND position > {position}")  # noqa: S608


def test_a_register_that_was_used_holds_and_so_does_the_head_of_its_edition(sendbot: CommandLine) -> None:
    some_updates(sendbot)
    head = issue(sendbot)
    ran = sendbot("audit", "verify", "--head", head.upper())
    assert ran.status == 0
    assert "The register is as the audit left it." in ran.out
    assert sendbot("doctor", "--json")


def test_a_row_changed_behind_the_programs_back_is_named_and_the_status_is_1(sendbot: CommandLine) -> None:
    sendbot.execute("UPDATE action SET title = 'Something else' WHERE ref = '1.1.1'")
    ran = sendbot("audit", "verify")
    assert ran.status == 1
    assert "CHANGED: action 1.1.1: title changed behind the program's back" in ran.out
    ran = sendbot("audit", "verify", "--json")
    assert ran.status == 1
    said = json.loads(ran.out)
    assert said["changed"] == ["action 1.1.1: title changed behind the program's back"]
    assert (said["holds"], said["compared"]) == (False, True)


def test_many_changed_rows_are_counted_and_the_first_are_named(sendbot: CommandLine) -> None:
    changed = sendbot.execute("UPDATE milestone SET note = 'x'")
    assert f"and {changed - 50} more" in sendbot("audit", "verify").out


def test_a_cut_off_tail_is_missed_by_the_edition_held_and_by_one_on_paper(sendbot: CommandLine) -> None:
    some_updates(sendbot)
    head = issue(sendbot)
    cut_off_after(sendbot, 1)
    said = "the head printed in edition 1 is not in the chain: entries were cut off after entry 1"
    assert said in sendbot("audit", "verify").out
    sendbot.execute("DELETE FROM edition")  # with the edition the tail took with it, only the paper knows
    ran = sendbot("audit", "verify", "--head", head)
    assert ran.status == 1
    assert "the head printed in the edition given is not in the chain" in ran.out


def test_a_head_that_was_not_copied_whole_is_refused(sendbot: CommandLine) -> None:
    assert "copy it whole" in sendbot("audit", "verify", "--head", "abc123").fault


def test_what_an_entry_says_is_erased_and_the_audit_still_holds(sendbot: CommandLine) -> None:
    some_updates(sendbot)
    erase = ("audit", "erase", "--plan", PLAN, "--reason", "It named a child", "--as", "compliance-officer")
    assert "is erased" in sendbot(*erase, "--position", "2").out
    assert sendbot("audit", "verify").status == 0
    assert "has been erased already" in sendbot(*erase, "--position", "2").fault
    assert "There is no entry 99" in sendbot(*erase, "--position", "99").fault


def test_the_history_of_an_action_is_printed_with_the_position_of_each_entry(sendbot: CommandLine) -> None:
    some_updates(sendbot)
    lines = sendbot("register", "show", "4.1.1", "--history").out.splitlines()
    assert lines[0].split()[0] == "1"
    assert "action 4.1.1" in lines[0]
    assert "update 4.1.1/1" in lines[-1]
    as_json = sendbot("register", "show", "4.1.1", "--history", "--json").json
    assert [line["position"] for line in as_json] == [int(line.split()[0]) for line in lines]
    assert as_json[0]["item"] == "4.1.1"


@pytest.mark.parametrize("options", [("--as-at", "2000-01-01"), ("--as-at", "2000-01-01", "--json")])
def test_an_action_without_a_history_says_so(sendbot: CommandLine, options: tuple[str, ...]) -> None:
    said = sendbot("register", "show", "4.1.1", "--history", *options).out.strip()
    assert said == ("[]" if "--json" in options else "Nothing has been recorded.")


def test_another_key_proves_nothing(sendbot: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    AuditChain.from_file(sendbot.folder / "other" / "audit.key")
    monkeypatch.setenv("SENDBOT_SECRETS", str(sendbot.folder / "other"))
    ran = sendbot("audit", "verify")
    assert ran.status == 1
    assert "was not compared" in ran.out
