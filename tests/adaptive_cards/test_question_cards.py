"""Cards that answer questions: by lead and by pages, figures, quotations, what a person can do."""

from __future__ import annotations

import json
from dataclasses import replace

from adaptive_cards import abilities, action_list, action_status, figures, quotations, said_lines, submitted
from adaptive_cards.verbs import Verb
from tests.adaptive_cards import example_answers as answers
from tests.adaptive_cards.checks import MOST_CHARACTERS, buttons, characters, of_type, submit, words
from workflows.answers import FIGURES_PAGE, PAGE, Choice, Quotation

NEXT = Choice("Show 25 to 30", "what is due on 31 March 2031 page 2")


def test_a_lead_stands_once_above_what_is_theirs_and_not_again_below_it() -> None:
    text = words(action_list.build(answers.action_list(answers.by_lead(6))))
    for lead in ("Head of Service 1, Moorside NHS Trust", "Head of Service 2, Moorside NHS Trust"):
        assert text.split("\n").count(lead) == 1
    assert text.index("Head of Service 1") < text.index("3.2.1 milestone 1") < text.index("Head of Service 2")


def test_a_page_says_which_it_is_and_repeats_the_lead_it_runs_on_from() -> None:
    listed = answers.action_list(tuple(replace(line, group="One lead") for line in answers.by_lead(30)))
    first, second = action_list.build(listed), action_list.build(replace(listed, page=1))
    assert "1 to 24 of 30" in words(first)
    assert "25 to 30 of 30" in words(second)
    assert "One lead" in words(second).split("\n")
    assert words(first).count("milestone 1  ") == PAGE
    assert words(second).count("milestone 1  ") == 30 - PAGE


def test_the_next_page_is_asked_for_in_words() -> None:
    card = action_list.build(answers.action_list(answers.by_lead(30)), choices=(NEXT, *answers.QUESTIONS))
    press = submitted.read(submit(card, NEXT.label))
    assert (press.do, press.text) == (Verb.ASK, NEXT.ask)


def test_a_list_of_one_page_has_no_place_to_tell() -> None:
    assert " of 4" not in words(action_list.build(answers.action_list()))


def test_notes_stand_below_the_lines() -> None:
    text = words(action_list.build(answers.action_list(notes=("Counted by the month's last day.",))))
    assert text.endswith("Counted by the month's last day.")


def test_a_target_is_never_on_the_line_of_the_actual_figure() -> None:
    lines = words(figures.build(answers.figures())).split("\n")
    assert "Target: 75% for 31 January 2031" in lines
    assert "Actual: 61.6% for 31 January 2031" in lines
    assert "Actual: No reading" in lines
    assert not [line for line in lines if "Target" in line and "Actual" in line]


def test_a_status_of_a_figure_is_said_in_words() -> None:
    text = words(figures.build(answers.figures()))
    assert "Off trajectory · 13.4 points short of target" in text
    assert "Not compared: the periods differ" in text


def test_figures_are_turned_by_pages_too() -> None:
    many = answers.figures(tuple(map(answers.figure, range(1, 31))))
    card = figures.build(replace(many, page=1))
    assert words(card).count("Target: ") == FIGURES_PAGE
    assert "4.13a" in words(card)
    assert "and 6 more" in words(card)


def test_the_words_quoted_stand_under_whose_they_are() -> None:
    text = words(quotations.build(answers.quotations()))
    assert "Amber: Asha Iqbal, 6 January 2031, 09:12\nTwo of three clinics have opened." in text
    assert "Cause: The post was advertised twice without an applicant." in text


def test_a_link_in_somebodys_words_stays_words() -> None:
    card = quotations.build(answers.quotations(Quotation("Said by", "[click](https://example.org) **bold**")))
    assert "](https" not in json.dumps(card)
    assert not of_type(card, "TextBlock")[1:]  # the heading alone is Markdown


def test_the_longest_quotations_fit_and_those_left_out_are_counted() -> None:
    long = tuple(Quotation("x" * 900, "word " * 4000, "y" * 900) for _ in range(40))
    card = quotations.build(answers.quotations(*long), choices=answers.QUESTIONS)
    assert characters(card) <= MOST_CHARACTERS
    assert "and 28 more" in words(card)


def test_the_longest_lines_fit() -> None:
    card = said_lines.build("History", tuple("word " * 900 for _ in range(60)), choices=answers.QUESTIONS)
    assert characters(card) <= MOST_CHARACTERS


def test_every_ability_is_a_button_under_the_name_of_its_kind() -> None:
    card = abilities.build(answers.ABILITIES)
    assert "Your actions" in words(card).split("\n")
    assert len(buttons(card)) == sum(len(choices) for _, choices in answers.ABILITIES.kinds)
    press = submitted.read(submit(card, "Update 3.2.1"))
    assert (press.do, press.text) == (Verb.ASK, "update 3.2.1")


def test_an_action_says_how_it_has_moved_since_the_last_board() -> None:
    text = words(action_status.build(answers.action_status(movement="Was Amber in report 2: better")))
    assert "Was Amber in report 2: better" in text.split("\n")
