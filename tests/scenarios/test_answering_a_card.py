"""A lead answers on the card: what is recorded, what is refused, and that nothing typed is ever lost."""

from __future__ import annotations

import asyncio
import json
from datetime import date, timedelta

import pytest
from sqlmodel import Session, col, select
from structlog.testing import capture_logs

from store import tables
from store.types import Lifecycle, UpdateSource
from tests.scenarios.fake_teams import Call, Scripted, activity, press
from tests.scenarios.running_bot import (
    BUSY_LEAD,
    LEAD,
    PLAN,
    REMINDER,
    HandHeldClock,
    RunningBot,
    Said,
    buttons,
    inputs,
    words,
)

GREEN = {
    "rating": "GREEN",
    "narrative": "The criteria were agreed with schools.",
    "evidence": "Minutes of 1 March, evidence log 12",
}
RED = {"rating": "RED", "narrative": "The working group has not met.", "help_needed": "A chair for the group."}
WHY_RED = {
    "cause": "The chair left in January.",
    "effect": "Schools go on without shared criteria.",
    "recovery": "An interim chair from next week.",
    "recovery_owner": "Associate Director",
    "recovery_by": "2023-03-24",
    "forecast": "2023-05-31",
}
UNDER_WAY = {**GREEN, "rating": "AMBER", "forecast": "2023-04-28"}
"""Of what is late: Green would be asked about first."""

DEPUTY, HOLDER = "send-transformation-manager", "strategic-manager-send"
CO_LEADS = ("assistant-director", "associate-director")  # of the actions of area 5


@pytest.fixture
async def asked(bot: RunningBot, clock: HandHeldClock) -> RunningBot:
    """The bot, with the cards of 3 March 2023 out."""
    bot.everybody_has_the_app()
    clock.now = REMINDER
    await bot.delivery.tick()
    clock.now = REMINDER + timedelta(minutes=30)
    return bot


def card_of(bot: RunningBot, person: str) -> Call:
    """The request that somebody got."""
    return bot.member(person).inbox[0]


async def open_form(bot: RunningBot, person: str, ref: str, seq: int) -> dict[str, object]:
    """Presses the item's button on the list; gives the data of the form's own."""
    request = card_of(bot, person)
    said = await bot.member(person).presses(buttons(request.card)[f"Update {ref} milestone {seq}"], request.activity_id)
    return buttons(said.card)["Save update"]


async def save(bot: RunningBot, person: str, typed: dict[str, str]) -> Said:
    """Fills and saves the form that is the whole card."""
    request = card_of(bot, person)
    return await bot.member(person).presses({**buttons(request.card)["Save update"], **typed}, request.activity_id)


async def test_an_answer_is_recorded_shown_at_once_and_replaces_the_card(asked: RunningBot) -> None:
    said = await save(asked, LEAD, GREEN)
    assert said.status == 200
    for shown in (
        "Recorded: 4.2.2 milestone 1",
        "Green",
        "By Service Manager CAMHS on 3 March 2023, 10:01.",
        GREEN["narrative"],
        GREEN["evidence"],
    ):
        assert shown in words(said.card)
    assert inputs(said.card) == {}
    assert "Correct this answer" in buttons(said.card)
    lead = asked.member(LEAD)
    await asked.teams.until(lambda: bool(asked.teams.replaced_in(lead.chat)))
    (replaced,) = asked.teams.replaced_in(lead.chat)
    assert replaced.activity_id == card_of(asked, LEAD).activity_id
    assert words(replaced.card) == words(said.card)


