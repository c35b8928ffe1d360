"""Absences, settings and cycles on the command line."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.clock import system_clock
from store.working_days import london_date
from tests.bot.command_line import CommandLine
from tests.scenarios.running_bot import LEAD, OFFICER

COVER = "local-offer-lead"
TODAY = london_date(system_clock())
FIRST, LAST = (TODAY + timedelta(days=n) for n in (3, 9))


def test_leave_and_cover_are_recorded_listed_and_ended(sendbot: CommandLine) -> None:
    assert "is away from" in sendbot("absence", "leave", LEAD, str(FIRST), str(LAST), "--as", LEAD).out
    told = sendbot("absence", "cover", LEAD, COVER, str(FIRST), str(LAST), "--as", OFFICER).out
    assert "stays accountable" in told
    listed = sendbot("absence", "list", "--json").json
    assert [(row["cover"] != "", row["first"], row["last"]) for row in listed] == [
        (False, str(FIRST), str(LAST)),
        (True, str(FIRST), str(LAST)),
    ]
    assert "nobody acts for" in sendbot("absence", "end-cover", LEAD, "--as", LEAD).out
    assert len(sendbot("absence", "list").out.splitlines()) == 1
    assert sendbot("audit", "verify").status == 0


def test_whoever_may_not_arrange_it_is_told_so_in_one_line_and_the_audit_keeps_it(sendbot: CommandLine) -> None:
    fault = sendbot("absence", "leave", LEAD, str(FIRST), str(LAST), "--as", COVER).fault
    assert fault.startswith("Only Service Manager CAMHS")
    assert sendbot.rows()["leave"] == 0
    assert sendbot("audit", "verify").status == 0


@pytest.mark.parametrize("days", [(str(LAST), str(FIRST)), ("2020-01-01", "2020-01-02")])
def test_days_that_make_no_sense_are_refused(sendbot: CommandLine, days: tuple[str, str]) -> None:
    assert sendbot("absence", "leave", LEAD, *days, "--as", LEAD).fault
    assert sendbot("absence", "leave", LEAD, "soon", "later", "--as", LEAD).status == 2


def test_settings_are_listed_set_for_an_area_and_taken_back(sendbot: CommandLine) -> None:
    assert {line["source"] for line in sendbot("plan", "settings", "--json").json} == {"default"}
    given = ("--area", "4", "--set", "chases=1", "--set", "before=15,5", "--as", OFFICER, "--json")
    lines = {line["name"]: line for line in sendbot("plan", "settings", *given).json}
    assert (lines["chases"]["value"], lines["chases"]["source"]) == ("1", "area")
    assert {line["source"] for line in sendbot("plan", "settings", "--json").json} == {"default"}
    back = sendbot("plan", "settings", "--area", "4", "--unset", "chases", "--as", OFFICER).out
    assert "chases = 3  (default)" in back
    assert sendbot("audit", "verify").status == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--set", "chases=9", "--as", OFFICER), "from 0 to 3"),
        (("--set", "colour=red", "--as", OFFICER), "choose one of before"),
        (("--unset", "chases", "--as", OFFICER), "nothing to take back"),
        (("--set", "chases=2", "--as", LEAD), "Only the compliance team"),
        (("--set", "chases=2"), "--as"),
        (("--area", "99"), "no area 99"),
    ],
)
def test_what_cannot_be_set_is_refused_in_one_line(sendbot: CommandLine, arguments: tuple[str, ...], said: str) -> None:
    assert said in sendbot("plan", "settings", *arguments).fault


def test_a_setting_without_a_value_is_wrong_usage(sendbot: CommandLine) -> None:
    assert sendbot("plan", "settings", "--set", "chases", "--as", OFFICER).status == 2


def test_before_the_first_cycle_its_status_says_so(sendbot: CommandLine) -> None:
    assert sendbot("cycle", "status", "--as-at", "2022-11-01", "--json").json is None
    assert "opens by itself" in sendbot("cycle", "status", "--as-at", "2022-11-01").out


def test_a_chase_by_somebody_else_is_refused(sendbot: CommandLine) -> None:
    assert "Only the compliance team" in sendbot("cycle", "chase", "--as", LEAD).fault
    assert sendbot("audit", "verify").status == 0


def test_a_dry_run_lists_whole_actions_without_milestone_or_due_date(sendbot: CommandLine) -> None:
    rows = sendbot("remind", "--dry-run", "--as-at", "2023-04-20", "--json").json
    (items,) = [row["items"] for row in rows if row["person"] == LEAD]
    (whole,) = [item for item in items if item["rung"] == "cycle_ask"]
    assert (whole["ref"], whole["seq"], whole["due"]) == ("4.2.2", None, None)
    assert whole["reason"] == "An update on the whole action for the board of 25 May 2023, by 17:00 on Friday 5 May"
    assert "    4.2.2: An update on the whole action" in sendbot("remind", "--dry-run", "--as-at", "2023-04-20").out


def test_asked_on_the_command_line_an_act_is_left_undone_and_says_where_to_do_it(sendbot: CommandLine) -> None:
    before = sendbot.rows()
    said = sendbot("ask", f"I am away {date(2023, 4, 3)} to {date(2023, 4, 14)}", "--as", LEAD, "--json").json
    assert said["intent"] == "LEAVE"
    assert "sendbot absence" in said["answer"]
    assert sendbot("ask", "cycle status", "--as", OFFICER, "--json").json["intent"] == "CYCLE_STATUS"
    assert sendbot.rows() == before
