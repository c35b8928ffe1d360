"""A tick in which nothing has changed plans nothing; whatever can have changed is planned within a minute."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date, datetime, time, timedelta

import pytest
from sqlalchemy import event
from sqlmodel import Session, select

from store import tables
from store.types import MessageStatus
from store.working_days import london_moment
from tests.bot.outbox import Outbox, outbox
from tests.conftest import Store
from tests.scenarios.running_bot import LEAD, REMINDER

MINUTE = timedelta(minutes=1)


@pytest.fixture
async def planned(sample_store: Store) -> AsyncIterator[Outbox]:
    """The day's messages are out."""
    async with outbox(sample_store) as one:
        await one.tick(REMINDER)
        yield one


async def statements_of_a_tick(box: Outbox, at: datetime) -> list[str]:
    said: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        said.append(statement)

    event.listen(box.database.engine, "before_cursor_execute", note)
    await box.tick(at)
    event.remove(box.database.engine, "before_cursor_execute", note)
    return said


async def test_an_idle_tick_does_not_look_at_the_milestones(planned: Outbox) -> None:
    await planned.tick(REMINDER + MINUTE)  # the receipts of the first are told in the audit, and ask nobody
    idle = await statements_of_a_tick(planned, REMINDER + 2 * MINUTE)
    assert not any("FROM milestone" in statement for statement in idle)
    assert len(idle) < 30


async def test_what_is_imported_late_on_the_same_day_is_asked_within_a_minute(planned: Outbox) -> None:
    """`peers.md`, fault 3: a late-created item gets nothing there."""

    def bring_in(session: Session) -> None:
        milestone = session.exec(
            select(tables.Milestone)
            .join(tables.Action, tables.Action.id == tables.Milestone.action_id)  # type: ignore[arg-type]
            .where(tables.Milestone.current_due == date(2023, 6, 30))
        ).first()
        assert milestone is not None
        milestone.current_due = date(2023, 3, 8)
        planned.store.audit.record(
            session, plan_key="bradford-wsoa-2022", at=REMINDER, actor="importer", action="import_register",
            subject="bradford-wsoa-2022", content={},
        )  # fmt: skip
        for message in session.exec(select(tables.Message)):
            message.day = date(2023, 3, 1)  # nobody's one message of the day stands in the way

    planned.do(bring_in)
    assert await planned.tick(REMINDER + MINUTE) == 1
    assert any(request.occasion == "due:2023-03-08" for request in planned.all(select(tables.Request)))


async def test_somebody_whose_leave_is_taken_back_is_asked_within_a_minute(sample_store: Store) -> None:
    async with outbox(sample_store) as box:
        person = box.person(LEAD)
        leave = tables.Leave(person_id=person.id or 0, starts_on=date(2023, 3, 3), ends_on=date(2023, 3, 3))
        box.change(lambda session: session.add(leave))
        await box.tick(REMINDER)
        assert box.messages_of(LEAD) == []

        def take_back(session: Session) -> None:
            session.delete(session.exec(select(tables.Leave)).one())
            session.flush()
            box.store.audit.record(
                session, plan_key="bradford-wsoa-2022", at=REMINDER, actor=LEAD, action="remove_leave", subject=LEAD,
                content={},
            )  # fmt: skip

        box.do(take_back)
        assert await box.tick(REMINDER + MINUTE) == 1
        assert box.teams.reached[-1] == LEAD


async def test_a_new_day_is_planned_though_nothing_was_said(planned: Outbox) -> None:
    await planned.tick(london_moment(date(2023, 3, 16), time(18)))
    before = len(planned.messages_of(LEAD))
    await planned.tick(london_moment(date(2023, 3, 17), time(9, 29)))
    assert len(planned.messages_of(LEAD)) == before
    await planned.tick(london_moment(date(2023, 3, 17), time(9, 30)))
    assert len(planned.messages_of(LEAD)) == before + 1


async def test_a_process_that_starts_again_plans_again_and_sends_nothing_again(planned: Outbox) -> None:
    """`peers.md`, fault 1: there a restart resends the day's reminders."""
    async with outbox(planned.store, planned.clock) as restarted:
        assert await restarted.tick(REMINDER + MINUTE) == 0
        assert restarted.teams.tried == []
    assert {message.status for message in planned.all(select(tables.Message))} == {MessageStatus.SENT}
