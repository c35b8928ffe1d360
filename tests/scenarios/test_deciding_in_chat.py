"""Decisions in chat: a form opened by words, decided by a press, told to those whom it concerns."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

import pytest
from sqlmodel import col, select

from store import tables
from store.types import DateChangeStatus, Lifecycle
from store.working_days import london_moment
from tests.scenarios.running_bot import (
    BUSY_LEAD,
    LEAD,
    OFFICER,
    REMINDER,
    SRO,
    HandHeldClock,
    RunningBot,
    buttons,
    inputs,
    words,
)

REF = "4.2.2"  # led by LEAD, in the area of SRO; its one milestone is due on 31 March 2023
DUE, JUNE = date(2023, 3, 31), date(2023, 6, 30)
WHY = "the provider can start in May"
CHILD = "Jacob, aged 7, still waits"


@pytest.fixture
def office(bot: RunningBot, clock: HandHeldClock) -> RunningBot:
    """The morning of 3 March 2023."""
    bot.everybody_has_the_app()
    clock.now = REMINDER
    return bot


def milestone(bot: RunningBot, ref: str = REF, seq: int = 1) -> tables.Milestone:
    return bot.one(select(tables.Milestone).where(tables.Milestone.id == int(bot.item(ref, seq).removeprefix("m:"))))


def changes(bot: RunningBot) -> list[tables.DateChange]:
    return bot.all(select(tables.DateChange).order_by(col(tables.DateChange.id)))


async def press(bot: RunningBot, by: str, card: dict[str, Any], title: str, **typed: Any) -> dict[str, Any]:
    """The card that comes back for a button and what was typed beside it."""
    held = {name: value for name, value in inputs(card).items() if value is not None}
    return (await bot.member(by).presses({**buttons(card)[title], **held, **typed})).card


async def asked_for(bot: RunningBot, by: str = LEAD) -> dict[str, Any]:
    opened = await bot.member(by).writes(f"can we move {REF} to end of June because {WHY}")
    return await press(bot, by, opened.card, "Ask for this date")


async def rated_complete(bot: RunningBot, by: str = LEAD) -> None:
    saved = await bot.member(by).presses(
        {
            "sendbot": {"do": "save", "item": bot.item(REF, 1), "seen": 0, "message_id": 0},
            "rating": "BLUE",
            "narrative": "The pathway runs in every locality.",
            "evidence": "Minutes of the pathway group",
            "completed_on": "2023-03-01",
        }
    )
    assert "Recorded" in words(saved.card)


async def test_a_lead_asks_for_a_date_in_words_and_the_form_holds_what_they_said(office: RunningBot) -> None:
    opened = await office.member(LEAD).writes(f"can we move {REF} to end of June because {WHY}")
    shown = words(opened.card)
    assert opened.text == f"A new date for {REF} " + shown.splitlines()[1].strip()
    assert "due 31 March 2023" in shown
    assert "The original date stays on record whatever is decided" in shown
    assert inputs(opened.card) == {"day": "2023-06-30", "reason": WHY}
    assert changes(office) == []
    done = await press(office, LEAD, opened.card, "Ask for this date")
    assert "Awaiting approval: 4.2.2 milestone 1 from 31 March 2023 to 30 June 2023" in words(done)
    (change,) = changes(office)
    assert (change.to_due, change.reason, change.status) == (JUNE, WHY, DateChangeStatus.REQUESTED)
    assert milestone(office).current_due == DUE
    assert office.audit_holds()


async def test_the_sro_is_told_with_a_card_that_opens_the_request_and_approves_it(
    office: RunningBot, clock: HandHeldClock
) -> None:
    await asked_for(office)
    clock.now = REMINDER + timedelta(minutes=5)
    await office.delivery.tick()
    sro = office.member(SRO)
    (told,) = [call for call in sro.inbox if call.text == "A new date for 4.2.2 milestone 1?"]
    assert WHY in words(told.card)
    before = len(sro.inbox)
    await sro.presses(buttons(told.card)["Look at it and decide"])
    (opened,) = sro.inbox[before:]
    shown = words(opened.card)
    for said in ("31 March 2023", "30 June 2023", WHY, "91 days after the original date, with 1 approved move"):
        assert said in shown
    assert milestone(office).current_due == DUE, "nothing moves before the press"
    approved = await press(office, SRO, opened.card, "Approve the new date")
    assert "Moved 4.2.2 milestone 1 from 31 March 2023 to 30 June 2023" in words(approved)
    assert (milestone(office).current_due, milestone(office).baseline_due) == (JUNE, DUE)
    clock.now += timedelta(minutes=5)
    await office.delivery.tick()
    assert "New date of 4.2.2 milestone 1: approved" in [call.text for call in office.member(LEAD).inbox]
    again = await press(office, SRO, opened.card, "Approve the new date")
    assert f"was approved by {sro.name} already" in words(again)
    assert len(office.audited("approve_date_change")) == 1
    assert office.audit_holds()


async def test_a_refusal_needs_a_reason_and_the_requester_is_told_it(office: RunningBot, clock: HandHeldClock) -> None:
    await asked_for(office)
    opened = await office.member(SRO).writes(f"refuse the new date of {REF}")
    without = await press(office, SRO, opened.card, "Refuse it")
    assert "Give a reason" in words(without)
    assert "Refuse it" in buttons(without), "the form comes back"
    refused = await press(office, SRO, without, "Refuse it", reason="Families were promised March")
    assert "It stays due on 31 March 2023" in words(refused)
    clock.now = REMINDER + timedelta(minutes=5)
    await office.delivery.tick()
    (told,) = [call for call in office.member(LEAD).inbox if call.text == "New date of 4.2.2 milestone 1: refused"]
    assert "Families were promised March" in words(told.card)


async def test_a_request_decided_before_its_notice_leaves_is_not_told_any_more(
    office: RunningBot, clock: HandHeldClock
) -> None:
    clock.now = london_moment(date(2023, 3, 3), time(19, 0))  # notices wait for the morning
    await asked_for(office)
    opened = await office.member(SRO).writes("approve")
    before = len(office.member(SRO).inbox)
    await office.member(SRO).presses(buttons(opened.card)["Date of 4.2.2 milestone 1"])
    card = office.member(SRO).inbox[before].card
    await press(office, SRO, card, "Approve the new date")
    clock.now = london_moment(date(2023, 3, 6), time(9, 35))
    await office.delivery.tick()
    assert "A new date for 4.2.2 milestone 1?" not in [call.text for call in office.member(SRO).inbox]


async def test_who_covers_for_an_sro_reads_it_and_the_sro_too_when_they_are_back(
    office: RunningBot, clock: HandHeldClock
) -> None:
    sro, cover = office.member(SRO), office.member("director-of-public-health")
    await sro.writes("I am away 3 to 14 March")
    await sro.writes(f"{cover.name} covers for me from 3 March to 14 March")
    await asked_for(office)
    clock.now = REMINDER + timedelta(minutes=5)
    await office.delivery.tick()
    (told,) = [call for call in cover.inbox if call.text == "A new date for 4.2.2 milestone 1?"]
    assert f"You get this as cover for {sro.name}, who decides." in words(told.card)
    assert [call for call in sro.inbox if call.text == "A new date for 4.2.2 milestone 1?"] == []
    clock.now = london_moment(date(2023, 3, 15), time(9, 35))
    await office.delivery.tick()
    assert [call.text for call in sro.inbox].count("A new date for 4.2.2 milestone 1?") == 1


@pytest.mark.parametrize("text", ["what waits for me", "anything to approve?", "Which date changes wait for me?"])
async def test_an_sro_asks_what_waits_for_them(office: RunningBot, text: str) -> None:
    nothing = await office.member(SRO).writes(text)
    assert "Nothing waits for your decision." in words(nothing.card)
    await asked_for(office)
    waiting = await office.member(SRO).writes(text)
    assert "1 matter waits for your decision" in words(waiting.card)
    assert list(buttons(waiting.card)) == ["Date of 4.2.2 milestone 1"]
    assert "Nothing waits" in words((await office.member(LEAD).writes(text)).card)


async def test_the_compliance_team_records_an_sros_approval_on_their_behalf(office: RunningBot) -> None:
    await asked_for(office)
    opened = await office.member(OFFICER).writes(f"approve the new date of {REF}")
    assert inputs(opened.card)["on_behalf_of"] == SRO, "the only SRO is chosen already"
    unnamed = await press(office, OFFICER, opened.card, "Approve the new date", on_behalf_of="")
    assert "say on whose behalf you record it" in words(unnamed)
    await press(office, OFFICER, opened.card, "Approve the new date")
    (entry,) = office.audited("approve_date_change")
    assert (entry.actor, entry.on_behalf_of) == (OFFICER, SRO)


async def test_whoever_asked_does_not_approve(office: RunningBot) -> None:
    await asked_for(office, OFFICER)
    opened = await office.member(OFFICER).writes(f"approve the new date of {REF}")
    assert "You asked for this date, so somebody else decides" in words(opened.card)
    assert [entry.actor for entry in office.audited("refused")] == [OFFICER]


async def test_what_is_wrong_with_a_date_is_said_in_the_form_with_what_was_typed(office: RunningBot) -> None:
    opened = await office.member(LEAD).writes(f"I need more time on {REF}")
    for typed, said in (
        ({"day": "2023-01-31", "reason": WHY}, "31 January 2023 has passed"),
        ({"day": "2023-03-31", "reason": WHY}, "is due on 31 March 2023 already"),
        ({"day": "", "reason": WHY}, "Give the new due date"),
        ({"day": "2023-06-30", "reason": ""}, "Give a reason"),
        ({"day": "2023-06-30", "reason": "a" * 4001}, "Shorten the reason: 4,001 characters"),
    ):
        back = await press(office, LEAD, opened.card, "Ask for this date", **typed)
        assert said in words(back)
        assert (inputs(back)["day"] or "", inputs(back)["reason"] or "") == (typed["day"], typed["reason"])
    assert changes(office) == []
    await asked_for(office)
    twice = await press(office, LEAD, opened.card, "Ask for this date", day="2023-07-31", reason=WHY)
    assert "awaits a decision: have it approved or refused first" in words(twice)


async def test_which_of_several_milestones_is_chosen_in_the_form(office: RunningBot) -> None:
    opened = await office.member(BUSY_LEAD).writes("extend 4.1.3 until 31 July 2023")
    unchosen = await press(office, BUSY_LEAD, opened.card, "Ask for this date", reason=WHY)
    assert "Choose which milestone of 4.1.3" in words(unchosen)
    foreign = await press(
        office, BUSY_LEAD, opened.card, "Ask for this date", reason=WHY, milestone=office.item(REF, 1)
    )
    assert "Choose which milestone of 4.1.3" in words(foreign), "a milestone of another action is none of these"
    await press(office, BUSY_LEAD, opened.card, "Ask for this date", reason=WHY, milestone=office.item("4.1.3", 3))
    (change,) = changes(office)
    assert change.milestone_id == milestone(office, "4.1.3", 3).id


async def test_a_milestone_that_is_not_there_or_not_open_is_said(office: RunningBot) -> None:
    lead = office.member(LEAD)
    assert "4.2.2 has no milestone 7" in words((await lead.writes(f"move {REF} milestone 7 to 30 June 2023")).card)
    await rated_complete(office)
    assert "4.2.2 is complete" in words((await lead.writes(f"move {REF} milestone 1 to 30 June 2023")).card)
    several = await lead.writes(f"move {REF} and 4.2.1 to 30 June 2023")
    assert "Say which one action is to get a new date, by its ref" in words(several.card)


async def test_blue_is_signed_off_with_its_evidence_accepted_and_the_embedded_test(
    office: RunningBot, clock: HandHeldClock
) -> None:
    await rated_complete(office)
    waiting = await office.member(SRO).writes("anything for me to sign off?")
    assert "4.2.2  rated Blue on 3 March 2023, to sign off" in words(waiting.card)
    opened = await office.member(SRO).writes(f"sign off {REF}")
    assert "Minutes of the pathway group" in words(opened.card)
    early = await press(office, SRO, opened.card, "Sign it off", embedded="yes")
    assert "No evidence of 4.2.2 has been accepted" in words(early)
    accepted = await press(office, SRO, opened.card, "Accept evidence 1")
    assert f"Accepted by {office.member(SRO).name}" in words(accepted)
    unsaid = await press(office, SRO, accepted, "Sign it off")
    assert "signed off only once it is embedded" in words(unsaid)
    done = await press(office, SRO, unsaid, "Sign it off", embedded="yes")
    assert "4.2.2 is signed off as complete and embedded" in words(done)
    action = office.one(select(tables.Action).where(tables.Action.ref == REF))
    assert action.lifecycle is Lifecycle.EMBEDDED
    clock.now = REMINDER + timedelta(minutes=5)
    await office.delivery.tick()
    assert "4.2.2 is signed off" in [call.text for call in office.member(LEAD).inbox]
    assert "signed off already" in words(await press(office, SRO, accepted, "Sign it off", embedded="yes"))
    assert office.audit_holds()


async def test_blue_is_sent_back_with_a_reason_that_its_lead_reads(office: RunningBot, clock: HandHeldClock) -> None:
    await rated_complete(office)
    opened = await office.member(SRO).writes(f"send {REF} back because nobody has asked parents")
    assert inputs(opened.card)["reason"] == "nobody has asked parents"
    for _ in range(2):
        done = await press(office, SRO, opened.card, "Send it back")
    assert "You have sent 4.2.2 back already" in words(done)
    clock.now = REMINDER + timedelta(minutes=5)
    await office.delivery.tick()
    (told,) = [call for call in office.member(LEAD).inbox if call.text == "4.2.2 is not signed off"]
    assert "nobody has asked parents" in words(told.card)


async def test_a_rating_is_disputed_the_lead_told_and_the_colour_stays(
    office: RunningBot, clock: HandHeldClock
) -> None:
    unrated = await office.member(SRO).writes(f"I dispute the rating of {REF}")
    assert "has no rating that stands" in words(unrated.card)
    await rated_complete(office)
    opened = await office.member(SRO).writes(f"{REF} should not be blue, parents say otherwise")
    assert "parents say otherwise" in inputs(opened.card)["reason"]
    done = await press(office, SRO, opened.card, "Log the dispute")
    assert "The rating stays the lead's" in words(done)
    assert "You have disputed this rating of 4.2.2 already" in words(
        await press(office, SRO, opened.card, "Log the dispute")
    )
    clock.now = REMINDER + timedelta(minutes=5)
    await office.delivery.tick()
    (told,) = [call for call in office.member(LEAD).inbox if call.text == "The rating of 4.2.2 is disputed"]
    assert "parents say otherwise" in words(told.card)
    assert [update.rating_code for update in office.updates()] == ["BLUE"]
    again = await office.member(SRO).writes(f"withdraw my dispute of {REF}")
    assert "is withdrawn" in words(await press(office, SRO, again.card, "Withdraw the dispute"))
    challenge = office.one(select(tables.RatingChallenge))
    assert challenge.settled_at == clock.now
    assert office.audit_holds()


async def test_nobody_disputes_what_they_said_themselves(office: RunningBot) -> None:
    await rated_complete(office, OFFICER)
    said = await office.member(OFFICER).writes(f"I dispute the rating of {REF}")
    assert "You gave this rating, so somebody else decides" in words(said.card)


async def test_an_sro_calls_an_action_in_and_ends_it(office: RunningBot) -> None:
    opened = await office.member(SRO).writes(f"call in {REF} because families wrote to us")
    done = await press(office, SRO, opened.card, "Call it in")
    assert "the next report lists it whatever its rating" in words(done)
    assert "called in by" in words(await press(office, SRO, opened.card, "Call it in"))
    held = office.one(select(tables.CallIn))
    assert (held.reason, held.by_chair, held.person_id) == ("families wrote to us", False, office.member(SRO).id)
    status = await office.member(SRO).writes(f"how is {REF}")
    assert "families wrote to us" in words(status.card)
    ending = await office.member(SRO).writes(f"end the call-in of {REF}")
    assert "is ended" in words(await press(office, SRO, ending.card, "End the call-in"))
    assert office.one(select(tables.CallIn)).closed_at == REMINDER


async def test_the_compliance_team_calls_in_for_the_chair(office: RunningBot) -> None:
    opened = await office.member(OFFICER).writes(f"call in {REF} because the Chair asked for it")
    unnamed = await press(office, OFFICER, opened.card, "Call it in")
    assert "Say for whom you call in 4.2.2" in words(unnamed)
    await press(office, OFFICER, opened.card, "Call it in", on_behalf_of="board-chair")
    held = office.one(select(tables.CallIn))
    assert (held.by_chair, held.person_id) == (True, office.member("board-chair").id)


async def test_a_lead_who_stops_leading_is_passed_on_and_nothing_changes(
    office: RunningBot, clock: HandHeldClock
) -> None:
    asked = await office.member(LEAD).writes(f"I no longer lead {REF}")
    assert "I change nothing" in words(asked.card)
    assert office.audited("report_lead_change") == [], "nobody is told before the press"
    done = await press(office, LEAD, asked.card, "Tell them")
    assert "I have changed nothing" in words(done)
    clock.now = REMINDER + timedelta(minutes=5)
    await office.delivery.tick()
    for who in (SRO, OFFICER):
        (told,) = [call for call in office.member(who).inbox if call.text == f"Change of lead: {REF}"]
        assert f"{office.member(LEAD).name} no longer leads {REF}" in words(told.card)
    assert len(office.audited("report_lead_change")) == 1
    assert [call.text for call in office.member(LEAD).inbox if call.text.startswith("Change of lead")] == []


async def test_somebody_who_has_left_is_named_with_all_that_they_lead(office: RunningBot) -> None:
    name = office.member(LEAD).name
    asked = await office.member(OFFICER).writes(f"{name} has left")
    assert f"{name} no longer leads" in words(asked.card)
    assert REF in words(asked.card)
    done = await press(office, OFFICER, asked.card, "Tell them")
    assert f"{name} is still asked" in words(done)
    nobody = await office.member(OFFICER).writes("Zebedee Smith has left")
    assert "Nobody in the register is called" in words(nobody.card)


async def test_what_may_identify_a_child_is_neither_kept_nor_audited_and_the_rest_comes_back(
    office: RunningBot, capsys: pytest.CaptureFixture[str]
) -> None:
    lead, sro = office.member(LEAD), office.member(SRO)
    opened = await lead.writes(f"move {REF} to 30 June 2023 because {CHILD} for the clinic")
    assert "Part of what you wrote may identify a child" in words(opened.card)
    assert "Jacob" not in words(opened.card)
    assert "for the clinic" in inputs(opened.card)["reason"]
    back = await press(office, LEAD, opened.card, "Ask for this date", reason=f"The clinic is full. {CHILD}.")
    assert "may identify a child, so it was not kept" in words(back)
    assert "The clinic is full." in inputs(back)["reason"]
    assert "Jacob" not in words(back)
    await asked_for(office)
    approval = await sro.writes(f"approve the new date of {REF}")
    for title, card in (("Refuse it", approval.card), ("Call it in", (await sro.writes(f"call in {REF}")).card)):
        assert "may identify a child" in words(await press(office, SRO, card, title, reason=CHILD))
    snoozed = await lead.writes(f"snooze {REF} until 6 March because {CHILD}")
    assert "may identify a child" in words(snoozed.card)
    assert "Jacob" not in words(snoozed.card)
    held = "".join(str(row) for table in TEXTS for row in office.all(select(table)))
    assert "Jacob" not in held
    assert "Jacob" not in capsys.readouterr().out


TEXTS = (tables.DateChange, tables.CallIn, tables.Snooze, tables.AuditEntry, tables.Message)
