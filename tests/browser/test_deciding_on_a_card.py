"""A later date and a completion: asked by the lead, decided by the SRO on a card, in the real local Teams client."""

from __future__ import annotations

from datetime import date

import pytest

from tests.browser.stage import SRO, Stage
from tests.browser.teams_page import TeamsPage

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

REF = "4.2.2"  # led by LEAD, in the area of SRO; its one milestone is due on 31 March 2023
LEAD = "service-manager-camhs"
WHY = "the provider can start in May"
LATER = f"A new date for {REF}"
DECIDE = "Your reason: needed to refuse it"
DONE = "What was done since the last update"
EVIDENCE = "Evidence: what shows it, and where it is kept"
MINUTES = "Minutes of the pathway group, 1 March 2023, on SharePoint"
BLUE = "Blue: Finished and now part of normal practice"


async def test_a_lead_asks_for_a_later_date_and_hears_that_the_sro_approved_it(stage: Stage) -> None:
    lead, sro = await asked_for_june(stage)
    await sro.press("Look at it and decide")
    await sro.wait_for_card("Moved so far")
    card = await sro.card_text()
    for said in (
        "31 March 2023",
        "30 June 2023",
        WHY,
        "91 days after the original date",
        "so the report tells the Board",
    ):
        assert said in card
    await sro.press("Approve the new date")

    await sro.shows(f"Moved {REF} milestone 1 from 31 March 2023 to 30 June 2023")
    await stage.a_minute_passes()
    await lead.wait_for_card(f"New date of {REF} milestone 1: approved")
    await lead.say(f"how is {REF}")
    await lead.wait_for_card("The plan's words")
    assert "Due 30 June 2023" in await lead.card_text()


async def test_an_sro_refuses_a_date_by_keyboard_alone_and_the_lead_reads_why(stage: Stage) -> None:
    lead, sro = await asked_for_june(stage)
    await sro.tab_to_button("Look at it and decide")
    await sro.key("Enter")
    await sro.wait_for_card("Moved so far")
    await sro.tab_to_button("Refuse it")
    await sro.key("Enter")
    await sro.shows("Give a reason")
    await sro.tab_to_field(DECIDE)
    await sro.type("Families were promised March.")
    await sro.tab_to_button("Refuse it")
    await sro.key("Enter")

    await sro.shows("It stays due on 31 March 2023")
    await stage.a_minute_passes()
    await lead.wait_for_card(f"New date of {REF} milestone 1: refused")
    assert "Families were promised March." in await lead.card_text()


async def test_an_action_rated_complete_is_signed_off_once_its_evidence_is_accepted(stage: Stage) -> None:
    lead, sro = await stage.window(LEAD), await stage.window(SRO)
    await rated_complete(lead)
    await sro.wait_for_card("You are the SRO of area 4")
    await sro.press("What waits for me?")
    await sro.wait_for_card("1 matter waits for your decision")
    await sro.press(f"Sign-off of {REF}")
    await sro.wait_for_card(f"Is {REF} complete and embedded?")
    await sro.choose(f"{REF} is embedded")
    await sro.press("Sign it off")
    await sro.shows(f"No evidence of {REF} has been accepted")
    assert await sro.is_chosen(f"{REF} is embedded")
    await sro.press("Accept evidence 1")
    await sro.shows("Accepted by Director of Integration and Change")
    await sro.press("Sign it off")

    await sro.shows(f"{REF} is signed off as complete and embedded.")
    await stage.a_minute_passes()
    await lead.wait_for_card(f"{REF} is signed off")
    assert "Director of Integration and Change has signed off" in await lead.card_text()


async def asked_for_june(stage: Stage) -> tuple[TeamsPage, TeamsPage]:
    """The windows of the lead, who has asked, and of the SRO, who has the request before them."""
    lead, sro = await stage.window(LEAD), await stage.window(SRO)
    await lead.say(f"can we move {REF} to end of June because {WHY}")
    await lead.wait_for_card(LATER)
    assert await lead.text_in("New due date") == "30 June 2023"
    assert await lead.text_in("Why the date has to move") == WHY
    await lead.press("Ask for this date")
    await lead.shows("Director of Integration and Change is told and asked to decide.")
    await stage.a_minute_passes()
    await sro.wait_for_card("Service Manager CAMHS asks to move")
    return lead, sro


async def rated_complete(lead: TeamsPage) -> None:
    """Its one milestone on the card that asks for it, then the action, which its lead rated Green in February."""
    await lead.wait_for_card(f"Update {REF} milestone 1")
    await lead.choose(BLUE)
    await lead.fill(DONE, "The criteria are reviewed and every referrer has them.")
    await lead.fill_date("Milestone completed on", date(2023, 3, 1))
    await lead.fill(EVIDENCE, MINUTES)
    await lead.press("Save update")
    await lead.shows(f"Recorded: {REF} milestone 1")
    await lead.say(f"{REF} is complete")
    await lead.wait_for_card("Filled from what you wrote")
    assert await lead.is_chosen(BLUE)
    await lead.fill(DONE, "Every referrer uses the new criteria.")
    await lead.fill(f"{EVIDENCE} (needed for Blue)", MINUTES)
    await lead.press("Save update")
    await lead.shows("Awaiting sign-off by the SRO.")
