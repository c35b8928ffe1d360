"""A cut of the past: nothing said or decided later is in it, and nothing said by then is missing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlmodel import select

from store import tables
from store.types import DateChangeStatus
from store.working_days import end_of_day
from tests.workflows.register import GREEN, LATER, LEAD, MONDAY, RED, REF, TUESDAY, Register
from workflows.exception_report.compile import compile_report

SECOND = timedelta(seconds=1)
DUE, MOVED = date(2022, 11, 30), date(2023, 1, 31)


def test_an_update_is_in_every_cut_from_its_own_moment_on(register: Register) -> None:
    register.record(RED)
    assert register.cut(MONDAY - SECOND).updates == ()
    assert [update.rating_code for update in register.cut(MONDAY).updates] == ["RED"]
    assert register.milestone_at(MONDAY - SECOND).forecast is None
    assert register.milestone_at(MONDAY).forecast == RED.forecast


def test_only_the_latest_update_of_an_item_is_in_a_cut_each_in_its_own_time(register: Register) -> None:
    first = register.record(RED)
    register.record(GREEN, seen=first.given.update_id, at=TUESDAY)
    assert [update.rating_code for update in register.cut(LATER).updates] == ["RED"]
    assert [update.rating_code for update in register.cut(TUESDAY).updates] == ["GREEN"]


def test_a_correction_changes_no_cut_before_it(register: Register) -> None:
    done = replace(GREEN, completed_on=date(2022, 11, 4), forecast=date(2022, 11, 20))
    first = register.record(done)
    register.record(GREEN, seen=first.given.update_id, at=LATER)
    before, after = register.milestone_at(MONDAY), register.milestone_at(LATER)
    assert (before.completed_on, before.forecast) == (date(2022, 11, 4), None)  # what is complete is not forecast
    assert (after.completed_on, after.forecast) == (None, None)


def test_dates_given_before_hold_until_others_are_given(register: Register) -> None:
    first = register.record(RED)
    second = register.record(GREEN, seen=first.given.update_id, at=TUESDAY)
    register.record(
        replace(GREEN, completed_on=date(2022, 11, 8)), seen=second.given.update_id, at=TUESDAY + timedelta(days=1)
    )
    assert register.milestone_at(TUESDAY).forecast == RED.forecast
    assert register.milestone_at(TUESDAY).completed_on is None
    assert register.milestone_at(TUESDAY + timedelta(days=1)).completed_on == date(2022, 11, 8)


@pytest.fixture
def moved(register: Register) -> Register:
    """Asked for on Monday, approved on Tuesday, in force in the register now."""
    register.session.add(
        tables.DateChange(
            milestone_id=register.milestone.id or 0,
            from_due=DUE,
            to_due=MOVED,
            reason="Partners asked for it",
            status=DateChangeStatus.APPROVED,
            requested_by_id=register.person(LEAD).id,
            requested_at=MONDAY,
            decided_by_id=register.person("assistant-director-send-and-inclusion").id,
            decided_at=TUESDAY,
        )
    )
    register.milestone.current_due = MOVED
    register.session.flush()
    return register


def test_a_date_change_is_in_force_from_its_approval_and_merely_asked_for_before(moved: Register) -> None:
    asked, approved = moved.cut(LATER), moved.cut(TUESDAY)
    assert [change.status for change in asked.date_changes] == [DateChangeStatus.REQUESTED]
    assert (asked.date_changes[0].decided_by, asked.date_changes[0].decided_at) == ("", None)
    assert moved.milestone_at(LATER).current == DUE
    assert [change.status for change in approved.date_changes] == [DateChangeStatus.APPROVED]
    assert moved.milestone_at(TUESDAY).current == MOVED
    assert moved.milestone_at(TUESDAY).baseline == DUE


def test_before_it_was_asked_for_a_date_change_is_nowhere(moved: Register) -> None:
    assert moved.cut(MONDAY - SECOND).date_changes == ()
    assert moved.milestone_at(MONDAY - SECOND).current == DUE


def test_a_report_of_the_past_is_late_against_the_date_of_that_time(moved: Register) -> None:
    change = moved.session.get_one(tables.DateChange, 1)
    change.decided_at = end_of_day(date(2022, 12, 20))
    moved.session.flush()
    then = compile_report(moved.cut(end_of_day(date(2022, 12, 10))))
    now = compile_report(moved.cut(end_of_day(date(2022, 12, 21))))
    codes = {entry.ref: entry.codes for entry in then.exceptions}
    assert {"E2", "E8"} <= set(codes[REF])
    assert "E2" not in {entry.ref: entry.codes for entry in now.exceptions}[REF]


def test_what_was_accepted_or_signed_off_later_was_open_then(register: Register) -> None:
    said = register.record(replace(GREEN, evidence="Minutes"))
    sro = register.person("assistant-director-send-and-inclusion").id or 0
    evidence = register.session.get_one(tables.Evidence, 1)
    evidence.accepted_by_id, evidence.accepted_at = sro, TUESDAY
    sign_off = {"action_id": register.action_id, "update_id": said.given.update_id, "person_id": sro}
    register.session.add(tables.SignOff(**sign_off, at=TUESDAY, accepted=True))
    register.session.flush()
    assert [item.accepted_by for item in register.cut(LATER).evidence] == [""]
    assert [item.accepted_by for item in register.cut(TUESDAY).evidence] == ["Assistant Director SEND and Inclusion"]
    assert (len(register.cut(LATER).sign_offs), len(register.cut(TUESDAY).sign_offs)) == (0, 1)


def test_who_holds_a_post_is_told_for_the_day_of_the_cut(register: Register) -> None:
    held = select(tables.Appointment).where(tables.Appointment.person_id == register.person(LEAD).id)
    for appointment in register.session.exec(held).all():
        appointment.ends_on = date(2022, 11, 7)
    register.session.flush()
    holders = [
        next(action for action in register.cut(moment).actions if action.ref == REF).leads[0].holders
        for moment in (MONDAY, TUESDAY)
    ]
    assert holders == [("Strategic Manager SEND",), ()]
