"""The risk log in chat: asked about, raised, assessed again and closed, on cards that keep what was typed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import col, select

from store import tables
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
    inputs,
    words,
)

REF = "4.2.2"  # led by LEAD, in the area of SRO
CHILD = "Jacob, aged 7, still waits"
SAYING = (
    f"raise a risk on {REF}: the provider may not be ready in May, likelihood 4, impact 4, "
    "next step: meet the provider by 24 March"
)


@pytest.fixture
def log(bot: RunningBot, clock: HandHeldClock) -> RunningBot:
    """The morning of 3 March 2023."""
    bot.everybody_has_the_app()
    clock.now = REMINDER
    return bot


async def press(bot: RunningBot, by: str, card: dict[str, Any], button: str, **typed: Any) -> dict[str, Any]:
    """The card that comes back for a button and what was typed beside it."""
    held = {name: value for name, value in inputs(card).items() if value is not None}
    return (await bot.member(by).presses({**buttons(card)[button], **held, **typed})).card


async def raised(bot: RunningBot, by: str = LEAD) -> dict[str, Any]:
    opened = await bot.member(by).writes(SAYING)
    return await press(bot, by, opened.card, "Raise it")


def assessments(bot: RunningBot) -> list[tables.RiskAssessment]:
    return bot.all(select(tables.RiskAssessment).order_by(col(tables.RiskAssessment.id)))


async def test_a_risk_said_in_words_comes_back_as_a_filled_form_and_is_recorded_by_a_press(log: RunningBot) -> None:
    opened = await log.member(LEAD).writes(SAYING)
    held = inputs(opened.card)
    owner = log.all(select(tables.ActionLead).where(tables.ActionLead.action_id == action(log).id))[0]
    assert held == {
        "kind": "risk",
        "title": "The provider may not be ready in May",
        "actions": REF,
        "owner": str(owner.post_id),
        "likelihood": "4",
        "impact": "4",
        "next_step": "Meet the provider",
        "next_step_by": "2023-03-24",
    }
    assert assessments(log) == []
    done = await press(log, LEAD, opened.card, "Raise it")
    assert "R1 is in the log: 16, High, first assessment." in words(done)
    (said,) = assessments(log)
    assert (said.likelihood, said.impact, said.next_step_by) == (4, 4, date(2023, 3, 24))
    assert log.audit_holds()


def action(bot: RunningBot) -> tables.Action:
    return bot.one(select(tables.Action).where(tables.Action.ref == REF))


async def test_the_same_press_twice_is_one_risk(log: RunningBot) -> None:
    opened = await log.member(LEAD).writes(SAYING)
    await press(log, LEAD, opened.card, "Raise it")
    assert "R1 is in the log already" in words(await press(log, LEAD, opened.card, "Raise it"))
    assert len(assessments(log)) == 1


async def test_a_next_step_in_the_past_brings_the_form_back_with_what_was_typed(log: RunningBot) -> None:
    opened = await log.member(LEAD).writes(SAYING)
    back = await press(log, LEAD, opened.card, "Raise it", next_step_by="2023-03-01", title="Something else")
    assert "1 March 2023 has passed: give a day from today on for the next step." in words(back)
    assert (inputs(back)["title"], inputs(back)["next_step_by"]) == ("Something else", "2023-03-01")
    assert "R1 is in the log" in words(await press(log, LEAD, back, "Raise it", next_step_by="2023-03-31"))


async def test_a_childs_data_is_neither_kept_nor_given_back(log: RunningBot) -> None:
    opened = await log.member(LEAD).writes(f"raise a risk on {REF}: {CHILD}")
    assert "Jacob" not in str(opened.card)
    assert "may identify a child" in words(opened.card)
    back = await press(log, LEAD, opened.card, "Raise it", title=CHILD, impact="3", likelihood="3", next_step="Meet")
    assert "Jacob" not in str(back)
    assert "may identify a child" in words(back)
    assert log.all(select(tables.Risk)) == []


async def test_what_anybody_in_the_plan_may_ask_is_a_list_with_the_worst_first(log: RunningBot) -> None:
    await raised(log)
    issue = await log.member(BUSY_LEAD).writes("add an issue to 4.1.1: two therapists have left, impact 4")
    assert inputs(issue.card)["kind"] == "issue"
    typed = {"next_step": "Recruit", "next_step_by": "2023-04-28"}
    assert "R2 is in the log: 20, High" in words(await press(log, BUSY_LEAD, issue.card, "Raise it", **typed))
    for asked in ("what are the risks in area 4", "top risks in the whole plan"):
        shown = words((await log.member(CHAIR).writes(asked)).card)
        assert shown.index("R2") < shown.index("R1")
        assert "Issue: 20, High, first assessment" in shown
        assert "Next: Meet the provider, by 24 March 2023" in shown
    one = words((await log.member(SRO).writes(f"risks on {REF}")).card)
    assert "R1" in one
    assert "R2" not in one
    assert "No risk or issue is open in area 1." in words((await log.member(CHAIR).writes("risks in area 1")).card)
    assert "R2 " in words((await log.member(CHAIR).writes("how is R2?")).card)


async def test_the_status_of_an_action_names_its_open_risks(log: RunningBot) -> None:
    await raised(log)
    shown = words((await log.member(CHAIR).writes(f"how is {REF}")).card)
    assert "Open risks and issues: R1 (16, High, first assessment)" in shown


async def test_a_risk_is_assessed_again_from_words_over_what_stands(log: RunningBot, clock: HandHeldClock) -> None:
    await raised(log)
    clock.now = REMINDER + timedelta(days=7)
    opened = await log.member(LEAD).writes("R1 is now likelihood 2")
    assert "Stands at: 16, High, first assessment" in words(opened.card)
    assert (inputs(opened.card)["likelihood"], inputs(opened.card)["impact"]) == ("2", "4")
    assert "Close R1" not in buttons(opened.card)
    done = await press(log, LEAD, opened.card, "Record this assessment")
    assert "R1 is assessed: 8, Medium, down from 16." in words(done)
    assert [said.likelihood for said in assessments(log)] == [4, 2]


async def test_a_step_that_has_passed_is_not_recorded_again(log: RunningBot, clock: HandHeldClock) -> None:
    await raised(log)
    clock.now = REMINDER + timedelta(days=60)
    opened = await log.member(LEAD).writes("R1 is now likelihood 2")
    back = await press(log, LEAD, opened.card, "Record this assessment")
    assert "24 March 2023 has passed" in words(back)
    assert inputs(back)["likelihood"] == "2"


async def test_of_two_cards_the_later_press_is_told_what_was_said_meanwhile(
    log: RunningBot, clock: HandHeldClock
) -> None:
    await raised(log)
    clock.now = REMINDER + timedelta(days=1)
    first = await log.member(LEAD).writes("assess R1")
    second = await log.member(SRO).writes("assess R1")
    await press(log, LEAD, first.card, "Record this assessment", likelihood="3")
    back = await press(log, SRO, second.card, "Record this assessment", likelihood="5")
    assert "assessed R1 on 4 March 2023, after that card was made" in words(back)
    assert inputs(back)["likelihood"] == "5"
    assert "20, High, up from 12" in words(await press(log, SRO, back, "Record this assessment"))


async def test_an_sro_closes_a_risk_with_a_reason_and_a_lead_does_not(log: RunningBot) -> None:
    await raised(log)
    opened = await log.member(SRO).writes("close R1: the contract is signed")
    assert inputs(opened.card)["reason"] == "the contract is signed"
    assert "R1 is closed: the contract is signed" in words(await press(log, SRO, opened.card, "Close R1"))
    again = await press(log, SRO, opened.card, "Record this assessment")
    assert "R1 was closed on 3 March 2023" in words(again)
    shown = words((await log.member(OFFICER).writes("what are the risks")).card)
    assert "No risk or issue is open in the plan." in shown
    assert "R1 was closed" in (await log.member(LEAD).writes("assess R1")).text


async def test_whoever_has_no_say_gets_one_sentence(log: RunningBot) -> None:
    await raised(log)
    told = await log.member(CHAIR).writes("R1 is now likelihood 1")
    assert told.text.startswith(f"Only a lead of {REF}, their deputy or cover")
    assert "There is no risk or issue R9 in this plan" in (await log.member(LEAD).writes("assess R9")).text


async def test_the_list_offers_a_form_to_those_who_may_fill_it_in(log: RunningBot) -> None:
    await raised(log)
    lead, chair = log.member(LEAD), log.member(CHAIR)
    assert {"Assess R1", f"Raise a risk on {REF}"} <= set(buttons((await lead.writes(f"risks on {REF}")).card))
    assert not [
        name for name in buttons((await chair.writes(f"risks on {REF}")).card) if "R1" in name or "Raise" in name
    ]
    listed = await lead.writes(f"risks on {REF}")
    sent = len(lead.inbox)
    await lead.presses(buttons(listed.card)["Assess R1"])
    assert "Assess R1" in words(lead.inbox[sent].card or {})
