"""How the bot gets to know where somebody is, and what happens when they leave."""

from __future__ import annotations

from datetime import date, time, timedelta

from sqlmodel import select

from store import tables
from store.types import MessageStatus
from store.working_days import london_moment
from tests.scenarios.fake_teams import CREATE, TENANT, Scripted, activity
from tests.scenarios.running_bot import LEAD, REMINDER, SRO, HandHeldClock, RunningBot, buttons, words

SECOND_RUNG = london_moment(date(2023, 3, 17), time(9, 31))


def references(bot: RunningBot) -> list[tables.Conversation]:
    return bot.all(select(tables.Conversation))


async def test_installing_stores_where_the_person_is_and_brings_a_card_with_what_they_lead(bot: RunningBot) -> None:
    lead = bot.member(LEAD)
    said = await lead.installs()
    assert (said.status, said.text) == (202, "")
    (welcome,) = lead.inbox
    assert "4.2.2" in words(welcome.card)
    assert "Review and share CAMHS referral criteria" in words(welcome.card)
    assert "What's mine?" in buttons(welcome.card)
    (reference,) = references(bot)
    assert (reference.person_id, reference.conversation_id, reference.service_url) == (
        lead.id,
        lead.chat,
        bot.teams.service_url,
    )
    assert (reference.tenant_id, reference.installed) == (TENANT, True)


async def test_an_sro_is_told_which_area_is_theirs(bot: RunningBot) -> None:
    sro = bot.member(SRO)
    await sro.installs()
    assert "You are the SRO of area 4" in words(sro.inbox[0].card)
    assert "How is area 4?" in buttons(sro.inbox[0].card)


async def test_the_bot_signs_what_it_sends_with_a_token_for_its_own_app(bot: RunningBot) -> None:
    lead = bot.member(LEAD)
    await lead.installs()
    await lead.writes("what's mine")
    assert {call.authorization for call in lead.inbox} == {"Bearer token-1"}
    (form,) = bot.teams.token_forms
    assert (form["grant_type"], form["scope"]) == ("client_credentials", "https://api.botframework.com/.default")


async def test_the_first_message_stores_where_the_person_is_too(bot: RunningBot) -> None:
    lead = bot.member(LEAD)
    await lead.writes("hello")
    assert [(row.person_id, row.conversation_id) for row in references(bot)] == [(lead.id, lead.chat)]


async def test_someone_met_in_another_chat_is_answered_and_reached_there_from_then_on(
    bot: RunningBot, clock: HandHeldClock
) -> None:
    lead = bot.member(LEAD)
    await lead.writes("hello")
    elsewhere = {"conversationType": "personal", "tenantId": TENANT, "id": "a:another"}
    await bot.post(lead.activity(text="hello again", conversation=elsewhere))
    clock.now = REMINDER
    await bot.delivery.tick()
    assert "4.2.2" in words(bot.teams.sent_to("a:another")[-1].card)
    assert len(lead.inbox) == 1


async def test_a_message_that_teams_delivers_twice_is_answered_once(bot: RunningBot) -> None:
    lead = bot.member(LEAD)
    same = lead.activity(text="what's mine")
    assert [(await bot.post(same)).status, (await bot.post(same)).status] == [202, 202]
    assert len(lead.inbox) == 1


async def test_a_stranger_is_told_whom_to_ask_and_leaves_nothing_behind(bot: RunningBot) -> None:
    before = bot.rows_of_every_table()
    await bot.post(activity(bot.teams.service_url, "somebody unknown", "a:stranger", text="how is area 4"))
    (answer,) = bot.teams.sent_to("a:stranger")
    assert "I do not know you" in answer.text
    assert answer.card == {}
    assert bot.rows_of_every_table() == before


async def test_a_button_pressed_in_a_group_chat_does_not_make_it_the_place_for_reminders(
    bot: RunningBot, clock: HandHeldClock
) -> None:
    lead = bot.member(LEAD)
    await lead.writes("what's mine")
    group = {"conversationType": "groupChat", "tenantId": TENANT, "id": "19:group@thread.v2"}
    data = {"sendbot": {"do": "ask", "text": "what's mine"}}
    value = {"action": {"type": "Action.Execute", "verb": "ask", "data": data}, "trigger": "manual"}
    said = await bot.post(lead.activity(type="invoke", name="adaptiveCard/action", value=value, conversation=group))
    assert said.status == 200
    clock.now = REMINDER
    await bot.delivery.tick()
    assert not any("4.2.2" in words(call.card) for call in bot.teams.sent_to("19:group@thread.v2"))
    assert "4.2.2" in words(lead.inbox[-1].card)


