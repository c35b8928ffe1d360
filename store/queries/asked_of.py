"""What one person was asked and has not answered."""

from __future__ import annotations

from sqlmodel import Session, col, select

from store.queries.items import Item, items_of_message
from store.tables import Message, Request
from store.types import MessageStatus


def last_asked(session: Session, person_id: int) -> list[Item]:
    """Of the latest message of requests that arrived, what is still open; in reading order."""
    message_id = session.exec(
        select(Message.id)
        .join(Request, col(Request.message_id) == Message.id)
        .where(
            Message.person_id == person_id,
            Message.status == MessageStatus.SENT,
            Request.person_id == person_id,
            col(Request.closed_at).is_(None),
        )
        .order_by(col(Message.sent_at).desc(), col(Message.id).desc())
    ).first()
    if message_id is None:
        return []
    asked = items_of_message(session, message_id)
    return [row.item for row in asked if row.person_id == person_id and not row.answered]


def asked_about_action(session: Session, person_id: int, action_id: int) -> set[str]:
    """Keys of the items of an action that somebody is asked about."""
    open_requests = select(Request.item).where(
        Request.person_id == person_id, Request.action_id == action_id, col(Request.closed_at).is_(None)
    )
    return set(session.exec(open_requests))
