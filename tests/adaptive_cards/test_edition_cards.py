"""An area is confirmed, or not, on its card; an edition is taken on by the one step that comes next."""

from __future__ import annotations

from typing import Any

import pytest

from adaptive_cards import area_confirmation, edition_console, submitted
from adaptive_cards.area_confirmation import AreaAnswer
from adaptive_cards.edition_console import Step, StepTaken
from adaptive_cards.typed import CardNotUnderstood
from adaptive_cards.verbs import RESERVED
from tests.adaptive_cards import checks
from tests.adaptive_cards.example_editions import area_to_confirm, edition_to_clear


def test_a_press_confirms_the_area_of_that_edition() -> None:
    card = area_confirmation.build(area_to_confirm())
    assert submitted.read(checks.submit(card, "Confirm area 3")).area == AreaAnswer(12, 3, confirmed=True, reason="")


def test_a_press_says_that_it_is_not_right_and_why() -> None:
    card = area_confirmation.build(area_to_confirm())
    sent = checks.submit(card, "Area 3 is not right", reason=" 3.2.1 was done in May ")
    assert submitted.read(sent).area == AreaAnswer(12, 3, confirmed=False, reason="3.2.1 was done in May")


def test_a_confirmed_area_offers_no_second_confirmation() -> None:
    card = area_confirmation.build(area_to_confirm(confirmed=True))
    assert set(checks.buttons(card)) == {"Read the draft", "How does area 3 stand?"}


@pytest.mark.parametrize(
    ("status", "cleared_by", "step"),
    [("draft", "", Step.CLEAR), ("draft", "Asha Iqbal", Step.FINAL), ("final", "Asha Iqbal", Step.ISSUE)],
)
def test_the_console_offers_the_one_step_that_comes_next(status: str, cleared_by: str, step: Step) -> None:
    card = edition_console.build(edition_to_clear(status=status, cleared_by=cleared_by))
    (title,) = [title for title, press in checks.buttons(card).items() if press["type"] == "Action.Execute"]
    assert submitted.read(checks.submit(card, title)).step == StepTaken(12, step)


@pytest.mark.parametrize(
    "press",
    [
        {"do": "confirm_area", "edition": 12, "area": 3},
        {"do": "confirm_area", "edition": 12, "area": 3, "says": "perhaps"},
        {"do": "confirm_area", "edition": "12; DROP TABLE edition", "area": 3, "says": "yes"},
        {"do": "confirm_area", "edition": 0, "area": 3, "says": "yes"},
        {"do": "step", "edition": 12, "step": "burn"},
        {"do": "step", "step": "clear"},
        {"do": "step", "edition": 2**64, "step": "clear"},
    ],
)
def test_what_no_button_of_ours_says_is_not_understood(press: dict[str, Any]) -> None:
    with pytest.raises(CardNotUnderstood):
        submitted.read({RESERVED: press})
