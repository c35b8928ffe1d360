"""Updates said in chat: what comes back filled, what is recorded on saving, and what is taken back."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import col, select

from store import tables
from store.types import MessageStatus, UpdateSource
from tests.scenarios.fake_teams import Call
from tests.scenarios.running_bot import (
    BUSY_LEAD,
    LEAD,
    OFFICER,
    REMINDER,
    SRO,
    HandHeldClock,
    Member,
    RunningBot,
    buttons,
    inputs,
    words,
)

LATER = REMINDER + timedelta(minutes=30)
SECRET = "We met the family of the child who was excluded from Hilltop."


@pytest.fixture
async def asked(bot: RunningBot, clock: HandHeldClock) -> RunningBot:
    """The bot, with the cards of 3 March 2023 out."""
    bot.everybody_has_the_app()
    clock.now = REMINDER
    await bot.delivery.tick()
    clock.now = LATER
    return bot


async def says(member: Member, text: str) -> list[Call]:
    """Every message that comes back."""
    before = len(member.inbox)
    assert (await member.bot.post(member.activity(text=text))).status == 202
    return member.inbox[before:]


async def saves(member: Member, card: dict[str, Any], **typed: str) -> dict[str, Any]:
    """Presses Save as the card stands, but for what is typed; gives the card that comes back."""
    held = {name: value for name, value in inputs(card).items() if value is not None}
    return (await member.presses({**buttons(card)["Save update"], **held, **typed})).card


async def records(member: Member, ref: str, seq: int, **typed: str) -> tables.Update:
    """An update by the form, as it is given in a test that is about what follows."""
    item = member.bot.item(ref, seq)
    opened = await member.presses({"sendbot": {"do": "open", "item": item}})
    assert "Recorded" in words((await member.presses({**buttons(opened.card)["Save update"], **typed})).card)
    return member.bot.updates(item)[-1]


# An update


@pytest.mark.parametrize("text", ["4.1 is amber", "4.1 is done", "no change on 4.1", "same as last time on 4.1"])
async def test_where_the_speaker_leads_nothing_an_update_is_answered_with_a_sentence(
    bot: RunningBot, text: str
) -> None:
    bot.everybody_has_the_app()
    (answer,) = await says(bot.member(LEAD), text)
    assert "Nothing there is open that you lead" in words(answer.card)


async def test_an_update_in_words_comes_back_as_a_filled_card_and_is_recorded_only_when_saved(
    asked: RunningBot,
) -> None:
    lead = asked.member(LEAD)
    (answer,) = await says(lead, "red, two staff off sick, back on track mid June")
    held = inputs(answer.card)
    assert held["rating"] == "RED"
    assert held["narrative"] == "red, two staff off sick, back on track mid June"
    assert held["cause"] == "Two staff off sick"
    assert held["forecast"] == "2023-06-15"
    assert "15 June 2023, 76 days after its date of 31 March 2023" in words(answer.card)
    assert asked.updates() == []
    card = await saves(lead, answer.card, recovery="Bank staff from Monday.")
    assert "Recorded: 4.2.2 milestone 1" in words(card)
    (update,) = asked.updates()
    assert (update.rating_code, update.cause, update.forecast) == ("RED", "Two staff off sick", date(2023, 6, 15))
    assert update.source is UpdateSource.CARD
    assert asked.audit_holds()


async def test_who_is_asked_about_several_is_asked_which_and_their_words_are_kept(asked: RunningBot) -> None:
    lead = asked.member(BUSY_LEAD)
    (answer,) = await says(lead, "amber, the panel was cancelled")
    choices = buttons(answer.card)
    assert {"4.1.1 milestone 1", "4.1.3 milestone 1", "4.1.3 milestone 3"} <= choices.keys()
    before = len(lead.inbox)
    await lead.presses(choices["4.1.3 milestone 3"])
    (form,) = lead.inbox[before:]
    assert "Update 4.1.3 milestone 3" in words(form.card)
    assert inputs(form.card)["rating"] == "AMBER"
    assert inputs(form.card)["narrative"] == "amber, the panel was cancelled"


async def test_the_one_meant_may_be_said_by_its_place_in_the_list_that_came_back(asked: RunningBot) -> None:
    lead = asked.member(BUSY_LEAD)
    await says(lead, "amber, the panel was cancelled")
    (form,) = await says(lead, "4.1.1")
    assert "Update 4.1.1 milestone 1" in words(form.card)
    assert inputs(form.card)["rating"] == "AMBER"
    assert inputs(form.card)["narrative"] is None  # what was typed is not kept between messages


async def test_several_refs_with_one_rating_come_back_as_a_card_each(asked: RunningBot) -> None:
    cards = [answer.card for answer in await says(asked.member(BUSY_LEAD), "4.1.1 and 4.1.3 green, on course")]
    titles = [words(card).split("\n")[1] for card in cards]
    assert titles == ["Update 4.1.1 milestone 1", "Update 4.1.3 milestone 1", "Update 4.1.3 milestone 3"]
    assert {inputs(card)["rating"] for card in cards} == {"GREEN"}


async def test_an_update_of_what_is_not_theirs_is_refused_in_one_sentence_and_audited(asked: RunningBot) -> None:
    (answer,) = await says(asked.member(LEAD), "4.1.1 is red because of vacancies")
    assert "Only the lead of 4.1.1" in words(answer.card)
    assert "How is 4.1.1?" in buttons(answer.card)
    assert asked.updates() == []
    assert [entry.actor for entry in asked.audited("refuse_update")] == [LEAD]


async def test_what_may_identify_a_child_does_not_come_back_in_the_form(asked: RunningBot) -> None:
    (answer,) = await says(asked.member(LEAD), f"4.2.2 amber. {SECRET} Criteria are drafted.")
    shown = json.dumps(answer.body)
    assert "the child who" not in shown
    assert "Criteria are drafted." in inputs(answer.card)["narrative"]
    assert "which may identify a child" in words(answer.card)
    assert [json.loads(entry.content)["reason"] for entry in asked.audited("refuse_update")] == ["PersonalData"]


async def test_two_ratings_are_not_settled_by_guessing(asked: RunningBot) -> None:
    (answer,) = await says(asked.member(LEAD), "4.2.2 is amber or red, waiting to hear")
    assert inputs(answer.card)["rating"] is None
    assert "You named Red and Amber: choose one." in words(answer.card)


async def test_complete_asks_for_the_exact_day_the_evidence_and_whether_it_is_normal_practice(
    asked: RunningBot,
) -> None:
    lead = asked.member(LEAD)
    (answer,) = await says(lead, "4.2.2 is finished")
    assert inputs(answer.card)["rating"] == "BLUE"
    for shown in ("exact day on which it was completed", "normal practice", "Say what shows it"):
        assert shown in words(answer.card)
    (dated,) = await says(lead, "4.2.2 was completed on 28 February, evidence is in log 12")
    assert (inputs(dated.card)["completed_on"], inputs(dated.card)["evidence"]) == ("2023-02-28", "Log 12")


async def test_waiting_for_another_action_is_recorded_with_its_dependency(asked: RunningBot) -> None:
    lead = asked.member(LEAD)
    (answer,) = await says(lead, "4.2.2 is grey, waiting for 4.1.1 to be agreed")
    card = await saves(lead, answer.card)
    assert "4.2.2 now waits for 4.1.1." in words(card)
    assert len(asked.all(select(tables.Dependency))) == 1
    assert asked.audit_holds()


async def test_a_rating_that_the_dates_speak_against_is_asked_about_once_and_stays_the_leads(
    asked: RunningBot,
) -> None:
    lead = asked.member(LEAD)
    (answer,) = await says(lead, "4.2.2 green, on course, forecast end of June")
    asks = await saves(lead, answer.card)
    assert "is it still Green?" in words(asks)
    assert asked.updates() == []
    assert "Recorded" in words(await saves(lead, asks))
    assert [update.rating_code for update in asked.updates()] == ["GREEN"]


# No change, and the same again


async def test_no_change_is_one_press_and_counts_as_reported(asked: RunningBot, clock: HandHeldClock) -> None:
    lead = asked.member(LEAD)
    await records(lead, "4.2.2", 1, rating="GREEN", narrative="Criteria drafted.", forecast="2023-03-31")
    clock.now = LATER + timedelta(days=6)
    (answer,) = await says(lead, "4.2.2 no change")
    assert "Criteria drafted." in words(answer.card)
    said = await lead.presses(buttons(answer.card)["No change: 31 March 2023 still holds"])
    assert "Recorded: 4.2.2 milestone 1" in words(said.card)
    first, second = asked.updates()
    assert (second.nil_return, second.rating_code) == (True, first.rating_code)
    assert second.narrative == "No change since 3 March 2023: Criteria drafted."
    again = await lead.presses(buttons(answer.card)["No change: 31 March 2023 still holds"])
    assert "nothing was saved twice" in words(again.card)
    assert len(asked.updates()) == 2
    assert asked.audit_holds()


async def test_no_change_cannot_be_said_of_what_is_late_or_was_never_answered(
    asked: RunningBot, clock: HandHeldClock
) -> None:
    lead = asked.member(LEAD)
    (never,) = await says(lead, "4.2.2 nothing to report")
    assert "no earlier answer" in words(never.card)
    await records(lead, "4.2.2", 1, rating="AMBER", narrative="Drafted.", forecast="2023-05-31")
    clock.now = LATER + timedelta(days=40)
    (late,) = await says(lead, "4.2.2 nothing to report")
    assert "late, which is a change" in words(late.card)
    assert not [title for title in buttons(late.card) if title.startswith("No change")]
    forged = {"sendbot": {"do": "no_change", "items": f"{asked.item('4.2.2', 1)}@{asked.updates()[-1].id}"}}
    assert "late, which is a change" in words((await lead.presses(forged)).card)
    assert len(asked.updates()) == 1


async def test_the_same_as_last_time_shows_the_last_words_marked_and_a_silent_copy_is_refused(
    asked: RunningBot, clock: HandHeldClock
) -> None:
    lead = asked.member(LEAD)
    await records(lead, "4.2.2", 1, rating="AMBER", narrative="Criteria drafted.")
    clock.now = LATER + timedelta(days=6)
    (answer,) = await says(lead, "4.2.2 same as last time")
    assert inputs(answer.card)["narrative"] == "No change since 3 March 2023: Criteria drafted."
    copied = await saves(lead, answer.card, narrative="Criteria drafted.")
    assert "These are the words of 3 March 2023" in words(copied)
    assert len(asked.updates()) == 1
    assert "Recorded" in words(await saves(lead, answer.card))
    assert asked.updates()[-1].nil_return


# Putting right, and taking back


async def test_an_update_meant_for_another_action_moves_there_and_the_audit_keeps_both(asked: RunningBot) -> None:
    lead = asked.member(BUSY_LEAD)
    wrong = await records(lead, "4.1.1", 1, rating="AMBER", narrative="Leaflet drafted.", forecast="2023-04-28")
    (answer,) = await says(lead, "that was meant for 4.1.3 milestone 1 not 4.1.1")
    assert "Update 4.1.3 milestone 1" in words(answer.card)
    assert inputs(answer.card)["narrative"] == "Leaflet drafted."
    assert len(asked.updates()) == 1
    assert "withdrawn: the update on 4.1.1 milestone 1" in words(await saves(lead, answer.card)).casefold()
    gone, moved = asked.updates()
    assert (gone.id, gone.withdrawn_at, gone.narrative) == (wrong.id, LATER, "Leaflet drafted.")
    assert (f"m:{moved.milestone_id}", moved.narrative) == (asked.item("4.1.3", 1), "Leaflet drafted.")
    milestone = asked.one(select(tables.Milestone).where(tables.Milestone.id == gone.milestone_id))
    assert milestone.forecast_due is None
    still = asked.all(select(tables.Request).where(tables.Request.item == asked.item("4.1.1", 1)))
    assert [request.closed_at for request in still] == [None] * len(still) != []
    assert asked.audit_holds()


async def test_ones_own_last_answer_is_corrected_on_its_own_form(asked: RunningBot) -> None:
    lead = asked.member(LEAD)
    first = await records(lead, "4.2.2", 1, rating="AMBER", narrative="Criteria drafted.")
    (answer,) = await says(lead, "correct my last update")
    assert inputs(answer.card)["narrative"] == "Criteria drafted."
    await saves(lead, answer.card, narrative="Criteria agreed.")
    assert asked.updates()[-1].corrects_id == first.id


async def test_personal_data_is_taken_from_view_at_once_and_the_compliance_team_is_told(
    asked: RunningBot,
) -> None:
    lead = asked.member(LEAD)
    text = "Sheffield Road group met twice about one of its pupils."
    await records(lead, "4.2.2", 1, rating="RED", narrative=text, cause=text, recovery="More.", forecast="2023-05-31")
    (answer,) = await says(lead, "I put a child's name in my update by mistake")
    assert "Withdrawn: the update on 4.2.2 milestone 1" in words(answer.card)
    assert "Sheffield" not in json.dumps(answer.body)
    (update,) = asked.updates()
    assert (update.withdrawn_at, update.narrative, update.cause) == (LATER, "", "")
    entries = asked.all(select(tables.AuditEntry).order_by(col(tables.AuditEntry.id)))
    assert not [entry for entry in entries if "Sheffield" in (entry.content or "")]
    assert [entry.subject for entry in entries if entry.action == "withdraw_update"] == ["4.2.2/1"]
    told_sro = asked.all(select(tables.Message).where(col(tables.Message.slot).startswith("notice:update:")))
    assert [message.status for message in told_sro] == [MessageStatus.DROPPED]
    assert not [message for message in asked.all(select(tables.Message)) if "Sheffield" in message.body]
    await asked.delivery.tick()
    (notice,) = [call for call in asked.member(OFFICER).inbox if "Personal data withdrawn" in call.text]
    assert "4.2.2 milestone 1" in words(notice.card)
    assert "Sheffield" not in json.dumps(notice.body)
    assert asked.audit_holds()


async def test_what_the_sro_was_told_in_those_words_is_replaced_in_their_chat(asked: RunningBot) -> None:
    lead, sro = asked.member(LEAD), asked.member(SRO)
    why = {"cause": "Words that must go.", "recovery": "More.", "forecast": "2023-05-31"}
    await records(lead, "4.2.2", 1, rating="RED", narrative="Words that must go.", **why)
    await asked.delivery.tick()
    (told,) = [call for call in sro.inbox if "is rated Red" in call.text]
    await says(lead, "I put a child's name in my update by mistake")
    await asked.teams.until(lambda: bool(asked.teams.replaced_in(sro.chat)))
    (replaced,) = asked.teams.replaced_in(sro.chat)
    assert replaced.activity_id == told.activity_id
    assert "must go" not in json.dumps(replaced.body)
    assert "was withdrawn" in words(replaced.card)


async def test_a_wrong_action_without_the_right_one_is_asked_back(asked: RunningBot) -> None:
    lead = asked.member(BUSY_LEAD)
    await records(lead, "4.1.1", 1, rating="AMBER", narrative="Leaflet drafted.", forecast="2023-04-28")
    (answer,) = await says(lead, "sorry, wrong action")
    before = len(lead.inbox)
    await lead.presses(buttons(answer.card)["4.1.3 milestone 1"])
    form = lead.inbox[before]
    assert "Update 4.1.3 milestone 1" in words(form.card)
    assert inputs(form.card)["narrative"] == "Leaflet drafted."


async def test_the_button_on_the_recorded_card_does_the_same_for_its_own_update_alone(asked: RunningBot) -> None:
    lead = asked.member(LEAD)
    update = await records(lead, "4.2.2", 1, rating="AMBER", narrative="Words that must go.")
    press = {"sendbot": {"do": "withdraw", "item": asked.item("4.2.2", 1), "seen": update.id}}
    refused = await asked.member(BUSY_LEAD).presses(press)
    assert "Only whoever gave the update" in words(refused.card)
    assert asked.updates()[0].narrative == "Words that must go."
    gone = await lead.presses(press)
    assert "Withdrawn" in words(gone.card)
    assert asked.updates()[0].narrative == ""
    assert [entry.actor for entry in asked.audited("refuse_update")] == [BUSY_LEAD]


async def test_the_compliance_team_takes_back_anybodys_and_others_only_their_own(asked: RunningBot) -> None:
    await records(asked.member(LEAD), "4.2.2", 1, rating="AMBER", narrative="Words that must go.")
    (refused,) = await says(asked.member(SRO), "remove the child's name from 4.2.2")
    assert "Only whoever gave the update" in words(refused.card)
    (done,) = await says(asked.member(OFFICER), "remove the child's name from 4.2.2")
    assert "Withdrawn" in words(done.card)
    assert asked.updates()[0].narrative == ""


async def test_the_contact_for_information_governance_is_told_where_the_plan_names_one(asked: RunningBot) -> None:
    plan = asked.one(select(tables.Plan))
    row = {"plan_id": plan.id, "name": "information_governance", "value": SRO}
    asked.change(lambda session: session.add(tables.PlanSetting(**row)))
    lead = asked.member(LEAD)
    await records(lead, "4.2.2", 1, rating="AMBER", narrative="Words that must go.")
    (answer,) = await says(lead, "there is a child's name in my update, delete it")
    assert asked.member(SRO).name in words(answer.card)
    assert asked.member(OFFICER).name not in words(answer.card)


async def test_withdrawing_an_update_without_personal_data_keeps_its_words_in_the_audit(asked: RunningBot) -> None:
    lead = asked.member(LEAD)
    await records(lead, "4.2.2", 1, rating="AMBER", narrative="Said too early.")
    (answer,) = await says(lead, "withdraw my last update")
    assert "Withdrawn: the update on 4.2.2 milestone 1" in words(answer.card)
    (update,) = asked.updates()
    assert (update.withdrawn_at, update.narrative) == (LATER, "Said too early.")
    (nothing,) = await says(lead, "withdraw my last update")
    assert "nothing to withdraw" in words(nothing.card)
    before = len(lead.inbox)
    await lead.presses(buttons(answer.card)["It held personal data"])
    assert "Its words are no longer kept" in words(lead.inbox[before].card)
    assert asked.updates()[0].narrative == ""


# Figures


async def test_a_compound_figure_is_worked_out_and_which_can_be_evidenced_is_asked(asked: RunningBot) -> None:
    officer = asked.member(OFFICER)
    text = "ASQ3 take-up was 81.5% of children checked, of which 90.7% used ASQ3, for December"
    (answer,) = await says(officer, text)
    shown = words(answer.card)
    for part in ("73.9%", "both together, 90.7% of 81.5%", "which figure can be evidenced?"):
        assert part in shown
    assert inputs(answer.card) == {"value": None, "period_end": "2022-12-31", "source": None}
    assert asked.all(select(tables.Reading)) == []
    press = buttons(answer.card)["Record it"]
    typed = {"value": "73.9", "period_end": "2022-12-31", "source": "Health visiting dashboard"}
    missing = await officer.presses({**press, **typed, "source": ""})
    assert "Say where the figure can be seen" in words(missing.card)
    assert inputs(missing.card)["value"] == "73.9"
    done = await officer.presses({**press, **typed})
    assert "73.9% for the period to 31 December 2022" in words(done.card)
    (reading,) = asked.all(select(tables.Reading))
    assert (reading.value, reading.period_end) == (73.9, date(2022, 12, 31))
    assert [entry.actor for entry in asked.audited("record_reading")] == [OFFICER]
    assert asked.audit_holds()


async def test_a_figure_of_somebody_elses_indicator_is_refused_by_words_and_by_press(asked: RunningBot) -> None:
    (allowed,) = await says(asked.member(OFFICER), "ASQ3 take-up is 81.5% for December")
    press = buttons(allowed.card)["Record it"]
    assert inputs(allowed.card)["value"] == "81.5"
    lead = asked.member(LEAD)
    (refused,) = await says(lead, "ASQ3 take-up is 81.5% for December")
    assert "Only a lead of an action behind indicator 3.1.2" in words(refused.card)
    typed = {"value": "81.5", "period_end": "2022-12-31", "source": "Dashboard"}
    assert "Only a lead" in words((await lead.presses({**press, **typed})).card)
    assert asked.all(select(tables.Reading)) == []
    assert [entry.actor for entry in asked.audited("refuse_reading")] == [LEAD]


# What was spoken of last


async def test_a_message_may_leave_out_what_the_last_one_said(asked: RunningBot) -> None:
    sro = asked.member(SRO)
    await says(sro, "how is area 4")
    (first,) = await says(sro, "what about overdue")
    (listed,) = await says(sro, "what is due by the next board in area 4")
    assert first.card
    assert listed.card
    await says(sro, "how is 4.1.3")
    (history,) = await says(sro, "and 4.1.1?")
    assert "4.1.1" in words(history.card)


async def test_what_was_spoken_of_is_kept_for_half_an_hour_without_anybodys_words(
    asked: RunningBot, clock: HandHeldClock
) -> None:
    lead = asked.member(BUSY_LEAD)
    await says(lead, "amber, the panel was cancelled for Wednesday")
    (row,) = asked.all(select(tables.LastSaid))
    assert "panel" not in row.content
    assert json.loads(row.content)["ratings"] == ["AMBER"]
    clock.now = LATER + timedelta(minutes=31)
    (answer,) = await says(lead, "4.1.1")
    assert "Update 4.1.1" not in words(answer.card).split("\n")[:3]
    assert inputs(answer.card) == {}
    assert len(asked.all(select(tables.LastSaid))) == 1


async def test_yes_answers_the_question_whether_to_chase_and_nothing_else(
    bot_in_a_cycle: RunningBot, clock: HandHeldClock
) -> None:
    bot_in_a_cycle.everybody_has_the_app()
    clock.now = LATER
    officer = bot_in_a_cycle.member(OFFICER)
    (nothing,) = await says(officer, "yes")
    assert "will be asked again" not in words(nothing.card)
    (asks,) = await says(officer, "chase everyone")
    if "Shall I ask" in words(asks.card):
        (done,) = await says(officer, "yes")
        assert "will be asked again" in words(done.card)
