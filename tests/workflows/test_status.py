"""How a group of actions stands against the last report, and what lists say of silence and forecasts."""

from __future__ import annotations

from datetime import date

from store.cut import AskedRow, DataCut
from tests.workflows.cuts import BEFORE_PERIOD, IN_PERIOD, a_cut, a_milestone, an_action, an_edition, an_update
from workflows.action_lists import not_reported_list, overdue_list
from workflows.answers import GroupStatus
from workflows.exception_report.assess import assess
from workflows.status import action_status, group_status

REFS = [f"1.{number}" for number in range(1, 10)]


def status_of(cut: DataCut) -> GroupStatus:
    assessed = assess(cut)
    return group_status(assessed, "Area 1", list(assessed.standings.values()))


def movement(now: dict[str, str], before: dict[str, str]) -> str:
    """`now` holds ratings; whoever is not in it has not reported."""
    refs = sorted(now.keys() | before.keys())
    updates = [an_update(ref, code) for ref, code in now.items()]
    return status_of(
        a_cut(*(an_action(ref) for ref in refs), updates=updates, editions=[an_edition(2, before)])
    ).movement


def test_what_got_worse_and_what_got_better_is_named_with_both_ratings() -> None:
    said = movement({"1.1": "RED", "1.2": "GREEN"}, {"1.1": "GREEN", "1.2": "AMBER"})
    assert said == "Since report 2, better: 1.2 (Amber to Green); worse: 1.1 (Green to Red)."


def test_what_is_newly_reported_and_what_no_longer_is_has_moved_too() -> None:
    said = movement({"1.1": "RED"}, {"1.1": "not_reported", "1.2": "GREEN"})
    assert said == "Since report 2, newly reported: 1.1 (Red); no longer reported: 1.2 (was Green)."


def test_to_or_from_grey_is_neither_better_nor_worse() -> None:
    said = movement({"1.1": "GREY", "1.2": "GREEN"}, {"1.1": "GREEN", "1.2": "GREY"})
    assert said == "Since report 2, moved: 1.1 (Green to Grey), 1.2 (Grey to Green)."


def test_an_action_that_the_last_report_did_not_know_is_newly_reported() -> None:
    assert movement({"1.1": "RED"}, {}) == "Since report 2, newly reported: 1.1 (Red)."


def test_past_six_the_rest_is_counted() -> None:
    said = movement(dict.fromkeys(REFS, "RED"), dict.fromkeys(REFS, "not_reported"))
    assert said.endswith("1.5 (Red), 1.6 (Red) and 3 more.")


def test_nothing_moved_is_said() -> None:
    assert movement({"1.1": "RED"}, {"1.1": "RED", "1.2": "not_reported"}) == "No rating has moved since report 2."


def test_silence_alone_is_counted_but_not_listed_by_exception() -> None:
    late = a_milestone("1.2", due=date(2023, 1, 31))
    status = status_of(a_cut(an_action("1.1"), an_action("1.2"), milestones=[a_milestone("1.1"), late]))
    assert status.by_exception == 2
    assert [(line.ref, line.note) for line in status.exceptions] == [
        ("1.2", "Milestone due 31 January 2023 not complete, 34 days late")
    ]
    assert {line.ref for line in status.silent} == {"1.1", "1.2"}


def test_those_not_named_above_come_first_among_the_silent() -> None:
    late = a_milestone("1.1", due=date(2023, 1, 31))
    status = status_of(a_cut(an_action("1.1"), an_action("1.2"), milestones=[late, a_milestone("1.2")]))
    assert [line.ref for line in status.silent] == ["1.2", "1.1"]


def test_an_action_says_what_it_was_in_the_last_report_and_which_way_it_moved() -> None:
    cut = a_cut(updates=[an_update("1.1", "RED")], editions=[an_edition(4, {"1.1": "GREEN"})])
    assert action_status(assess(cut), "1.1", may_update=False).movement == "Was Green in report 4: worse"
    assert action_status(assess(a_cut()), "1.1", may_update=False).movement == ""


def test_silence_says_how_long_it_has_lasted_or_what_was_known_last() -> None:
    cut = a_cut(
        an_action("1.1"),
        an_action("1.2"),
        updates=[an_update("1.2", "GREEN", at=BEFORE_PERIOD)],
        editions=[an_edition(2, {"1.1": "not_reported"})],
    )
    assessed = assess(cut)
    asked = AskedRow("1.2", 3, IN_PERIOD, ("Ada Byron",))
    silent = not_reported_list(assessed, list(assessed.standings.values()), "in area 1", (asked,))
    assert [line.note for line in silent.lines] == [
        "Never reported, 2 cycles running; not asked in this round yet",
        "Green as at 12 December 2022 (not confirmed); asked 3 times, last on 20 February 2023, copied to Ada Byron",
    ]
    often = not_reported_list(assessed, list(assessed.standings.values()), "in area 1", (asked,), least=3)
    assert [line.ref for line in often.lines] == ["1.2"]
    assert often.heading == "No update received since 6 January 2023 though asked 3 times or more: 1 action in area 1"
    assert [line.rating_colour for line in silent.lines] == ["", ""]
    assert action_status(assessed, "1.1", False).rating_note == "Never reported, 2 cycles running"


def test_a_forecast_that_has_passed_says_so() -> None:
    milestones = [
        a_milestone("1.1", due=date(2023, 1, 31), forecast=date(2023, 3, 1)),
        a_milestone("1.2", due=date(2023, 1, 31), forecast=date(2023, 4, 1)),
    ]
    assessed = assess(a_cut(an_action("1.1"), an_action("1.2"), milestones=milestones))
    listed = overdue_list(assessed, list(assessed.standings.values()), "in area 1", mine=["1.2"])
    assert [line.note for line in listed.lines] == [
        "Due 31 January 2023: 34 days late; forecast 1 March 2023 has passed",
        "Due 31 January 2023: 34 days late; forecast 1 April 2023",
    ]
    assert [bool(line.item) for line in listed.lines] == [False, True]
