"""A notice is written once, beside the day's requests, and waits for the end of the quiet hours."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from sqlmodel import Session, select

from reminders.holiday_data import known_until, runs_out, warn_of_the_end
from reminders.notices import plan_notice, title_and_text
from store import tables
from store.types import MessageStatus
from store.working_days import WorkingCalendar, london_moment
from tests.reminders.factories import CALENDAR
from tests.reminders.register import CAMHS, FIRST_ASKED, Register

MORNING = london_moment(FIRST_ASKED, time(10))


def tell(register: Register, now: datetime = MORNING, about: str = "1") -> tables.Message | None:
    def work(session: Session) -> tables.Message | None:
        to = session.exec(select(tables.Person).where(tables.Person.key == CAMHS)).one()
        return plan_notice(
            session, register.audit, to=to, kind="update", about=about, title="A title", text="One.\n\nTwo.", now=now
        )

    return register.do(work)


def notices(register: Register) -> list[tables.Message]:
    return register.do(
        lambda session: list(
            session.exec(select(tables.Message).where(tables.Message.slot.startswith("notice:")))  # type: ignore[attr-defined]
        )
    )


def test_the_same_notice_twice_is_written_once(register: Register) -> None:
    assert tell(register) is not None
    assert tell(register, london_moment(date(2023, 3, 20), time(10))) is None
    assert tell(register, about="2") is not None
    assert len(notices(register)) == 2


def test_it_comes_beside_the_one_message_of_requests_of_the_day(register: Register) -> None:
    register.plan(FIRST_ASKED)
    told = tell(register)
    assert told is not None
    assert (told.day, told.status, told.send_at) == (FIRST_ASKED, MessageStatus.PLANNED, MORNING)
    assert title_and_text(told.body) == ("A title", "One.\n\nTwo.")


def test_it_waits_for_the_end_of_somebodys_leave(register: Register) -> None:
    person = register.person(CAMHS)
    leave = tables.Leave(person_id=person.id or 0, starts_on=FIRST_ASKED, ends_on=date(2023, 3, 8))
    register.change(lambda session: session.add(leave))
    told = tell(register)
    assert told is not None
    assert told.send_at == london_moment(date(2023, 3, 9), time(8, 30))


def test_bank_holidays_that_end_within_half_a_year_are_told_once_a_month(register: Register) -> None:
    ends = WorkingCalendar(CALENDAR.holidays, frozenset(), range(2012, 2024))
    for day in (date(2023, 6, 30), date(2023, 7, 4), date(2023, 7, 6), date(2023, 7, 20), date(2023, 8, 2)):
        register.do(
            lambda session, day=day: warn_of_the_end(session, register.audit, london_moment(day, time(10)), ends)
        )
    officers = {message.person_id for message in notices(register)}
    assert officers
    assert len(notices(register)) == 2 * len(officers)
    assert "31 December 2023" in notices(register)[0].body


@pytest.mark.parametrize(("today", "late"), [(date(2028, 7, 4), False), (date(2028, 7, 5), True)])
def test_half_a_year_is_a_hundred_and_eighty_days(today: date, late: bool) -> None:
    assert runs_out(today, known_until(WorkingCalendar(frozenset(), frozenset(), range(2012, 2029)))) is late
