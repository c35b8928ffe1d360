"""Paused, merged, superseded, withdrawn, taken up again: each by a decision, and true from that moment on."""

from __future__ import annotations

from datetime import date, time

import pytest
from sqlmodel import select

from reminders.planning import plan_messages
from store import tables
from store.queries.asking import open_items_due_by
from store.types import Lifecycle
from store.working_days import london_moment
from tests.workflows.governing.office import (
    BLUE,
    DEPUTY,
    LEAD,
    MONDAY,
    OFFICER,
    SRO,
    STRANGER,
    TUESDAY,
    WEDNESDAY,
    Office,
    at,
)
from workflows.exception_report.assess import assess
from workflows.exception_report.compile import compile_report
from workflows.governing.refusals import (
    DecisionMissing,
    ItemClosed,
    ItemComplete,
    ItemPaused,
    NotTakenUp,
    NotYoursToDecide,
    ReasonMissing,
    SuccessorMissing,
)
from workflows.standing import CLOSED

ASKING_DAY = date(2022, 11, 16)


@pytest.mark.parametrize("to", [Lifecycle.PAUSED, Lifecycle.WITHDRAWN, Lifecycle.SUPERSEDED])
@pytest.mark.parametrize("by", [SRO, OFFICER])
def test_an_action_is_set_aside_by_its_sro_or_the_compliance_team(office: Office, to: Lifecycle, by: str) -> None:
    told = office.decide(to, by=by)
    assert told.words == f"1.1.1 is {to.value}, decision SSPB 2022/14."
    assert (office.action().lifecycle, office.action().decision_reference) == (to, "SSPB 2022/14")
    (change,) = office.session.exec(select(tables.LifecycleChange))
    assert (change.before, change.after, change.reason) == (Lifecycle.NOT_STARTED, to, "The funding ended")
    (entry,) = office.audited("change_lifecycle")
    assert (entry["actor"], entry["content"]["old"], entry["content"]["new"]) == (by, "not_started", to.value)


def test_a_merged_action_names_the_one_that_takes_its_place(office: Office) -> None:
    for successor in (None, office.action()):
        with pytest.raises(SuccessorMissing):
            office.decide(Lifecycle.MERGED_INTO, successor=successor)
    told = office.decide(Lifecycle.MERGED_INTO, successor=office.action("1.1.2"))
    assert told.words == "1.1.1 is merged into 1.1.2, decision SSPB 2022/14."
    with pytest.raises(SuccessorMissing):  # nothing is merged into what is closed itself
        office.decide(Lifecycle.MERGED_INTO, action=office.action("1.1.3"), successor=office.action())
    (row,) = office.cut(WEDNESDAY).lifecycle_changes
    assert (row.action_ref, row.successor_ref, row.after) == ("1.1.1", "1.1.2", Lifecycle.MERGED_INTO)


@pytest.mark.parametrize("by", [LEAD, DEPUTY, STRANGER])
def test_nobody_else_decides_on_a_lifecycle(office: Office, by: str) -> None:
    with pytest.raises(NotYoursToDecide):
        office.decide(Lifecycle.PAUSED, by=by)
    assert office.action().lifecycle is Lifecycle.NOT_STARTED
    assert office.audited("refused")[0]["content"] == {"asked": "change_lifecycle", "why": "NotYoursToDecide"}


def test_a_decision_reference_and_a_reason_are_needed(office: Office) -> None:
    with pytest.raises(DecisionMissing):
        office.decide(Lifecycle.PAUSED, decision_reference=" ")
    with pytest.raises(ReasonMissing):
        office.decide(Lifecycle.PAUSED, reason="")
    assert office.session.exec(select(tables.LifecycleChange)).all() == []


def test_what_was_set_aside_is_taken_up_again_without_a_new_decision(office: Office) -> None:
    with pytest.raises(NotTakenUp):
        office.decide(Lifecycle.IN_PROGRESS)
    office.decide(Lifecycle.PAUSED)
    with pytest.raises(ItemPaused):
        office.decide(Lifecycle.PAUSED)
    assert office.decide(Lifecycle.IN_PROGRESS, now=WEDNESDAY).words == "1.1.1 is taken up again."
    assert (office.action().lifecycle, office.action().decision_reference) == (Lifecycle.IN_PROGRESS, "")


def test_a_closed_action_is_first_taken_up_again_before_it_is_closed_otherwise(office: Office) -> None:
    office.decide(Lifecycle.WITHDRAWN)
    with pytest.raises(ItemClosed):
        office.decide(Lifecycle.SUPERSEDED)
    with pytest.raises(ItemClosed):
        office.decide(Lifecycle.PAUSED, milestone=office.milestone())


def test_what_is_complete_is_not_set_aside(office: Office) -> None:
    office.say(BLUE)
    with pytest.raises(ItemComplete):
        office.decide(Lifecycle.PAUSED, milestone=office.milestone())
    office.accept()
    office.sign_off()
    with pytest.raises(ItemComplete):
        office.decide(Lifecycle.WITHDRAWN, now=WEDNESDAY)


