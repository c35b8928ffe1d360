"""What stands in place of the form once somebody has answered."""

from __future__ import annotations

from adaptive_cards import recorded, submitted
from adaptive_cards.verbs import Verb
from tests.adaptive_cards import examples as eg
from tests.adaptive_cards.checks import MOST_CHARACTERS, characters, of_type, submit, words
from workflows.updates.rules import Answer


def test_it_says_what_was_recorded_by_whom_for_whom_and_when() -> None:
    given = eg.given(eg.RED_ANSWER, by="Ben Okafor", on_behalf_of="Asha Iqbal")
    text = words(recorded.build(eg.answered_item(1, latest=given), message_id=12))
    for said in (
        "Recorded: 2.1.1 milestone 1",
        "Red",
        "By Ben Okafor for Asha Iqbal on 3 March 2031, 10:02.",
        "Cause: The analyst's post has been vacant since January.",
        "Recovery: Borrow an analyst from public health for six weeks (Head of Performance, by 11 April 2031)",
        "Help needed: The partnership's agreement to share the analyst.",
        "Forecast 30 May 2031",
    ):
        assert said in text


def test_complete_before_sign_off_keeps_its_word_and_says_so() -> None:
    text = words(recorded.build(eg.answered_item(1, eg.BLUE_ANSWER), message_id=12))
    assert "Blue" in text
    assert "Awaiting sign-off by the SRO." in text
    assert "Completed on 27 February 2031" in text


def test_a_signed_off_answer_awaits_nothing() -> None:
    latest = eg.given(eg.BLUE_ANSWER, awaiting_sign_off=False)
    assert "Awaiting" not in words(recorded.build(eg.answered_item(1, latest=latest), message_id=12))


def test_the_rating_stands_on_its_colour() -> None:
    card = recorded.build(eg.answered_item(1, eg.RED_ANSWER), message_id=12)
    assert [box["style"] for box in of_type(card, "Container")] == ["attention"]


def test_it_can_be_corrected() -> None:
    press = submitted.read(submit(recorded.build(eg.answered_item(1), message_id=12), "Correct this answer"))
    assert (press.do, press.item, press.message_id) == (Verb.OPEN, "m:1", 12)


def test_what_else_the_message_asks_is_a_press_away() -> None:
    card = recorded.build(eg.answered_item(1), message_id=12, others_open=1)
    assert "1 other item of this message still to be answered." in words(card)
    assert submitted.read(submit(card, "Show the others")).do is Verb.SHOW


def test_the_longest_answer_fits() -> None:
    long = Answer(rating="RED", narrative='"\n' * 5000, cause="x" * 9000, recovery="y" * 9000, evidence="z" * 9000)
    card = recorded.build(eg.answered_item(1, latest=eg.given(long)), message_id=12)
    assert characters(card) <= MOST_CHARACTERS
