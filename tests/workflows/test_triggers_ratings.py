"""Triggers that read ratings, people and indicators: E1, E4 to E7, E10 to E12, E14 and E15."""

from __future__ import annotations

from datetime import date

import pytest

from store.cut import CallInRow
from store.types import Lifecycle
from tests.workflows.cuts import (
    BEFORE_PERIOD,
    FAR,
    IN_PERIOD,
    MANAGER,
    SOON,
    a_cut,
    a_milestone,
    a_post,
    a_sign_off,
    an_action,
    an_area,
    an_edition,
    an_indicator,
    an_update,
    fired,
)
from workflows.exception_report.triggers import Trigger

LATE = date(2023, 1, 31)
DECEMBER = date(2022, 12, 31)
FALLING = ((date(2021, 12, 31), 90.0), (date(2022, 3, 31), 85.0), (DECEMBER, 80.0))


def rated(rating: str, **changes: object) -> dict[str, Trigger]:
    return fired(a_cut(updates=(an_update(rating=rating),), **changes))


def test_e1_red_is_reported_as_the_leads_own_rating() -> None:
    red = rated("RED")["E1"]
    assert (red.reason, red.severity) == ("Rated Red by the lead", 1)


def test_e1_names_the_milestone_that_made_the_action_red() -> None:
    cut = a_cut(updates=(an_update(rating="GREEN", seq=1), an_update(rating="RED", seq=2)))
    assert fired(cut)["E1"].reason == "Rated Red by the lead (1.1 milestone 2)"


@pytest.mark.parametrize("rating", ["GREEN", "AMBER"])
def test_e1_does_not_fire_for_another_rating(rating: str) -> None:
    assert rated(rating) == {}


def test_e4_the_first_cycle_without_an_update_is_listed() -> None:
    silent = fired(a_cut())["E4"]
    assert silent.reason == "No update received (1 cycle running). None has ever been received"
    assert silent.severity == 3


def test_e4_counts_the_cycles_that_run_and_gives_the_last_date() -> None:
    editions = (an_edition(3, {"1.1": "not_reported"}), an_edition(2, {"1.1": "GREEN"}), an_edition(1, {"1.1": "RED"}))
    silent = fired(a_cut(updates=(an_update(at=BEFORE_PERIOD),), editions=editions))["E4"]
    assert silent.reason == "No update received (2 cycles running). Last update 12 December 2022"
    assert silent.severity == 2


def test_e4_says_when_there_is_nothing_left_to_report() -> None:
    cut = a_cut(
        milestones=(a_milestone(completed_on=LATE),),
        updates=(an_update(at=BEFORE_PERIOD),),
        editions=(an_edition(standing={"1.1": "not_reported"}),),
    )
    silent = fired(cut)["E4"]
    assert silent.reason.endswith("Last update 12 December 2022; every milestone is complete")
    assert silent.severity == 3


def test_e4_does_not_fire_for_an_action_that_was_complete_before() -> None:
    cut = a_cut(
        milestones=(a_milestone(completed_on=LATE),),
        updates=(an_update(rating="BLUE", at=BEFORE_PERIOD),),
        sign_offs=(a_sign_off(),),
    )
    assert fired(cut) == {}


def test_e5_a_rating_worse_than_in_the_last_report() -> None:
    worse = rated("AMBER", editions=(an_edition(standing={"1.1": "GREEN"}),))["E5"]
    assert (worse.reason, worse.severity) == ("Down from Green to Amber", 2)


@pytest.mark.parametrize(("before", "now"), [("AMBER", "GREEN"), ("AMBER", "AMBER"), ("GREY", "AMBER")])
def test_e5_does_not_fire_for_better_the_same_or_started(before: str, now: str) -> None:
    assert rated(now, editions=(an_edition(standing={"1.1": before}),)) == {}


def test_e5_in_progress_with_a_worsening_indicator() -> None:
    indicator = an_indicator(FALLING, [(DECEMBER, 80.0)])
    assert rated("AMBER", indicators=(indicator,))["E5"].reason == "Amber with a worsening indicator: Plans on time"
    assert rated("GREEN", indicators=(indicator,)) == {}


