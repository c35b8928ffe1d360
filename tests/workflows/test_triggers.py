"""Which actions are reported by exception, in what order, and what an unconfirmed key switches off."""

from __future__ import annotations

from datetime import date

import pytest

from store.cut import CallInRow
from store.types import Direction, Lifecycle
from tests.workflows.cuts import (
    FAR,
    IN_PERIOD,
    SOON,
    UNCONFIRMED,
    a_cut,
    a_milestone,
    a_plan_of_four,
    a_post,
    a_sign_off,
    an_action,
    an_edition,
    an_indicator,
    an_update,
    evidence_of,
    fired,
)
from workflows.exception_report.assess import assess
from workflows.exception_report.entries import exception_entries

LATE = date(2023, 1, 31)
DECEMBER = date(2022, 12, 31)


def order_of(*actions: str, **changes: object) -> list[str]:
    cut = a_cut(*(an_action(ref) for ref in actions), **changes)
    return [entry.ref for entry in exception_entries(assess(cut).fired)]


def test_an_action_on_track_and_on_time_is_no_exception() -> None:
    assert fired(a_cut(updates=(an_update(rating="GREEN"),))) == {}


def test_waiting_for_a_named_action_that_is_in_time_is_no_exception() -> None:
    cut = a_cut(
        an_action("1.1", depends_on=("1.2",)), an_action("1.2"), updates=(an_update("1.1", "GREY"), an_update("1.2"))
    )
    assert fired(cut) == {}


def test_complete_signed_off_and_reported_before_is_no_exception_even_with_an_empty_post() -> None:
    cut = a_cut(
        an_action(leads=(a_post("Plans Manager", holders=()),)),
        milestones=(a_milestone(due=LATE, completed_on=LATE),),
        updates=(an_update(rating="BLUE"),),
        sign_offs=(a_sign_off(),),
        editions=(an_edition(standing={"1.1": "BLUE"}),),
    )
    assert fired(cut) == {}


@pytest.mark.parametrize("lifecycle", [Lifecycle.WITHDRAWN, Lifecycle.PAUSED])
def test_an_action_set_aside_by_decision_is_no_exception_however_late_and_silent(lifecycle: Lifecycle) -> None:
    cut = a_cut(an_action(lifecycle=lifecycle, leads=()), milestones=(a_milestone(due=LATE, statutory=True),))
    assert fired(cut) == {}


def test_each_code_fires_once_with_a_reason_and_a_severity() -> None:
    cut = a_cut(
        an_action(depends_on=("1.2",)),
        an_action("1.2"),
        milestones=(a_milestone(due=LATE, forecast=FAR), a_milestone(seq=2, due=SOON), a_milestone("1.2", due=LATE)),
        updates=(an_update(rating="RED"),),
        call_ins=(CallInRow("1.1", "Ada Byron", IN_PERIOD, False, "Families wrote to us"),),
        editions=(an_edition(standing={"1.1": "GREEN"}),),
    )
    codes = [trigger.code for trigger in assess(cut).fired["1.1"][1]]
    assert codes == ["E1", "E2", "E3", "E5", "E10", "E14"]
    assert all(trigger.reason and trigger.severity in {1, 2, 3} for trigger in fired(cut).values())


def test_exceptions_stand_in_order_of_severity() -> None:
    milestones = (a_milestone("1.1", due=date(2023, 2, 20)), a_milestone("1.2", due=LATE), a_milestone("1.3"))
    updates = (an_update("1.1", "AMBER"), an_update("1.2", "AMBER"), an_update("1.3", "RED"))
    assert order_of("1.1", "1.2", "1.3", milestones=milestones, updates=updates) == ["1.2", "1.3", "1.1"]


def test_of_the_same_severity_the_earliest_open_date_comes_first() -> None:
    milestones = (
        a_milestone("1.1", due=FAR),
        a_milestone("1.2", due=SOON),
        a_milestone("1.3", due=LATE, completed_on=LATE),
    )
    assert order_of("1.1", "1.2", "1.3", milestones=milestones) == ["1.2", "1.1", "1.3"]


def test_of_the_same_date_refs_come_in_their_natural_order() -> None:
    assert order_of("1.10", "1.9", "1.4.1", "1.4") == ["1.4", "1.4.1", "1.9", "1.10"]


def test_only_the_ten_gravest_have_a_full_entry_and_none_is_dropped() -> None:
    refs = [f"1.{n}" for n in range(1, 13)]
    cut = a_cut(*(an_action(ref) for ref in refs), updates=tuple(an_update(ref, "RED") for ref in refs))
    entries = exception_entries(assess(cut).fired)
    assert [entry.ref for entry in entries] == refs
    assert [entry.full_entry for entry in entries] == [True] * 10 + [False] * 2


def test_a_minor_exception_stands_in_the_index_alone() -> None:
    assert [entry.full_entry for entry in exception_entries(assess(a_cut()).fired)] == [False]


@pytest.mark.parametrize("rating", ["BLUE", "GREEN", "AMBER", "RED", "GREY"])
def test_no_rule_that_reads_a_rating_runs_while_nobody_has_confirmed_the_key(rating: str) -> None:
    """Everything that a rating could set off is here: what fires is told by dates and figures alone."""
    falling = [(date(2021, 12, 31), 30.0), (date(2022, 3, 31), 25.0), (DECEMBER, 20.0)]
    cut = a_cut(
        an_action(depends_on=("1.2",)),
        an_action("1.2"),
        ratings=UNCONFIRMED,
        milestones=(a_milestone(due=SOON, statutory=True), a_milestone(seq=2, due=LATE), a_milestone("1.2")),
        updates=(an_update(rating=rating), an_update("1.2", "RED")),
        indicators=(an_indicator(falling, [(DECEMBER, 80.0)], direction=Direction.UP),),
        editions=tuple(an_edition(n, {"1.1": "BLUE" if n == 3 else rating, "1.2": "RED"}) for n in (3, 2, 1)),
    )
    assert set(fired(cut)) == {"E2", "E7"}
    assert fired(cut, "1.2") == {}


def test_four_actions_of_which_two_are_exceptions() -> None:
    found = {
        ref: [trigger.code for trigger in triggers] for ref, (_, triggers) in assess(a_plan_of_four()).fired.items()
    }
    assert found == {"1.2": ["E1", "E2"], "2.1": ["E4"]}


def test_evidence_that_nobody_accepted_is_not_enough_for_complete() -> None:
    cut = a_cut(
        milestones=(a_milestone(completed_on=LATE),), updates=(an_update(rating="BLUE"),), evidence=(evidence_of(),)
    )
    assert set(fired(cut)) == {"E6"}
    accepted = a_cut(
        milestones=(a_milestone(completed_on=LATE),),
        updates=(an_update(rating="BLUE"),),
        evidence=(evidence_of(accepted_by="Ada Byron"),),
    )
    assert fired(accepted) == {}
