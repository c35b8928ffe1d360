"""How many: numbers that add up, each with its age, and the convention beside them."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from store.cut import DataCut
from store.types import Lifecycle
from tests.workflows.cuts import (
    KEY,
    SOON,
    a_cut,
    a_milestone,
    a_plan_of_four,
    an_action,
    an_update,
    evidence_of,
    moment,
)
from workflows.answers import ActionList
from workflows.counting import BY_LEAD, ONCE, count_all, count_due, count_late, count_rated, count_silent
from workflows.evidence_gaps import NO_EVIDENCE, NOT_ACCEPTED, NOT_SIGNED_OFF, evidence_gaps
from workflows.exception_report.assess import Assessment, assess
from workflows.standing import Standing


def judged(cut: DataCut) -> tuple[Assessment, list[Standing]]:
    assessed = assess(cut)
    return assessed, list(assessed.standings.values())


def test_a_rating_is_counted_with_who_gave_it_and_how_long_ago() -> None:
    cut = a_plan_of_four()
    counted = count_rated(*judged(cut), ("RED",), "Red", "in the plan")
    assert counted.heading == "1 of 4 actions in the plan is Red"
    assert [(line.ref, line.note) for line in counted.lines] == [
        ("1.2", "By Ben Okafor on 20 February 2023, 14 days ago")
    ]
    assert counted.notes == (BY_LEAD,)


def test_none_of_a_rating_is_a_valid_answer() -> None:
    counted = count_rated(*judged(a_plan_of_four()), ("AMBER",), "Amber", "in the plan")
    assert (counted.lines, counted.empty) == ((), "None of 4 actions in the plan is Amber.")


def test_late_actions_are_counted_once_with_their_milestones_and_split_at_a_month() -> None:
    cut = a_cut(
        an_action("1.1"),
        an_action("1.2"),
        milestones=(
            a_milestone("1.1", 1, date(2023, 3, 1)),
            a_milestone("1.2", 1, date(2023, 1, 31)),
            a_milestone("1.2", 2, date(2023, 2, 28)),
        ),
    )
    counted = count_late(*judged(cut), "in area 1")
    assert counted.heading == "2 of 2 actions in area 1 are late (3 milestones): 1 by up to a month, 1 by more"
    assert [(line.ref, line.note) for line in counted.lines] == [
        ("1.2", "34 days late, due 31 January 2023"),
        ("1.1", "5 days late, due 1 March 2023"),
    ]
    assert "last day" in counted.notes[0]


def test_the_silent_are_counted_since_the_cut_off() -> None:
    counted = count_silent(*judged(a_plan_of_four()), "in the plan")
    assert counted.heading == "1 of 4 actions in the plan has not been reported since the cut-off of 6 January 2023"
    assert [line.ref for line in counted.lines] == ["2.1"]


def test_what_is_due_is_counted_by_milestone() -> None:
    counted = count_due(*judged(a_plan_of_four()), (SOON, SOON), "in the plan")
    assert counted.heading == "1 open milestone in the plan falls due on 31 March 2023"


def total(counted: ActionList) -> int:
    """Of the numbers of the states, which stand behind the colon."""
    states = counted.heading.partition(": ")[2]
    return sum(int(part.split()[0]) for part in states.split(", "))


@settings(max_examples=40, deadline=None)
@given(
    states=st.lists(st.sampled_from([None, "", *(rating.code for rating in KEY), "closed"]), min_size=1, max_size=12)
)
def test_whatever_stands_where_the_states_add_up_to_the_number_of_actions(states: list[str | None]) -> None:
    refs = [f"1.{number}" for number in range(1, len(states) + 1)]
    actions = [
        an_action(ref, lifecycle=Lifecycle.WITHDRAWN if state == "closed" else Lifecycle.IN_PROGRESS)
        for ref, state in zip(refs, states, strict=True)
    ]
    updates = tuple(
        an_update(ref, state) for ref, state in zip(refs, states, strict=True) if state not in (None, "closed")
    )
    counted = count_all(*judged(a_cut(*actions, updates=updates)), "in the plan")
    assert counted.heading.startswith(f"{len(states)} action")
    assert total(counted) == len(states)
    assert counted.empty.endswith(ONCE)


def test_what_is_complete_is_missing_evidence_then_acceptance_then_the_sign_off() -> None:
    cut = a_cut(
        *(an_action(ref) for ref in ("1.1", "1.2", "1.3", "1.4")),
        updates=tuple(an_update(ref, "BLUE") for ref in ("1.1", "1.2", "1.3")),
        evidence=(evidence_of("1.2"), evidence_of("1.3", accepted_by="Ada Byron", title="Survey")),
    )
    gaps = evidence_gaps(*judged(cut), "in the plan")
    assert [(line.ref, line.group) for line in gaps.lines] == [
        ("1.1", NO_EVIDENCE),
        ("1.2", NOT_ACCEPTED),
        ("1.3", NOT_SIGNED_OFF),
    ]
    assert gaps.heading == "Without accepted evidence and sign-off: 3 of 3 actions rated Blue in the plan"
    assert gaps.lines[1].note == "Waits to be accepted: Minutes"


def test_what_is_signed_off_is_no_gap() -> None:
    gaps = evidence_gaps(*judged(a_plan_of_four()), "in the plan")
    assert gaps.lines == ()
    assert gaps.empty == "Every action rated Blue in the plan has accepted evidence and the SRO's sign-off."


def test_a_rating_given_on_the_day_says_today() -> None:
    cut = a_plan_of_four(updates=(an_update("1.1", "GREEN", at=moment(date(2023, 3, 6), 9)),))
    counted = count_rated(*judged(cut), ("GREEN",), "Green", "in the plan")
    assert counted.lines[0].note.endswith("on 6 March 2023, today")
