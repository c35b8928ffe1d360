"""How each action stands: whose rating counts, what is not reported, and what a report's period holds."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from store.cut import MeetingRow
from store.types import Lifecycle
from tests.workflows.cuts import (
    AMBER,
    BEFORE_PERIOD,
    BLUE,
    BOARD_AFTER,
    GREEN,
    KEY,
    LAST_CUT_OFF,
    NEXT_BOARD,
    NOW,
    RED,
    UNCONFIRMED,
    a_cut,
    a_milestone,
    a_plan_of_four,
    a_sign_off,
    an_action,
    an_update,
    moment,
    standing_of,
)
from workflows.exception_report.assess import assess
from workflows.standing import CLOSED, NOT_RATED, NOT_REPORTED, counted, is_worse, period_of, worst_of

SECOND = timedelta(seconds=1)


def test_the_worst_rating_of_its_milestones_is_the_actions_with_the_milestone_it_comes_from() -> None:
    updates = (an_update(rating="GREEN", seq=1), an_update(rating="RED", seq=2), an_update(rating="AMBER", seq=3))
    standing = standing_of(a_cut(updates=updates))
    assert (standing.key, standing.rating, standing.because) == ("RED", RED, "1.1 milestone 2")
    assert standing.rated_by == updates[1]


def test_the_first_of_two_milestones_with_the_same_worst_rating_is_named() -> None:
    updates = (an_update(rating="RED", seq=3), an_update(rating="RED", seq=2))
    assert standing_of(a_cut(updates=updates)).because == "1.1 milestone 2"


def test_an_update_on_the_whole_action_goes_before_those_on_its_milestones() -> None:
    updates = (an_update(rating="RED", seq=1), an_update(rating="GREEN"))
    standing = standing_of(a_cut(updates=updates))
    assert (standing.rating, standing.because, standing.rated_by) == (GREEN, "", updates[1])


def test_an_update_without_a_rating_rates_nothing_but_is_the_latest_word() -> None:
    said = an_update(rating="", narrative="We met")
    standing = standing_of(a_cut(updates=(said,)))
    assert (standing.key, standing.rating, standing.latest) == (NOT_RATED, None, said)
    assert (standing.rating_label, standing.reported) == ("Reported, not rated", True)


def test_an_update_without_a_rating_before_the_period_reports_nothing_in_it() -> None:
    assert standing_of(a_cut(updates=(an_update(rating="", at=BEFORE_PERIOD),))).key == NOT_REPORTED


def test_an_action_without_an_update_in_the_period_is_not_reported_and_keeps_its_last_rating_apart() -> None:
    standing = standing_of(a_cut(updates=(an_update(rating="GREEN", at=BEFORE_PERIOD),)))
    assert (standing.key, standing.rating, standing.rating_label) == (NOT_REPORTED, None, "Not reported")
    assert standing.last_known == GREEN
    assert not standing.reported


def test_complete_stays_complete_without_a_new_update() -> None:
    standing = standing_of(a_cut(updates=(an_update(rating="BLUE", at=BEFORE_PERIOD),)))
    assert (standing.key, standing.rating, standing.reported) == ("BLUE", BLUE, True)


def test_one_complete_milestone_of_two_does_not_keep_the_action_complete() -> None:
    cut = a_cut(
        milestones=(a_milestone(seq=1, completed_on=date(2022, 12, 1)), a_milestone(seq=2)),
        updates=(an_update(rating="BLUE", seq=1, at=BEFORE_PERIOD),),
    )
    assert standing_of(cut).key == NOT_REPORTED


def test_an_action_all_of_whose_milestones_are_complete_stays_complete() -> None:
    cut = a_cut(
        milestones=(a_milestone(completed_on=date(2022, 12, 1)),),
        updates=(an_update(rating="BLUE", seq=1, at=BEFORE_PERIOD),),
    )
    assert standing_of(cut).key == "BLUE"


def test_a_complete_rating_is_not_carried_on_while_nobody_has_confirmed_the_key() -> None:
    cut = a_cut(ratings=UNCONFIRMED, updates=(an_update(rating="BLUE", at=BEFORE_PERIOD),))
    assert standing_of(cut).key == NOT_REPORTED


def test_complete_before_sign_off_is_kept_as_rated_and_says_what_it_awaits() -> None:
    awaiting = a_cut(updates=(an_update(rating="BLUE"),))
    assert standing_of(awaiting).rating_label == "Blue, awaiting sign-off"
    assert standing_of(awaiting).key == "BLUE"
    signed = a_cut(updates=(an_update(rating="BLUE"),), sign_offs=(a_sign_off(),))
    assert standing_of(signed).rating_label == "Blue"


def test_the_last_word_on_a_sign_off_counts() -> None:
    taken_back = a_sign_off(accepted=False, at=NOW - SECOND)
    cut = a_cut(updates=(an_update(rating="BLUE"),), sign_offs=(taken_back, a_sign_off()))
    assert standing_of(cut).rating_label == "Blue, awaiting sign-off"


@pytest.mark.parametrize(
    ("lifecycle", "label"),
    [
        (Lifecycle.WITHDRAWN, "Closed"),
        (Lifecycle.SUPERSEDED, "Closed"),
        (Lifecycle.MERGED_INTO, "Closed"),
        (Lifecycle.PAUSED, "Paused"),
    ],
)
def test_an_action_set_aside_by_decision_counts_as_closed_whatever_was_said(lifecycle: Lifecycle, label: str) -> None:
    standing = standing_of(a_cut(an_action(lifecycle=lifecycle), updates=(an_update(rating="RED"),)))
    assert (standing.key, standing.rating, standing.rating_label) == (CLOSED, None, label)


def test_the_counts_are_disjoint_and_sum_to_every_action() -> None:
    standings = assess(a_plan_of_four()).standings
    counts = counted(standings.values(), KEY)
    rated = {"BLUE": 1, "GREEN": 1, "AMBER": 0, "RED": 1, "GREY": 0}
    assert counts == {**rated, "not_rated": 0, "not_reported": 1, "closed": 0}
    assert sum(counts.values()) == len(standings)


def test_the_worst_rating_of_a_group_comes_with_its_reason_and_with_who_was_silent() -> None:
    standings = assess(a_plan_of_four()).standings
    assert worst_of(standings.values()) == ("Red", "Red because 1 of 4: 1.2; 1 not reported")
    area = [standing for standing in standings.values() if standing.area.ref == "1"]
    assert worst_of(area) == ("Red", "Red because 1 of 2: 1.2")


def test_who_reported_without_a_rating_is_told_apart_from_who_was_silent() -> None:
    actions = tuple(an_action(ref) for ref in ("1.1", "1.2", "1.3"))
    unrated = a_cut(*actions, updates=(an_update("1.1", rating=""),))
    assert worst_of(assess(unrated).standings.values()) == (
        "Reported, not rated",
        "Reported, not rated: 1 of 3; 2 not reported",
    )
    mixed = a_cut(*actions, updates=(an_update("1.1", rating=""), an_update("1.2", "RED")))
    assert worst_of(assess(mixed).standings.values()) == ("Red", "Red because 1 of 3: 1.2; 1 not rated; 1 not reported")


def test_a_group_that_nobody_reported_and_one_with_nothing_open_say_so() -> None:
    silent = assess(a_cut()).standings.values()
    assert worst_of(silent) == ("Not reported", "No update in the period")
    closed = assess(a_cut(an_action(lifecycle=Lifecycle.WITHDRAWN))).standings.values()
    assert worst_of(closed) == ("None", "No open actions")


def test_more_than_six_actions_are_counted_and_not_named() -> None:
    actions = [an_action(f"1.{n}") for n in range(1, 9)]
    cut = a_cut(*actions, updates=tuple(an_update(action.ref, "RED") for action in actions))
    assert worst_of(assess(cut).standings.values())[1] == "Red because 8 of 8: 1.1, 1.2, 1.3, 1.4, 1.5, 1.6 and 2 more"


def test_a_rating_outside_the_order_is_neither_better_nor_worse() -> None:
    grey = KEY[4]
    assert is_worse(RED, AMBER)
    assert not is_worse(AMBER, RED)
    assert not is_worse(RED, grey)
    assert not is_worse(grey, BLUE)


@pytest.mark.parametrize(
    ("at", "reported"),
    [(LAST_CUT_OFF, False), (LAST_CUT_OFF + SECOND, True), (NOW, True), (NOW + SECOND, False)],
)
def test_the_period_runs_from_after_the_last_cut_off_to_this_one_exactly(at: object, reported: bool) -> None:
    assert standing_of(a_cut(updates=(an_update(at=at),))).reported is reported


def test_on_its_cut_off_a_report_is_for_that_boards_meeting_and_a_second_later_for_the_next() -> None:
    on_it = period_of(a_cut())
    assert (on_it.start, on_it.next_meeting, on_it.meeting_after_next) == (LAST_CUT_OFF, NEXT_BOARD, BOARD_AFTER)
    after = period_of(a_cut(taken_at=NOW + SECOND))
    assert (after.start, after.next_meeting, after.meeting_after_next) == (NOW, BOARD_AFTER, None)


def test_a_cut_off_given_in_the_register_wins_over_the_back_schedule() -> None:
    given = MeetingRow("Board", NEXT_BOARD, date(2023, 3, 1))
    assert period_of(a_cut(meetings=(given,))).start == moment(date(2023, 3, 1), 17)


def test_before_the_first_cut_off_a_period_has_no_beginning() -> None:
    period = period_of(a_cut(meetings=(MeetingRow("Board", BOARD_AFTER, None),)))
    assert (period.start, period.next_meeting, period.board) == (None, BOARD_AFTER, "Board")


def test_a_plan_without_meetings_has_one_endless_period() -> None:
    period = period_of(a_cut(meetings=()))
    assert (period.start, period.next_meeting, period.board) == (None, None, "")


def test_the_focus_is_the_longest_overdue_else_the_next_due_else_the_last() -> None:
    due = {1: date(2023, 2, 28), 2: date(2023, 1, 31), 3: date(2023, 6, 30)}
    late = [a_milestone(seq=seq, due=day) for seq, day in due.items()]
    focused = standing_of(a_cut(milestones=tuple(late))).focus
    assert focused is not None
    assert focused.milestone.seq == 2
    done = tuple(a_milestone(seq=seq, due=day, completed_on=day) for seq, day in due.items())
    next_due = standing_of(a_cut(milestones=(*done[:2], late[2]))).focus
    assert next_due is not None
    assert next_due.milestone.seq == 3
    last = standing_of(a_cut(milestones=done)).focus
    assert last is not None
    assert last.milestone.seq == 3
