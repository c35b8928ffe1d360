"""A board's cycle on a real database with the Bradford plan: opened, asked, reminded, closed, each once."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date, datetime, time, timedelta

import pytest
from sqlmodel import Session, col, select

from store import tables
from store.types import Capacity, Lifecycle, MessageStatus, Rung
from store.working_days import london_moment
from tests.reminders.register import CAMHS, Register

MEETING = date(2023, 5, 25)
ASK, FIRST, SECOND, CUT_OFF = date(2023, 4, 20), date(2023, 4, 27), date(2023, 5, 3), date(2023, 5, 5)
"""`domain.md` 4.3: tested by hand there."""

CYCLE_RUNGS = {Rung.CYCLE_ASK, Rung.CYCLE_REMIND, Rung.CYCLE_LAST, Rung.CYCLE_SRO}


@pytest.fixture
def register(register: Register) -> Register:
    """The board of 25 May 2023 alone, and milestones far off: nothing else is asked in these weeks."""
    register.cancel_meetings()
    register.meet(MEETING)

    def put_far_off(session: Session) -> None:
        for milestone in session.exec(select(tables.Milestone)):
            milestone.current_due = date(2025, 3, 31)

    register.change(put_far_off)
    return register


def play(register: Register, first: date, last: date) -> None:
    day = first
    while day <= last:
        register.live(day)
        day += timedelta(days=1)


def asked(register: Register, *rungs: Rung) -> list[tables.Request]:
    return [request for request in register.requests() if request.rung in (rungs or CYCLE_RUNGS)]


def of_action(register: Register, ref: str) -> list[Rung]:
    item = register.do(lambda session: session.exec(select(tables.Action.id).where(tables.Action.ref == ref)).one())
    return [request.rung for request in register.requests() if request.item == f"a:{item}"]


def at(day: date, hour: int = 10) -> datetime:
    return london_moment(day, time(hour))


def test_a_cycle_opens_by_itself_on_its_day_and_is_audited(register: Register) -> None:
    register.live(ASK - timedelta(days=1))
    assert (register.cycles(), register.requests()) == ([], [])
    register.live(ASK)
    (cycle,) = register.cycles()
    assert (cycle.meeting_id, cycle.opened_at, cycle.closed_at) == (
        register.meeting(MEETING).id,
        london_moment(ASK, time(9, 30)),
        None,
    )
    (entry,) = register.audited("open_cycle")
    assert (entry.subject, entry.plan_key) == ("2023-05-25", "bradford-wsoa-2022")
    assert json.loads(entry.content or "")["cut_off"].startswith("2023-05-05T16:00")  # 17:00 in summer time


def test_every_open_action_is_asked_for_once_in_one_message_a_person(register: Register) -> None:
    register.live(ASK)
    requests = asked(register)
    assert {request.rung for request in requests} == {Rung.CYCLE_ASK}
    assert len({request.item for request in requests}) == 55
    assert {request.occasion for request in requests} == {f"cycle:{register.meeting(MEETING).id}"}
    assert max(Counter((m.person_id, m.day) for m in register.messages()).values()) == 1
    assert len({(request.item, request.person_id) for request in requests}) == len(requests)


def test_only_the_silent_are_reminded_and_the_sro_is_copied_in_at_the_second_reminder(register: Register) -> None:
    register.live(ASK)
    register.say("4.2.2", at(date(2023, 4, 24)))
    play(register, date(2023, 4, 21), CUT_OFF)
    assert of_action(register, "4.2.2") == [Rung.CYCLE_ASK]
    rungs = of_action(register, "1.1.1")
    assert rungs.count(Rung.CYCLE_ASK) == rungs.count(Rung.CYCLE_REMIND) == 1
    assert rungs.count(Rung.CYCLE_SRO) >= 1
    days = {
        rung: {request.asked_at.date() for request in asked(register, rung)}
        for rung in (Rung.CYCLE_REMIND, Rung.CYCLE_LAST, Rung.CYCLE_SRO)
    }
    assert days == {Rung.CYCLE_REMIND: {FIRST}, Rung.CYCLE_LAST: {SECOND}, Rung.CYCLE_SRO: {SECOND}}


def test_an_update_on_a_milestone_answers_for_its_action(register: Register) -> None:
    register.live(ASK)
    register.answer("4.2.2", 1, at(date(2023, 4, 24)))
    play(register, date(2023, 4, 25), SECOND)
    assert of_action(register, "4.2.2") == [Rung.CYCLE_ASK]


def test_no_sro_hears_of_a_lead_whom_no_message_reached(register: Register) -> None:
    """Peers' fault 8. The lead is asked anew at each step, and never reminded of what never came."""
    for day in (ASK, FIRST, SECOND):
        register.live(day, MessageStatus.FAILED)
    assert asked(register, Rung.CYCLE_SRO) == []
    assert not any("eminder" in request.reason for request in register.requests())


