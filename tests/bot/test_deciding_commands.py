"""Disputes and call-ins on the command line, and that asking in words there decides nothing."""

from __future__ import annotations

import pytest

from tests.bot.command_line import CommandLine
from tests.scenarios.running_bot import LEAD, OFFICER, SRO

REF = "4.2.2"


def test_an_action_is_called_in_and_the_call_in_ended(sendbot: CommandLine) -> None:
    assert f"{REF} is called in by" in sendbot("govern", "call-in", REF, "--reason", "Families wrote", "--as", SRO).out
    assert "called in by" in sendbot("govern", "call-in", REF, "--reason", "Families wrote", "--as", SRO).fault
    assert "is ended" in sendbot("govern", "end-call-in", REF, "--as", SRO).out
    assert sendbot("audit", "verify").status == 0


def test_those_whom_a_decision_concerns_are_told_wherever_it_is_taken(sendbot: CommandLine) -> None:
    before = sendbot.rows()["message"]
    sendbot("govern", "call-in", REF, "--reason", "Families wrote", "--as", SRO)
    assert sendbot.rows()["message"] == before + 1


def test_the_compliance_team_names_for_whom_it_calls_in(sendbot: CommandLine) -> None:
    unnamed = sendbot("govern", "call-in", REF, "--reason", "The Chair asked", "--as", OFFICER)
    assert unnamed.fault.startswith(f"Say for whom you call in {REF}")
    named = sendbot(
        "govern", "call-in", REF, "--reason", "The Chair asked", "--as", OFFICER, "--on-behalf-of", "board-chair"
    )
    assert "as Chair" in named.out


def test_what_has_no_rating_is_not_disputed(sendbot: CommandLine) -> None:
    assert "has no rating that stands" in sendbot("govern", "dispute", REF, "--reason", "No", "--as", SRO).fault
    assert "no open dispute" in sendbot("govern", "withdraw-dispute", REF, "--as", SRO).fault


OPTIONS = (
    "govern",
    "options",
    REF,
    "--do-nothing",
    "Families go on waiting",
    "--option",
    "Buy in an agency | Waits fall by June",
    "--option",
    "Share a post | Waits fall from September",
    "--recommend",
    "2",
    "--reason",
    "It is the quickest",
    "--lesson",
    "Posts need cover",
)


def test_options_are_given_and_withdrawn(sendbot: CommandLine) -> None:
    given = sendbot(*OPTIONS, "--as", LEAD)
    assert given.out.startswith(f"Recorded: 3 options for {REF}, option 2 recommended.")
    assert sendbot(*OPTIONS, "--as", SRO).out.startswith("Recorded already")
    assert sendbot("govern", "withdraw-options", REF, "--as", SRO).out.startswith(
        f"The options for {REF} are withdrawn"
    )
    assert "nothing to withdraw" in sendbot("govern", "withdraw-options", REF, "--as", LEAD).fault
    blanked = sendbot("govern", "withdraw-options", REF, "--personal-data", "--as", OFFICER)
    assert "Their words are no longer kept" in blanked.out
    assert sendbot("audit", "verify").status == 0


def test_options_that_cannot_be_kept_are_refused_in_one_line(sendbot: CommandLine) -> None:
    before = sendbot.rows()["options_appraisal"]
    short = [*OPTIONS[:6], "Buy in an agency", *OPTIONS[9:]]
    assert "Effect of option 2: Option 2 needs its effect" in sendbot(*short, "--as", LEAD).fault
    assert "Option 4 is not given" in sendbot(*[*OPTIONS[:10], "4", *OPTIONS[11:]], "--as", LEAD).fault
    assert "at most 3 options" in sendbot(*OPTIONS, "--option", "a | b", "--option", "c | d", "--as", LEAD).fault
    assert "Only the lead of 4.2.2" in sendbot(*OPTIONS, "--as", "local-offer-lead").fault
    assert sendbot.rows()["options_appraisal"] == before


@pytest.mark.parametrize(
    ("text", "person", "intent"),
    [
        (f"move {REF} to 30 June 2023 because staff are late", LEAD, "DATE_CHANGE_REQUEST"),
        (f"call in {REF} because families wrote", SRO, "CALL_IN"),
        (f"give options for {REF}", LEAD, "OPTIONS"),
        (f"what are the options on {REF}", OFFICER, "OPTIONS"),
        (f"I no longer lead {REF}", LEAD, "LEAD_CHANGE"),
        ("what waits for me", SRO, "DECISIONS_WAITING"),
        (f"approve the new date of {REF}", LEAD, "APPROVE_DATE"),
    ],
)
def test_asking_in_words_decides_nothing_there(sendbot: CommandLine, text: str, person: str, intent: str) -> None:
    before = sendbot.rows()
    told = sendbot("ask", text, "--as", person, "--as-at", "2023-03-03", "--json").json
    assert told["intent"] == intent
    assert sendbot.rows() == before
