"""`sendbot channel`: what is posted in which channel, as people script against it."""

from __future__ import annotations

import pytest
from sqlmodel import Session

from store import tables
from store.database import open_engine
from store.working_days import end_of_day
from tests.audits import unaudited
from tests.bot.command_line import CommandLine
from tests.scenarios.running_bot import LEAD, OFFICER, QUIET, SRO


@pytest.fixture
def channel(sendbot: CommandLine) -> str:
    """Its number."""
    sendbot("db", "upgrade")
    engine = open_engine(sendbot.store.database_url)
    with unaudited(engine) as session:
        number = _added(session)
    engine.dispose()
    return str(number)


def _added(session: Session) -> int:
    row = tables.Channel(
        conversation_id="19:area4@thread.tacv2",
        team_id="19:team@thread.tacv2",
        team_name="SEND Board",
        name="Area 4",
        tenant_id="t",
        service_url="https://smba.trafficmanager.net/teams/",
        bot_id="28:bot",
        seen_at=end_of_day(QUIET.date()),
    )
    session.add(row)
    session.flush()
    return row.id or 0


def test_without_a_channel_it_says_how_to_get_one(sendbot: CommandLine) -> None:
    assert "in no channel yet" in sendbot("channel", "list").out
    assert sendbot("channel", "list", "--json").json == []


def test_an_area_is_tied_listed_and_untied(sendbot: CommandLine, channel: str) -> None:
    tied = sendbot("channel", "tie", channel, "--area", "4", "--on", "monday", "--at", "09:00", "--as", SRO)
    assert (tied.status, "every Monday at 09:00" in tied.out) == (0, True)
    (listed,) = sendbot("channel", "list", "--json").json
    assert (listed["number"], listed["name"]) == (int(channel), "SEND Board, Area 4")
    assert [tie["area"] for tie in listed["ties"]] == ["4"]
    assert "every Monday at 09:00; nothing posted yet" in sendbot("channel", "list").out
    assert sendbot("channel", "untie", channel, "--area", "4", "--as", OFFICER).status == 0
    assert sendbot("channel", "list", "--json").json[0]["ties"] == []
    assert sendbot("audit", "verify").status == 0


@pytest.mark.parametrize(
    ("arguments", "fault"),
    [
        (("--area", "4", "--on", "monday", "--at", "09:00", "--as", LEAD), "please ask them"),
        (("--on", "monday", "--at", "09:00", "--as", SRO), "Only the compliance team"),
        (("--area", "4", "--on", "sunday", "--at", "09:00", "--as", OFFICER), "from Monday to Friday"),
        (("--area", "99", "--on", "monday", "--at", "09:00", "--as", OFFICER), "There is no area 99"),
    ],
)
def test_what_cannot_be_tied_is_refused_in_a_line(
    sendbot: CommandLine, channel: str, arguments: tuple[str, ...], fault: str
) -> None:
    assert fault in sendbot("channel", "tie", channel, *arguments).fault
    assert sendbot("channel", "list", "--json").json[0]["ties"] == []


def test_a_refusal_is_in_the_audit(sendbot: CommandLine, channel: str) -> None:
    before = sendbot.rows()["audit_entry"]
    sendbot("channel", "tie", channel, "--area", "4", "--on", "monday", "--at", "09:00", "--as", LEAD)
    assert sendbot.rows()["audit_entry"] == before + 1


def test_a_channel_that_is_not_listed_is_refused_and_so_is_what_is_no_time(sendbot: CommandLine, channel: str) -> None:
    elsewhere = str(int(channel) + 7)
    assert "There is no channel" in sendbot("channel", "untie", elsewhere, "--as", OFFICER).fault
    assert "there is nothing to stop" in sendbot("channel", "untie", channel, "--as", OFFICER).fault
    wrong = sendbot("channel", "tie", channel, "--on", "someday", "--at", "nine", "--as", OFFICER)
    assert (wrong.status, "Traceback" in wrong.err) == (2, False)
    assert sendbot("channel", "list", "--json").json[0]["ties"] == []
