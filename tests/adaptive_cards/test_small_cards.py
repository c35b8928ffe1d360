"""Reports, choices, notices, and the words and colours that all cards share."""

from __future__ import annotations

import pytest

from adaptive_cards import choices, edition_issued, notice, report_ready, submitted
from adaptive_cards.colours import AMBER, BLUE, GREEN, GREY, RED, Tint, tint_of
from adaptive_cards.text import plain
from adaptive_cards.verbs import Verb
from tests.adaptive_cards import example_answers as answers
from tests.adaptive_cards import examples as eg
from tests.adaptive_cards.checks import buttons, of_type, submit, words
from tests.adaptive_cards.report_gallery import REPORT_GALLERY, edition_issued_to_one
from workflows.answers import Choice
from workflows.updates.rules import Answer


def test_a_report_is_fetched_in_any_of_its_forms_until_a_time_and_by_one_person() -> None:
    card = report_ready.build(answers.report_ready())
    assert {title: press["url"] for title, press in buttons(card).items() if "url" in press} == {
        "Download Word": "https://sendbot.example/r/wor",
        "Download Excel": "https://sendbot.example/r/exc",
        "Download PDF": "https://sendbot.example/r/pdf",
        "Open web page": "https://sendbot.example/r/web",
    }
    assert "These links are yours alone, and hold until 3 March 2031, 18:00." in words(card)
    assert "Draft · As at 3 March 2031, 10:02" in words(card)


def test_a_form_to_keep_can_be_put_into_onedrive_and_the_web_page_cannot() -> None:
    card = report_ready.build(answers.report_ready())
    saves = [title for title, press in buttons(card).items() if press["type"] == "Action.Execute"]
    assert saves == ["Word to my OneDrive", "Excel to my OneDrive", "PDF to my OneDrive"]
    pressed = submitted.read(submit(card, "Excel to my OneDrive"))
    assert (pressed.do, pressed.token) == (Verb.FILE, "token-of-excel")
    assert not any("OneDrive" in title for title in buttons(report_ready.build(answers.report_ready(to_save=()))))


def test_a_link_is_read_out_as_what_it_leads_to() -> None:
    presses = buttons(report_ready.build(answers.report_ready())).values()
    tooltips = [press["tooltip"] for press in presses if "url" in press]
    assert tooltips[0] == "Download the Exception report, Wharfemoor SEND plan as Word"
    assert not any("http" in tooltip for tooltip in tooltips)


def test_an_issued_edition_says_its_number_its_cut_off_and_what_it_replaces() -> None:
    shown = words(edition_issued.build(edition_issued_to_one("It replaces edition 6: a slip")))
    assert "Edition 7 is issued" in shown
    assert "Wharfemoor SEND improvement plan · Data of 14 February 2031, 17:00" in shown
    assert "It replaces edition 6: a slip" in shown
    assert "replaces" not in words(edition_issued.build(edition_issued_to_one()))


def test_a_link_is_never_in_words_that_go_to_a_lock_screen() -> None:
    for name in REPORT_GALLERY:
        assert "https" not in REPORT_GALLERY[name]()["fallbackText"]


def test_each_choice_asks_its_question() -> None:
    card = choices.build(
        "Which?", (Choice("Objective 2.4", "how is objective 2.4"), Choice("Action 2.4", "how is action 2.4"))
    )
    assert submitted.read(submit(card, "Action 2.4")).text == "how is action 2.4"


def test_the_title_of_a_choice_stands_beside_its_button() -> None:
    card = choices.build("Which?", (Choice("Action 2.4", "action 2.4", "Agree one pathway"),))
    assert "Action 2.4  Agree one pathway" in words(card).split("\n")
    assert list(buttons(card)) == ["Action 2.4"]


def test_choices_beyond_six_are_written_out() -> None:
    many = tuple(Choice(f"Question {n}", f"question {n}") for n in range(1, 10))
    assert "Or write: question 7, question 8 and question 9" in words(choices.build("I can help.", many))


def test_a_long_choice_is_cut_on_its_button_and_whole_beside_it() -> None:
    label = "Agree one pathway for autism assessments across the two trusts and the council"
    (press,) = buttons(choices.build("Which?", (Choice(label, "how is 3.2.2"),))).values()
    assert press["title"].endswith("…")
    assert press["tooltip"] == label


def test_a_refusal_gives_back_what_was_typed() -> None:
    text = words(notice.build("Not saved", "2.1.2 takes no more updates.", eg.RED_ANSWER))
    for said in (
        "Not saved",
        "2.1.2 takes no more updates.",
        "What you typed, to copy",
        eg.RED_ANSWER.cause,
        "Rating: RED",
    ):
        assert said in text


@pytest.mark.parametrize("typed", [None, Answer()])
def test_a_refusal_of_nothing_gives_nothing_back(typed: Answer | None) -> None:
    assert of_type(notice.build("Not saved", "Why.", typed), "Container") == []


@pytest.mark.parametrize(
    ("colour", "tint"),
    [
        ("#1D70B8", BLUE),
        ("#D4351C", RED),
        ("#F4A024", AMBER),
        ("#FFDD00", AMBER),
        ("#00703C", GREEN),
        ("#85994B", GREEN),
        ("#505A5F", GREY),
        ("#0000FF", BLUE),
        ("C4314B", RED),
        ("#000000", GREY),
        ("#FFFFFF", GREY),
        ("", GREY),
        ("red", GREY),
    ],
)
def test_a_plans_colour_is_drawn_as_the_nearest_that_teams_has(colour: str, tint: Tint) -> None:
    assert tint_of(colour) is tint


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("See [the guide](https://evil.example)", "See [the guide] (https://evil.example)"),
        ("[a][b]\n[b]: https://evil.example", "[a] [b]\n[b] : https://evil.example"),
        ("Years 7 [and 8] - all", "Years 7 [and 8] - all"),
    ],
)
def test_nobody_can_hide_a_link_behind_other_words(typed: str, shown: str) -> None:
    assert plain(typed) == shown
    assert shown.splitlines()[0] in words(notice.build("Not saved", typed))
