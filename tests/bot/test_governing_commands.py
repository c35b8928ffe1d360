"""`sendbot govern`: one clear sentence for a decision, one for a refusal, and the audit holds both."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import Session, select

from bot.clock import system_clock
from store import tables
from store.database import open_engine, transaction
from store.queries.people import person_named
from store.types import UpdateSource
from store.working_days import london_date
from tests.bot.command_line import CommandLine, Ran
from tests.conftest import Store
from workflows.language import day_words
from workflows.updates.actions import record_update
from workflows.updates.rules import Answer

LEAD, SRO, OFFICER, STRANGER = (
    "strategic-manager-send",
    "assistant-director-send-and-inclusion",
    "compliance-officer",
    "local-offer-lead",
)
NEXT_MONTH = london_date(system_clock()) + timedelta(days=30)


class Govern:
    """Runs `sendbot govern ...` about a plan without an end, so that these tests have none either."""

    def __init__(self, sendbot: CommandLine, store: Store) -> None:
        self.sendbot, self.store = sendbot, store
        sendbot.execute("UPDATE plan SET period_end = NULL")

    def __call__(self, *arguments: str) -> Ran:
        return self.sendbot("govern", *arguments)

    def audited(self, action: str) -> list[tables.AuditEntry]:
        engine = open_engine(self.store.database_url)
        with Session(engine) as session:
            found = list(session.exec(select(tables.AuditEntry).where(tables.AuditEntry.action == action)))
        engine.dispose()
        return found

    def rate_complete(self) -> None:
        """1.1.1, with evidence, by its lead."""
        engine = open_engine(self.store.database_url)
        now = system_clock()
        with transaction(engine) as session:
            milestone = session.exec(
                select(tables.Milestone).join(tables.Action).where(tables.Action.ref == "1.1.1")
            ).one()
            record_update(
                session,
                self.store.audit,
                person=person_named(session, LEAD),
                item_key=f"m:{milestone.id}",
                answer=Answer(
                    rating="BLUE", narrative="It meets", evidence="Minutes of May", completed_on=london_date(now)
                ),
                seen=0,
                now=now,
                source=UpdateSource.CARD,
            )
        engine.dispose()


@pytest.fixture
def govern(
    sample_store: Store, tmp_path: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Govern:
    monkeypatch.setenv("DATABASE_URL", sample_store.database_url)
    monkeypatch.setenv("SENDBOT_SECRETS", str(sample_store.secrets))
    monkeypatch.chdir(tmp_path)
    return Govern(CommandLine(tmp_path, monkeypatch, capsys, sample_store), sample_store)


def ask(govern: Govern, by: str = LEAD) -> Ran:
    return govern("request-date", "1.1.1", "1", NEXT_MONTH.isoformat(), "--reason", "Late", "--as", by)


def test_a_date_is_asked_for_listed_and_approved(govern: Govern) -> None:
    assert govern("dates").out == "No date change awaits a decision.\n"
    asked = ask(govern)
    assert asked.out.startswith(
        f"Awaiting approval: 1.1.1 milestone 1 from 30 November 2022 to {day_words(NEXT_MONTH)}."
    )
    assert govern("dates").out == asked.out
    (waiting,) = govern("dates", "--json").json
    assert (waiting["name"], waiting["to_due"], waiting["slip"]["moves"]) == (
        "1.1.1 milestone 1",
        NEXT_MONTH.isoformat(),
        1,
    )
    assert govern("approve-date", "1.1.1", "1", "--as", SRO).out.startswith("Moved 1.1.1 milestone 1")
    shown = govern.sendbot("register", "show", "1.1.1", "--json").json["milestones"][0]
    assert (shown["baseline"], shown["current"]) == ("2022-11-30", NEXT_MONTH.isoformat())


def test_a_refused_date_stays(govern: Govern) -> None:
    ask(govern)
    refused = govern("refuse-date", "1.1.1", "1", "--reason", "Promised", "--as", OFFICER, "--on-behalf-of", SRO)
    assert refused.out.endswith("It stays due on 30 November 2022.\n")


def test_without_the_right_to_it_there_is_one_sentence_and_the_audit_keeps_the_attempt(govern: Govern) -> None:
    assert ask(govern, by=STRANGER).fault.startswith("Only the lead of 1.1.1 milestone 1, their deputy, the SRO")
    (entry,) = govern.audited("refused")
    assert (entry.actor, entry.subject) == (STRANGER, "1.1.1/1")
    assert govern("dates").out == "No date change awaits a decision.\n"


def test_blue_is_signed_off_once_its_evidence_is_accepted(govern: Govern) -> None:
    govern.rate_complete()
    assert "No evidence of 1.1.1 has been accepted" in govern("sign-off", "1.1.1", "--as", SRO).fault
    assert "Minutes of May" in govern("accept-evidence", "1.1.1", "--as", SRO).out
    assert govern("accept-evidence", "1.1.1", "--as", SRO).fault.startswith("No evidence of 1.1.1 waits")
    refused = govern("sign-off", "1.1.1", "--refuse", "--reason", "Parents not asked", "--as", SRO)
    assert refused.out.startswith("1.1.1 is not signed off")
    assert govern("sign-off", "1.1.1", "--as", SRO).out == "1.1.1 is signed off as complete and embedded.\n"


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (("pause",), "1.1.1 is paused, decision SSPB 14."),
        (("withdraw",), "1.1.1 is withdrawn, decision SSPB 14."),
        (("merge", "--into", "1.1.2"), "1.1.1 is merged into 1.1.2, decision SSPB 14."),
        (("supersede", "--into", "1.1.2"), "1.1.1 is superseded by 1.1.2, decision SSPB 14."),
    ],
)
def test_an_action_is_set_aside_and_taken_up_again(govern: Govern, command: tuple[str, ...], words: str) -> None:
    name, *rest = command
    done = govern(name, "1.1.1", *rest, "--decision", "SSPB 14", "--reason", "Agreed", "--as", SRO)
    assert done.out == f"{words}\n"
    again = govern("resume", "1.1.1", "--reason", "Money found", "--as", SRO)
    assert again.out == "1.1.1 is taken up again.\n"


def test_one_milestone_is_set_aside(govern: Govern) -> None:
    done = govern(
        "pause", "1.5.1", "--milestone", "2", "--decision", "SSPB 14", "--reason", "x", "--as", SRO, "--json"
    ).json
    assert (done["name"], done["lifecycle"]) == ("1.5.1 milestone 2", "paused")


def test_setting_aside_needs_a_decision(govern: Govern) -> None:
    refused = govern("pause", "1.1.1", "--reason", "x", "--as", SRO)
    assert refused.fault.startswith("Give the reference of the decision")


def test_an_action_waits_for_another_until_it_no_longer_does(govern: Govern) -> None:
    assert govern("wait", "1.1.1", "--for", "5.2.2", "--as", LEAD).out == "1.1.1 now waits for 5.2.2.\n"
    assert "would wait for itself" in govern("wait", "5.2.2", "--for", "1.1.1", "--as", OFFICER).fault
    assert govern("no-longer-wait", "1.1.1", "--for", "5.2.2", "--as", LEAD).out.startswith("1.1.1 no longer waits")


def test_what_is_not_in_the_plan_is_said_in_one_sentence(govern: Govern) -> None:
    assert govern("pause", "9.9", "--reason", "x", "--as", SRO).fault.startswith("There is no action 9.9")
    assert govern("approve-date", "1.1.1", "9", "--as", SRO).fault.startswith("1.1.1 has no milestone 9")
    assert govern("approve-date", "1.1.1", "1", "--as", "nobody").fault.startswith("Nobody in the register")
    assert govern("request-date", "1.1.1", "1", "soon", "--reason", "x", "--as", LEAD).status == 2
