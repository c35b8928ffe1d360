"""How an area, an action or a list stands, as the chat shows it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from store.cut import DataCut
from store.types import Lifecycle
from tests.workflows.cuts import (
    BEFORE_PERIOD,
    FAR,
    IN_PERIOD,
    KEY,
    NEXT_BOARD,
    SOON,
    TODAY,
    a_cut,
    a_milestone,
    a_plan_of_four,
    an_action,
    an_edition,
    an_update,
)
from workflows.answers import ActionList, GroupStatus
from workflows.exception_report.assess import assess
from workflows.status import (
    action_status,
    due_list,
    group_status,
    led_list,
    not_reported_list,
    overdue_list,
    rated_list,
)

LATE = date(2023, 1, 31)


def whole(cut: DataCut) -> GroupStatus:
    assessed = assess(cut)
    return group_status(assessed, "The plan", list(assessed.standings.values()))


def notes(found: ActionList) -> list[tuple[str, str]]:
    return [(line.ref, line.note) for line in found.lines]


def test_a_group_shows_its_worst_rating_its_counts_and_what_is_due() -> None:
    status = whole(a_plan_of_four())
    assert (status.worst, status.worst_because) == ("Red", "Red because 1 of 4: 1.2; 1 not reported")
    assert sum(count.count for count in status.counts) == status.total == 4
    assert status.due_until == NEXT_BOARD + timedelta(days=31)
    assert [(line.ref, line.seq) for line in status.due_next] == [("1.1", 1)]
    assert [line.ref for line in status.silent] == ["2.1"]


def test_an_exception_is_shown_with_its_gravest_reason() -> None:
    cut = a_cut(
        milestones=(a_milestone(due=TODAY - timedelta(days=2), forecast=FAR),), updates=(an_update(rating="AMBER"),)
    )
    assert whole(cut).exceptions[0].note == "Lead forecasts 31 December 2023, 302 days after 4 March 2023"


def test_the_movement_since_the_last_report_is_told_in_words() -> None:
    assert whole(a_plan_of_four()).movement == "No report has been issued yet to compare with."
    moved = an_edition(4, {"1.1": "RED", "1.2": "GREEN", "2.2": "BLUE"})
    movement = whole(a_plan_of_four(editions=(moved,))).movement
    assert movement == "Since report 4, better: 1.1 (Red to Green); worse: 1.2 (Green to Red)."
    same = an_edition(4, {"1.1": "GREEN", "1.2": "RED", "2.2": "BLUE"})
    assert whole(a_plan_of_four(editions=(same,))).movement == "No rating has moved since report 4."


def test_an_actions_rating_is_credited_to_the_update_it_comes_from() -> None:
    updates = (
        an_update(rating="RED", seq=1),
        an_update(rating="GREEN", seq=2, person="Cal Price", at=IN_PERIOD + timedelta(days=5)),
    )
    shown = action_status(assess(a_cut(updates=updates)), "1.1", may_update=True)
    assert shown.rating_note == "By Ben Okafor on 20 February 2023, from 1.1 milestone 1"
    assert shown.last_by == "Cal Price"


def test_a_silent_action_shows_its_last_rating_as_unconfirmed() -> None:
    shown = action_status(assess(a_cut(updates=(an_update(at=BEFORE_PERIOD),))), "1.1", may_update=False)
    assert shown.rating == "Not reported"
    assert shown.rating_note == (
        "No update since the last cut-off. Last known: Green as at 12 December 2022 (not confirmed)"
    )
    assert [line.item for line in shown.milestones] == [""]


def test_a_conflict_of_rating_and_dates_is_shown_beside_the_rating() -> None:
    cut = a_cut(milestones=(a_milestone(due=LATE),), updates=(an_update(rating="GREEN"),))
    shown = action_status(assess(cut), "1.1", may_update=False)
    assert (shown.rating, shown.conflict) == (
        "Green",
        "Rating and dates disagree: rated Green by the lead; milestone 34 days late",
    )


def test_lists_name_what_is_overdue_due_silent_or_of_one_rating() -> None:
    assessed = assess(a_plan_of_four())
    members = list(assessed.standings.values())
    assert notes(overdue_list(assessed, members, "in the plan")) == [("1.2", "Due 31 January 2023: 34 days late")]
    assert notes(due_list(assessed, members, (TODAY, SOON), "in the plan")) == [
        ("1.1", "Due 31 March 2023: Measure 1 of 1.1")
    ]
    silent = not_reported_list(assessed, members, "in the plan")
    assert [(line.ref, line.note.split(",")[0]) for line in silent.lines] == [("2.1", "Never reported")]
    red = rated_list(assessed, members, KEY[3].code, "Red", "in the plan")
    assert (red.heading, [line.ref for line in red.lines]) == ("Red: 1 action in the plan", ["1.2"])


def test_what_is_set_aside_is_neither_overdue_nor_due() -> None:
    paused = a_cut(an_action(lifecycle=Lifecycle.PAUSED), milestones=(a_milestone(due=LATE),))
    assessed = assess(paused)
    members = list(assessed.standings.values())
    assert overdue_list(assessed, members, "in the plan").lines == ()
    assert due_list(assessed, members, (LATE, FAR), "in the plan").lines == ()


def test_a_leads_list_begins_with_what_is_next_due_and_ends_with_what_is_complete() -> None:
    milestones = (
        a_milestone("1.1", due=LATE, completed_on=LATE),
        a_milestone("1.2", due=FAR),
        a_milestone("1.3", due=SOON),
    )
    cut = replace(a_cut(an_action("1.1"), an_action("1.2"), an_action("1.3")), milestones=milestones)
    found = led_list(assess(cut), ["1.1", "1.2", "1.3"])
    assert [line.ref for line in found.lines] == ["1.3", "1.2", "1.1"]
    assert found.heading == "You lead 3 actions"
