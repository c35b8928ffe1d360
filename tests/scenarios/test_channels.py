"""In channels and group chats: asked by mention, answered with what everybody who reads along may know."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from sqlmodel import select

from bot.channels import sentences
from bot.channels.roster import KEPT
from store import tables
from store.working_days import london_moment
from tests.scenarios.channel_room import GROUP_CHAT, THREAD, Room
from tests.scenarios.fake_teams import MEMBERS, Scripted
from tests.scenarios.running_bot import (
    BUSY_LEAD,
    CHAIR,
    LEAD,
    OFFICER,
    REMINDER,
    SRO,
    HandHeldClock,
    RunningBot,
    buttons,
    links,
    parts,
    words,
)

STRANGER = "5c0e0000-0000-4000-8000-00000000dead"


@pytest.fixture
def room(bot: RunningBot, clock: HandHeldClock) -> Room:
    """A channel of a team with an SRO, two leads and the compliance officer."""
    clock.now = REMINDER
    room = Room(bot)
    room.holds(*(bot.member(key) for key in (SRO, LEAD, BUSY_LEAD, OFFICER)))
    return room


def on(year: int, month: int, day: int) -> datetime:
    return london_moment(date(year, month, day), time(10))


def refusals(bot: RunningBot) -> list[str]:
    return [entry.content for entry in bot.audited("refused")]


async def test_added_to_a_channel_it_says_hello_once_and_remembers_it(room: Room) -> None:
    await room.gets_the_bot()
    assert [call.text for call in room.said] == [sentences.HELLO]
    assert (room.row.team_name, room.row.installed, room.row.bot_id) == (
        "SEND Board",
        True,
        "28:" + room.row.bot_id[3:],
    )


async def test_a_question_is_answered_in_the_thread_it_was_asked_in(room: Room) -> None:
    answer = await room.hears(room.bot.member(LEAD), "how is area 4?")
    assert answer.conversation_id == room.id + THREAD
    assert words(answer.card).startswith("Area 4")
    assert "As at 3 March 2023" in words(answer.card)


async def test_in_a_group_chat_too(bot: RunningBot, room: Room) -> None:
    chat = Room(bot, GROUP_CHAT, team="", thread="")
    chat.holds(bot.member(SRO), bot.member(LEAD))
    answer = await chat.hears(bot.member(SRO), "how is area 4?")
    assert answer.conversation_id == GROUP_CHAT
    assert words(answer.card).startswith("Area 4")
    assert room.said == []


async def test_what_is_overdue_is_of_the_whole_plan_whoever_asks(room: Room) -> None:
    asked = [await room.hears(room.bot.member(key), "what is overdue?") for key in (SRO, LEAD, OFFICER)]
    assert len({words(answer.card) for answer in asked}) == 1
    assert "of yours" not in words(asked[0].card)
    assert "your area" not in words(asked[0].card)
    assert "in the plan" in words(asked[0].card)


async def test_the_next_page_of_a_long_list_is_a_button_away_and_nothing_else_is(
    room: Room, clock: HandHeldClock
) -> None:
    clock.now = on(2023, 12, 20)
    answer = await room.hears(room.bot.member(LEAD), "what is overdue?")
    (title,) = buttons(answer.card)
    assert title.startswith("Show 25 to")
    await room.presses(room.bot.member(SRO), buttons(answer.card)[title])
    assert "25 to" in words(room.said[-1].card)
    assert "in the plan" in words(room.said[-1].card)


@pytest.mark.parametrize(
    "question",
    [
        "how many are red?",
        "which milestones are late?",
        "who has not reported?",
        "what is red?",
        "what is due in June?",
        "what has changed since the last board?",
        "which actions lack evidence?",
        "when is the cut-off?",
        "what do we ask of the board?",
        "how is the wheelchair service doing?",
        "history of 4.2.2",
        "quote 4.2.2",
        "what is the path to green for 4.2.2?",
    ],
)
async def test_a_question_about_the_plan_gets_the_same_answer_whoever_asks_it(room: Room, question: str) -> None:
    asked = [await room.hears(room.bot.member(key), question) for key in (LEAD, OFFICER)]
    assert asked[0].text == asked[1].text
    assert words(asked[0].card) == words(asked[1].card)
    shown = f"{asked[0].text} {words(asked[0].card)}"
    assert not any(personal in shown for personal in ("of yours", "your area", "You lead", "your actions"))
    assert "our own chat" not in shown


async def test_how_somebody_does_by_name_is_not_said_before_many(room: Room) -> None:
    answer = await room.hears(room.bot.member(OFFICER), f"how is {room.bot.member(LEAD).name} doing?")
    assert answer.text == sentences.PERSONAL


async def test_what_is_said_in_words_alone_is_plain_text(room: Room) -> None:
    """It may quote what somebody typed, and an asterisk of theirs is no markup."""
    answer = await room.hears(room.bot.member(LEAD), "post area 4 here every Monday at 9")
    assert (answer.card, answer.body["textFormat"]) == ({}, "plain")


async def test_no_card_in_a_channel_opens_a_form(room: Room) -> None:
    for question in ("how is 4.2.2?", "what is overdue?", "what is due this month in area 4?", "how is area 4?"):
        answer = await room.hears(room.bot.member(LEAD), question)
        assert answer.card, question
        assert {data["sendbot"]["do"] for data in buttons(answer.card).values()} <= {"ask"}, question
        assert links(answer.card) == {}, question


@pytest.mark.parametrize("question", ["what's mine", "cycle status", "who could not be reached?", "edition status"])
async def test_what_is_personal_or_the_teams_own_is_not_said_in_a_channel(room: Room, question: str) -> None:
    answer = await room.hears(room.bot.member(OFFICER), question)
    assert (answer.text, answer.card) == (sentences.PERSONAL, {})
    (entry,) = room.bot.audited("refused")
    assert (entry.actor, entry.subject) == (OFFICER, room.id)


@pytest.mark.parametrize(
    "order",
    [
        "I am away 3 to 14 April",
        "chase everyone now",
        "snooze 4.2.2 until 10 March because the panel meets",
        "nobody covers for me",
    ],
)
async def test_nothing_is_done_from_a_channel(room: Room, order: str) -> None:
    before = room.bot.rows_of_every_table()
    answer = await room.hears(room.bot.member(OFFICER), order)
    assert answer.text == sentences.NO_ACTS
    after = room.bot.rows_of_every_table()
    assert {name for name in after if after[name] != before[name]} == {"audit_entry", "channel"}


@pytest.mark.parametrize("who", [LEAD, STRANGER])
async def test_with_a_stranger_among_the_readers_nothing_is_answered(room: Room, who: str) -> None:
    room.holds(room.bot.member(LEAD), STRANGER)
    asker = who if who == STRANGER else room.bot.member(who)
    answer = await room.hears(asker, "how is area 4?")
    assert answer.text == (sentences.STRANGER if who == STRANGER else sentences.SOMEBODY_ELSE_READS)
    assert answer.card == {}
    assert len(refusals(room.bot)) == 1


async def test_a_reader_without_an_entra_id_is_a_stranger(room: Room) -> None:
    room.holds(room.bot.member(LEAD), "")
    assert (await room.hears(room.bot.member(LEAD), "how is area 4?")).text == sentences.SOMEBODY_ELSE_READS


async def test_a_reader_who_is_in_the_register_without_a_part_in_the_plan_is_a_stranger_too(room: Room) -> None:
    idle = tables.Person(key="idle", name="Idle Hands", entra_object_id=STRANGER)
    room.bot.change(lambda session: session.add(idle))
    room.holds(room.bot.member(LEAD), STRANGER)
    assert (await room.hears(room.bot.member(LEAD), "how is area 4?")).text == sentences.SOMEBODY_ELSE_READS


async def test_somebody_who_joins_ends_the_answers_at_once(room: Room) -> None:
    lead = room.bot.member(LEAD)
    assert (await room.hears(lead, "how is area 4?")).card
    room.holds(lead, STRANGER)
    joined = {"type": "conversationUpdate", "membersAdded": [{"id": "29:new"}]}
    await room.bot.post(room.activity("somebody", **joined))
    assert (await room.hears(lead, "how is area 4?")).text == sentences.SOMEBODY_ELSE_READS


async def test_the_members_are_looked_up_once_in_a_while(room: Room, clock: HandHeldClock) -> None:
    lead = room.bot.member(LEAD)
    await room.hears(lead, "how is area 4?")
    pages = room.bot.teams.calls[MEMBERS]
    await room.hears(lead, "how is area 3?")
    assert room.bot.teams.calls[MEMBERS] == pages
    clock.now += KEPT
    await room.hears(lead, "how is area 2?")
    assert room.bot.teams.calls[MEMBERS] == 2 * pages


@pytest.mark.parametrize(
    "fault", [Scripted(403), Scripted(500), Scripted(429, retry_after="1"), Scripted(504), Scripted(body={})]
)
async def test_members_that_cannot_be_looked_up_are_nobody_to_answer_before(room: Room, fault: Scripted) -> None:
    room.bot.teams.script(MEMBERS, fault)
    answer = await room.hears(room.bot.member(LEAD), "how is area 4?")
    assert (answer.text, answer.card) == (sentences.READERS_NOT_KNOWN, {})
    assert len(refusals(room.bot)) == 1


async def test_a_large_channel_is_not_answered(bot: RunningBot, room: Room) -> None:
    room.holds(*(f"member-{number}" for number in range(61)))
    assert (await room.hears(bot.member(LEAD), "how is area 4?")).text == sentences.too_many(60)


@pytest.mark.parametrize("text", ["", "help", "hello", "tell me a joke"])
async def test_a_mention_without_a_question_gets_help(room: Room, text: str) -> None:
    assert (await room.hears(room.bot.member(LEAD), text)).text == sentences.HELP


@pytest.mark.parametrize("kind", ["messageUpdate", "messageDelete", "messageReaction", "typing", "event"])
async def test_edits_reactions_and_the_like_are_passed_over(room: Room, kind: str) -> None:
    said = await room.bot.post(room.activity(room.bot.member(LEAD).entra_object_id, type=kind, text="how is area 4?"))
    assert (said.status, room.said) == (202, [])


async def test_a_report_is_offered_and_not_shown(room: Room) -> None:
    answer = await room.hears(room.bot.member(OFFICER), "exception report")
    assert links(answer.card) == {}
    assert list(buttons(answer.card)) == ["Send me the report"]


async def test_whoever_presses_for_the_report_gets_links_of_their_own_in_their_own_chat(room: Room) -> None:
    room.bot.everybody_has_the_app()
    offered = await room.hears(room.bot.member(OFFICER), "exception report")
    chair, before = room.bot.member(CHAIR), len(room.said)
    said = await room.presses(chair, buttons(offered.card)["Send me the report"])
    assert said.message == sentences.REPORT_SENT
    assert "Open web page" in links(chair.inbox[-1].card)
    assert len(room.said) == before
    (entry,) = room.bot.audited("send_report")
    assert entry.actor == CHAIR


async def test_a_chat_is_opened_for_somebody_who_has_none_yet(room: Room) -> None:
    offered = await room.hears(room.bot.member(OFFICER), "exception report")
    officer = room.bot.member(OFFICER)
    said = await room.presses(officer, buttons(offered.card)["Send me the report"])
    assert said.message == sentences.REPORT_SENT
    chat = room.bot.one(select(tables.Conversation).where(tables.Conversation.person_id == officer.id))
    assert links(room.bot.teams.sent_to(chat.conversation_id)[-1].card)


@pytest.mark.parametrize("who", [LEAD, STRANGER])
async def test_whoever_may_not_have_the_report_is_told_so_alone(room: Room, who: str) -> None:
    room.bot.everybody_has_the_app()
    offered = await room.hears(room.bot.member(OFFICER), "exception report")
    before = len(room.bot.teams.sent)
    presser = who if who == STRANGER else room.bot.member(who)
    said = await room.presses(presser, buttons(offered.card)["Send me the report"])
    assert "compliance team" in said.message
    assert len(room.bot.teams.sent) == before
    assert len(refusals(room.bot)) == 1


@pytest.mark.parametrize("data", [{"plan": "no such plan", "edition": 0}, {"plan": "bradford-wsoa-2022", "edition": 9}])
async def test_a_report_that_is_not_there_is_told_in_a_sentence(room: Room, data: dict[str, object]) -> None:
    said = await room.presses(room.bot.member(OFFICER), {"sendbot": {"do": "send_report", **data}})
    assert "not in the register any more" in said.message


async def test_a_question_on_a_button_is_answered_by_the_same_rule(room: Room) -> None:
    press = {"sendbot": {"do": "ask", "text": "what's mine"}}
    assert (await room.presses(room.bot.member(LEAD), press)).message == sentences.PERSONAL
    assert room.said == []
    await room.presses(room.bot.member(LEAD), {"sendbot": {"do": "ask", "text": "how is area 4?"}})
    assert words(room.said[-1].card).startswith("Area 4")


async def test_a_form_forwarded_into_a_channel_saves_nothing_and_keeps_what_was_typed_in_it(room: Room) -> None:
    form = {"sendbot": {"do": "save", "item": room.bot.item("4.2.2", 1)}, "rating": "GREEN", "narrative": "It met."}
    said = await room.presses(room.bot.member(LEAD), form)
    assert said.message == sentences.FORWARDED
    assert (room.bot.updates(), room.said) == ([], [])
    assert len(refusals(room.bot)) == 1


async def test_a_form_submitted_by_an_old_client_in_a_channel_shows_nobody_what_was_typed(room: Room) -> None:
    form = {"sendbot": {"do": "save", "item": room.bot.item("4.2.2", 1)}, "rating": "GREEN", "narrative": "It met."}
    sender = room.bot.member(LEAD).entra_object_id
    await room.bot.post(room.activity(sender, value=form, replyToId="1:1"))
    assert [call.text for call in room.said] == [sentences.FORWARDED]
    assert room.bot.updates() == []


@pytest.mark.parametrize("data", [{}, {"sendbot": {"do": "dance"}}, {"sendbot": {"do": "send_report"}}])
async def test_a_card_that_nobody_made_does_nothing(room: Room, data: dict[str, object]) -> None:
    said = await room.presses(room.bot.member(LEAD), data)
    assert "could not be read" in said.message


async def test_a_channel_is_not_taken_for_somebodys_chat(room: Room) -> None:
    await room.hears(room.bot.member(LEAD), "how is area 4?")
    assert room.bot.all(select(tables.Conversation)) == []


async def test_taking_the_bot_out_of_a_team_leaves_peoples_own_chats_alone(room: Room) -> None:
    room.bot.everybody_has_the_app()
    await room.gets_the_bot()
    lead = room.bot.member(LEAD)
    await room.bot.post(room.activity(lead.entra_object_id, type="installationUpdate", action="remove"))
    assert not room.row.installed
    assert all(row.installed for row in room.bot.all(select(tables.Conversation)))


async def test_names_follow_what_teams_tells(room: Room) -> None:
    await room.gets_the_bot()
    await room.hears_of("channelRenamed", channel={"id": room.id, "name": "Area 4 leads"})
    await room.hears_of("teamRenamed", team={"id": room.team, "name": "SEND Partnership"}, channel={})
    assert (room.row.team_name, room.row.name) == ("SEND Partnership", "Area 4 leads")


async def test_added_again_it_says_hello_again(room: Room) -> None:
    await room.gets_the_bot()
    await room.loses_the_bot()
    await room.gets_the_bot()
    assert [call.text for call in room.said] == [sentences.HELLO, sentences.HELLO]


async def test_a_card_in_a_channel_never_carries_an_input(room: Room) -> None:
    answer = await room.hears(room.bot.member(LEAD), "how is 4.2.2?")
    assert list(parts(answer.card, "Input.")) == []
