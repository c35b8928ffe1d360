"""How a cycle stands, and a chase by hand: counts by area, who is silent, who was not reached, and why."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from sqlmodel import Session, select

from reminders.by_hand import Chased, ChaseRefused, chase
from reminders.overview import CycleStatus, cycle_status
from store import tables
from store.types import MessageStatus, Rung
from store.working_days import london_moment
from tests.at_once import second_before_the_first_is_kept
from tests.conftest import Store
from tests.reminders.register import CAMHS, Register

MEETING = date(2023, 5, 25)
ASK, FIRST, SECOND, CUT_OFF = date(2023, 4, 20), date(2023, 4, 27), date(2023, 5, 3), date(2023, 5, 5)
OFFICER = "compliance-officer"


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


def at(day: date, hour: int = 12) -> datetime:
    return london_moment(day, time(hour))


def status(register: Register, day: date, hour: int = 12) -> CycleStatus:
    def work(session: Session) -> CycleStatus | None:
        return cycle_status(session, session.exec(select(tables.Plan)).one(), at(day, hour))

    found = register.do(work)
    assert found is not None
    return found


def chased(register: Register, day: date, *refs: str, by: str = OFFICER, hour: int = 12, minute: int = 0) -> Chased:
    def work(session: Session) -> Chased | ChaseRefused:
        person = session.exec(select(tables.Person).where(tables.Person.key == by)).one()
        plan = session.exec(select(tables.Plan)).one()
        now = london_moment(day, time(hour, minute))
        try:
            return chase(session, register.audit, person=person, plan=plan, refs=refs or None, now=now)
        except ChaseRefused as refusal:
            return refusal

    outcome = register.do(work)
    if isinstance(outcome, ChaseRefused):
        raise outcome
    return outcome


def totals(found: CycleStatus) -> dict[str, int]:
    names = ("asked", "delivered", "answered", "late", "escalated", "undeliverable")
    return {name: sum(getattr(area, name) for area in found.areas) for name in names}


def test_before_the_first_cycle_there_is_nothing_to_see(register: Register) -> None:
    plan = register.do(lambda session: session.exec(select(tables.Plan)).one())
    assert register.do(lambda session: cycle_status(session, plan, at(ASK))) is None


def test_every_action_is_counted_once_in_its_area(register: Register) -> None:
    register.live(ASK)
    register.say("4.2.2", at(date(2023, 4, 24)))
    found = status(register, date(2023, 4, 25))
    assert [area.area_ref for area in found.areas] == ["1", "2", "3", "4", "5"]
    assert totals(found) == {
        "asked": 55, "delivered": 55, "answered": 1, "late": 0, "escalated": 0, "undeliverable": 0,
    }  # fmt: skip
    assert len(found.silent) == 54
    assert totals(status(register, FIRST))["late"] == 54
    for day in (FIRST, SECOND):
        register.live(day)
    assert totals(status(register, SECOND))["escalated"] >= 50  # not where the SRO leads the action themselves


def test_the_state_of_an_earlier_day_can_be_looked_back_to(register: Register) -> None:
    register.live(ASK)
    before = status(register, date(2023, 4, 21))
    assert totals(before)["answered"] == 0
    register.say("4.2.2", at(date(2023, 4, 24)))
    register.live(FIRST)
    assert totals(status(register, date(2023, 4, 21))) == totals(before)
    assert status(register, date(2023, 4, 21)).silent == before.silent


def test_what_comes_after_the_cut_off_neither_counts_nor_hides_what_came_in_time(register: Register) -> None:
    register.live(ASK)
    register.answer("4.2.2", 1, at(date(2023, 4, 24)))
    register.live(date(2023, 5, 8))
    register.answer("4.2.2", 1, at(date(2023, 5, 9)))
    register.answer("1.1.1", 1, at(date(2023, 5, 9)))
    found = status(register, date(2023, 5, 10))
    assert found.closed
    assert totals(found)["answered"] == 1
    assert "4.2.2" not in {one.ref for one in found.silent}
    assert "1.1.1" in {one.ref for one in found.silent}


def test_whom_no_message_reached_is_named_with_the_reason(register: Register) -> None:
    register.plan(ASK)

    def fail(session: Session) -> None:
        for message in session.exec(select(tables.Message)):
            message.status = MessageStatus.FAILED
            message.fault = "403 blocked by the user"

    register.change(fail)
    found = status(register, ASK)
    assert totals(found)["undeliverable"] == 55
    (camhs,) = [one for one in found.unreached if one.person == CAMHS]
    assert (camhs.route, camhs.status, camhs.fault, camhs.refs) == (
        "teams",
        "failed",
        "403 blocked by the user",
        ("4.2.2",),
    )


def test_a_chase_by_hand_goes_to_the_silent_once_a_day_and_is_audited(register: Register) -> None:
    register.live(ASK)
    done = chased(register, date(2023, 4, 24), "4.2.2")
    assert (len(done.sent_to), done.items) == (1, 1)
    assert [request.rung for request in register.requests() if request.occasion == "hand:2023-04-24"] == [Rung.BY_HAND]
    again = chased(register, date(2023, 4, 24), "4.2.2", hour=13)
    assert again.sent_to == ()
    assert again.left_alone == ((done.sent_to[0], "has had today's message"),)
    assert [entry.actor for entry in register.audited("chase")] == [OFFICER, OFFICER]


def test_a_chase_of_everyone_leaves_out_who_answered_and_is_one_message_each(register: Register) -> None:
    register.live(ASK)
    register.answer("4.2.2", 1, at(date(2023, 4, 21)))  # of a milestone: the request about the action is still open
    chased(register, date(2023, 4, 24))
    hand = [request for request in register.requests() if request.rung is Rung.BY_HAND]
    assert len({request.item for request in hand}) == 54
    assert len(register.messages(CAMHS)) == 1
    assert len({request.message_id for request in hand}) == len({request.person_id for request in hand})


def test_nobody_is_chased_whom_no_message_reached(register: Register) -> None:
    """Peers' fault 8."""
    register.live(ASK, MessageStatus.FAILED)
    done = chased(register, date(2023, 4, 24), "4.2.2")
    assert done.sent_to == ()
    assert done.left_alone[0][1] == "has not been reached by any message"


