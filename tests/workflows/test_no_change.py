"""When nothing may be said to have changed, and when a rating is asked about because of its dates."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.adaptive_cards import examples as eg
from workflows.language import day_words
from workflows.timing import LATE_MINOR_DAYS
from workflows.updates.disagreement import disagreement
from workflows.updates.no_change import (
    MARK,
    is_unchanged,
    repeats_silently,
    unchanged,
    why_something_changed,
)
from workflows.updates.rules import MAX_TEXT, Answer, ItemFacts

SAID_ON = date(2031, 2, 3)
DUE = date(2031, 3, 31)
FACTS = ItemFacts(True, DUE, None, date(2032, 3, 31))
GREEN = eg.given(replace(eg.GREEN_ANSWER, forecast=DUE))


def why(given_answer=GREEN, facts=FACTS, late="", today=eg.TODAY) -> str:
    return why_something_changed("2.1.1", given_answer, SAID_ON, eg.RATINGS, facts, late, today)


def test_what_was_answered_and_is_on_time_may_be_unchanged() -> None:
    assert why() == ""


@pytest.mark.parametrize(
    ("given_answer", "facts", "late", "sentence"),
    [
        (None, FACTS, "", "no earlier answer"),
        (eg.given(eg.BLUE_ANSWER), FACTS, "", "is complete"),
        (GREEN, replace(FACTS, completed_on=SAID_ON), "", "is complete"),
        (GREEN, FACTS, "3 days late", "3 days late, which is a change"),
        (eg.given(replace(eg.RED_ANSWER, forecast=SAID_ON)), FACTS, "", "3 February 2031 has passed"),
        (eg.given(replace(eg.RED_ANSWER, recovery_by=SAID_ON)), FACTS, "", "3 February 2031 has passed"),
    ],
)
def test_what_has_changed_is_said_in_one_sentence(given_answer, facts, late, sentence) -> None:
    assert sentence in why(given_answer, facts, late)


@given(st.text(min_size=1, max_size=2 * MAX_TEXT))
def test_words_said_again_are_marked_once_and_fit_the_field(words: str) -> None:
    first = unchanged(eg.given(replace(eg.GREEN_ANSWER, narrative=words)), SAID_ON)
    assert first.narrative.startswith(MARK)
    assert len(first.narrative) <= MAX_TEXT
    again = unchanged(eg.given(first), SAID_ON + timedelta(days=30))
    assert again.narrative == first.narrative


def test_the_marked_words_are_a_nil_return_and_the_bare_ones_a_silent_copy() -> None:
    assert is_unchanged(unchanged(GREEN, SAID_ON), GREEN, SAID_ON)
    assert not is_unchanged(replace(unchanged(GREEN, SAID_ON), rating="AMBER"), GREEN, SAID_ON)
    bare = replace(GREEN.answer, narrative=f"  {GREEN.answer.narrative.upper()}\n")
    assert repeats_silently(bare, GREEN)
    assert not repeats_silently(replace(bare, forecast=DUE + timedelta(days=9)), GREEN)


@given(st.integers(-200, 400), st.sampled_from(eg.RATINGS))
def test_only_on_track_with_dates_against_it_is_asked_about(days: int, rating) -> None:
    answer = Answer(rating=rating.code, forecast=DUE + timedelta(days=days))
    asked = disagreement(rating, answer, FACTS, eg.TODAY)
    assert bool(asked) == (rating.code == "GREEN" and days > LATE_MINOR_DAYS)


@given(st.integers(1, 900))
def test_green_past_its_date_is_asked_about_and_names_the_days(days: int) -> None:
    green = next(rating for rating in eg.RATINGS if rating.code == "GREEN")
    asked = disagreement(green, Answer(rating="GREEN"), FACTS, DUE + timedelta(days=days))
    assert f"passed {days} day" in asked
    assert day_words(DUE) in asked
    assert disagreement(green, Answer(rating="GREEN", completed_on=DUE), FACTS, DUE + timedelta(days=days)) == ""
