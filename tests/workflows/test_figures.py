"""An actual figure is never printed for a target, nor compared with that of another month."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from store.cut import PointRow
from tests.workflows.cuts import TODAY, a_cut, a_milestone, an_action, an_indicator, an_update
from workflows.exception_report.assess import assess
from workflows.figures import NO_READING, NO_TARGET, NOT_COMPARED, NOT_YET, figure, figures
from workflows.services import service_part

JANUARY, MARCH, SEPTEMBER = date(2023, 1, 31), date(2023, 3, 31), date(2022, 9, 30)


def known_by(text: str) -> frozenset[str]:
    return frozenset(text.casefold().replace(",", "").split())


def test_target_and_actual_each_have_their_own_period() -> None:
    shown = figure(an_indicator([(JANUARY, 61.6)], [(JANUARY, 75.0)]), TODAY)
    assert (shown.target, shown.target_period) == ("75%", "for 31 January 2023")
    assert (shown.actual, shown.actual_period) == ("61.6%", "for 31 January 2023")
    assert (shown.status, shown.gap, shown.source) == (
        "Off trajectory",
        "13.4 points short of target (17.9% of target)",
        "Dashboard",
    )


def test_a_reading_of_another_month_is_shown_and_not_compared() -> None:
    shown = figure(an_indicator([(JANUARY, 61.6)], [(MARCH, 65.0)]), TODAY)
    assert (shown.status, shown.gap) == (NOT_COMPARED, "")
    assert (shown.target_period, shown.actual_period) == ("for 31 March 2023", "for 31 January 2023")


def test_a_missing_reading_is_said() -> None:
    due = figure(an_indicator(points=[(JANUARY, 65.0)]), TODAY)
    ahead = figure(an_indicator(points=[(MARCH, 65.0)]), TODAY)
    assert (due.status, due.actual) == ("No reading", NO_READING)
    assert (ahead.status, ahead.actual, ahead.target) == (NOT_YET, NO_READING, "65%")


def test_a_target_in_words_is_no_figure() -> None:
    milestone = replace(an_indicator(), points=(PointRow("Mar 23", MARCH, "information available", None),))
    assert (figure(milestone, TODAY).status, figure(milestone, TODAY).target) == (NO_TARGET, "information available")
    assert figure(an_indicator(), TODAY).target == NO_TARGET


def test_the_newest_reading_is_told_where_an_older_one_is_compared() -> None:
    shown = figure(an_indicator([(SEPTEMBER, 50.0), (JANUARY, 61.6)], [(SEPTEMBER, 55.0)]), TODAY)
    assert shown.actual_period == "for 30 September 2022"
    assert "Newest reading: 61.6% for 31 January 2023" in shown.note


def test_a_measure_of_two_things_at_once_is_called_compound() -> None:
    cut = a_cut(
        milestones=(replace(a_milestone(), measure="90% of children get a check with a questionnaire"),),
        indicators=(an_indicator([(JANUARY, 73.9)], [(JANUARY, 90.0)]), an_indicator(ref="I2", action_refs=())),
    )
    shown = figures(cut, cut.indicators, "in the plan")
    assert ["Compound" in one.note for one in shown.figures] == [True, False]


def test_what_is_furthest_off_comes_first_and_off_target_leaves_out_the_rest() -> None:
    rows = (
        an_indicator(ref="I1", points=[(MARCH, 65.0)]),
        an_indicator([(JANUARY, 75.0)], [(JANUARY, 75.0)], ref="I2"),
        an_indicator([(JANUARY, 60.0)], [(JANUARY, 75.0)], ref="I3"),
    )
    cut = a_cut(indicators=rows)
    assert [one.ref for one in figures(cut, rows, "in the plan").figures] == ["I3", "I2", "I1"]
    off = figures(cut, rows, "in the plan", off_target_alone=True)
    assert [one.ref for one in off.figures] == ["I3"]
    assert off.heading == "1 of 3 indicators in the plan, 1 without a reading: off target"
    good = figures(cut, rows[:2], "in the plan", off_target_alone=True)
    assert good.empty == "No reading of 2 indicators in the plan is short of its target (1 without a reading)."


@settings(max_examples=60, deadline=None)
@given(
    readings=st.lists(st.tuples(st.dates(date(2022, 1, 1), TODAY), st.floats(0, 100)), max_size=4),
    points=st.lists(st.tuples(st.dates(date(2022, 1, 1), date(2024, 1, 1)), st.floats(1, 100)), max_size=4),
)
def test_a_gap_is_only_ever_of_one_month(readings: list[tuple[date, float]], points: list[tuple[date, float]]) -> None:
    shown = figure(an_indicator(sorted(readings), sorted(points)), TODAY)
    if shown.gap:
        assert shown.target_period.split()[2:] == shown.actual_period.split()[2:]
    assert bool(readings) == (shown.actual != NO_READING)


def test_a_service_brings_its_actions_its_indicators_and_what_waits_for_it_elsewhere() -> None:
    cut = a_cut(
        an_action("1.1", title="Review the audiology offer"),
        an_action("1.2", title="Publish the calendar"),
        an_action("2.1", title="Train the staff", depends_on=("1.1",)),
        an_action("2.2", title="Share audiology reports"),
        updates=(an_update("1.1", "RED"),),
        indicators=(an_indicator(service="Audiology", action_refs=()), an_indicator(ref="I2")),
    )
    part = service_part(assess(cut), "Audiology", known_by)
    assert [row.ref for row in part.indicators] == ["I1"]
    assert (part.linked, [s.action.ref for s in part.titled]) == ((), ["1.1"])
    assert [s.action.ref for s in part.elsewhere] == ["2.1", "2.2"]


def test_actions_that_an_indicator_names_are_told_from_those_found_by_title() -> None:
    cut = a_cut(
        an_action("1.1", title="Review the audiology offer"),
        an_action("1.2", title="Publish the calendar"),
        indicators=(an_indicator(service="Audiology", action_refs=("1.2",)),),
    )
    part = service_part(assess(cut), "Audiology", known_by)
    assert [s.action.ref for s in part.linked] == ["1.2"]
    assert [s.action.ref for s in part.titled] == ["1.1"]