def test_e6_on_track_while_late_keeps_its_colour_and_says_what_the_dates_say() -> None:
    """Acceptance test 4 of `domain.md` 6.6: E2 fires too."""
    found = rated("GREEN", milestones=(a_milestone(due=LATE),))
    assert set(found) == {"E2", "E6"}
    assert found["E6"].reason == "Rating and dates disagree: rated Green by the lead; milestone 34 days late"
    assert found["E6"].severity == 3


def test_e6_complete_with_open_milestones_and_without_evidence() -> None:
    milestones = (a_milestone(completed_on=LATE), a_milestone(seq=2), a_milestone(seq=3, due=LATE))
    assert rated("BLUE", milestones=milestones)["E6"].reason == (
        "Rating and dates disagree: rated Blue by the lead; milestone 34 days late; 2 milestones not complete; "
        "no accepted evidence"
    )


def test_e6_a_milestone_set_aside_by_decision_is_not_open() -> None:
    milestones = (a_milestone(completed_on=LATE), a_milestone(seq=2, lifecycle=Lifecycle.WITHDRAWN))
    assert rated("BLUE", milestones=milestones, sign_offs=(a_sign_off(),)) == {}


def test_e6_waiting_for_nothing_named() -> None:
    assert rated("GREY")["E6"].reason == (
        "Rating and dates disagree: rated Grey by the lead; nothing named that it waits for"
    )
    said = a_cut(updates=(an_update(rating="GREY", waiting_for="The Cabinet's decision"),))
    assert fired(said) == {}


def test_e6_waiting_for_what_is_complete_or_closed() -> None:
    actions = an_action(depends_on=("1.2", "1.3")), an_action("1.2"), an_action("1.3", lifecycle=Lifecycle.WITHDRAWN)
    cut = a_cut(*actions, updates=(an_update(rating="GREY"), an_update("1.2", "BLUE")))
    assert fired(cut)["E6"].reason == (
        "Rating and dates disagree: rated Grey by the lead; 1.2, which it waits for, is complete; "
        "1.3, which it waits for, is closed"
    )


def test_e6_waiting_within_a_month_of_the_date() -> None:
    waits = an_update(rating="GREY", waiting_for="The Cabinet's decision")
    cut = a_cut(milestones=(a_milestone(due=SOON),), updates=(waits,))
    assert fired(cut)["E6"].reason == (
        "Rating and dates disagree: rated Grey by the lead; due 31 March 2023, within a month"
    )


def test_e7_a_linked_indicator_well_off_its_trajectory() -> None:
    off = rated("GREEN", indicators=(an_indicator([(DECEMBER, 61.0)], [(DECEMBER, 80.0)]),))["E7"]
    assert (off.reason, off.severity) == ("Plans on time: 61% against 80% for 31 December 2022", 1)


def test_e7_an_indicator_without_a_reading_says_for_when() -> None:
    silent = rated("GREEN", indicators=(an_indicator(points=[(DECEMBER, 80.0)]),))["E7"]
    assert (silent.reason, silent.severity) == ("Plans on time: no reading for 31 December 2022", 3)
    old = an_indicator([(date(2022, 6, 30), 80.0)], [(date(2022, 6, 30), 80.0)])
    assert rated("GREEN", indicators=(old,))["E7"].reason == "Plans on time: no reading in the last cycle"


def test_e7_shortens_a_title_that_holds_its_whole_trajectory() -> None:
    indicator = an_indicator([(DECEMBER, 61.0)], [(DECEMBER, 80.0)], title="Plans on time: " + "70% by 2024, " * 20)
    assert len(rated("GREEN", indicators=(indicator,))["E7"].reason) < 130


@pytest.mark.parametrize(
    "indicator",
    [
        an_indicator([(DECEMBER, 73.0)], [(DECEMBER, 80.0)]),
        an_indicator([(DECEMBER, 10.0)], [(DECEMBER, 80.0)], action_refs=("2.1",)),
    ],
)
def test_e7_does_not_fire_slightly_off_or_for_another_action(indicator: object) -> None:
    assert rated("GREEN", indicators=(indicator,)) == {}


