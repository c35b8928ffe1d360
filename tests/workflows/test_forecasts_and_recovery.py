"""The leads' own forecasts against their dates, and the recorded way back to green."""

from __future__ import annotations

from datetime import date

from tests.workflows.cuts import SOON, a_cut, a_milestone, a_plan_of_four, an_action, an_update
from workflows.exception_report.assess import assess
from workflows.forecasts import IN_TIME, LATER, NONE, forecast_list
from workflows.recovery_steps import NONE_RECORDED, RECORDED, recovery_list, recovery_steps

APRIL = date(2023, 4, 30)


def test_what_is_forecast_late_comes_first_then_what_has_no_forecast_that_holds() -> None:
    cut = a_cut(
        *(an_action(ref) for ref in ("1.1", "1.2", "1.3", "1.4", "1.5")),
        milestones=(
            a_milestone("1.1", due=SOON, forecast=SOON),
            a_milestone("1.2", due=SOON, forecast=APRIL),
            a_milestone("1.3", due=SOON),
            a_milestone("1.4", due=SOON, forecast=date(2023, 3, 1)),
            a_milestone("1.5", due=SOON, completed_on=date(2023, 2, 1)),
        ),
    )
    assessed = assess(cut)
    listed = forecast_list(assessed, list(assessed.standings.values()), "in the plan")
    assert [(line.ref, line.group) for line in listed.lines] == [
        ("1.2", LATER),
        ("1.3", NONE),
        ("1.4", NONE),
        ("1.1", IN_TIME),
    ]
    assert listed.heading.endswith("1 later than the date, 2 without one that holds, 1 in time")
    assert listed.lines[0].note == "Due 31 March 2023: forecast 30 April 2023, 30 days after it"
    assert listed.lines[2].note == "Due 31 March 2023: the forecast, 1 March 2023, has passed"


def test_a_window_leaves_out_what_is_due_after_it() -> None:
    cut = a_cut(an_action("1.1"), an_action("1.2"), milestones=(a_milestone("1.1", due=SOON), a_milestone("1.2")))
    assessed = assess(cut)
    listed = forecast_list(assessed, list(assessed.standings.values()), "in the plan", (SOON, APRIL))
    assert [line.ref for line in listed.lines] == ["1.1"]


def test_of_all_that_owe_a_way_back_those_without_one_come_first() -> None:
    cut = a_cut(
        an_action("1.1"),
        an_action("1.2"),
        an_action("1.3"),
        updates=(
            an_update("1.1", "RED", recovery="Agency staff", recovery_owner="Plans Manager", recovery_by=SOON),
            an_update("1.2", "RED"),
            an_update("1.3", "GREEN"),
        ),
    )
    assessed = assess(cut)
    listed = recovery_list(assessed, list(assessed.standings.values()), "in the plan")
    assert [(line.ref, line.group) for line in listed.lines] == [("1.2", NONE_RECORDED), ("1.1", RECORDED)]
    assert listed.heading == "Path to green in the plan: 1 of 2 actions that owe one have it recorded"
    assert listed.lines[1].note == (
        "Agency staff (by Plans Manager; by 31 March 2023; no date for being back on track)"
    )


def test_of_one_that_was_named_the_steps_are_quoted_or_said_not_to_be_there() -> None:
    assessed = assess(a_plan_of_four())
    red = recovery_steps(assessed, [assessed.standings["1.2"]])
    assert red.quotations[0].words == "Agency staff"
    assert "by nobody named; by 31 March 2023; back on track 31 March 2023" in red.quotations[0].note
    green = recovery_steps(assessed, [assessed.standings["1.1"]])
    assert green.quotations[0].words == NONE_RECORDED
    assert green.said == ("Recovery steps are recorded for 0 of 1 action.",)


def test_where_nothing_is_off_track_nobody_owes_anything() -> None:
    assessed = assess(a_cut(updates=(an_update("1.1", "GREEN"),)))
    listed = recovery_list(assessed, list(assessed.standings.values()), "in area 1")
    assert listed.empty.startswith("No action in area 1 is off track")