def test_nobody_is_asked_about_what_is_set_aside_until_it_is_taken_up_again(office: Office) -> None:
    assert office.asked_on(ASKING_DAY)
    office.decide(Lifecycle.PAUSED)
    assert office.asked_on(ASKING_DAY) == []
    office.decide(Lifecycle.IN_PROGRESS, now=WEDNESDAY)
    assert office.asked_on(ASKING_DAY)


def test_looking_back_what_was_paused_later_was_still_to_be_asked_about(office: Office) -> None:
    office.decide(Lifecycle.PAUSED, now=TUESDAY)
    found = [open_items_due_by(office.session, date(2022, 12, 31), office.plan.id, at=day) for day in (MONDAY, TUESDAY)]
    assert ["1.1.1" in {item.action.ref for item in items} for items in found] == [True, False]


def test_a_milestone_is_set_aside_alone(office: Office) -> None:
    first = office.milestone("1.5.1", 1)
    told = office.decide(Lifecycle.WITHDRAWN, action=office.action("1.5.1"), milestone=first)
    assert told.name == "1.5.1 milestone 1"
    assert (first.lifecycle, office.action("1.5.1").lifecycle) == (Lifecycle.WITHDRAWN, Lifecycle.NOT_STARTED)
    rows = {row.seq: row.lifecycle for row in office.cut(WEDNESDAY).milestones if row.action_ref == "1.5.1"}
    assert (rows[1], rows[2]) == (Lifecycle.WITHDRAWN, Lifecycle.NOT_STARTED)


def test_the_open_requests_about_it_are_closed_and_no_others(office: Office) -> None:
    plan_messages(office.session, office.audit, london_moment(date(2022, 11, 2), time(9, 30)))
    requests = list(office.session.exec(select(tables.Request)))
    mine = [request for request in requests if request.action_id == office.action().id]
    assert mine
    told = office.decide(Lifecycle.WITHDRAWN)
    assert told.requests_closed == len(mine)
    assert told.words.endswith(f"{len(mine)} open request{'s' * (len(mine) > 1)} about it closed.")
    assert {request.closed_at for request in mine} == {TUESDAY}
    assert {request.closed_at for request in requests if request not in mine} == {None}


def test_a_cut_of_each_day_holds_the_lifecycle_and_the_decision_of_that_day(office: Office) -> None:
    office.say(BLUE, now=MONDAY)  # which starts the action
    office.decide(Lifecycle.PAUSED, now=TUESDAY)
    office.decide(Lifecycle.IN_PROGRESS, now=at(date(2022, 12, 1)))
    office.decide(Lifecycle.WITHDRAWN, now=at(date(2022, 12, 5)), decision_reference="SSPB 2022/20")
    days = (MONDAY, TUESDAY, at(date(2022, 12, 1)), at(date(2022, 12, 5)))
    rows = [next(row for row in office.cut(day).actions if row.ref == "1.1.1") for day in days]
    assert [(row.lifecycle, row.decision_reference) for row in rows] == [
        (Lifecycle.IN_PROGRESS, ""),
        (Lifecycle.PAUSED, "SSPB 2022/14"),
        (Lifecycle.IN_PROGRESS, ""),
        (Lifecycle.WITHDRAWN, "SSPB 2022/20"),
    ]
    assert [len(office.cut(day).lifecycle_changes) for day in days] == [0, 1, 2, 3]


def test_a_report_as_at_a_day_before_the_decision_counts_the_action_as_open(office: Office) -> None:
    office.decide(Lifecycle.WITHDRAWN)
    assert assess(office.cut(MONDAY)).standings["1.1.1"].key != CLOSED
    assert assess(office.cut(TUESDAY)).standings["1.1.1"].key == CLOSED


def test_an_action_that_was_never_decided_on_has_the_registers_lifecycle(office: Office) -> None:
    office.action().lifecycle = Lifecycle.SUPERSEDED
    office.action().decision_reference = "Brought in"
    office.session.flush()
    row = next(row for row in office.cut(MONDAY).actions if row.ref == "1.1.1")
    assert (row.lifecycle, row.decision_reference) == (Lifecycle.SUPERSEDED, "Brought in")


@pytest.mark.parametrize("lifecycle", [Lifecycle.COMPLETE, Lifecycle.EMBEDDED])
@pytest.mark.parametrize("whole_action", [True, False])
def test_what_came_in_as_complete_without_its_day_is_neither_asked_about_nor_late_but_noted(
    office: Office, lifecycle: Lifecycle, whole_action: bool
) -> None:
    item = office.action() if whole_action else office.milestone()
    item.lifecycle = lifecycle
    office.session.flush()
    overdue = at(date(2023, 1, 16))
    assert office.asked_on(ASKING_DAY) == []
    assessed = assess(office.cut(overdue))
    assert assessed.standings["1.1.1"].late == ()
    assert assessed.standings["1.1.1"].milestones[0].words == "Complete, on a day not given"
    assert "E2" not in [trigger.code for trigger in assessed.fired["1.1.1"][1]]
    notes = compile_report(office.cut(overdue)).data_notes
    assert "1 milestone is complete on a day not given: 1.1.1 milestone 1. The lead is to say when." in notes
