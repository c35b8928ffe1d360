"""Planning on a real database with the sample plan: what is written, and what is never written twice."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from datetime import date, time, timedelta
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from store import tables
from store.types import Lifecycle, MessageStatus, Rung
from store.working_days import BeyondHolidayData, london_moment
from tests.reminders.register import BUSY, CAMHS, FIRST_ASKED, SECOND_ASKED, SENDING, Register

PLAN_ONCE_MORE = """
import sys
from datetime import datetime
from reminders.planning import plan_messages
from store.audit import AuditChain
from store.database import open_engine, transaction
with transaction(open_engine(sys.argv[1])) as session:
    print(len(plan_messages(session, AuditChain(b"a key for tests"), datetime.fromisoformat(sys.argv[2]))))
"""


@pytest.fixture
def register(register: Register) -> Register:
    """The ladder alone."""
    register.cancel_meetings()
    return register


def test_planning_writes_one_message_a_person_with_every_item_and_audits_it(register: Register) -> None:
    planned = register.plan(FIRST_ASKED)
    assert planned[CAMHS][-1] == "4.2.2/1 before_20"
    assert [line for line in planned[BUSY] if line.endswith("before_20")] == [
        "4.1.1/1 before_20",
        "4.1.3/1 before_20",
        "4.1.3/3 before_20",
    ]
    assert len(register.messages()) == len(planned) == len(register.audited("plan_message"))
    assert {(message.status, message.day) for message in register.messages()} == {(MessageStatus.PLANNED, FIRST_ASKED)}


def test_planning_twice_writes_nothing_twice(register: Register) -> None:
    register.plan(FIRST_ASKED)
    before = len(register.requests())
    assert register.plan(FIRST_ASKED) == {}
    assert register.plan(FIRST_ASKED, time(16, 0)) == {}
    assert len(register.requests()) == before


def test_a_restart_does_not_send_the_days_reminders_again(register: Register) -> None:
    """Peers' fault 1. A process of its own, minutes later, reads the same ledger."""
    register.plan(FIRST_ASKED)
    later = london_moment(FIRST_ASKED, time(9, 45))
    found = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", PLAN_ONCE_MORE, str(register.engine.url), later.isoformat()],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    assert found.stdout == "0\n"
    assert len(register.messages()) == len({message.person_id for message in register.messages()})


def test_the_day_after_asks_nobody_again(register: Register) -> None:
    register.live(FIRST_ASKED)
    assert register.plan(FIRST_ASKED + timedelta(days=3)) == {}


def test_the_database_itself_refuses_a_second_request_for_the_same_rung(register: Register) -> None:
    register.plan(FIRST_ASKED)
    first = register.requests()[0]
    copy = tables.Request(**{**first.model_dump(), "id": None})
    with pytest.raises(IntegrityError, match=r"request\.item, request\.rung|uq_request_item_rung"):
        register.do(lambda session: session.add(copy))


def test_the_database_itself_refuses_a_second_message_of_requests_on_a_day(register: Register) -> None:
    register.plan(FIRST_ASKED)
    copy = tables.Message(**{**register.messages()[0].model_dump(), "id": None})
    with pytest.raises(IntegrityError, match=r"message\.person_id, message\.day|uq_message_person_id_day"):
        register.do(lambda session: session.add(copy))


def test_before_half_past_nine_and_in_the_evening_nothing_is_written(register: Register) -> None:
    assert register.plan(FIRST_ASKED, time(9, 29)) == {}
    assert register.plan(FIRST_ASKED, time(17, 30)) == {}
    assert register.messages() == []


def test_a_dry_run_says_what_the_day_will_bring_and_writes_nothing(register: Register) -> None:
    said = register.due(FIRST_ASKED, time(0, 0))
    assert register.messages() == []
    assert register.plan(FIRST_ASKED) == said


def test_24_milestones_fall_due_on_31_march_2023_and_nobody_gets_more_than_one_message_a_day(
    register: Register,
) -> None:
    """Peers' fault 3 as well: the machine was off on 30 March, the day of a rung, and for the week after Easter."""
    off = {date(2023, 3, 30), *(date(2023, 4, day) for day in range(11, 19))}
    day = date(2023, 2, 27)
    while day <= date(2023, 5, 16):
        if day not in off:
            register.live(day)
        day += timedelta(days=1)
    march = [request for request in register.requests() if request.occasion == "due:2023-03-31"]
    items = Counter(request.rung for request in march)
    assert len({request.item for request in march}) == 24
    assert items[Rung.CHASE_1] == 0  # it fell, and was overtaken, while the machine was off
    assert items[Rung.BEFORE_1] == items[Rung.BEFORE_20] == 25  # one milestone has two leads
    asked_at = {request.asked_at for request in march if request.rung is Rung.BEFORE_1}
    assert asked_at == {london_moment(date(2023, 3, 31), SENDING)}
    assert len({request.item for request in march if request.rung is Rung.COMPLIANCE}) == 24
    a_day = Counter((message.person_id, message.day) for message in register.messages())
    assert set(a_day.values()) == {1}