async def test_an_answer_is_written_with_its_evidence_closes_the_request_and_is_audited(asked: RunningBot) -> None:
    await save(asked, LEAD, GREEN)
    lead, item = asked.member(LEAD), asked.item("4.2.2", 1)
    (update,) = asked.updates()
    assert (update.person_id, f"m:{update.milestone_id}", update.rating_code) == (lead.id, item, "GREEN")
    assert (update.narrative, update.source, update.at) == (
        GREEN["narrative"],
        UpdateSource.CARD,
        REMINDER + timedelta(minutes=30),
    )
    evidence = asked.one(select(tables.Evidence))
    assert (evidence.title, evidence.update_id) == (GREEN["evidence"], update.id)
    request = asked.one(select(tables.Request).where(tables.Request.item == item))
    assert (request.closed_at, request.closed_by_update_id) == (update.at, update.id)
    (entry,) = asked.audited("record_update")
    assert (entry.plan_key, entry.actor, entry.subject) == (PLAN, LEAD, "4.2.2/1")
    assert json.loads(entry.content)["new"]["narrative"] == GREEN["narrative"]
    assert asked.audit_holds()


async def test_completing_a_milestone_sets_its_date_and_leaves_the_due_date_alone(asked: RunningBot) -> None:
    await save(asked, LEAD, {**GREEN, "completed_on": "2023-03-01"})
    milestone = asked.one(
        select(tables.Milestone).where(tables.Milestone.id == int(asked.item("4.2.2", 1).removeprefix("m:")))
    )
    assert (milestone.completed_on, milestone.current_due, milestone.baseline_due) == (
        date(2023, 3, 1),
        date(2023, 3, 31),
        date(2023, 3, 31),
    )


async def test_one_item_of_several_is_answered_and_the_list_shows_what_still_waits(asked: RunningBot) -> None:
    form = await open_form(asked, BUSY_LEAD, "4.1.3", 1)
    said = await asked.member(BUSY_LEAD).presses({**form, **GREEN}, card_of(asked, BUSY_LEAD).activity_id)
    assert "2 milestones still need your update" in words(said.card)
    assert "Recorded: Green" in words(said.card)
    assert {"Update 4.1.1 milestone 1", "Correct 4.1.3 milestone 1", "Update 4.1.3 milestone 3"} == set(
        buttons(said.card)
    )
    open_items = asked.all(
        select(tables.Request.item).where(
            tables.Request.person_id == asked.member(BUSY_LEAD).id, col(tables.Request.closed_at).is_(None)
        )
    )
    assert set(open_items) == {asked.item("4.1.1", 1), asked.item("4.1.3", 3)}


async def test_items_may_be_answered_in_any_order_and_more_than_once(asked: RunningBot) -> None:
    lead = asked.member(BUSY_LEAD)
    for ref, seq in (("4.1.3", 3), ("4.1.1", 1), ("4.1.3", 1)):
        form = await open_form(asked, BUSY_LEAD, ref, seq)
        said = await lead.presses({**form, **GREEN, "narrative": f"About {ref}."})
    assert "All answered, thank you" in words(said.card)
    again = await lead.presses(buttons(said.card)["Correct 4.1.1 milestone 1"])
    said = await lead.presses({**buttons(again.card)["Save update"], **GREEN, "narrative": "Better put."})
    assert len(asked.updates()) == 4
    assert "All answered, thank you" in words(said.card)


async def test_red_without_its_cause_comes_back_as_the_form_with_everything_typed(asked: RunningBot) -> None:
    said = await save(asked, LEAD, RED)
    for sentence in (
        "Red needs its cause: say why.",
        "Red needs a recovery: say what will be done.",
        "Red needs a forecast: say when it will be complete.",
    ):
        assert sentence in words(said.card)
    held = inputs(said.card)
    assert {name: held[name] for name in RED} == RED
    assert {"cause", "effect", "recovery", "recovery_owner", "recovery_by", "forecast"} <= held.keys()
    assert asked.updates() == []
    assert asked.audited("record_update") == []
    said = await asked.member(LEAD).presses({**buttons(said.card)["Save update"], **RED, **WHY_RED})
    assert "Recorded: 4.2.2 milestone 1" in words(said.card)
    (update,) = asked.updates()
    assert (update.rating_code, update.cause, update.effect, update.forecast, update.recovery_by) == (
        "RED",
        WHY_RED["cause"],
        WHY_RED["effect"],
        date(2023, 5, 31),
        date(2023, 3, 24),
    )


