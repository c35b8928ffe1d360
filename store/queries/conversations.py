"""Where people were last seen in Teams."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session, col, select

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
) -> bool:
    """One personal conversation for each person, the last one seen; whether anything about it is new."""
    found = session.exec(
        select(Conversation).where(
            (Conversation.person_id == person_id)
            | ((Conversation.service_url == service_url) & (Conversation.conversation_id == conversation_id))
        )
    ).all()
    same = next(
        (row for row in found if (row.service_url, row.conversation_id) == (service_url, conversation_id)), None
    )
    for row in found:
        if row is not same and row.person_id == person_id:
            row.person_id = None  # kept for the messages already sent there
    if same is None:
        same = Conversation(tenant_id=tenant_id, service_url=service_url, conversation_id=conversation_id, seen_at=now)
    if (same.person_id, same.user_id, same.bot_id, same.installed) == (person_id, user_id, bot_id, True):
        return False
    session.flush()
    same.person_id, same.user_id, same.bot_id = person_id, user_id, bot_id
    same.installed, same.seen_at = True, now
    session.add(same)
    session.flush()
    return True


def forget_installation(session: Session, person_id: int) -> None:
    """The app was removed: nothing is sent there until the person comes back."""
    for row in session.exec(select(Conversation).where(col(Conversation.person_id) == person_id)):
        row.installed = False
