"""An SRO asks in plain words, in the real local Teams client."""

from __future__ import annotations

import re

import pytest

from tests.browser.stage import LEAD, SRO, Stage
from tests.browser.teams_page import TeamsPage

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

LABELS = "Blue|Red|Amber|Green|Grey|Not reported|Closed"
ACTIONS_IN_AREA_4 = 19


async def test_an_sro_asks_for_an_area_and_sees_counts_exceptions_and_who_is_silent(stage: Stage) -> None:
    window = await asking_about_area_4(stage)

    card = await window.card_text()
    counts = counts_in(card)
    assert f"{ACTIONS_IN_AREA_4} actions in all" in card
    assert sum(counts.values()) == ACTIONS_IN_AREA_4
    assert listed_under("By exception, worst first", card) > 0
    assert listed_under("No update received", card) == counts["Not reported"] > 0
    assert "Due by 23 April 2023" in card
    assert "4.1.1 milestone 1" in card


async def test_the_numbers_of_the_chart_stand_beside_it_as_text(stage: Stage) -> None:
    window = await asking_about_area_4(stage)

    counts = counts_in(await window.card_text())
    said = re.findall(rf"({LABELS}): (\d+) \(", await window.chart_words())
    assert {label: int(count) for label, count in said} == {label: count for label, count in counts.items() if count}


async def test_a_question_on_a_button_is_answered_below_its_card(stage: Stage) -> None:
    window = await stage.window(SRO)
    await window.wait_for_card("You are the SRO of area 4")
    await window.press("Who has not reported?")

    await window.shows("You are the SRO of area 4")
    await window.wait_for_card("No update received since")
    assert "in your area 4" in await window.card_text()


async def test_an_action_is_found_by_words_of_its_title(stage: Stage) -> None:
    window = await stage.window(SRO)
    await window.wait_for_card("You are the SRO of area 4")
    await window.say("how is the wheelchair pathway")
    await window.wait_for_card("Which do you mean?")
    await window.press("4.4.1", exact=False)

    await window.wait_for_card("Senior Manager Integration and Change, BDC HCP")
    assert "Review wheelchair and specialist equipment pathways" in await window.card_text()


async def test_who_is_not_understood_is_offered_what_can_be_asked(stage: Stage) -> None:
    window = await stage.window(LEAD)
    await window.wait_for_card("3 milestones need your update")
    await window.say("tell me a joke")
    await window.wait_for_card("I did not understand that.")
    await window.press("What is overdue")

    await window.wait_for_card("As at 3 March 2023")
    assert "overdue" in await window.card_text()


async def asking_about_area_4(stage: Stage) -> TeamsPage:
    window = await stage.window(SRO)
    await window.wait_for_card("You are the SRO of area 4")
    await window.say("how is area 4")
    await window.wait_for_card("Area 4: Long waits for assessment, treatment and diagnosis")
    return window


def counts_in(card: str) -> dict[str, int]:
    return {label: int(count) for count, label in re.findall(rf"^(\d+)\s+({LABELS})$", card, re.MULTILINE)}


def listed_under(heading: str, card: str) -> int:
    """Actions named in a section, and those that it leaves out."""
    section = re.split(r"\n\n(?=By exception|Due by|No update received)", card.split(f"\n{heading}\n")[1])[0]
    left_out = re.search(r"^and (\d+) more$", section, re.MULTILINE)
    return len(re.findall(r"^\d+\.\d+\.\d+\s", section, re.MULTILINE)) + (int(left_out[1]) if left_out else 0)
