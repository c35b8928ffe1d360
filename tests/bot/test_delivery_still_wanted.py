"""What was settled while a message waited is not asked any more."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from datetime import date, timedelta

import pytest
from sqlmodel import Session, col, select

from bot.delivery_faults import fault_of
from store import tables
from store.types import Lifecycle, MessageStatus
from tests.bot.outbox import Outbox, outbox
from tests.conftest import Store
from tests.scenarios.running_bot import LEAD, REMINDER

Settle = Callable[[Session, tables.Request, tables.Milestone, tables.Action], None]


@pytest.fixture
async def waiting(sample_store: Store) -> AsyncIterator[Outbox]:
    """The lead's message waits for the service to come back; it asks about one milestone alone."""
    async with outbox(sample_store) as box:
        box.teams.script(LEAD, fault_of(503, "", None))
        await box.tick(REMINDER)
        whole = select(tables.Request).where(
            tables.Request.person_id == box.person(LEAD).id, col(tables.Request.milestone_id).is_(None)
        )
        box.change(lambda session: [session.delete(request) for request in session.exec(whole)])
        yield box


def answered(_session: Session, request: tables.Request, _milestone: tables.Milestone, _action: tables.Action) -> None:
    request.closed_at = REMINDER


def completed(_session: Session, _request: tables.Request, milestone: tables.Milestone, _action: tables.Action) -> None:
    milestone.completed_on = date(2023, 3, 3)


def withdrawn(_session: Session, _request: tables.Request, _milestone: tables.Milestone, action: tables.Action) -> None:
    action.lifecycle = Lifecycle.WITHDRAWN


def set_aside(_session: Session, _request: tables.Request, milestone: tables.Milestone, _action: tables.Action) -> None:
    milestone.lifecycle = Lifecycle.SUPERSEDED


def moved(_session: Session, _request: tables.Request, milestone: tables.Milestone, _action: tables.Action) -> None:
    milestone.current_due = date(2023, 9, 29)


@pytest.mark.parametrize(
    ("settle", "reason"),
    [
        (answered, "answered meanwhile"),
        (completed, "completed meanwhile"),
        (withdrawn, "complete or set aside by a decision meanwhile"),
        (set_aside, "complete or set aside by a decision meanwhile"),
        (moved, "its date was moved meanwhile"),
    ],
)
async def test_a_message_about_what_was_settled_meanwhile_is_dropped_with_the_reason(
    waiting: Outbox, settle: Settle, reason: str
) -> None:
    def meanwhile(session: Session) -> None:
        request = session.exec(select(tables.Request).where(tables.Request.person_id == waiting.person(LEAD).id)).one()
        milestone = session.get_one(tables.Milestone, request.milestone_id)
        settle(session, request, milestone, session.get_one(tables.Action, request.action_id))

    waiting.change(meanwhile)
    assert await waiting.tick(REMINDER + timedelta(minutes=2)) == 0
    (message,) = waiting.messages_of(LEAD)
    assert (message.status, message.fault) == (MessageStatus.DROPPED, reason)
    assert waiting.teams.to(LEAD) == []
    (request,) = waiting.all(select(tables.Request).where(tables.Request.message_id == message.id))
    assert request.closed_at is not None
    assert any(reason in (entry.content or "") for entry in waiting.audited("deliver_message"))


async def test_what_still_stands_is_sent(waiting: Outbox) -> None:
    assert await waiting.tick(REMINDER + timedelta(minutes=2)) == 1