def test_an_approved_new_date_opens_a_new_ladder(register: Register) -> None:
    register.live(FIRST_ASKED)
    register.answer("4.2.2", 1, london_moment(date(2023, 3, 6), time(10)))
    register.move("4.2.2", 1, date(2023, 6, 30), london_moment(date(2023, 3, 7), time(10)))
    assert "4.2.2/1" not in str(register.live(SECOND_ASKED))
    assert register.live(date(2023, 6, 2))[CAMHS][-1] == "4.2.2/1 before_20"
    occasions = [request.occasion for request in register.requests() if request.rung is Rung.BEFORE_20]
    assert occasions.count("due:2023-06-30") >= 1


def test_a_date_moved_back_goes_on_with_its_old_ladder(register: Register) -> None:
    register.live(FIRST_ASKED)
    register.move("4.2.2", 1, date(2023, 6, 30), london_moment(date(2023, 3, 7), time(10)))
    register.move("4.2.2", 1, date(2023, 3, 31), london_moment(date(2023, 3, 8), time(10)))
    assert "4.2.2/1" not in str(register.live(date(2023, 3, 9)))
    assert "4.2.2/1 before_10" in register.live(SECOND_ASKED)[CAMHS]


def test_a_complete_milestone_is_never_asked_about(register: Register) -> None:
    register.answer("4.2.2", 1, london_moment(date(2023, 2, 1), time(10)), completed_on=date(2023, 1, 31))
    for day in (FIRST_ASKED, SECOND_ASKED, date(2023, 4, 3)):
        assert "4.2.2/1" not in str(register.live(day))


@pytest.mark.parametrize(
    "lifecycle", [Lifecycle.PAUSED, Lifecycle.WITHDRAWN, Lifecycle.SUPERSEDED, Lifecycle.MERGED_INTO]
)
def test_a_milestone_set_aside_is_never_asked_about(register: Register, lifecycle: Lifecycle) -> None:
    register.change_milestone("4.2.2", 1, lifecycle=lifecycle)
    assert "4.2.2/1" not in str(register.plan(FIRST_ASKED))


def test_an_answer_in_november_does_not_answer_in_march(register: Register) -> None:
    register.answer("4.2.2", 1, london_moment(date(2022, 11, 14), time(10)))
    assert "4.2.2/1 before_20" in register.plan(FIRST_ASKED)[CAMHS]


def test_a_closure_day_is_read_from_the_register(register: Register) -> None:
    register.close(FIRST_ASKED)
    assert register.plan(FIRST_ASKED) == {}
    # One working day fewer before D: Thursday 2 March is now the twentieth.
    assert register.plan(date(2023, 3, 6))[CAMHS][-1] == "4.2.2/1 before_20"


def test_leave_is_read_from_the_register(register: Register) -> None:
    register.leave(CAMHS, FIRST_ASKED, date(2023, 3, 8))
    assert CAMHS not in register.live(FIRST_ASKED)
    assert CAMHS not in register.live(date(2023, 3, 8))
    assert register.live(date(2023, 3, 9))[CAMHS][-1] == "4.2.2/1 before_20"


def test_a_day_beyond_the_holidays_held_writes_nothing_and_says_what_to_do(register: Register) -> None:
    with pytest.raises(BeyondHolidayData, match="update the package govuk-bank-holidays"):
        register.plan(date(2029, 1, 3))
    assert register.messages() == []


def test_one_mistyped_year_keeps_nobody_else_from_being_asked(register: Register) -> None:
    register.change_milestone("1.1.1", 1, current_due=date(203, 3, 31))
    assert register.plan(FIRST_ASKED)[CAMHS][-1] == "4.2.2/1 before_20"


def test_what_is_left_over_never_comes_beside_another_message_of_a_later_day(register: Register) -> None:
    """Put off for a leave that was taken back, then followed by a second message: the first keeps its day."""
    register.plan(FIRST_ASKED)
    (first,) = register.messages(CAMHS)
    monday = FIRST_ASKED + timedelta(days=3)
    put_off = {**first.model_dump(), "id": None, "day": monday, "send_at": london_moment(monday, SENDING)}
    register.do(lambda session: session.add(tables.Message(**put_off)))
    assert register.plan(FIRST_ASKED, time(17, 30)) == {}
    days = [message.day for message in register.messages(CAMHS)]
    assert sorted(days) == [monday, monday + timedelta(days=1)]