def test_at_the_cut_off_what_is_open_is_closed_unanswered_and_audited_and_nothing_is_asked_after_it(
    register: Register,
) -> None:
    play(register, ASK, CUT_OFF)
    register.plan(CUT_OFF, time(16, 59))
    assert any(request.closed_at is None for request in register.requests())
    register.plan(CUT_OFF, time(17, 0))
    (cycle,) = register.cycles()
    assert cycle.closed_at == london_moment(CUT_OFF, time(17, 0))
    assert {request.closed_at for request in asked(register)} == {london_moment(CUT_OFF, time(17, 0))}
    assert {request.closed_by_update_id for request in asked(register)} == {None}
    (entry,) = register.audited("close_cycle")
    assert json.loads(entry.content or "")["unanswered"] == 55
    before = len(register.requests())
    play(register, CUT_OFF + timedelta(days=1), MEETING)
    assert len(register.requests()) == before
    assert len(register.audited("close_cycle")) == 1


def test_a_cycle_closes_at_its_minute_though_the_program_was_off(register: Register) -> None:
    register.live(ASK)
    register.plan(date(2023, 5, 10))
    assert {request.closed_at for request in asked(register)} == {london_moment(CUT_OFF, time(17, 0))}
    assert {request.rung for request in asked(register)} == {Rung.CYCLE_ASK}


def test_a_restart_in_the_middle_asks_nobody_again(register: Register) -> None:
    """Peers' fault 1."""
    play(register, ASK, date(2023, 4, 28))
    before = len(register.requests())
    again = Register.__new__(Register)
    again.__dict__.update(register.__dict__)
    assert again.plan(date(2023, 4, 28), time(11)) == {}
    assert again.live(date(2023, 5, 2)) == {}
    assert len(register.requests()) == before


def test_after_an_outage_over_the_first_reminder_each_gets_the_nearest_step_once(register: Register) -> None:
    """Peers' fault 3."""
    register.live(ASK)
    register.live(date(2023, 5, 4))  # 27 April and 3 May were missed
    assert asked(register, Rung.CYCLE_REMIND) == []
    assert {request.asked_at.date() for request in asked(register, Rung.CYCLE_LAST)} == {date(2023, 5, 4)}
    register.live(CUT_OFF)
    assert max(Counter((r.item, r.person_id, r.rung) for r in asked(register)).values()) == 1


def test_a_plan_brought_in_late_is_asked_at_once_and_no_sro_is_told_of_a_silence_of_minutes(register: Register) -> None:
    register.live(SECOND)  # the first day the program runs
    assert {request.rung for request in asked(register)} == {Rung.CYCLE_LAST}
    assert all(request.reason.startswith("An update") for request in asked(register))
    register.plan(SECOND, time(12))
    assert asked(register, Rung.CYCLE_SRO) == []
    register.live(date(2023, 5, 4))
    assert {request.asked_at.date() for request in asked(register, Rung.CYCLE_SRO)} == {date(2023, 5, 4)}


def test_a_meeting_put_back_keeps_its_occasion_and_reminds_on_the_new_days(register: Register) -> None:
    register.live(ASK)
    register.say("4.2.2", at(date(2023, 4, 21)))
    register.move_meeting(MEETING, date(2023, 6, 1))  # asks on 26 April, reminds on 4 and 10 May, ends on 12 May
    play(register, date(2023, 4, 24), date(2023, 5, 3))
    assert {request.rung for request in asked(register)} == {Rung.CYCLE_ASK}
    assert len(register.audited("open_cycle")) == 1
    play(register, date(2023, 5, 4), date(2023, 5, 11))
    assert len({request.occasion for request in asked(register)}) == 1
    assert {request.asked_at.date() for request in asked(register, Rung.CYCLE_REMIND)} == {date(2023, 5, 4)}
    assert of_action(register, "4.2.2") == [Rung.CYCLE_ASK], "it was answered in this very cycle"


def test_a_cycle_once_closed_stays_closed_though_its_meeting_is_put_back(register: Register) -> None:
    play(register, ASK, CUT_OFF)
    register.plan(CUT_OFF, time(17, 0))
    before = len(register.requests())
    register.move_meeting(MEETING, date(2023, 6, 29))
    play(register, date(2023, 5, 22), date(2023, 6, 12))
    assert len(register.requests()) == before


def test_two_boards_of_one_plan_never_ask_the_same_thing_at_the_same_time(register: Register) -> None:
    other = register.meet(date(2023, 6, 1), "Health and Wellbeing Board")  # asks from 26 April to 12 May
    register.live(ASK)
    register.say("4.2.2", at(date(2023, 4, 25)))
    play(register, date(2023, 4, 24), CUT_OFF)
    assert {request.occasion for request in asked(register)} == {f"cycle:{register.meeting(MEETING).id}"}
    register.plan(date(2023, 5, 6))
    play(register, date(2023, 5, 8), date(2023, 5, 11))
    second = [request for request in asked(register) if request.occasion == f"cycle:{other}"]
    assert len({request.item for request in second}) == 54, "4.2.2 was heard of while both were asking"
    assert of_action(register, "4.2.2") == [Rung.CYCLE_ASK]
    assert max(Counter((m.person_id, m.day) for m in register.messages()).values()) == 1