@pytest.mark.parametrize(("rating", "due"), [("RED", FAR), ("AMBER", LATE)])
def test_e10_held_by_an_action_that_is_red_or_late(rating: str, due: date) -> None:
    actions = an_action(depends_on=("1.2",)), an_action("1.2")
    cut = a_cut(
        *actions,
        milestones=(a_milestone(), a_milestone("1.2", due=due)),
        updates=(an_update(rating="GREY"), an_update("1.2", rating)),
    )
    held = fired(cut)["E10"]
    assert (held.reason, held.severity) == ("Held by 1.2", 2)


def test_e10_does_not_fire_for_what_is_complete_itself() -> None:
    actions = an_action(depends_on=("1.2",)), an_action("1.2")
    cut = a_cut(*actions, updates=(an_update(rating="BLUE"), an_update("1.2", "RED")))
    assert "E10" not in fired(cut)


def test_e11_nobody_in_the_leads_post() -> None:
    empty = a_post("Early Years Lead", holders=())
    vacant = fired(a_cut(an_action(leads=(empty,)), updates=(an_update(),)))["E11"]
    assert (vacant.reason, vacant.severity) == ("No lead in post: Early Years Lead, Wharfeside", 3)
    unnamed = fired(a_cut(an_action(leads=()), updates=(an_update(),)))["E11"]
    assert unnamed.reason == "No lead in post: the plan names none"


def test_e11_does_not_fire_while_one_of_two_leads_is_in_post_or_nobody_is_known_at_all() -> None:
    empty = a_post("Early Years Lead", holders=())
    assert fired(a_cut(an_action(leads=(empty, MANAGER)), updates=(an_update(),))) == {}
    no_people = a_cut(an_action(leads=(empty,)), updates=(an_update(),), areas=(an_area(sros=()),))
    assert fired(no_people) == {}


def test_e12_complete_while_its_indicator_is_off_trajectory() -> None:
    indicators = (an_indicator([(DECEMBER, 73.0)], [(DECEMBER, 80.0)]),)
    done = rated("BLUE", indicators=indicators)["E12"]
    assert (done.reason, done.severity) == ("Done, impact not yet seen: Plans on time", 2)
    assert "E12" not in rated("GREEN", indicators=indicators)


@pytest.mark.parametrize(("by_chair", "severity"), [(True, 1), (False, 3)])
def test_e14_a_call_in_says_by_whom_and_why_and_the_chairs_is_grave(by_chair: bool, severity: int) -> None:
    call_in = CallInRow("1.1", "Ada Byron", IN_PERIOD, by_chair, "Families wrote to us")
    called = rated("GREEN", call_ins=(call_in,))["E14"]
    assert called.reason == "Called in by Director of Learning, Wharfeside: Families wrote to us"
    assert called.severity == severity
    assert rated("GREEN", call_ins=(CallInRow("2.2", "Ada Byron", IN_PERIOD, by_chair, "Other"),)) == {}


def stuck(*before: str, completed: tuple[str, ...] = (), done: date | None = None) -> dict[str, Trigger]:
    editions = tuple(
        an_edition(len(before) - n, {"1.1": rating}, completed=completed) for n, rating in enumerate(before)
    )
    return rated("AMBER", editions=editions, milestones=(a_milestone(completed_on=done), a_milestone(seq=2)))


def test_e15_amber_for_three_reports_with_nothing_completed() -> None:
    found = stuck("AMBER", "AMBER")["E15"]
    assert (found.reason, found.severity) == ("Amber for 3 reports, nothing completed", 3)
    assert "E15" in stuck("AMBER", "AMBER", completed=("1.1/1",), done=LATE)


def test_e15_does_not_fire_before_the_third_report_or_once_something_is_completed() -> None:
    assert stuck("AMBER") == {}
    assert "E15" not in stuck("AMBER", "RED")
    assert stuck("AMBER", "AMBER", done=LATE) == {}
