"""The list of what is asked of one person."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from adaptive_cards import submitted, update_request
from adaptive_cards.verbs import Verb
from tests.adaptive_cards import examples as eg
from tests.adaptive_cards.checks import buttons, characters, inputs, submit, words


def pressed(card: dict[str, Any], title: str, **typed: str) -> submitted.Submission:
    return submitted.read(submit(card, title, **typed))


def test_several_items_are_listed_each_with_a_button_of_its_own() -> None:
    card = update_request.build(eg.request())
    assert "2 milestones still need your update" in words(card)
    assert list(buttons(card)) == [
        "Update 2.1.1 milestone 1",
        "Update 2.1.2 milestone 1",
        "Correct 2.1.3 milestone 1",
    ]
    assert inputs(card) == {}


def test_a_late_item_says_how_late_and_what_was_first_agreed() -> None:
    text = words(update_request.build(eg.request()))
    assert "31 days late against the current date, 123 against the original" in text
    assert "Due 31 January 2031, first agreed for 31 October 2030" in text


def test_one_line_says_when_it_is_due_and_in_how_many_days() -> None:
    lines = words(update_request.build(eg.request())).split("\n")
    assert "Due 31 March 2031, in 20 working days" in lines


def test_the_title_of_an_action_is_said_once_for_its_milestones() -> None:
    view = eg.request(eg.item(1), eg.item(1, item="m:9", seq=2, measure="Every setting is visited"), eg.late_item(2))
    text = words(update_request.build(view))
    assert text.count("Give every early-years setting a named contact in the inclusion team") == 1
    assert "2.1.1 milestone 2\nComplete when: Every setting is visited" in text


def test_an_answered_item_no_longer_says_why_it_was_asked() -> None:
    done = replace(eg.item(1).facts, completed_on=date(2031, 2, 27))
    view = eg.request(eg.answered_item(1, eg.BLUE_ANSWER, facts=done, timing="Complete"), eg.item(2), eg.item(3))
    text = words(update_request.build(view)).split("2.1.2")[0]
    assert "Completed 27 February 2031\nDue 31 March 2031\n" in text
    assert "working days" not in text


def test_an_answered_item_shows_what_was_recorded_and_by_whom() -> None:
    text = words(update_request.build(eg.request()))
    assert "Recorded: ■ Green, Going to plan. By Asha Iqbal on 3 March 2031, 10:02." in text


def test_a_complete_item_says_that_it_awaits_sign_off() -> None:
    view = eg.request(eg.answered_item(1, eg.BLUE_ANSWER), eg.answered_item(2))
    assert "Awaiting sign-off by the SRO." in words(update_request.build(view))


def test_milestones_and_actions_are_counted_apart() -> None:
    view = eg.request(eg.item(1), eg.item(2), eg.whole_action(3))
    assert "2 milestones and 1 action need your update" in words(update_request.build(view))


def test_nothing_left_to_answer_is_said() -> None:
    assert "All answered, thank you" in words(
        update_request.build(eg.request(eg.answered_item(1), eg.answered_item(2)))
    )
    assert "Nothing needs your update" in words(update_request.build(eg.request(items=())))


def test_one_unanswered_item_opens_by_itself() -> None:
    card = update_request.build(eg.request(eg.answered_item(1), eg.item(2)))
    assert "Update 2.1.2 milestone 1" in words(card)
    assert "rating" in inputs(card)


def test_the_way_back_leads_to_the_list_though_one_item_is_unanswered() -> None:
    view = eg.request(eg.answered_item(1), eg.item(2))
    press = pressed(update_request.build(view), "Back to the list")
    assert (press.do, press.message_id, press.page) == (Verb.SHOW, 12, 0)
    card = update_request.build(view, page=press.page)
    assert inputs(card) == {}
    assert pressed(card, "Update 2.1.2 milestone 1").item == "m:2"


def test_an_item_that_is_not_in_the_message_is_not_opened() -> None:
    card = update_request.build(eg.request(), open_item="m:99")
    assert inputs(card) == {}


def test_a_single_item_has_no_way_back() -> None:
    assert list(buttons(update_request.build(eg.request(eg.item(1))))) == ["Save update"]


def test_a_notice_stands_above_the_list_and_above_the_form() -> None:
    view = eg.request()
    assert "Thank you, 2.1.3 is recorded." in words(update_request.build(view, notice="Thank you, 2.1.3 is recorded."))
    assert "Overtaken." in words(update_request.build(view, open_item="m:1", notice="Overtaken."))


@pytest.mark.parametrize("page", [0, 1, 2])
def test_twenty_four_long_items_fit_in_pages_of_eight(page: int) -> None:
    view = eg.request(*[eg.long_item(number) for number in range(1, 25)])
    card = update_request.build(view, page=page)
    assert [title for title in buttons(card) if title.startswith("Update")] == [
        f"Update 1.10.{number} milestone 1" for number in range(8 * page + 1, 8 * page + 9)
    ]
    assert f"Page {page + 1} of 3" in words(card)
    assert ("Next" in buttons(card)) == (page < 2)
    assert ("Back" in buttons(card)) == (page > 0)
    assert characters(card) <= 28_000


def test_next_and_back_turn_the_pages() -> None:
    view = eg.request(*[eg.item(number) for number in range(1, 25)])
    assert pressed(update_request.build(view, page=1), "Next").page == 2
    assert pressed(update_request.build(view, page=1), "Back").page == 0


def test_a_page_beyond_the_last_shows_the_last() -> None:
    assert "Page 3 of 3" in words(update_request.build(eg.request(*map(eg.item, range(1, 25))), page=900))


def test_the_first_page_shown_is_the_first_with_something_unanswered() -> None:
    view = eg.request(*[eg.answered_item(number) for number in range(1, 10)], *map(eg.item, range(10, 25)))
    assert "Page 2 of 3" in words(update_request.build(view))


def test_the_way_back_from_a_form_leads_to_its_page() -> None:
    view = eg.request(*map(eg.item, range(1, 25)))
    assert pressed(update_request.build(view, open_item="m:20"), "Back to the list").page == 2
