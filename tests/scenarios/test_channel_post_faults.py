"""A post to a channel that meets a fault: again where it surely did not arrive, never twice, and who is told."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import Session, select

from bot.app import DATABASE, POSTING
from store import tables
from store.types import MessageStatus
from tests.conftest import sample_store_in
from tests.databases import Databases, PostgresqlDatabases
from tests.scenarios.channel_room import Room
from tests.scenarios.fake_teams import MEMBERS, FakeTeams, Scripted
from tests.scenarios.running_bot import (
    OFFICER,
    REMINDER,
    SRO,
    HandHeldClock,
    RunningBot,
    running,
    without_cycles,
)
from tests.scenarios.weekly_posts import EVERY_MONDAY, MONDAY, at, notices, room_of_three


@pytest.fixture
def room(bot: RunningBot, clock: HandHeldClock) -> Room:
    return room_of_three(bot, clock)


@pytest.mark.parametrize("fault", [Scripted(429, retry_after="60"), Scripted(503), Scripted(412)])
async def test_what_surely_did_not_arrive_is_posted_again(room: Room, clock: HandHeldClock, fault: Scripted) -> None:
    await room.hears(room.bot.member(SRO), EVERY_MONDAY)
    room.bot.teams.script(room.id, fault)
    assert await at(room, clock, MONDAY) == 0
    assert await at(room, clock, MONDAY + timedelta(minutes=5)) == 1


async def test_members_that_cannot_be_looked_up_are_asked_for_again(room: Room, clock: HandHeldClock) -> None:
    await room.hears(room.bot.member(SRO), EVERY_MONDAY)
    room.bot.teams.script(MEMBERS, Scripted(502))
    assert await at(room, clock, MONDAY) == 0
    assert await at(room, clock, MONDAY + timedelta(minutes=5)) == 1


@pytest.mark.parametrize("fault", [Scripted(500), Scripted(504), Scripted(reset=True)])
async def test_what_may_have_arrived_is_never_posted_twice(room: Room, clock: HandHeldClock, fault: Scripted) -> None:
    await room.hears(room.bot.member(SRO), EVERY_MONDAY)
    room.bot.teams.script(room.id, fault)
    assert await at(room, clock, MONDAY) == 0
    assert await at(room, clock, MONDAY + timedelta(hours=4)) == 0
    assert [post.status for post in room.posts()] == [MessageStatus.UNCONFIRMED]
    assert len(notices(room.bot)) == 1


@pytest.mark.parametrize("where", ["room", MEMBERS])
@pytest.mark.parametrize("status", [403, 404])
async def test_a_channel_that_is_no_more_is_untied_and_the_compliance_team_is_told(
    room: Room, clock: HandHeldClock, where: str, status: int
) -> None:
    await room.hears(room.bot.member(SRO), EVERY_MONDAY)
    room.bot.teams.script(room.id if where == "room" else where, Scripted(status))
    assert await at(room, clock, MONDAY) == 0
    assert (room.ties(), room.row.installed) == ([], False)
    (told,) = notices(room.bot)
    assert "Nothing is posted there any more" in told
    assert await at(room, clock, MONDAY + timedelta(days=7)) == 0
    assert room.bot.audit_holds()


async def test_a_round_that_is_broken_off_while_it_posts_is_never_repeated(room: Room, clock: HandHeldClock) -> None:
    await room.hears(room.bot.member(SRO), EVERY_MONDAY)
    clock.now = MONDAY
    room.bot.teams.script(room.id, Scripted(seconds=1))
    round_of_posting = asyncio.ensure_future(room.tick())
    await room.bot.teams.until(lambda: room.bot.teams.calls[room.id] == 1)
    round_of_posting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await round_of_posting
    assert await room.tick() == 0
    assert [post.status for post in room.posts()] == [MessageStatus.UNCONFIRMED]


async def test_what_a_copy_had_claimed_that_is_no_more_is_never_repeated(room: Room, clock: HandHeldClock) -> None:
    await room.hears(room.bot.member(SRO), EVERY_MONDAY)
    room.bot.teams.script(room.id, Scripted(503))
    await at(room, clock, MONDAY)
    room.bot.change(_claimed_by_a_dead_copy)
    before = len(room.said)
    assert await at(room, clock, MONDAY + timedelta(hours=1)) == 0
    assert len(room.said) == before
    assert [post.status for post in room.posts()] == [MessageStatus.UNCONFIRMED]
    assert len(notices(room.bot)) == 1


async def test_a_claim_whose_commit_went_unheard_is_taken_up_again(room: Room, clock: HandHeldClock) -> None:
    await room.hears(room.bot.member(SRO), EVERY_MONDAY)
    room.bot.teams.script(room.id, Scripted(503))
    await at(room, clock, MONDAY)
    room.bot.change(lambda session: _claimed(session, room.bot.delivery.copy))
    assert await at(room, clock, MONDAY + timedelta(hours=1)) == 1


async def test_two_copies_post_each_thing_exactly_once(
    postgresql_databases: PostgresqlDatabases, tmp_path: Path, teams: FakeTeams, clock: HandHeldClock
) -> None:
    with sample_store_in(postgresql_databases, tmp_path) as store:
        without_cycles(store)
        async with running(store, teams, clock) as one, running(store, teams, clock) as other:
            clock.now = REMINDER
            room, same = Room(one), Room(other)
            room.holds(one.member(SRO), one.member(OFFICER))
            for area in range(1, 6):
                await room.hears(one.member(OFFICER), f"post area {area} here every Monday at 9")
            before = len(room.said)
            clock.now = MONDAY
            sent = await asyncio.gather(*(copy.tick() for copy in (room, same, room, same)))
            assert len(room.said) - before == sum(sent) == len(room.posts()) == 5
            assert {post.status for post in room.posts()} == {MessageStatus.SENT}
            assert one.audit_holds()


def _claimed_by_a_dead_copy(session: Session) -> None:
    _claimed(session, "a copy that is no more")


def _claimed(session: Session, copy: str) -> None:
    for post in session.exec(select(tables.ChannelPost)):
        post.status, post.claimed_by = MessageStatus.CLAIMED, copy


async def test_the_program_stops_in_order_though_the_outcome_of_a_post_cannot_be_kept(
    room: Room, clock: HandHeldClock, databases: Databases
) -> None:
    await room.hears(room.bot.member(SRO), EVERY_MONDAY)
    clock.now = MONDAY
    room.bot.teams.script(room.id, Scripted(seconds=1))
    round_of_posting = asyncio.ensure_future(room.tick())
    await room.bot.teams.until(lambda: room.bot.teams.calls[room.id] == 1)
    with databases.unreachable(room.bot.store.database_url):
        room.bot.app[DATABASE].engine.dispose()
        with suppress(Exception):
            await round_of_posting
        await room.bot.app[POSTING].finish()
    assert [post.status for post in room.posts()] == [MessageStatus.CLAIMED]
