"""How an area stands is posted in its channel week by week, and an issued edition is told of where the plan is tied."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlmodel import Session, select

from bot.channels import sentences
from store import tables
from store.types import MessageStatus
from tests.scenarios.channel_room import GROUP_CHAT, Room
from tests.scenarios.fake_teams import Scripted
from tests.scenarios.press_room import issues_the_edition
from tests.scenarios.running_bot import (
    LEAD,
    OFFICER,
    SRO,
    HandHeldClock,
    RunningBot,
    buttons,
    links,
    words,
)
from tests.scenarios.weekly_posts import EVERY_MONDAY, MONDAY, STRANGER, at, notices, on, room_of_three


@pytest.fixture
def room(bot: RunningBot, clock: HandHeldClock) -> Room:
    return room_of_three(bot, clock)


async def test_an_area_is_posted_at_its_time_every_week_and_once(room: Room, clock: HandHeldClock) -> None:
    said = await room.hears(room.bot.member(SRO), EVERY_MONDAY)
    assert "every Monday at 09:00" in said.text
    assert await at(room, clock, MONDAY - timedelta(minutes=1)) == 0
    assert await at(room, clock, MONDAY) == 1
    assert await at(room, clock, MONDAY + timedelta(hours=3)) == 0
    assert await at(room, clock, MONDAY + timedelta(days=7)) == 1
    first = room.said[-2]
    assert first.text.startswith("Area 4: ")
    assert "As at 6 March 2023, 09:00" in first.text
    assert "As at 6 March 2023, 09:00" in words(first.card)
    assert buttons(first.card) == links(first.card) == {}
    assert [(post.status, post.day) for post in room.posts()] == [
        (MessageStatus.SENT, date(2023, 3, 6)),
        (MessageStatus.SENT, date(2023, 3, 13)),
    ]
    assert [entry.actor for entry in room.bot.audited("deliver_post")] == ["delivery", "delivery"]
    assert room.bot.audit_holds()


async def test_the_time_is_londons_on_both_sides_of_a_clock_change(room: Room, clock: HandHeldClock) -> None:
    await room.hears(room.bot.member(SRO), EVERY_MONDAY)
    await at(room, clock, on(2023, 3, 20))
    assert await at(room, clock, on(2023, 3, 27) - timedelta(minutes=1)) == 0
    assert await at(room, clock, on(2023, 3, 27)) == 1
    assert [post.send_at.hour for post in room.posts()] == [9, 8]


async def test_on_a_bank_holiday_it_waits_for_the_next_working_day(room: Room, clock: HandHeldClock) -> None:
    clock.now = on(2023, 4, 4)
    await room.hears(room.bot.member(SRO), EVERY_MONDAY)
    assert await at(room, clock, on(2023, 4, 10, 12)) == 0  # Easter Monday
    assert await at(room, clock, on(2023, 4, 11)) == 1
    assert await at(room, clock, on(2023, 4, 11, 10)) == 0


async def test_after_an_outage_how_things_stand_is_said_once(room: Room, clock: HandHeldClock) -> None:
    await room.hears(room.bot.member(SRO), EVERY_MONDAY)
    assert await at(room, clock, on(2023, 3, 29, 16)) == 1
    assert [post.day for post in room.posts()] == [date(2023, 3, 27)]


async def test_nothing_is_posted_in_quiet_hours(room: Room, clock: HandHeldClock) -> None:
    await room.hears(room.bot.member(SRO), EVERY_MONDAY)
    assert await at(room, clock, on(2023, 3, 6, 17, 30)) == 0
    assert await at(room, clock, on(2023, 3, 7, 8, 30)) == 1


@pytest.mark.parametrize(
    ("who", "wish"),
    [
        (LEAD, EVERY_MONDAY),
        (SRO, "post area 3 here every Monday at 9"),
        (SRO, "post the whole plan here every Monday at 9"),
    ],
)
async def test_only_its_sro_or_the_compliance_team_has_an_area_posted(room: Room, who: str, wish: str) -> None:
    said = await room.hears(room.bot.member(who), wish)
    assert "please ask them" in said.text
    assert room.ties() == []
    (entry,) = room.bot.audited("refused")
    assert entry.actor == who


@pytest.mark.parametrize(
    ("wish", "answer"),
    [
        ("post area 4 here every Monday at 7", "from 08:30"),
        ("post area 4 here every Sunday at 10", "from Monday to Friday"),
        ("post area 4 here", sentences.HOW_TO_TIE),
        ("post area 99 here every Monday at 9", sentences.no_area("99")),
    ],
)
async def test_a_wish_that_cannot_be_granted_is_answered_with_how_to_put_it(room: Room, wish: str, answer: str) -> None:
    assert answer in (await room.hears(room.bot.member(OFFICER), wish)).text
    assert room.ties() == []


async def test_with_a_stranger_among_the_readers_nothing_is_tied(room: Room) -> None:
    room.holds(room.bot.member(OFFICER), STRANGER)
    assert (await room.hears(room.bot.member(OFFICER), EVERY_MONDAY)).text == sentences.SOMEBODY_ELSE_READS
    assert room.ties() == []


async def test_tied_again_it_moves_to_the_new_time(room: Room, clock: HandHeldClock) -> None:
    await room.hears(room.bot.member(SRO), EVERY_MONDAY)
    await room.hears(room.bot.member(OFFICER), "post area 4 here every Tuesday at 2pm")
    assert await at(room, clock, MONDAY) == 0
    assert await at(room, clock, on(2023, 3, 7, 14)) == 1


async def test_stopped_it_is_posted_no_more_and_what_was_planned_does_not_go_out(
    room: Room, clock: HandHeldClock
) -> None:
    await room.hears(room.bot.member(SRO), EVERY_MONDAY)
    room.bot.teams.script(room.id, Scripted(429, retry_after="3600"))
    assert await at(room, clock, MONDAY) == 0
    assert "not posted here any more" in (await room.hears(room.bot.member(SRO), "stop posting area 4 here")).text
    assert await at(room, clock, MONDAY + timedelta(hours=2)) == 0
    assert await at(room, clock, MONDAY + timedelta(days=7)) == 0
    assert [post.status for post in room.posts()] == [MessageStatus.DROPPED]
    assert (await room.hears(room.bot.member(SRO), "stop posting area 4 here")).text == sentences.NOTHING_POSTED


async def test_a_lead_cannot_stop_it(room: Room) -> None:
    await room.hears(room.bot.member(SRO), EVERY_MONDAY)
    assert "please ask them" in (await room.hears(room.bot.member(LEAD), "stop posting here")).text
    assert len(room.ties()) == 1


async def test_it_can_be_stopped_with_a_stranger_among_the_readers(room: Room) -> None:
    await room.hears(room.bot.member(SRO), EVERY_MONDAY)
    room.holds(STRANGER)
    await room.hears(room.bot.member(SRO), "stop posting here")
    assert room.ties() == []


async def test_when_a_stranger_has_joined_it_is_not_posted_and_the_compliance_team_is_told_once(
    room: Room, clock: HandHeldClock
) -> None:
    await room.hears(room.bot.member(SRO), EVERY_MONDAY)
    room.holds(room.bot.member(SRO), STRANGER)
    before = len(room.said)
    assert await at(room, clock, MONDAY) == 0
    assert await at(room, clock, MONDAY + timedelta(days=7)) == 0
    assert len(room.said) == before
    assert [post.status for post in room.posts()] == [MessageStatus.DROPPED, MessageStatus.DROPPED]
    (told,) = notices(room.bot)
    assert "no part in the plan" in told
    room.holds(room.bot.member(SRO))
    assert await at(room, clock, MONDAY + timedelta(days=14)) == 1


@pytest.mark.parametrize("event", ["channelDeleted", "teamDeleted"])
async def test_a_deleted_channel_takes_its_posts_with_it(room: Room, clock: HandHeldClock, event: str) -> None:
    await room.hears(room.bot.member(SRO), EVERY_MONDAY)
    assert (await room.hears_of(event)).status == 202
    assert (room.ties(), room.row.installed) == ([], False)
    assert await at(room, clock, MONDAY) == 0


async def test_so_does_taking_the_bot_out_of_the_team(room: Room) -> None:
    await room.hears(room.bot.member(SRO), EVERY_MONDAY)
    await room.loses_the_bot()
    assert room.ties() == []
    (entry,) = room.bot.audited("untie_channel")
    assert entry.subject == room.id


async def test_in_a_group_chat_it_is_a_message(bot: RunningBot, room: Room, clock: HandHeldClock) -> None:
    chat = Room(bot, GROUP_CHAT, team="", thread="")
    chat.holds(bot.member(SRO))
    await chat.hears(bot.member(SRO), EVERY_MONDAY)
    assert await at(room, clock, MONDAY) == 1
    assert words(chat.said[-1].card).startswith("Area 4")
    assert room.said == []


async def test_an_issued_edition_is_told_of_once_where_the_whole_plan_is_tied(room: Room, clock: HandHeldClock) -> None:
    other = Room(room.bot, "19:other@thread.tacv2")
    other.holds(room.bot.member(SRO))
    await other.hears(room.bot.member(SRO), EVERY_MONDAY)
    await room.hears(room.bot.member(OFFICER), "post the whole plan here every Friday at 16:00")
    await issues_the_edition(room.bot, clock)
    before = len(other.said)
    await room.tick()
    await room.tick()
    told = [call for call in room.said if "edition 1 is issued" in call.text]
    assert len(told) == 1
    assert links(told[0].card) == {}
    assert all("edition 1" not in call.text for call in other.said[before:])
    officer = room.bot.member(OFFICER)
    said = await room.presses(officer, buttons(told[0].card)["Send me the report"])
    assert said.message == sentences.REPORT_SENT
    assert "edition 1" in words(officer.inbox[-1].card)


async def test_an_edition_issued_before_the_channel_was_tied_is_not_told_of(room: Room, clock: HandHeldClock) -> None:
    await issues_the_edition(room.bot, clock)
    clock.now += timedelta(minutes=1)
    await room.hears(room.bot.member(OFFICER), "post the whole plan here every Friday at 16:00")
    assert await room.tick() == 0


async def test_an_area_that_an_import_took_out_of_the_plan_is_untied(room: Room, clock: HandHeldClock) -> None:
    await room.hears(room.bot.member(SRO), EVERY_MONDAY)
    await room.hears(room.bot.member(OFFICER), "post the whole plan here every Monday at 9")
    room.bot.change(_taken_out_of_the_plan)
    assert await at(room, clock, MONDAY) == 1
    assert [tie.area_id for tie in room.ties()] == [0]


def _taken_out_of_the_plan(session: Session) -> None:
    """The tie of an area is to one that is no more."""
    tie = session.exec(select(tables.ChannelTie).where(tables.ChannelTie.area_id != 0)).one()
    tie.area_id = 999_999