@pytest.mark.parametrize("lifecycle", [Lifecycle.PAUSED, Lifecycle.WITHDRAWN, Lifecycle.COMPLETE])
def test_an_action_closed_in_between_is_not_asked_about_again(register: Register, lifecycle: Lifecycle) -> None:
    register.live(ASK)

    def close(session: Session) -> None:
        session.exec(select(tables.Action).where(tables.Action.ref == "4.2.2")).one().lifecycle = lifecycle

    register.change(close)
    play(register, date(2023, 4, 21), SECOND)
    assert of_action(register, "4.2.2") == [Rung.CYCLE_ASK]


def test_an_action_rated_complete_is_asked_about_no_more_unless_its_sign_off_is_refused(register: Register) -> None:
    register.say("4.2.2", at(date(2023, 4, 3)), rating="BLUE", evidence="The criteria, on the website")
    register.live(ASK)
    assert of_action(register, "4.2.2") == []

    def refuse(session: Session) -> None:
        said = session.exec(select(tables.Update).where(tables.Update.rating_code == "BLUE")).one()
        session.add(
            tables.SignOff(
                action_id=said.action_id, update_id=said.id or 0, person_id=said.person_id, at=at(ASK, 11),
                accepted=False, reason="Schools have not been told",
            )
        )  # fmt: skip

    register.change(refuse)
    register.live(date(2023, 4, 21))
    assert of_action(register, "4.2.2") == [Rung.CYCLE_ASK]


def test_an_action_whose_milestones_are_all_complete_is_not_asked_about(register: Register) -> None:
    register.change_milestone("4.2.2", 1, completed_on=date(2023, 4, 1))
    register.live(ASK)
    assert of_action(register, "4.2.2") == []
    assert len({request.item for request in asked(register)}) == 54


def test_a_milestones_rung_and_the_cycle_come_in_one_message_the_milestone_first(register: Register) -> None:
    register.change_milestone("4.2.2", 1, current_due=date(2023, 5, 19))  # 20 working days after the day of asking
    assert register.live(ASK)[CAMHS] == ["4.2.2/1 before_20", "4.2.2 cycle_ask"]


def test_a_dry_run_says_what_the_cycle_will_ask_and_writes_nothing(register: Register) -> None:
    said = register.due(ASK, time(0, 0))
    assert (register.requests(), register.cycles()) == ([], [])
    assert register.plan(ASK) == said
    assert said[CAMHS] == ["4.2.2 cycle_ask"]


def test_a_vacant_post_goes_to_the_deputy_then_to_the_sro_then_to_the_compliance_team(register: Register) -> None:
    def leaves(key: str) -> None:
        def work(session: Session) -> None:
            person = session.exec(select(tables.Person).where(tables.Person.key == key)).one()
            for held in session.exec(select(tables.Appointment).where(tables.Appointment.person_id == person.id)):
                session.delete(held)

        register.change(work)

    def appoint_deputy(session: Session) -> None:
        post = session.exec(
            select(tables.ActionLead.post_id).join(tables.Action).where(tables.Action.ref == "4.2.2")
        ).one()
        deputy = session.exec(select(tables.Person).where(tables.Person.key == "local-offer-lead")).one()
        session.add(tables.Appointment(post_id=post, person_id=deputy.id or 0, capacity=Capacity.DEPUTY))

    leaves(CAMHS)
    assert "4.2.2 cycle_ask" in register.due(ASK)["director-of-integration-and-change"]
    register.change(appoint_deputy)
    assert "4.2.2 cycle_ask" in register.due(ASK)["local-offer-lead"]
    leaves("local-offer-lead")
    leaves("director-of-integration-and-change")
    assert "4.2.2 cycle_ask" in register.due(ASK)["compliance-officer"]


def test_nothing_is_asked_of_somebody_on_leave_until_they_are_back(register: Register) -> None:
    register.leave(CAMHS, date(2023, 4, 17), date(2023, 4, 23))
    play(register, ASK, date(2023, 4, 23))
    assert register.messages(CAMHS) == []
    assert register.live(date(2023, 4, 24))[CAMHS] == ["4.2.2 cycle_ask"]


def test_who_works_in_term_time_only_is_not_asked_in_the_school_holidays(register: Register) -> None:
    def school(session: Session) -> None:
        session.exec(select(tables.Person).where(tables.Person.key == CAMHS)).one().term_time_only = True
        session.add(tables.SchoolHoliday(starts_on=date(2023, 4, 17), ends_on=date(2023, 4, 21), title="Spring break"))

    register.change(school)
    register.live(ASK)
    assert register.messages(CAMHS) == []
    assert register.live(date(2023, 4, 24))[CAMHS] == ["4.2.2 cycle_ask"]


def test_a_chain_with_cycles_in_it_verifies(register: Register) -> None:
    play(register, ASK, CUT_OFF + timedelta(days=3))
    actions = register.do(
        lambda session: Counter(
            session.exec(select(tables.AuditEntry.action).where(col(tables.AuditEntry.actor) == "reminders"))
        )
    )
    assert (actions["open_cycle"], actions["close_cycle"]) == (1, 1)
    assert actions["plan_message"] == len(register.messages())
