"""Answers to questions: lists, how an area stands, how an action stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from adaptive_cards import action_list, action_status, area_status, submitted, welcome
from adaptive_cards.verbs import Verb
from tests.adaptive_cards import example_answers as answers
from tests.adaptive_cards.checks import MOST_CHARACTERS, buttons, characters, of_type, submit, words
from workflows.answers import Choice


def test_a_line_has_its_rating_in_a_word_behind_its_colour() -> None:
    text = words(action_list.build(answers.action_list()))
    assert "3.2.1 milestone 1  Cut the wait for a first speech and language appointment" in text
    assert "■ Red · 34 days late" in text
    assert "□ Not reported · No update since 4 November 2030" in text
    assert "Designated Clinical Officer and SEND Manager, Wharfemoor Council" in text


def test_only_lines_the_reader_may_update_have_a_button() -> None:
    card = action_list.build(answers.action_list(), message=12)
    assert list(buttons(card)) == ["Update 3.2.1 milestone 1", "Update 3.2.3 milestone 1"]
    press = submitted.read(submit(card, "Update 3.2.3 milestone 1"))
    assert (press.do, press.item, press.message_id) == (Verb.OPEN, "m:3", 12)


def test_past_six_buttons_the_reader_is_told_what_to_write() -> None:
    card = action_list.build(answers.action_list(tuple(map(answers.action_line, range(1, 9)))))
    assert len(buttons(card)) == 6
    assert "For the others, write for example: update 3.2.7 milestone 1" in words(card)


def test_lines_left_out_are_counted() -> None:
    card = action_list.build(answers.action_list(tuple(map(answers.action_line, range(1, 31))), more=4))
    assert "and 10 more" in words(card)


def test_no_line_is_an_answer_too() -> None:
    card = action_list.build(answers.action_list((), heading="Red: 0 actions", empty="No action is rated Red."))
    assert words(card).split("\n") == ["No action is rated Red.", "As at 3 March 2031, 10:02"]


def test_the_longest_list_fits() -> None:
    lines = tuple(
        answers.action_line(
            number, title="co-produce " * 50, note="because " * 40, lead_posts=("Head of Something",) * 30
        )
        for number in range(1, 60)
    )
    assert characters(action_list.build(answers.action_list(lines))) <= MOST_CHARACTERS


def test_an_area_says_its_worst_and_why() -> None:
    text = words(area_status.build(answers.group_status()))
    assert "Red because 1 of 14: 3.2.1" in text.split("\n")
    assert "Since the last board: 2 better, 1 worse, 11 unchanged." in text


def test_the_word_of_the_worst_is_said_when_its_reason_does_not() -> None:
    silent = answers.group_status(worst="Not reported", worst_because="No update in the period")
    lines = words(area_status.build(silent)).split("\n")
    assert lines[lines.index("No update in the period") - 1] == "Not reported"


def test_every_count_stands_in_words_beside_what_it_was() -> None:
    lines = words(area_status.build(answers.group_status())).split("\n")
    for count in answers.COUNTS:
        if count.count:
            assert lines[lines.index(f"{count.count} {count.label}") + 1] == f"last board: {count.last}"
    assert "14 actions in all, by rating" in lines


def test_a_count_of_none_is_said_without_a_tile() -> None:
    card = area_status.build(answers.group_status())
    assert "0 Grey (last board: 1)" in words(card).split("\n")
    assert "Grey" not in [words(tile) for tile in of_type(card, "Column")]


def test_the_chart_holds_no_number_that_the_words_do_not() -> None:
    (chart,) = of_type(area_status.build(answers.group_status()), "Chart.HorizontalBar.Stacked")
    (bar,) = chart["data"]
    assert [(share["legend"], share["value"]) for share in bar["data"]] == [
        (count.label, count.count) for count in answers.COUNTS if count.count
    ]
    assert chart["fallback"]["text"] == ("14 actions: Blue 2, Red 1, Amber 3, Green 6, Grey 0, Not reported 2")


def test_an_area_without_actions_has_no_chart() -> None:
    empty = answers.group_status(counts=tuple(replace(count, count=0, last=None) for count in answers.COUNTS), total=0)
    card = area_status.build(empty)
    assert of_type(card, "Chart.HorizontalBar.Stacked") == []
    assert "0 actions in all, by rating" in words(card).split("\n")


def test_each_section_of_an_area_says_none_or_how_many_more() -> None:
    text = words(area_status.build(answers.group_status(due_next=(), more_exceptions=3)))
    assert "Due by 30 April 2031\nNone" in text
    assert "and 3 more" in text


def test_those_by_exception_for_silence_alone_are_counted_apart() -> None:
    assert "and 2 actions only because no update was received" in words(area_status.build(answers.group_status()))
    none = answers.group_status(exceptions=(), more_exceptions=0)
    assert "None but 7 actions only because no update was received" in words(area_status.build(none)).split("\n")


def test_a_status_is_read_at_a_glance() -> None:
    many = tuple(answers.action_line(n) for n in range(1, 10))
    card = area_status.build(answers.group_status(exceptions=many, due_next=many, silent=many))
    assert words(card).count("34 days late") == 9


def test_only_a_card_that_gains_from_it_is_wide() -> None:
    assert area_status.build(answers.group_status())["msteams"] == {"width": "Full"}
    assert "msteams" not in action_list.build(answers.action_list())


def test_updates_come_first_and_questions_take_what_room_is_left() -> None:
    card = action_list.build(
        answers.action_list(tuple(map(answers.action_line, range(1, 6)))), choices=answers.QUESTIONS
    )
    assert list(buttons(card))[4:] == ["Update 3.2.5 milestone 1", "Which are Red?"]
    card = action_status.build(answers.action_status(), choices=answers.QUESTIONS)
    assert list(buttons(card)) == ["Update milestone 1", "Which are Red?", "What is late?", "Who has not reported?"]


def test_a_question_is_asked_by_its_button() -> None:
    card = area_status.build(answers.group_status(), choices=answers.QUESTIONS)
    press = submitted.read(submit(card, "What is late?"))
    assert (press.do, press.text) == (Verb.ASK, "what is late in area 3")


def test_an_area_of_long_lines_fits() -> None:
    long = tuple(answers.action_line(n, title="co-produce " * 50, note="because " * 40) for n in range(40))
    card = area_status.build(answers.group_status(exceptions=long, due_next=long, silent=long))
    assert characters(card) <= MOST_CHARACTERS


def test_an_action_keeps_its_rating_beside_what_the_dates_say() -> None:
    lines = words(action_status.build(answers.action_status())).split("\n")
    assert "Green" in lines
    assert "Rated Green by the lead; milestone 1 is 34 days late." in lines


def test_dates_of_a_milestone_that_differ_are_never_merged() -> None:
    text = words(action_status.build(answers.action_status(milestones=(answers.milestone(),))))
    assert "34 days late\nDue 28 January 2031, first agreed for 31 December 2030; forecast 30 April 2031" in text


def test_dates_that_are_the_same_or_missing_take_no_room() -> None:
    plain = answers.milestone(
        timing="Due 31 March 2031", baseline=date(2031, 3, 31), current=date(2031, 3, 31), forecast=None
    )
    text = words(action_status.build(answers.action_status(milestones=(plain,))))
    assert text.endswith("for two months running\nDue 31 March 2031")


def test_a_forecast_that_has_passed_says_so() -> None:
    passed = answers.milestone(forecast=date(2031, 3, 2))
    assert "forecast 2 March 2031 has passed" in words(action_status.build(answers.action_status(milestones=(passed,))))


def test_what_is_complete_says_when() -> None:
    done = answers.milestone(
        baseline=None, current=None, completed_on=date(2031, 1, 2), timing="Complete, 3 days after the original date"
    )
    text = words(action_status.build(answers.action_status(milestones=(done,))))
    assert text.endswith("Completed 2 January 2031, 3 days after the original date")


def test_the_last_words_are_quoted_with_their_author() -> None:
    text = words(action_status.build(answers.action_status()))
    assert "Last update, by Asha Iqbal on 3 March 2031, 10:02\nA locum starts on 17 March." in text


def test_a_milestone_the_reader_leads_can_be_updated() -> None:
    press = submitted.read(submit(action_status.build(answers.action_status()), "Update milestone 1"))
    assert (press.do, press.item) == (Verb.OPEN, "m:1")


def test_an_action_of_many_long_milestones_fits() -> None:
    many = tuple(answers.milestone(seq, measure="measured " * 90) for seq in range(1, 40))
    card = action_status.build(answers.action_status(milestones=many, last_words="word " * 5000))
    assert "and 31 more" in words(card)
    assert characters(card) <= MOST_CHARACTERS


def test_a_new_person_reads_who_the_bot_is_and_what_they_lead() -> None:
    card = welcome.build("Asha Iqbal", answers.action_list(), ("Area 3",), answers.QUESTIONS)
    text = words(card)
    assert welcome.WHO_I_AM in text
    assert "You are the SRO of Area 3." in text
    assert "3.2.2  Agree one pathway" in text
    assert submitted.read(submit(card, "Which are Red?")).do is Verb.ASK


def test_a_welcome_shows_eight_lines_and_counts_the_rest() -> None:
    lines = tuple(map(answers.action_line, range(1, 13)))
    text = words(welcome.build("Asha Iqbal", answers.action_list(lines, more=1), (), ()))
    assert text.count("34 days late") == 8
    assert "and 5 more" in text


def test_who_leads_nothing_reads_nothing_about_it() -> None:
    nothing = answers.action_list((), heading="You lead 0 actions")
    assert "lead" not in words(welcome.build("Sam Reed", nothing, ("Area 3",), answers.QUESTIONS)).replace(
        welcome.WHO_I_AM, ""
    )
    assert "You lead nothing in this plan." in words(welcome.build("Sam Reed", nothing, (), ()))


@pytest.mark.parametrize("number", [0, 1, 6])
def test_a_card_never_has_an_empty_row_of_buttons(number: int) -> None:
    examples = tuple(Choice(f"Ask {n}", f"ask {n}") for n in range(number))
    card = welcome.build("Asha Iqbal", answers.action_list(), (), examples)
    assert [len(row["actions"]) for row in of_type(card, "ActionSet")] == ([number] if number else [])
