"""The ledger: what is open, what was asked, what waits to be sent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func
from sqlmodel import Session, col, select

from store.tables import (
    Action,
    ActionLead,
    AreaSro,
    ClosureDay,
    Conversation,
    Message,
    Milestone,
    Plan,
    Request,
    Update,
)
from store.types import CLOSED_LIFECYCLES, Lifecycle, MessageStatus
from store.working_days import london_date

REQUESTS_SLOT = "requests"
SET_ASIDE = tuple(CLOSED_LIFECYCLES | {Lifecycle.PAUSED})


@dataclass(frozen=True, slots=True)
class OpenItem:
    """A milestone not complete and not set aside, with its action and plan."""

    plan: Plan
    action: Action
    milestone: Milestone
    lead_post_ids: tuple[int, ...]
    sro_post_ids: tuple[int, ...]


def open_items_due_by(session: Session, due_by: date, plan_id: int | None = None) -> list[OpenItem]:
    """In order of due date, then ref."""
    statement = (
        select(Milestone, Action, Plan)
        .join(Action, col(Action.id) == Milestone.action_id)
        .join(Plan, col(Plan.id) == Action.plan_id)
        .where(
            col(Milestone.completed_on).is_(None),
            col(Milestone.current_due) <= due_by,
            col(Milestone.lifecycle).not_in(SET_ASIDE),
            col(Action.lifecycle).not_in(SET_ASIDE),
        )
        .order_by(col(Milestone.current_due), col(Action.sort_key), col(Milestone.seq))
    )
    if plan_id is not None:
        statement = statement.where(Action.plan_id == plan_id)
    rows = session.exec(statement).all()
    leads: dict[int, list[int]] = defaultdict(list)
    actions = {action.id for _, action, _ in rows}
    for row in session.exec(
        select(ActionLead).where(col(ActionLead.action_id).in_(actions)).order_by(col(ActionLead.position))
    ):
        leads[row.action_id].append(row.post_id)
    sros: dict[int, list[int]] = defaultdict(list)
    areas = {action.area_id for _, action, _ in rows}
    for row in session.exec(select(AreaSro).where(col(AreaSro.area_id).in_(areas)).order_by(col(AreaSro.position))):
        sros[row.area_id].append(row.post_id)
    return [
        OpenItem(plan, action, milestone, tuple(leads[action.id or 0]), tuple(sros[action.area_id]))
        for milestone, action, plan in rows
    ]


def asked_about(session: Session, items: Iterable[str]) -> dict[str, list[tuple[Request, Message]]]:
    """Every request ever made about these items, with the message that carried it."""
    rows = session.exec(
        select(Request, Message)
        .join(Message, col(Message.id) == Request.message_id)
        .where(col(Request.item).in_(list(items)))
        .order_by(col(Request.id))
    )
    result: dict[str, list[tuple[Request, Message]]] = defaultdict(list)
    for request, message in rows:
        result[request.item].append((request, message))
    return result


def last_update_times(session: Session, milestone_ids: Iterable[int]) -> dict[int, datetime]:
    rows = session.exec(
        select(Update.milestone_id, func.max(Update.at))
        .where(col(Update.milestone_id).in_(list(milestone_ids)), col(Update.withdrawn_at).is_(None))
        .group_by(col(Update.milestone_id))
    )
    return {milestone_id: at for milestone_id, at in rows if milestone_id is not None}


def messaged_on(session: Session, day: date) -> set[int]:
    """People who already have their one message of requests for a day."""
    return set(session.exec(select(Message.person_id).where(Message.day == day, Message.slot == REQUESTS_SLOT)))


def closure_days(session: Session) -> list[date]:
    return sorted(row.day for row in session.exec(select(ClosureDay)))


def messages_to_send(session: Session, now: datetime, limit: int) -> list[Message]:
    """Planned and due, oldest first. On PostgreSQL the rows are locked, so that two processes share the work."""
    rows = session.exec(
        select(Message)
        .where(Message.status == MessageStatus.PLANNED, Message.send_at <= now)
        .order_by(col(Message.send_at), col(Message.id))
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    return list(rows)


def messages_claimed_before(session: Session, moment: datetime) -> list[Message]:
    """Claimed and never receipted: their process died between the claim and the receipt."""
    rows = session.exec(
        select(Message).where(Message.status == MessageStatus.CLAIMED, col(Message.claimed_at) < moment)
    )
    return list(rows)


def requests_of(session: Session, message_id: int) -> list[tuple[Request, Action, Milestone | None]]:
    """The requests of one message, in reading order."""
    rows = session.exec(
        select(Request, Action, Milestone)
        .join(Action, col(Action.id) == Request.action_id)
        .join(Milestone, col(Milestone.id) == Request.milestone_id, isouter=True)
        .where(Request.message_id == message_id)
        .order_by(col(Milestone.current_due), col(Action.sort_key), col(Milestone.seq))
    )
    return list(rows)


def open_requests_about(session: Session, item: str) -> list[Request]:
    rows = session.exec(select(Request).where(Request.item == item, col(Request.closed_at).is_(None)))
    return list(rows)


def messages_showing(session: Session, item: str) -> list[tuple[Message, Conversation]]:
    """Sent messages whose card shows this item, with where they are, newest first."""
    rows = session.exec(
        select(Message, Conversation)
        .join(Conversation, col(Conversation.id) == Message.conversation_id)
        .where(
            col(Message.id).in_(select(Request.message_id).where(Request.item == item)),
            Message.status == MessageStatus.SENT,
            Message.activity_id != "",
        )
        .order_by(col(Message.id).desc())
    )
    return list(rows)


def conversation_of(session: Session, person_id: int) -> Conversation | None:
    return session.exec(select(Conversation).where(Conversation.person_id == person_id)).first()


UNREACHED = "unreachable"
"""How a fault begins that ends when the person comes back."""


def revive_unreached(session: Session, person_id: int, now: datetime) -> int:
    """Today's messages that could not reach a person who has now come back are to be sent after all; how many."""
    rows = session.exec(
        select(Message).where(
            Message.person_id == person_id,
            Message.status == MessageStatus.FAILED,
            Message.day == london_date(now),
            col(Message.fault).startswith(UNREACHED),
        )
    ).all()
    for message in rows:
        message.status, message.send_at, message.fault = MessageStatus.PLANNED, now, ""
    return len(rows)