async def test_nothing_is_sent_to_someone_who_removed_the_app_and_the_fault_is_shown(
    bot: RunningBot, clock: HandHeldClock
) -> None:
    bot.everybody_has_the_app()
    bot.teams.script(CREATE, Scripted(403, "ForbiddenOperationException"))
    lead = bot.member(LEAD)
    assert (await lead.removes_the_app()).status == 202
    clock.now = REMINDER
    await bot.delivery.tick()
    assert lead.inbox == []
    (message,) = bot.messages_of(lead)
    assert message.status is MessageStatus.FAILED
    assert message.fault.startswith("unreachable")
    clock.now = REMINDER + timedelta(minutes=3)
    await bot.delivery.tick()
    sent = [row.status for row in bot.all(select(tables.Message).where(tables.Message.person_id != lead.id))]
    assert set(sent) == {MessageStatus.SENT}


async def test_coming_back_the_same_day_brings_the_message_that_waited(bot: RunningBot, clock: HandHeldClock) -> None:
    bot.everybody_has_the_app()
    bot.teams.script(CREATE, Scripted(403, "ForbiddenOperationException"))
    lead = bot.member(LEAD)
    await lead.removes_the_app()
    clock.now = REMINDER
    await bot.delivery.tick()
    clock.now = REMINDER + timedelta(hours=2)
    await lead.installs()
    await bot.teams.until(lambda: len(lead.inbox) == 2)
    welcome, request = lead.inbox
    assert "Hello" in words(welcome.card)
    assert "Update 4.2.2 milestone 1" in words(request.card)
    await bot.delivery.tick()
    assert [message.status for message in bot.messages_of(lead)] == [MessageStatus.SENT]


async def test_coming_back_later_brings_the_next_request_and_not_the_old_one(
    bot: RunningBot, clock: HandHeldClock
) -> None:
    bot.everybody_has_the_app()
    bot.teams.script(CREATE, Scripted(403, "ForbiddenOperationException"))
    lead = bot.member(LEAD)
    await lead.removes_the_app()
    clock.now = REMINDER
    await bot.delivery.tick()
    clock.now = REMINDER + timedelta(days=5)
    await lead.installs()
    await bot.delivery.tick()
    assert len(lead.inbox) == 1  # the welcome
    clock.now = SECOND_RUNG
    await bot.delivery.tick()
    assert len(lead.inbox) == 2
    assert [message.status for message in bot.messages_of(lead)] == [MessageStatus.FAILED, MessageStatus.SENT]


async def test_someone_who_never_wrote_gets_a_chat_opened_for_them_which_is_kept(
    bot: RunningBot, clock: HandHeldClock
) -> None:
    """The GUID goes in `id` (`teams-platform.md` 3.1); a card sent there can be changed later like any other."""
    bot.everybody_has_the_app()
    lead = bot.member(LEAD)
    bot.change(
        lambda session: session.delete(
            session.exec(select(tables.Conversation).where(tables.Conversation.person_id == lead.id)).one()
        )
    )
    clock.now = REMINDER
    await bot.delivery.tick()
    (created,) = bot.teams.created
    assert created["members"] == [{"id": lead.entra_object_id}]
    assert (created["isGroup"], created["channelData"]) == (False, {"tenant": {"id": TENANT}})
    chat = f"a:chat-with-{lead.entra_object_id}"
    (request,) = bot.teams.sent_to(chat)
    await lead.presses(
        {**buttons(request.card)["Save update"], "rating": "GREEN", "narrative": "The criteria are out for comment."}
    )
    await bot.teams.until(lambda: bool(bot.teams.replaced_in(chat)))
    assert "Recorded: 4.2.2 milestone 1" in words(bot.teams.replaced_in(chat)[0].card)
