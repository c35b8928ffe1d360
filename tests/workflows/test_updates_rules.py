"""What an answer must hold, by the role of its rating and the dates of the item."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from store.cut import RatingRow
from store.types import RatingRole
from tests.workflows.cuts import AMBER, BLUE, GREEN, GREY, KEY, RED, TODAY, UNCONFIRMED, a_rating
from workflows.updates.rules import (
    MAX_TEXT,
    Answer,
    Field,
    ItemFacts,
    demanded_fields,
    problems_of,
    without_personal_data,
)

AHEAD, PASSED, ENDS = TODAY + timedelta(days=30), TODAY - timedelta(days=1), date(2025, 12, 31)
AT_RISK = a_rating("AMBER", RatingRole.AT_RISK, 3)
ALWAYS = {Field.RATING, Field.NARRATIVE}


def facts(**changes: object) -> ItemFacts:
    return replace(ItemFacts(is_milestone=True, due=AHEAD, completed_on=None, plan_ends=ENDS), **changes)


def an_answer(rating: str = "GREEN", **changes: object) -> Answer:
    return replace(Answer(rating=rating, narrative="The group met and agreed its terms"), **changes)


def wrong(answer: Answer, item: ItemFacts | None = None, key: tuple[RatingRow, ...] = KEY) -> dict[Field, str]:
    return {problem.field: problem.sentence for problem in problems_of(answer, key, item or facts(), TODAY)}


@pytest.mark.parametrize(
    ("rating", "more"),
    [
        (GREEN, set()),
        (AMBER, set()),
        (AT_RISK, {Field.CAUSE, Field.RECOVERY}),
        (RED, {Field.CAUSE, Field.RECOVERY, Field.FORECAST}),
        (GREY, {Field.WAITING_FOR}),
        (BLUE, {Field.EVIDENCE, Field.COMPLETED_ON}),
    ],
)
def test_each_role_demands_its_own_fields(rating: RatingRow, more: set[Field]) -> None:
    assert set(demanded_fields(rating, facts(), TODAY)) == ALWAYS | more


@pytest.mark.parametrize("rating", [GREEN, AMBER, AT_RISK, GREY])
def test_once_a_date_is_missed_any_rating_needs_a_forecast(rating: RatingRow) -> None:
    missed = facts(due=PASSED)
    assert Field.FORECAST in demanded_fields(rating, missed, TODAY)
    assert Field.FORECAST not in demanded_fields(rating, missed, TODAY, completed=True)
    assert Field.FORECAST not in demanded_fields(rating, facts(due=TODAY), TODAY)
    assert Field.FORECAST not in demanded_fields(rating, replace(missed, completed_on=PASSED), TODAY)


def test_complete_needs_no_forecast_and_no_second_completion_date() -> None:
    assert Field.FORECAST not in demanded_fields(BLUE, facts(due=PASSED), TODAY)
    assert Field.COMPLETED_ON not in demanded_fields(BLUE, facts(completed_on=PASSED), TODAY)


def test_an_action_as_a_whole_has_no_date_of_its_own() -> None:
    whole = facts(is_milestone=False, due=None)
    assert set(demanded_fields(BLUE, whole, TODAY)) == ALWAYS | {Field.EVIDENCE}
    assert set(demanded_fields(GREEN, whole, TODAY)) == ALWAYS


@pytest.mark.parametrize("rating", UNCONFIRMED)
def test_a_rating_whose_meaning_nobody_confirmed_demands_nothing_of_its_own(rating: RatingRow) -> None:
    assert set(demanded_fields(rating, facts(), TODAY)) == ALWAYS


def test_an_empty_answer_is_asked_for_its_rating_and_its_words() -> None:
    assert wrong(Answer()) == {
        Field.RATING: "Choose a rating.",
        Field.NARRATIVE: "Say in a sentence what was done since the last update.",
    }


def test_a_full_answer_has_nothing_wrong() -> None:
    assert wrong(an_answer()) == {}
    red = an_answer("RED", cause="Two vacancies", recovery="Agency staff", forecast=AHEAD)
    assert wrong(red) == {}
    assert wrong(an_answer("BLUE", evidence="Minutes, SharePoint", completed_on=PASSED)) == {}


def test_each_thing_missing_is_named_with_the_ratings_own_word() -> None:
    assert wrong(an_answer("RED")) == {
        Field.CAUSE: "Red needs its cause: say why.",
        Field.RECOVERY: "Red needs a recovery: say what will be done.",
        Field.FORECAST: "Red needs a forecast: say when it will be complete.",
    }
    assert wrong(an_answer("GREY")) == {
        Field.WAITING_FOR: "Grey needs what it waits for: name the action or the decision."
    }
    assert list(wrong(an_answer("BLUE"))) == [Field.EVIDENCE, Field.COMPLETED_ON]


def test_a_missed_date_is_named_when_its_forecast_is_missing() -> None:
    assert wrong(an_answer(), facts(due=PASSED)) == {
        Field.FORECAST: "Its date, 5 March 2023, has passed: say when it will be complete."
    }


def test_a_rating_outside_the_plans_key_is_refused() -> None:
    assert wrong(an_answer("PURPLE")) == {
        Field.RATING: "That rating is not in this plan's key: choose one of those shown."
    }


@pytest.mark.parametrize("field", [Field.FORECAST, Field.RECOVERY_BY])
def test_a_date_to_come_may_not_have_passed_nor_lie_after_the_plans_end(field: Field) -> None:
    def with_day(day: date) -> dict[Field, str]:
        return wrong(an_answer(**{field.value: day}))

    assert with_day(PASSED) == {field: "5 March 2023 has passed: give a day from today on."}
    assert with_day(TODAY) == with_day(ENDS) == {}
    assert with_day(ENDS + timedelta(days=1)) == {field: "The plan ends on 31 December 2025: give a day before that."}


def test_a_plan_without_an_end_takes_any_date_to_come() -> None:
    assert wrong(an_answer(forecast=ENDS + timedelta(days=999)), facts(plan_ends=None)) == {}


def test_nothing_is_complete_on_a_day_to_come() -> None:
    assert wrong(an_answer(completed_on=TODAY)) == {}
    assert wrong(an_answer(completed_on=AHEAD)) == {
        Field.COMPLETED_ON: "A milestone cannot be complete on a day to come: give a forecast instead."
    }


def test_a_text_that_would_not_fit_a_card_is_sent_back_with_its_length() -> None:
    assert wrong(an_answer(narrative="x" * MAX_TEXT)) == {}
    assert wrong(an_answer(narrative="x" * (MAX_TEXT + 1))) == {
        Field.NARRATIVE: "Shorten this text: 3,701 characters, at most 3,700 fit."
    }


def test_several_problems_come_in_the_order_of_the_form() -> None:
    problems = problems_of(Answer(rating="RED", completed_on=AHEAD), KEY, facts(), TODAY)
    fields = [problem.field for problem in problems]
    assert fields == [Field.NARRATIVE, Field.CAUSE, Field.RECOVERY, Field.COMPLETED_ON]


def test_what_may_identify_a_child_is_a_problem_of_its_field_and_not_repeated() -> None:
    told = an_answer(narrative="Panel met. Oliver aged 9 has a place.")
    (problem,) = [one for one in problems_of(told, KEY, facts(), TODAY) if one.personal]
    assert problem.field is Field.NARRATIVE
    assert "a first name with an age" in problem.sentence
    assert "Oliver" not in problem.sentence


def test_the_form_gets_the_rest_back_without_the_passage() -> None:
    told = an_answer(narrative="Panel met. Oliver aged 9 has a place.", help_needed="More staff")
    kept = without_personal_data(told, facts())
    assert kept.narrative == "Panel met. has a place."
    assert (kept.rating, kept.help_needed) == ("GREEN", "More staff")


def test_the_plans_own_words_are_no_breach() -> None:
    own = facts(own_words=("weekly clinic at culture fusion, bd1 2ag",))
    told = an_answer(narrative="The clinic at Culture Fusion, BD1 2AG opened")
    assert [one for one in problems_of(told, KEY, facts(), TODAY) if one.personal]
    assert not [one for one in problems_of(told, KEY, own, TODAY) if one.personal]
