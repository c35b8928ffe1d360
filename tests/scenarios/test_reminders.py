"""The card that asks for an update: on its day, once, and one message a person."""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import date, time, timedelta

from sqlmodel import select

from store import tables
from store.types import MessageStatus, Rung
from store.working_days import london_moment
from tests.conftest import Store
from tests.scenarios.fake_teams import FakeTeams, Scripted
from tests.scenarios.running_bot import (
    BUSY_LEAD,
    LEAD,
    REMINDER,
    HandHeldClock,
    RunningBot,
    buttons,
    inputs,
    running,
    words,
)


async def test_the_card_comes_twenty_working_days_before_the_date_and_only_once(
    bot: RunningBot, clock: HandHeldClock
) -> None:
    bot.everybody_has_the_app()
    lead = bot.member(LEAD)
    for moment in (
        london_moment(date(2023, 3, 2), time(9, 31)),  # the day before
        london_moment(date(2023, 3, 3), time(9, 29)),  # the day, before the hour
    ):
        clock.now = moment
        await bot.delivery.tick()
        assert lead.inbox == []
    clock.now = REMINDER
    await bot.delivery.tick()
    (request,) = lead.inbox
    assert request.text == "Update needed: 1 milestone, first 4.2.2 milestone 1, Due 31 March 2023"
    for moment in (
        REMINDER,
        REMINDER + timedelta(minutes=1),
        REMINDER + timedelta(hours=7),
        london_moment(date(2023, 3, 6), time(9, 31)),
    ):
        clock.now = moment
        await bot.delivery.tick()
    assert len(lead.inbox) == 1
    (asked,) = bot.all(select(tables.Request).where(tables.Request.person_id == lead.id))
    assert (asked.item, asked.rung, asked.occasion) == (bot.item("4.2.2", 1), Rung.BEFORE_20, "due:2023-03-31")
    (message,) = bot.messages_of(lead)
    assert (message.status, message.activity_id, message.day) == (
        MessageStatus.SENT,
        request.activity_id,
        date(2023, 3, 3),
    )


async def test_the_card_of_one_milestone_is_its_form_with_the_plans_own_words(
    bot: RunningBot, clock: HandHeldClock
) -> None:
    bot.everybody_has_the_app()
    clock.now = REMINDER
    await bot.delivery.tick()
    (request,) = bot.member(LEAD).inbox
    assert "Review and share CAMHS referral criteria" in words(request.card)
    assert "Green: Going to plan" in words(request.card)
    assert {"rating", "narrative", "completed_on", "forecast", "evidence"} <= inputs(request.card).keys()
    assert set(buttons(request.card)) == {"Save update"}


async def test_everybody_gets_one_message_with_all_their_items(bot: RunningBot, clock: HandHeldClock) -> None:
    """On 31 March 2023 24 milestones fall due; the first card about them goes out on this day."""
    bot.everybody_has_the_app()
    clock.now = REMINDER
    sent = await bot.delivery.tick()
    chats = Counter(call.conversation_id for call in bot.teams.sent)
    assert sent == len(bot.teams.sent) == len(chats)
    assert set(chats.values()) == {1}
    asked = bot.all(select(tables.Request).where(tables.Request.occasion == "due:2023-03-31"))
    assert len({request.item for request in asked}) == 24
    (request,) = bot.member(BUSY_LEAD).inbox
    assert [title for title in buttons(request.card) if title.startswith("Update ")] == [
        "Update 4.1.1 milestone 1",
        "Update 4.1.3 milestone 1",
        "Update 4.1.3 milestone 3",
    ]


async def test_on_the_day_itself_nobody_gets_more_than_one_message(bot: RunningBot, clock: HandHeldClock) -> None:
    bot.everybody_has_the_app()
    for minute in range(3):
        clock.now = london_moment(date(2023, 3, 31), time(9, 31 + minute))
        await bot.delivery.tick()
    assert set(Counter(call.conversation_id for call in bot.teams.sent).values()) == {1}


async def test_nothing_is_sent_at_a_weekend(bot: RunningBot, clock: HandHeldClock) -> None:
    bot.everybody_has_the_app()
    clock.now = london_moment(date(2023, 3, 4), time(11, 0))
    assert await bot.delivery.tick() == 0


async def test_an_answer_before_the_message_goes_out_leaves_nothing_to_send(
    bot: RunningBot, clock: HandHeldClock
) -> None:
    """The tick that plans is the tick that sends; only an answer in between can make a message needless."""
    bot.everybody_has_the_app()
    lead = bot.member(LEAD)
    clock.now = REMINDER
    opened = await lead.presses({"sendbot": {"do": "open", "item": bot.item("4.2.2", 1)}})
    await lead.presses({**buttons(opened.card)["Save update"], "rating": "GREEN", "narrative": "Out for comment."})
    await bot.delivery.tick()
    assert lead.inbox == []


async def test_a_new_process_knows_what_the_old_one_sent(
    sample_store: Store, teams: FakeTeams, clock: HandHeldClock
) -> None:
    async with running(sample_store, teams, clock) as first:
        first.everybody_has_the_app()
        clock.now = REMINDER
        sent = await first.delivery.tick()
    async with running(sample_store, teams, clock) as second:
        clock.now = REMINDER + timedelta(minutes=5)
        assert await second.delivery.tick() == 0
    assert len(teams.sent) == sent


async def test_the_scheduler_sends_at_the_start_without_being_told(
    sample_store: Store, teams: FakeTeams, clock: HandHeldClock
) -> None:
    async with running(sample_store, teams, clock) as quiet:
        quiet.everybody_has_the_app()
    clock.now = REMINDER
    async with running(sample_store, teams, clock) as started:
        lead = started.member(LEAD)
        await teams.until(lambda: len(lead.inbox) == 1)
        # Ends the tick, so that the bot may be stopped.
        await started.delivery.tick()
        assert len(lead.inbox) == 1


async def test_an_orderly_stop_waits_for_the_receipts_of_what_is_being_sent(
    sample_store: Store, teams: FakeTeams, clock: HandHeldClock
) -> None:
    """Otherwise each restart would leave messages unconfirmed that did arrive."""
    async with running(sample_store, teams, clock) as stopping:
        stopping.everybody_has_the_app()
        teams.script(stopping.member(LEAD).chat, Scripted(seconds=0.5))
        clock.now = REMINDER
        under_way = asyncio.create_task(stopping.delivery.tick())
        await teams.until(lambda: len(teams.sent) > 3)
    await asyncio.wait([under_way], timeout=2)
    async with running(sample_store, teams, clock) as after:
        statuses = {message.status for message in after.all(select(tables.Message))}
    assert statuses <= {MessageStatus.SENT, MessageStatus.PLANNED}
