"""Where people were last seen in Teams."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session, col, select

from store.database import one_at_a_time
from store.tables import Conversation


def remember_conversation(
    session: Session,
    *,
    person_id: int,
    tenant_id: str,
    service_url: str,
    conversation_id: str,
    user_id: str,
    bot_id: str,
    now: datetime,
) -> None:
    """One personal conversation for each person, the last one seen."""
    one_at_a_time(session, f"conversation {conversation_id}")
    same = session.exec(select(Conversation).where(Conversation.conversation_id == conversation_id)).first()
    for other in session.exec(select(Conversation).where(Conversation.person_id == person_id)):
        if other is not same:
            other.person_id = None  # kept for the messages already sent there
    session.flush()
    if same is None:
        same = Conversation(tenant_id=tenant_id, service_url=service_url, conversation_id=conversation_id, seen_at=now)
    same.person_id, same.service_url, same.user_id, same.bot_id = person_id, service_url, user_id, bot_id
    same.installed, same.seen_at = True, now
    session.add(same)
    session.flush()


def forget_installation(session: Session, person_id: int) -> None:
    """The app was removed: nothing is sent there until the person comes back."""
    for row in session.exec(select(Conversation).where(col(Conversation.person_id) == person_id)):
        row.installed = False