def test_the_cover_of_two_leads_is_chased_in_one_message(register: Register) -> None:
    register.live(ASK)
    other = "strategic-manager-send"

    def hand_over(session: Session) -> None:
        people = {one.key: one.id for one in session.exec(select(tables.Person))}
        session.add_all(
            tables.Delegation(
                from_person_id=people[key], to_person_id=people[OFFICER], starts_on=date(2023, 4, 24),
                ends_on=date(2023, 4, 28), set_by_id=people[key], set_at=at(ASK),
            )
            for key in (CAMHS, other)
        )  # fmt: skip

    register.change(hand_over)
    done = chased(register, date(2023, 4, 24))
    officer = register.person(OFFICER)
    assert done.sent_to.count(officer.name) == 1
    mine = [r for r in register.requests() if r.person_id == officer.id and r.rung is Rung.BY_HAND]
    assert len(mine) > 1
    assert all("as cover for" in request.reason for request in mine)


def test_nobody_but_the_compliance_team_may_and_the_refusal_is_audited(register: Register) -> None:
    register.live(ASK)
    with pytest.raises(ChaseRefused, match="Only the compliance team"):
        chased(register, date(2023, 4, 24), by=CAMHS)
    assert [entry.actor for entry in register.audited("refused")] == [CAMHS]


def test_out_of_hours_and_when_nobody_is_silent_nobody_is_chased(register: Register) -> None:
    with pytest.raises(ChaseRefused, match="nobody to chase"):
        chased(register, date(2023, 4, 24))
    register.live(ASK)
    with pytest.raises(ChaseRefused, match="next working day"):
        chased(register, date(2023, 4, 24), hour=17, minute=30)
    with pytest.raises(ChaseRefused, match="next working day"):
        chased(register, date(2023, 4, 22))  # a Saturday


def test_what_was_asked_by_hand_is_closed_with_its_cycle(register: Register) -> None:
    register.live(ASK)
    chased(register, date(2023, 4, 24), "4.2.2")
    register.plan(CUT_OFF, time(17))
    assert all(request.closed_at is not None for request in register.requests())


def test_of_two_officers_who_chase_at_once_the_second_hears_that_the_message_of_today_is_out(
    register: Register, sample_store: Store
) -> None:
    register.live(ASK)

    def work(session: Session) -> Chased:
        person = session.exec(select(tables.Person).where(tables.Person.key == OFFICER)).one()
        plan = session.exec(select(tables.Plan)).one()
        now = at(date(2023, 4, 25))
        return chase(session, register.audit, person=person, plan=plan, refs=["4.2.2"], now=now)

    first, second = second_before_the_first_is_kept(sample_store, work, work)
    assert len(first.sent_to) == 1
    assert second.sent_to == ()
    assert [reason for _, reason in second.left_alone] == ["has had today's message"]
