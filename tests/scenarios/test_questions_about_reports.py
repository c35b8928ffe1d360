"""What an issued edition said, who was silent in it, what it asked: quoted as it went out, to those who may read it."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from sqlmodel import Session, col, func, select

from bot.conversation.rights import REPORT_REFUSED
from store import tables
from store.database import transaction
from store.types import UpdateSource
from tests.scenarios.press_room import ISSUED, issues_the_edition
from tests.scenarios.running_bot import (
    BUSY_LEAD,
    CHAIR,
    LEAD,
    OFFICER,
    REMINDER,
    SRO,
    HandHeldClock,
    RunningBot,
    words,
)
from workflows.updates.actions import record_update
from workflows.updates.rules import Answer

RED = Answer(
    rating="RED",
    narrative="The working group has not met.",
    cause="The chair left.",
    recovery="An interim chair from next week.",
    forecast=date(2023, 5, 31),
)
GREEN = Answer(rating="GREEN", narrative="The group has met again.", forecast=date(2023, 3, 31))


def answers(bot: RunningBot, said: Answer, now: datetime) -> None:
    item = bot.item("4.1.1", 1)
    with transaction(bot.engine) as session:
        latest = session.exec(select(func.max(tables.Update.id))).one()
        person = session.exec(select(tables.Person).where(tables.Person.key == BUSY_LEAD)).one()
        record_update(
            session,
            bot.audit,
            person=person,
            item_key=item,
            answer=said,
            seen=latest or 0,
            now=now,
            source=UpdateSource.CARD,
        )


@pytest.fixture
async def issued(bot: RunningBot, clock: HandHeldClock) -> RunningBot:
    """4.1.1 was Red in edition 1, issued on 7 March 2023, and has been rated Green since."""
    answers(bot, RED, REMINDER)
    await issues_the_edition(bot, clock)
    clock.now = ISSUED + timedelta(hours=2)
    answers(bot, GREEN, clock.now)
    return bot


@pytest.mark.parametrize(
    "question",
    [
        "what did the last report say about 4.1.1",
        "what did we tell the board about 4.1.1 in march",
        "what does edition 1 say about 4.1.1",
    ],
)
async def test_the_board_is_told_again_what_it_was_told_not_what_holds_now(issued: RunningBot, question: str) -> None:
    answer = await issued.member(SRO).writes(question)
    shown = words(answer.card)
    assert "Issued on 7 March 2023 for SEND Strategic Partnership Board of 23 March 2023" in shown
    assert "The working group has not met." in shown
    assert "Rated Red" in shown
    assert "The group has met again." not in shown


async def test_without_an_action_the_summary_is_quoted(issued: RunningBot) -> None:
    answer = await issued.member(CHAIR).writes("what did the last report say")
    with Session(issued.engine) as session:
        edition = session.exec(select(tables.Edition).order_by(col(tables.Edition.number).desc())).one()
    assert f"What report {edition.number} said" in words(answer.card)
    assert "Of 55 actions" in words(answer.card)
    assert "RESOLVED" in words(answer.card)


async def test_an_area_is_quoted_with_its_counts_of_then(issued: RunningBot) -> None:
    answer = await issued.member(SRO).writes("what did the last report say about area 4")
    assert "Red because 1 of 19: 4.1.1" in words(answer.card)


async def test_a_report_that_there_is_not_is_said_so(issued: RunningBot) -> None:
    answer = await issued.member(SRO).writes("what did report 7 say about 4.1.1")
    assert "the last is report 1" in words(answer.card)


async def test_who_was_silent_is_asked_of_that_edition(issued: RunningBot) -> None:
    then = await issued.member(OFFICER).writes("who had not reported for the march board")
    assert "54 actions in the plan, in report 1" in words(then.card)


async def test_the_asks_are_those_that_were_printed(issued: RunningBot) -> None:
    answer = await issued.member(CHAIR).writes("what were the asks in the last report")
    assert "Asks in report 1" in words(answer.card)
    assert "Bring a recovery plan" in words(answer.card)


async def test_what_has_changed_is_since_that_edition(issued: RunningBot) -> None:
    answer = await issued.member(SRO).writes("what has changed since the last report in area 4")
    assert "since report 1" in words(answer.card)
    assert "Red to Green, by Senior Head of Integration" in words(answer.card)


async def test_why_it_changed_names_what_the_report_printed(issued: RunningBot) -> None:
    answer = await issued.member(SRO).writes("why did 4.1.1 turn green")
    assert "4.1.1 went from Red to Green on 7 March 2023" in words(answer.card)
    assert "Report 1 printed it as Red." in words(answer.card)
    assert "The working group has not met." in words(answer.card)
    assert "The group has met again." in words(answer.card)


@pytest.mark.parametrize("question", ["what did the last report say", "asks in the last report"])
async def test_a_lead_may_not_read_editions_and_the_audit_says_that_they_asked(
    issued: RunningBot, question: str
) -> None:
    answer = await issued.member(LEAD).writes(question)
    assert REPORT_REFUSED in words(answer.card)
    with Session(issued.engine) as session:
        refused = session.exec(select(tables.AuditEntry).where(tables.AuditEntry.action == "refused")).all()
    assert [entry.actor for entry in refused] == [LEAD]
