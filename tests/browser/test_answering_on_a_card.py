"""Leads answer what they are asked, in the real local Teams client."""

from __future__ import annotations

from datetime import date

import pytest

from tests.browser.stage import LEAD, Stage

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

DONE = "What was done since the last update"
CAUSE = "Cause: why is it not going to plan (needed for Red)"
RECOVERY = "Recovery: what will be done (needed for Red)"
FORECAST = "Forecast: when will it be complete (needed for Red)"
BLUE = "Blue: Finished and now part of normal practice"
RED = "Red: Seriously behind schedule"
GREEN = "Green: Going to plan"

# Both lead action 5.1.2, and 31 March 2023 is the one date that both are asked about.
CO_LEAD, OTHER_CO_LEAD = "assistant-director", "associate-director"


async def test_a_lead_is_asked_unasked_and_the_card_shows_the_recorded_answer(stage: Stage) -> None:
    window = await stage.window(LEAD)
    await window.wait_for_card("3 milestones need your update")
    await window.press("Update 4.1.1 milestone 1")
    await window.shows("Current pathway mapped; all key stakeholders know the current offer")
    await window.choose(GREEN)
    await window.fill(DONE, "The pathway is mapped & shared.\nThe offer is on the web site.")
    await window.press("Save update")

    await window.shows("2 milestones still need your update")
    card = await window.card_text()
    assert "Recorded: ■ Green, Going to plan. By Senior Head of Integration & Change CYP LD/ND on 3 March 2023" in card
    [answer] = stage.answers_on_cards()
    assert (answer.rating_code, answer.narrative) == (
        "GREEN",
        "The pathway is mapped & shared.\nThe offer is on the web site.",
    )


async def test_red_asks_for_cause_recovery_and_forecast_and_keeps_what_was_typed(stage: Stage) -> None:
    window = await stage.window(LEAD)
    await window.wait_for_card("3 milestones need your update")
    await window.press("Update 4.1.3 milestone 1")
    await window.shows(DONE)
    await window.choose(RED)
    await window.fill(DONE, "The parents' group has met <once>.")
    await window.press("Save update")

    await window.shows("Not saved yet: 3 things to put right, marked above")
    assert stage.answers_on_cards() == []
    assert await window.is_chosen(RED)
    assert await window.text_in(DONE) == "The parents' group has met <once>."

    await window.fill(CAUSE, "Two of three facilitators left.")
    await window.fill(RECOVERY, "The ICB lends one from April.")
    await window.fill_date(FORECAST, date(2023, 5, 31))
    await window.press("Save update")

    await window.shows("Recorded: ■ Red, Seriously behind schedule.")
    await window.shows("Forecast 31 May 2023, 61 days after its date")
    [answer] = stage.answers_on_cards()
    assert (answer.narrative, answer.cause, answer.recovery, answer.forecast) == (
        "The parents' group has met <once>.",
        "Two of three facilitators left.",
        "The ICB lends one from April.",
        date(2023, 5, 31),
    )


async def test_a_second_click_records_nothing_twice(stage: Stage) -> None:
    window = await stage.window(LEAD)
    await window.wait_for_card("3 milestones need your update")
    await window.press("Update 4.1.1 milestone 1")
    await window.shows(DONE)
    await window.choose(GREEN)
    await window.fill(DONE, "The pathway is mapped.")
    async with window.answered_presses(2):
        await window.press_twice("Save update")

    await window.shows("Recorded: ■ Green")
    assert [answer.narrative for answer in stage.answers_on_cards()] == ["The pathway is mapped."]


async def test_a_recorded_answer_can_be_corrected_on_the_same_card(stage: Stage) -> None:
    window = await stage.window(CO_LEAD)
    await window.wait_for_card(DONE)
    await window.choose(GREEN)
    await window.fill(DONE, "The terms of reference are agreed.")
    await window.press("Save update")
    await window.shows("Recorded: 5.1.2 milestone 1")

    await window.press("Correct this answer")
    await window.shows("Answer on record")
    assert await window.text_in(DONE) == "The terms of reference are agreed."
    await window.fill(DONE, "The terms of reference are drafted.")
    await window.press("Save update")

    await window.shows("Recorded: 5.1.2 milestone 1")
    await window.shows("The terms of reference are drafted.")
    first, second = stage.answers_on_cards()
    assert second.corrects_id == first.id


async def test_the_answer_of_one_co_lead_replaces_the_form_of_the_other(stage: Stage) -> None:
    window, other = await stage.window(CO_LEAD), await stage.window(OTHER_CO_LEAD)
    await window.wait_for_card(DONE)
    await other.wait_for_card(DONE)
    await other.choose(GREEN)
    await other.fill(DONE, "The forum has agreed the new structure.")
    await other.press("Save update")

    await window.shows("Recorded: 5.1.2 milestone 1")
    card = await window.card_text()
    assert "By Associate Director on 3 March 2023" in card
    assert "The forum has agreed the new structure." in card


async def test_who_saves_after_a_co_lead_is_shown_their_answer_and_keeps_what_was_typed(stage: Stage) -> None:
    window, other = await stage.window(CO_LEAD), await stage.window(OTHER_CO_LEAD)
    await window.say("how is 5.1.2")
    await window.wait_for_card("Milestones")
    await window.press("Update milestone 1")
    await window.shows(DONE)
    await window.choose(RED)
    await window.fill(DONE, "The forum has not met.")
    await other.wait_for_card(DONE)
    await other.choose(GREEN)
    await other.fill(DONE, "The forum has agreed.")
    await other.press("Save update")
    await other.shows("Recorded: 5.1.2 milestone 1")

    await window.press("Save update")

    await window.shows("Associate Director answered for 5.1.2 milestone 1")
    await window.shows("The forum has agreed.")
    assert await window.text_in(DONE) == "The forum has not met."
    assert await window.is_chosen(RED)
    assert [answer.narrative for answer in stage.answers_on_cards()] == ["The forum has agreed."]


async def test_a_lead_answers_by_keyboard_alone(stage: Stage) -> None:
    window = await stage.window(LEAD)
    await window.wait_for_card("3 milestones need your update")
    await window.tab_to_button("Update 4.1.1 milestone 1")
    await window.key("Enter")
    await window.shows(DONE)
    await window.tab_to_field(BLUE)  # the first: nothing is chosen yet
    for _ in range(3):  # Red, Amber, Green
        assert not await window.is_chosen(GREEN)
        await window.key("ArrowDown")
    assert await window.is_chosen(GREEN)
    await window.tab_to_field(DONE)
    await window.type("The pathway is mapped.")
    await window.tab_to_button("Save update")
    await window.key("Enter")

    await window.shows("Recorded: ■ Green, Going to plan.")
    [answer] = stage.answers_on_cards()
    assert (answer.rating_code, answer.narrative) == ("GREEN", "The pathway is mapped.")