async def test_a_date_that_no_form_sends_is_refused_and_what_was_typed_comes_back(asked: RunningBot) -> None:
    said = await save(asked, LEAD, {**GREEN, "forecast": "31/03/2023"})
    assert asked.updates() == []
    assert "could not be read" in words(said.card)
    everything = words(said.card) + json.dumps(inputs(said.card), ensure_ascii=False)
    assert GREEN["narrative"] in everything
    assert GREEN["evidence"] in everything


async def test_a_second_click_records_nothing_twice_and_says_so(asked: RunningBot) -> None:
    first = await save(asked, LEAD, GREEN)
    second = await save(asked, LEAD, GREEN)
    assert "already recorded" not in words(first.card)
    assert "This was already recorded; nothing was saved twice." in words(second.card)
    assert "Recorded: 4.2.2 milestone 1" in words(second.card)
    assert len(asked.updates()) == len(asked.audited("record_update")) == 1
    assert len(asked.all(select(tables.Evidence))) == 1


async def test_two_clicks_at_the_same_moment_are_one_answer(asked: RunningBot) -> None:
    said = await asyncio.gather(*(save(asked, LEAD, GREEN) for _ in range(4)))
    assert {answer.status for answer in said} == {200}
    assert len(asked.updates()) == 1


async def test_a_second_click_on_a_list_says_so_too(asked: RunningBot) -> None:
    form = await open_form(asked, BUSY_LEAD, "4.1.3", 1)
    lead = asked.member(BUSY_LEAD)
    await lead.presses({**form, **GREEN})
    said = await lead.presses({**form, **GREEN})
    assert "already recorded" in words(said.card)
    assert len(asked.updates()) == 1


async def test_a_co_leads_card_shows_the_answer_too_and_names_who_gave_it(asked: RunningBot) -> None:
    giver, other = CO_LEADS
    form = await open_form(asked, giver, "5.1.1", 1)
    await asked.member(giver).presses({**form, **UNDER_WAY})
    chats = [asked.member(person).chat for person in CO_LEADS]
    await asked.teams.until(lambda: all(asked.teams.replaced_in(chat) for chat in chats))
    (replaced,) = asked.teams.replaced_in(asked.member(other).chat)
    assert replaced.activity_id == card_of(asked, other).activity_id
    assert "Recorded: Amber" in words(replaced.card)
    assert "By Assistant Director on 3 March 2023, 10:01." in words(replaced.card)
    closed = asked.all(select(tables.Request).where(tables.Request.item == asked.item("5.1.1", 1)))
    assert len(closed) == 2
    assert all(request.closed_at for request in closed)


async def test_a_stale_card_is_refused_with_what_was_typed_and_saving_again_works(asked: RunningBot) -> None:
    first, second = CO_LEADS
    stale = await open_form(asked, second, "5.1.1", 1)
    form = await open_form(asked, first, "5.1.1", 1)
    await asked.member(first).presses({**form, **UNDER_WAY})
    typed = {**RED, **WHY_RED}
    said = await asked.member(second).presses({**stale, **typed})
    assert "Assistant Director answered for 5.1.1 milestone 1 on 3 March 2023, 10:01 (Amber)" in words(said.card)
    assert GREEN["narrative"] in words(said.card)
    held = inputs(said.card)
    assert {name: held[name] for name in typed} == typed
    assert len(asked.updates()) == 1
    said = await asked.member(second).presses({**buttons(said.card)["Save update"], **typed})
    assert "Recorded: Red" in words(said.card)
    assert [update.rating_code for update in asked.updates()] == ["AMBER", "RED"]
    assert asked.audit_holds()


