"""The form of one item: short at first, growing with the rating, and never losing what was typed."""

from __future__ import annotations

import string
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adaptive_cards import submitted, update_form, update_request
from store.types import RatingRole
from tests.adaptive_cards import examples as eg
from tests.adaptive_cards.checks import MOST_CHARACTERS, buttons, characters, inputs, schema_faults, submit, words
from workflows.updates.rules import MAX_TEXT, Answer, Field, ItemFacts, problems_of
from workflows.updates.views import ItemView

SHORT = ["rating", "narrative", "completed_on", "forecast", "evidence", "help_needed"]
RECOVERY = ["cause", "effect", "recovery", "recovery_owner", "recovery_by"]


def form(item: ItemView | None = None, **more: Any) -> dict[str, Any]:
    item = item or eg.item(1)
    return update_request.build(eg.request(item), open_item=item.item, **more)


def values(card: dict[str, Any]) -> dict[str, str]:
    return {name: field["value"] for name, field in inputs(card).items() if "value" in field}


def test_the_first_form_is_short() -> None:
    assert list(inputs(form())) == SHORT


def test_an_action_as_a_whole_is_not_completed_on_a_day() -> None:
    assert "completed_on" not in inputs(form(eg.whole_action()))


def test_ratings_are_the_plans_own_words_and_all_in_view() -> None:
    field = inputs(form())["rating"]
    assert field["style"] == "expanded"
    assert [choice["title"] for choice in field["choices"]] == [
        "Blue: Finished and now part of normal practice",
        "Red: Seriously behind schedule",
        "Amber: Some delay, with a way back",
        "Green: Going to plan",
        "Grey: Not begun: waits for other actions",
    ]


def test_a_rating_without_a_meaning_is_its_label_alone() -> None:
    ratings = (replace(eg.RATINGS[1], meaning="", role=None, confirmed=False),)
    card = update_request.build(eg.request(eg.item(1, ratings=ratings)))
    assert inputs(card)["rating"]["choices"] == [{"title": "Red", "value": "RED"}]


def test_the_client_insists_on_rating_and_narrative_alone() -> None:
    required = [name for name, field in inputs(form(typed=eg.HALF_TYPED)).items() if field.get("isRequired")]
    assert required == ["rating", "narrative"]


def test_nobody_is_invited_to_name_a_child() -> None:
    assert "Please name no child" in words(form())


@pytest.mark.parametrize(
    ("code", "extra"),
    [("RED", RECOVERY), ("AMBER", RECOVERY), ("GREY", ["waiting_for"]), ("GREEN", []), ("BLUE", [])],
)
def test_the_form_grows_by_what_the_rating_demands(code: str, extra: list[str]) -> None:
    shown = list(inputs(form(typed=Answer(rating=code))))
    assert [name for name in shown if name != "completed_on"] == ["rating", "narrative", *extra, *SHORT[3:]]


@pytest.mark.parametrize(("code", "asked"), [("RED", False), ("GREY", False), ("AMBER", True), ("BLUE", True)])
def test_the_day_of_completion_is_asked_where_it_may_be_complete(code: str, asked: bool) -> None:
    assert ("completed_on" in inputs(form(typed=Answer(rating=code)))) is asked


def test_a_day_of_completion_once_typed_stays_in_sight() -> None:
    typed = Answer(rating="RED", completed_on=date(2031, 3, 1))
    assert inputs(form(typed=typed))["completed_on"]["value"] == "2031-03-01"


def test_what_the_rating_needs_is_marked() -> None:
    fields = inputs(form(typed=eg.HALF_TYPED))
    assert fields["cause"]["label"] == "Cause: why is it not going to plan (needed for Red)"
    assert fields["forecast"]["label"] == "Forecast: when will it be complete (needed for Red)"
    assert fields["recovery_by"]["label"] == "Recovery: by when"
    assert "(needed" not in words(form())


def test_a_missed_date_needs_a_forecast_before_any_rating_is_chosen() -> None:
    assert inputs(form(eg.late_item(1)))["forecast"]["label"] == "Forecast: when will it be complete (needed)"


def test_every_field_of_words_but_a_name_has_room() -> None:
    typed = Answer(rating="RED", waiting_for="x")
    fields = [field for field in inputs(form(typed=typed)).values() if field["type"] == "Input.Text"]
    assert [field["id"] for field in fields if not field.get("isMultiline")] == ["recovery_owner"]


def test_an_amber_that_only_says_under_way_asks_for_no_recovery() -> None:
    under_way = replace(eg.RATINGS[2], role=RatingRole.IN_PROGRESS)
    view = eg.request(eg.item(1, ratings=(under_way,)))
    assert list(inputs(update_request.build(view, typed=Answer(rating="AMBER")))) == SHORT


def test_what_is_wrong_stands_at_the_top_and_right_above_its_field() -> None:
    text = words(form(eg.late_item(1), typed=eg.HALF_TYPED, problems=eg.PROBLEMS)).split("\n")
    assert "Not saved yet: 3 things to put right" in text
    assert "Cause: Red needs its cause: say why." in text
    assert text[text.index("Red needs its cause: say why.") + 1].startswith(update_form.LABELS[Field.CAUSE])
    assert text[-1] == "Not saved yet: 3 things to put right, marked above"
    assert text[text.index("28 February 2031 has passed: give a day from today on.") + 1].startswith("Forecast")


def test_a_field_that_is_wrong_is_shown_though_nothing_demands_it() -> None:
    problem = eg.Problem(Field.WAITING_FOR, "This text is too long.")
    assert "waiting_for" in inputs(form(problems=(problem,)))


