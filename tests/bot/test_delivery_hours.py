"""At the moment of sending the hours are looked at once more: a plan's own, and whoever is away by then."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date, datetime, time, timedelta

import pytest
from sqlmodel import Session, select

from bot.delivery_faults import fault_of
from store import tables
from store.types import MessageStatus
from store.working_days import london_moment
from tests.bot.outbox import Outbox, outbox
from tests.conftest import Store
from tests.scenarios.running_bot import LEAD, REMINDER

DAY = REMINDER.date()
MINUTE = timedelta(minutes=1)


@pytest.fixture
async def box(sample_store: Store) -> AsyncIterator[Outbox]:
    async with outbox(sample_store) as one:
        yield one


def of_the_day(hour: int, minute: int = 0) -> datetime:
    return london_moment(DAY, time(hour, minute))


def set_for_the_plan(box: Outbox, **values: str) -> None:
    def write(session: Session) -> None:
        plan = session.exec(select(tables.Plan)).one()
        session.add_all(tables.PlanSetting(plan_id=plan.id or 0, name=name, value=values[name]) for name in values)

    box.change(write)


def go_on_leave(box: Outbox, key: str, first: date, last: date) -> None:
    leave = tables.Leave(person_id=box.person(key).id or 0, starts_on=first, ends_on=last)
    box.change(lambda session: session.add(leave))


async def test_a_plan_that_sends_before_half_past_nine_does_so_though_the_bot_ran_all_night(box: Outbox) -> None:
    set_for_the_plan(box, send_at="08:45")
    await box.tick(of_the_day(0, 1))
    await box.tick(of_the_day(8, 44))
    assert box.teams.tried == []
    await box.tick(of_the_day(8, 45))
    assert LEAD in box.teams.reached


@pytest.mark.parametrize(
    ("wanted", "hour"),
    [({"quiet_until": "07:00", "send_at": "07:30"}, 7), ({"quiet_from": "20:00", "send_at": "18:30"}, 18)],
)
async def test_a_plan_may_want_its_messages_when_others_are_quiet(
    box: Outbox, wanted: dict[str, str], hour: int
) -> None:
    set_for_the_plan(box, **wanted)
    await box.tick(of_the_day(hour, 29) if hour == 7 else REMINDER)
    assert box.teams.tried == []
    await box.tick(of_the_day(hour, 30))
    assert LEAD in box.teams.reached


async def test_a_retry_keeps_the_quiet_hours_of_its_plan(box: Outbox) -> None:
    set_for_the_plan(box, quiet_from="12:00")
    box.teams.script(LEAD, fault_of(503, "", None))
    await box.tick(of_the_day(11, 59))
    await box.tick(of_the_day(12, 5))
    assert box.teams.tried.count(LEAD) == 1
    await box.tick(london_moment(date(2023, 3, 6), time(9, 30)))
    assert box.teams.reached.count(LEAD) == 1


async def test_nobody_gets_a_message_whose_leave_was_recorded_after_it_was_planned(box: Outbox) -> None:
    """`design.md` section 4, promise 4."""
    box.teams.script(LEAD, fault_of(503, "", None))
    await box.tick(REMINDER)
    go_on_leave(box, LEAD, DAY, date(2023, 3, 6))
    await box.tick(REMINDER + 2 * MINUTE)
    assert box.teams.tried.count(LEAD) == 1
    await box.tick(london_moment(date(2023, 3, 6), time(12)))
    assert box.teams.tried.count(LEAD) == 1
    await box.tick(london_moment(date(2023, 3, 7), time(9, 30)))
    (message,) = box.messages_of(LEAD)
    assert (message.status, message.day) == (MessageStatus.SENT, date(2023, 3, 7))
