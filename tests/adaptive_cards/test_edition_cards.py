"""An area is confirmed, or not, on its card; an edition is worked on part by part, and taken on step by step."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from adaptive_cards import (
    area_confirmation,
    edition_asks,
    edition_commentary,
    edition_console,
    edition_differences,
    edition_findings,
    edition_reason,
    submitted,
)
from adaptive_cards.area_confirmation import AreaAnswer
from adaptive_cards.edition_asks import AskTyped
from adaptive_cards.edition_commentary import CommentTyped
from adaptive_cards.edition_console import Step, StepTaken
from adaptive_cards.edition_parts import Part, PartOpened
from adaptive_cards.edition_reason import STEPS, ReasonTyped
from adaptive_cards.typed import CardNotUnderstood
from adaptive_cards.verbs import RESERVED, Verb
from tests.adaptive_cards import checks
from tests.adaptive_cards.example_editions import (
    ASKS,
    COMMENTS,
    DIFFERENCES,
    FINDING_LINES,
    area_to_confirm,
    asks_view,
    commentary_view,
    differences_view,
    edition_to_clear,
    findings_view,
    step_to_take,
)


def test_a_press_confirms_the_area_of_that_edition() -> None:
    card = area_confirmation.build(area_to_confirm())
    assert submitted.read(checks.submit(card, "Confirm area 3")).form == AreaAnswer(12, 3, confirmed=True, reason="")


def test_a_press_says_that_it_is_not_right_and_why() -> None:
    card = area_confirmation.build(area_to_confirm())
    sent = checks.submit(card, "Area 3 is not right", reason=" 3.2.1 was done in May ")
    assert submitted.read(sent).form == AreaAnswer(12, 3, confirmed=False, reason="3.2.1 was done in May")


def test_a_confirmed_area_offers_no_second_confirmation() -> None:
    card = area_confirmation.build(area_to_confirm(confirmed=True))
    assert set(checks.buttons(card)) == {"Read the draft", "How does area 3 stand?"}


@pytest.mark.parametrize(
    ("status", "cleared_by", "step"),
    [("draft", "", Step.CLEAR), ("draft", "Asha Iqbal", Step.FINAL), ("final", "Asha Iqbal", Step.ISSUE)],
)
def test_the_console_offers_the_one_step_that_comes_next(status: str, cleared_by: str, step: Step) -> None:
    card = edition_console.build(edition_to_clear(status=status, cleared_by=cleared_by))
    (title,) = [title for title, press in checks.buttons(card).items() if press.get("verb") == Verb.STEP]
    assert submitted.read(checks.submit(card, title)).form == StepTaken(12, step, shown="9f" * 32)


@pytest.mark.parametrize(("status", "offered"), [("draft", True), ("final", False), ("issued", False)])
def test_only_a_draft_offers_what_changes_a_draft(status: str, offered: bool) -> None:
    titles = checks.buttons(edition_console.build(edition_to_clear(status=status)))
    assert ("Commentary (1)" in titles, "Send an item back" in titles) == (offered, offered)


def test_an_issued_edition_is_issued_anew_once() -> None:
    card = edition_console.build(edition_to_clear(status="issued", replaced_by=8))
    assert "Issue it anew" not in checks.buttons(card)
    assert "Record the Chair’s minute" in checks.buttons(card)


def test_a_press_turns_to_a_part_and_page_of_an_edition() -> None:
    card = edition_findings.build(findings_view(*FINDING_LINES * 3), page=1)
    opened = submitted.read(checks.submit(card, "Further ones")).form
    assert opened == PartOpened(12, Part.FINDINGS, page=2)
    assert submitted.read(checks.submit(card, "Send 3.2.1 back")).form == PartOpened(12, Part.SEND_BACK, 0, "3.2.1")


def test_a_page_past_the_last_is_the_last() -> None:
    card = edition_differences.build(differences_view(*DIFFERENCES * 9), page=900)
    assert "Differences 21 to 27 of 27" in checks.words(card)
    assert "Further ones" not in checks.buttons(card)


def test_commentary_comes_back_as_typed_with_what_the_form_was_opened_on() -> None:
    card = edition_commentary.build(commentary_view(*COMMENTS), CommentTyped(12, "ab"))
    sent = checks.submit(card, "Save the commentary", section="3", text=" Two\r\nlines ")
    assert submitted.read(sent).form == CommentTyped(12, "ab", section="3", text="Two\nlines")


def test_an_ask_comes_back_as_typed() -> None:
    card = edition_asks.build(asks_view(*ASKS), AskTyped(12, 2, "cd", kind="note"))
    sent = checks.submit(card, "Save ask 2", text="Note it", to="The Chair", by_when="2031-03-06", refs="3.2.1; 3.2.4")
    typed = submitted.read(sent).form
    assert typed == AskTyped(12, 2, "cd", "note", "Note it", "The Chair", date(2031, 3, 6), "3.2.1; 3.2.4")
    assert typed.ref_list == ["3.2.1", "3.2.4"]


def test_what_the_rules_ask_is_neither_changed_nor_withdrawn() -> None:
    titles = checks.buttons(edition_asks.build(asks_view(*ASKS), AskTyped(12)))
    assert {"Change ask 2", "Withdraw ask 2"} <= set(titles)
    assert not {"Change ask 3", "Withdraw ask 3"} & set(titles)


@pytest.mark.parametrize("part", STEPS)
def test_every_step_that_takes_words_sends_them(part: Part) -> None:
    card = edition_reason.build(step_to_take(), ReasonTyped(12, part, "7", "ef"))
    for title, says in STEPS[part].buttons:
        typed = submitted.read(checks.submit(card, title, words="Because")).form
        assert typed == ReasonTyped(12, part, "7", "ef", says=says, words="Because")


@pytest.mark.parametrize(
    "press",
    [
        {"do": "confirm_area", "edition": 12, "area": 3},
        {"do": "confirm_area", "edition": 12, "area": 3, "says": "perhaps"},
        {"do": "confirm_area", "edition": "12; DROP TABLE edition", "area": 3, "says": "yes"},
        {"do": "confirm_area", "edition": 0, "area": 3, "says": "yes"},
        {"do": "step", "edition": 12, "step": "burn"},
        {"do": "step", "step": "clear"},
        {"do": "step", "edition": 2**64, "step": "clear", "shown": "x"},
        {"do": "step", "edition": 12, "step": "clear"},
        {"do": "edition", "edition": 12, "part": "attic"},
        {"do": "edition", "edition": 12, "part": "asks", "about": "1" * 500},
        {"do": "edition_write", "edition": 12, "part": "console", "says": "go"},
        {"do": "edition_write", "edition": 12, "part": "recut", "says": "never"},
        {"do": "edition_write", "edition": 12, "part": "asks", "number": -1},
        {"do": "edition_write", "part": "commentary", "shown": ""},
    ],
)
def test_what_no_button_of_ours_says_is_not_understood(press: dict[str, Any]) -> None:
    with pytest.raises(CardNotUnderstood):
        submitted.read({RESERVED: press})