def test_nothing_typed_is_lost_when_the_form_comes_back() -> None:
    typed = replace(eg.RED_ANSWER, waiting_for="The trust's reply", evidence="Minutes of 4 February")
    back = submitted.read(submit(form(typed=typed, problems=eg.PROBLEMS), "Save update"))
    assert back.answer == typed


def test_a_text_left_over_from_another_rating_stays_in_sight() -> None:
    card = form(typed=Answer(rating="GREEN", narrative="Done.", cause="Sickness"))
    assert inputs(card)["cause"]["value"] == "Sickness"


def test_a_conversation_over_the_form_ends_with_a_whole_answer() -> None:
    item = eg.late_item(1)
    facts = item.facts
    first = submitted.read(submit(form(item), "Save update", rating="RED", narrative="No progress.")).answer
    problems = problems_of(first, eg.RATINGS, facts, eg.TODAY)
    assert {problem.field for problem in problems} == {Field.CAUSE, Field.RECOVERY, Field.FORECAST}
    second = submitted.read(
        submit(
            form(item, typed=first, problems=problems),
            "Save update",
            cause="No analyst",
            recovery="Borrow one",
            forecast="2031-05-30",
        )
    ).answer
    assert problems_of(second, eg.RATINGS, facts, eg.TODAY) == ()
    assert (second.rating, second.narrative) == ("RED", "No progress.")


def test_saving_says_which_answer_was_known_when_the_form_was_made() -> None:
    press = submitted.read(submit(form(eg.answered_item(1)), "Save update"))
    assert (press.item, press.seen, press.message_id) == ("m:1", 41, 12)
    assert submitted.read(submit(form(), "Save update")).seen == 0


def test_the_last_update_is_quoted_with_its_rating() -> None:
    text = words(form(eg.item(1, latest=eg.given(eg.RED_ANSWER))))
    assert "Last update, by Asha Iqbal on 3 March 2031, 10:02" in text
    assert "■ Red" in text
    assert "The panel met twice." in text


def test_a_new_update_keeps_what_still_holds_and_asks_for_new_words() -> None:
    """A copied narrative would be a silent nil return."""
    filled = values(form(eg.item(1, latest=eg.given(eg.RED_ANSWER))))
    assert filled == {
        "rating": "RED",
        "cause": eg.RED_ANSWER.cause,
        "effect": eg.RED_ANSWER.effect,
        "recovery": eg.RED_ANSWER.recovery,
        "recovery_owner": "Head of Performance",
        "recovery_by": "2031-04-11",
        "forecast": "2031-05-30",
    }


def test_a_forecast_that_has_passed_is_not_offered_again() -> None:
    stale = replace(eg.RED_ANSWER, forecast=date(2031, 3, 2), recovery_by=date(2031, 3, 3))
    filled = values(form(eg.item(1, latest=eg.given(stale))))
    assert "forecast" not in filled
    assert filled["recovery_by"] == "2031-03-03"


def test_a_rating_that_left_the_key_is_not_chosen() -> None:
    gone = replace(eg.given(), answer=replace(eg.GREEN_ANSWER, rating="PURPLE"))
    assert "value" not in inputs(form(eg.item(1, latest=gone)))["rating"]


def test_a_correction_starts_from_the_whole_answer() -> None:
    card = form(eg.answered_item(1, eg.BLUE_ANSWER))
    assert "Correct 2.1.1 milestone 1" in words(card)
    assert submitted.read(submit(card, "Save update")).answer == eg.BLUE_ANSWER


def test_the_day_of_completion_on_the_register_is_filled_in() -> None:
    done = ItemFacts(True, date(2031, 3, 31), date(2031, 2, 20), None)
    assert values(form(eg.item(1, facts=done))) == {"completed_on": "2031-02-20"}


def test_the_button_that_saves_is_told_from_the_others() -> None:
    assert buttons(form())["Save update"]["style"] == "positive"


TEXT = st.text(alphabet=string.printable + 'é“’😀\\"\n[](', max_size=4000).map(str.strip)
DAY = st.none() | st.dates()
ANSWERS = st.builds(
    Answer,
    rating=st.sampled_from(["", "RED", "GREEN", "NOT IN THE KEY"]),
    narrative=TEXT,
    cause=TEXT,
    recovery=TEXT,
    recovery_owner=TEXT,
    recovery_by=DAY,
    forecast=DAY,
    completed_on=DAY,
    waiting_for=TEXT,
    evidence=TEXT,
    help_needed=TEXT,
)


@settings(max_examples=60, deadline=None)
@given(typed=ANSWERS)
def test_whatever_is_typed_the_form_is_a_valid_card_that_fits(typed: Answer) -> None:
    card = form(eg.long_item(1, latest=eg.given(eg.RED_ANSWER)), typed=typed, problems=eg.PROBLEMS)
    assert schema_faults(card) == []
    assert characters(card) <= MOST_CHARACTERS


@pytest.mark.parametrize("letter", ["x", '"', "\n"])
def test_the_longest_texts_fit_and_a_cut_is_said(letter: str) -> None:
    typed = Answer(**dict.fromkeys(("narrative", "cause", "recovery", "evidence", "waiting_for"), f"a{letter * 9998}z"))
    card = form(typed=typed)
    assert characters(card) <= MOST_CHARACTERS
    assert update_form.CUT_SHORT in words(card)


def test_every_field_full_is_shown_uncut() -> None:
    names = ("narrative", "cause", "effect", "recovery", "recovery_owner", "waiting_for", "evidence", "help_needed")
    typed = Answer(rating="RED", **dict.fromkeys(names, "x" * MAX_TEXT))
    card = form(eg.long_item(1, latest=eg.given(eg.RED_ANSWER)), typed=typed, problems=eg.PROBLEMS)
    assert submitted.read(submit(card, "Save update")).answer == typed
    assert characters(card) <= MOST_CHARACTERS