async def test_a_correction_starts_from_the_whole_answer_and_names_what_it_corrects(asked: RunningBot) -> None:
    said = await save(asked, LEAD, GREEN)
    opened = await asked.member(LEAD).presses(buttons(said.card)["Correct this answer"])
    held = inputs(opened.card)
    assert {name: held[name] for name in GREEN} == GREEN
    assert "Correct 4.2.2 milestone 1" in words(opened.card)
    better = {**GREEN, "narrative": "The criteria were agreed with schools and families."}
    said = await asked.member(LEAD).presses({**buttons(opened.card)["Save update"], **better})
    assert better["narrative"] in words(said.card)
    first, second = asked.updates()
    assert (first.narrative, second.narrative) == (GREEN["narrative"], better["narrative"])
    assert second.corrects_id == first.id
    entry = asked.audited("record_update")[-1]
    assert json.loads(entry.content)["old"]["narrative"] == GREEN["narrative"]


async def test_a_deputys_answer_is_recorded_for_the_holder(asked: RunningBot) -> None:
    form = await open_form(asked, DEPUTY, "1.1.1", 1)
    said = await asked.member(DEPUTY).presses({**form, **UNDER_WAY})
    assert "By SEND Transformation Manager for Strategic Manager SEND on 3 March 2023, 10:01." in words(said.card)
    (update,) = asked.updates()
    assert (update.person_id, update.on_behalf_of_id) == (asked.member(DEPUTY).id, asked.member(HOLDER).id)
    (entry,) = asked.audited("record_update")
    assert (entry.actor, entry.on_behalf_of) == (DEPUTY, HOLDER)


async def test_the_holders_own_card_shows_what_the_deputy_said(asked: RunningBot) -> None:
    form = await open_form(asked, DEPUTY, "1.1.1", 1)
    await asked.member(DEPUTY).presses({**form, **UNDER_WAY})
    chat = asked.member(HOLDER).chat
    await asked.teams.until(lambda: bool(asked.teams.replaced_in(chat)))
    assert "SEND Transformation Manager for Strategic Manager SEND" in words(asked.teams.replaced_in(chat)[0].card)


@pytest.mark.parametrize(
    ("item", "sentence"),
    [
        ("m:999999", "That milestone is not in the register"),
        ("a:999999", "That milestone is not in the register"),
        (f"m:{10**17}", "That milestone is not in the register"),
    ],
)
async def test_a_forged_item_is_refused_in_one_sentence(asked: RunningBot, item: str, sentence: str) -> None:
    said = await asked.member(LEAD).presses({"sendbot": {"do": "save", "item": item, "seen": 0}, **GREEN})
    assert sentence in words(said.card)
    assert GREEN["narrative"] in words(said.card)
    assert asked.updates() == []


@pytest.mark.parametrize(
    "said_by_the_button",
    [
        {"do": "save", "item": "m:1; DROP TABLE update", "seen": 0},
        {"do": "save", "item": "m:-1"},
        {"do": "save", "item": "m:0"},
        {"do": "save"},
        {"do": "sign off", "item": "m:1"},
        {"do": "save", "item": "m:1", "seen": -1},
        {"do": "save", "item": "m:1", "message_id": 2**64},
        {"do": ["save"]},
        {"do": "ask", "text": "x" * 100_000},
        "save",
        None,
        [],
    ],
)
async def test_a_button_that_no_card_of_ours_carries_is_refused(asked: RunningBot, said_by_the_button: object) -> None:
    said = await asked.member(LEAD).presses({"sendbot": said_by_the_button, **GREEN})
    assert "Not saved" in words(said.card)
    assert asked.updates() == []


