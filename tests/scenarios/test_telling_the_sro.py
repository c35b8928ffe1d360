"""Red, or a forecast far off, reaches the SRO of the area on the same day."""

from __future__ import annotations

from datetime import date, time, timedelta

from sqlmodel import Session, select

from store import tables
from store.working_days import london_moment
from tests.audits import unaudited
from tests.scenarios.fake_teams import Call
from tests.scenarios.running_bot import (
    LEAD,
    OFFICER,
    REMINDER,
    SRO,
    HandHeldClock,
    Member,
    RunningBot,
    buttons,
    words,
)

LATER = REMINDER + timedelta(minutes=30)
RED = {
    "rating": "RED",
    "narrative": "The criteria are not agreed.",
    "cause": "Two clinicians left.",
    "recovery": "An agency cover starts.",
    "forecast": "2023-05-31",
}


async def answers(lead: Member, **typed: str) -> None:
    item = lead.bot.item("4.2.2", 1)
    opened = await lead.presses({"sendbot": {"do": "open", "item": item}})
    said = await lead.presses({**buttons(opened.card)["Save update"], **typed})
    assert "Recorded" in words(said.card)


def told(person: Member) -> list[Call]:
    return [call for call in person.inbox if "4.2.2 milestone 1 is" in call.text]


async def test_a_red_update_is_told_the_sro_within_the_minute_and_once(bot: RunningBot, clock: HandHeldClock) -> None:
    bot.everybody_has_the_app()
    clock.now = LATER
    await answers(bot.member(LEAD), **RED)
    for minute in range(3):
        clock.now = LATER + timedelta(minutes=minute)
        await bot.delivery.tick()
    (notice,) = told(bot.member(SRO))
    assert notice.text == "4.2.2 milestone 1 is rated Red"
    for shown in ("Service Manager CAMHS rated it Red on 3 March 2023, 10:01.", RED["cause"], RED["recovery"],
                  "Due 31 March 2023; forecast 31 May 2023."):  # fmt: skip
        assert shown in words(notice.card)
    assert told(bot.member(LEAD)) == []


async def test_a_green_update_within_tolerance_is_not_told(bot: RunningBot, clock: HandHeldClock) -> None:
    bot.everybody_has_the_app()
    clock.now = LATER
    await answers(bot.member(LEAD), rating="GREEN", narrative="Out for comment.", forecast="2023-05-01")
    await bot.delivery.tick()
    assert told(bot.member(SRO)) == []


async def test_a_forecast_beyond_tolerance_is_told_whatever_the_rating(bot: RunningBot, clock: HandHeldClock) -> None:
    bot.everybody_has_the_app()
    clock.now = LATER
    await answers(bot.member(LEAD), rating="AMBER", narrative="Out for comment.", forecast="2023-05-02")
    await bot.delivery.tick()
    (notice,) = told(bot.member(SRO))
    assert notice.text == "4.2.2 milestone 1 is forecast for 2 May 2023"


BLUE = {"rating": "BLUE", "narrative": "In use.", "evidence": "Minutes of 1 March", "completed_on": "2023-03-01"}


async def test_a_completion_that_waits_for_sign_off_is_told(bot: RunningBot, clock: HandHeldClock) -> None:
    bot.everybody_has_the_app()
    clock.now = LATER
    await answers(bot.member(LEAD), **BLUE)
    await bot.delivery.tick()
    (notice,) = [call for call in bot.member(SRO).inbox if "sign-off" in call.text]
    assert notice.text == "4.2.2 is rated Blue and waits for sign-off"
    assert "Minutes of 1 March" in words(notice.card)
    waiting = await bot.member(SRO).writes("what waits for me")
    assert "4.2.2" in words(waiting.card)


async def test_one_milestone_of_several_is_nothing_to_sign_off_yet(bot: RunningBot, clock: HandHeldClock) -> None:
    bot.everybody_has_the_app()
    clock.now = LATER
    officer = bot.member(OFFICER)
    opened = await officer.presses({"sendbot": {"do": "open", "item": bot.item("4.1.3", 1)}})
    said = await officer.presses({**buttons(opened.card)["Save update"], **BLUE})
    assert "Recorded" in words(said.card)
    await bot.delivery.tick()
    assert [call.text for call in bot.member(SRO).inbox if "sign-off" in call.text] == []


async def test_a_red_update_in_the_evening_is_told_the_next_working_morning(
    bot: RunningBot, clock: HandHeldClock
) -> None:
    bot.everybody_has_the_app()
    clock.now = london_moment(date(2023, 3, 3), time(21))
    await answers(bot.member(LEAD), **RED)
    await bot.delivery.tick()
    clock.now = london_moment(date(2023, 3, 5), time(12))
    await bot.delivery.tick()
    assert told(bot.member(SRO)) == []
    clock.now = london_moment(date(2023, 3, 6), time(8, 31))
    await bot.delivery.tick()
    assert len(told(bot.member(SRO))) == 1


async def test_an_sro_who_said_it_themselves_is_not_told(bot: RunningBot, clock: HandHeldClock) -> None:
    bot.everybody_has_the_app()
    clock.now = LATER
    sro, lead = bot.member(SRO), bot.member(LEAD)
    with unaudited(bot.engine) as session:
        lead_the_post_too(session, sro.id, lead.id)
    await answers(sro, **RED)
    await bot.delivery.tick()
    assert told(sro) == []


def lead_the_post_too(session: Session, sro_id: int, lead_id: int) -> None:
    appointment = session.exec(select(tables.Appointment).where(tables.Appointment.person_id == lead_id)).first()
    assert appointment is not None
    session.add(tables.Appointment(post_id=appointment.post_id, person_id=sro_id))


async def test_an_older_card_says_that_a_newer_message_has_the_item(bot: RunningBot, clock: HandHeldClock) -> None:
    """`peers.md`, fault 9: there the old card is dead; here it shows how things stand and can still be answered."""
    bot.everybody_has_the_app()
    lead = bot.member(LEAD)
    clock.now = REMINDER
    await bot.delivery.tick()
    (first,) = lead.inbox
    assert bot.teams.replaced_in(lead.chat) == []
    clock.now = london_moment(date(2023, 3, 17), time(9, 31))
    await bot.delivery.tick()
    (replaced,) = bot.teams.replaced_in(lead.chat)
    assert replaced.activity_id == first.activity_id
    assert "A newer message has this" in words(replaced.card)
    opened = await lead.presses(buttons(replaced.card)["Update 4.2.2 milestone 1"], replaced.activity_id)
    assert "Save update" in buttons(opened.card)