async def test_another_persons_card_is_refused_and_the_attempt_is_audited(asked: RunningBot) -> None:
    request = card_of(asked, LEAD)
    said = await asked.member(BUSY_LEAD).presses({**buttons(request.card)["Save update"], **GREEN})
    sentence = "Only the lead of 4.2.2 milestone 1, or their deputy, can update it: please pass it on to them."
    assert sentence in words(said.card)
    assert GREEN["narrative"] in words(said.card)
    assert asked.updates() == []
    (entry,) = asked.audited("refuse_update")
    assert (entry.actor, entry.subject) == (BUSY_LEAD, "4.2.2/1")
    assert GREEN["narrative"] not in entry.content


async def test_who_answers_is_whoever_teams_says_it_is_whatever_the_card_claims(asked: RunningBot) -> None:
    lead = asked.member(LEAD)
    form = buttons(card_of(asked, LEAD).card)["Save update"]
    claims = {"person": lead.key, "person_id": lead.id, "aadObjectId": lead.entra_object_id, "from": lead.key}
    forged = {"sendbot": {**form["sendbot"], **claims}, **claims, **GREEN}
    said = await asked.member(BUSY_LEAD).presses(forged)
    assert "Only the lead of 4.2.2 milestone 1" in words(said.card)
    assert asked.updates() == []


async def test_somebody_who_is_not_in_the_register_records_nothing(asked: RunningBot) -> None:
    form = buttons(card_of(asked, LEAD).card)["Save update"]
    stranger = activity(asked.teams.service_url, "somebody unknown", "a:stranger", **press({**form, **GREEN}))
    said = await asked.post(stranger)
    assert "I do not know you" in said.message
    assert asked.updates() == []


async def test_a_forged_message_id_shows_nothing_of_that_message(asked: RunningBot) -> None:
    lead = asked.member(LEAD)
    (other,) = asked.messages_of(asked.member(BUSY_LEAD))
    said = await lead.presses({"sendbot": {"do": "show", "message_id": other.id}})
    assert "That card was sent to somebody else" in words(said.card)
    assert "4.1.1" not in words(said.card)
    form = {"do": "save", "item": asked.item("4.2.2", 1), "seen": 0, "message_id": other.id}
    said = await lead.presses({"sendbot": form, **GREEN})
    assert "Recorded: 4.2.2 milestone 1" in words(said.card)
    assert "4.1.1" not in words(said.card)
    open_of_the_other = asked.all(
        select(tables.Request).where(tables.Request.message_id == other.id, col(tables.Request.closed_at).is_(None))
    )
    assert len(open_of_the_other) == 3


async def test_a_card_about_an_action_closed_since_is_refused_with_the_decision(asked: RunningBot) -> None:
    def withdraw(session: Session) -> None:
        action = session.exec(select(tables.Action).where(tables.Action.ref == "4.2.2")).one()
        action.lifecycle, action.decision_reference = Lifecycle.WITHDRAWN, "SSPB 2023/14"

    asked.change(withdraw)
    said = await save(asked, LEAD, GREEN)
    closed = "4.2.2 milestone 1 was closed by decision SSPB 2023/14, so it takes no more updates."
    assert closed in words(said.card)
    assert GREEN["narrative"] in words(said.card)
    assert asked.updates() == []


async def test_somebody_who_has_left_the_post_can_no_longer_answer(asked: RunningBot) -> None:
    def leave(session: Session) -> None:
        lead = asked.member(LEAD)
        for appointment in session.exec(select(tables.Appointment).where(tables.Appointment.person_id == lead.id)):
            appointment.ends_on = date(2023, 3, 2)

    asked.change(leave)
    said = await save(asked, LEAD, GREEN)
    assert "Only the lead of 4.2.2 milestone 1" in words(said.card)
    assert asked.updates() == []


async def test_an_old_client_sends_a_message_and_its_card_is_updated_in_place(asked: RunningBot) -> None:
    lead, request = asked.member(LEAD), card_of(asked, LEAD)
    said = await lead.submits({**buttons(request.card)["Save update"], **GREEN}, request.activity_id)
    assert (said.status, said.text) == (202, "")
    (update,) = asked.updates()
    assert update.narrative == GREEN["narrative"]
    await asked.teams.until(lambda: bool(asked.teams.replaced_in(lead.chat)))
    assert {call.activity_id for call in asked.teams.replaced_in(lead.chat)} == {request.activity_id}
    assert "Recorded: 4.2.2 milestone 1" in words(asked.teams.replaced_in(lead.chat)[-1].card)
    assert len(lead.inbox) == 1


async def test_an_old_client_gets_its_form_back_with_everything_typed(asked: RunningBot) -> None:
    lead, request = asked.member(LEAD), card_of(asked, LEAD)
    await lead.submits({**buttons(request.card)["Save update"], **RED}, request.activity_id)
    await asked.teams.until(lambda: bool(asked.teams.replaced_in(lead.chat)))
    (replaced,) = asked.teams.replaced_in(lead.chat)
    assert "Red needs its cause" in words(replaced.card)
    assert inputs(replaced.card)["narrative"] == RED["narrative"]


async def test_a_card_that_cannot_be_updated_loses_nothing(asked: RunningBot) -> None:
    lead = asked.member(LEAD)
    asked.teams.script(lead.chat, Scripted(404, "ActivityNotFoundInConversation"))
    said = await save(asked, LEAD, GREEN)
    assert "Recorded" in words(said.card)
    await asked.teams.until(lambda: bool(asked.teams.refused))
    assert len(asked.updates()) == 1


async def test_a_fault_inside_says_that_nothing_was_saved_and_saves_nothing(asked: RunningBot) -> None:
    asked.change(refuse_evidence)
    with capture_logs() as logs:
        said = await save(asked, LEAD, GREEN)
    assert [entry["event"] for entry in logs] == ["turn failed"]
    assert said.status == 200
    assert (said.body["statusCode"], said.body["type"]) == (500, "application/vnd.microsoft.error")
    assert "nothing was saved" in said.body["value"]["message"]
    assert asked.updates() == []
    request = asked.one(select(tables.Request).where(tables.Request.item == asked.item("4.2.2", 1)))
    assert request.closed_at is None
    assert asked.audit_holds()


async def test_the_fault_of_one_turn_takes_no_other_persons_answer_with_it(asked: RunningBot) -> None:
    """They are saved together when they come together, and still each is all or nothing."""
    asked.change(refuse_evidence)
    people = [
        LEAD,
        "senior-manager",
        "service-manager-ot-and-physiotherapy",
        "assistant-director-peoples-commissioning",
    ]
    forms = {person: buttons(card_of(asked, person).card)["Save update"] for person in people}
    typed = {person: {**GREEN, "narrative": f"By {person}.", "evidence": ""} for person in people}
    typed[LEAD] = GREEN  # with evidence
    with capture_logs():
        said = await asyncio.gather(
            *(asked.member(person).presses({**forms[person], **typed[person]}) for person in people for _ in range(3))
        )
    outcomes = [answer.body["statusCode"] for answer in said]
    assert outcomes == [500] * 3 + [200] * 9
    assert sorted(update.narrative for update in asked.updates()) == sorted(f"By {person}." for person in people[1:])
    assert len(asked.audited("record_update")) == 3
    assert asked.audit_holds()


def refuse_evidence(session: Session) -> None:
    """From now on the database takes no evidence: a fault after the update itself was written."""
    connection = session.connection()
    if connection.dialect.name == "sqlite":
        refuses = "BEGIN SELECT RAISE(ABORT, 'the disk is full'); END"
    else:
        connection.exec_driver_sql(
            "CREATE FUNCTION refused() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'the disk is full'; END $$"
        )
        refuses = "FOR EACH ROW EXECUTE FUNCTION refused()"
    connection.exec_driver_sql(f"CREATE TRIGGER refuse BEFORE INSERT ON evidence {refuses}")
