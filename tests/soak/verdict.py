"""What must hold once the program has come to rest (`design.md` section 4, promise 7)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine
from sqlmodel import Session, col, select

from store.audit import AuditChain
from store.tables import Conversation, Message, Update
from store.types import MessageStatus
from tests.audits import chains_hold
from tests.soak.counting_connector import Arrived


@dataclass(frozen=True, slots=True)
class Kept:
    """One message as the register has it. `conversation` is the chat of its person."""

    conversation: str
    status: MessageStatus
    activity_id: str
    send_at: datetime
    fault: str


@dataclass(frozen=True, slots=True)
class Ending:
    messages: Sequence[Kept]
    narratives: Sequence[str]
    audit_holds: bool


def ending(engine: Engine, audit: AuditChain) -> Ending:
    with Session(engine) as session:
        rows = session.exec(
            select(Message, Conversation)
            .join(Conversation, col(Conversation.person_id) == Message.person_id)
            .order_by(col(Message.id))
        ).all()
        return Ending(
            [Kept(chat.conversation_id, one.status, one.activity_id, one.send_at, one.fault) for one, chat in rows],
            list(session.exec(select(Update.narrative))),
            chains_hold(session, audit),
        )


def at_rest(messages: Iterable[Kept], now: datetime) -> bool:
    """Nothing is on its way, and nothing that is due waits."""
    return not any(
        one.status is MessageStatus.CLAIMED or (one.status is MessageStatus.PLANNED and one.send_at <= now)
        for one in messages
    )


def broken_promises(found: Ending, arrived: Sequence[Arrived], acknowledged: Sequence[str], now: datetime) -> list[str]:
    """In words; none when all is well."""
    broken: list[str] = []
    if not at_rest(found.messages, now):
        broken.append("a message that was due neither went out nor was given up")
    receipts = Counter(one.activity_id for one in found.messages if one.status is MessageStatus.SENT)
    reached = {one.activity_id for one in arrived}
    broken += [f"two messages have the receipt {receipt}" for receipt, times in receipts.items() if times > 1]
    broken += [f"{receipt} is receipted and reached nobody" for receipt in receipts.keys() - reached]
    # What reached a chat without a receipt must be a message that is shown as unconfirmed: one for each.
    unreceipted = Counter(one.conversation for one in arrived if one.activity_id not in receipts)
    unconfirmed = Counter(one.conversation for one in found.messages if one.status is MessageStatus.UNCONFIRMED)
    broken += [
        f"{times} messages without a receipt reached {chat}, where {unconfirmed[chat]} are unconfirmed"
        for chat, times in unreceipted.items()
        if times > unconfirmed[chat]
    ]
    given_up = (MessageStatus.UNCONFIRMED, MessageStatus.FAILED, MessageStatus.DROPPED)
    broken += [f"{one.status} without a reason" for one in found.messages if one.status in given_up and not one.fault]
    written = Counter(found.narratives)
    broken += [f"acknowledged and lost: {text}" for text in acknowledged if not written[text]]
    broken += [f"recorded {times} times: {text}" for text, times in written.items() if times > 1]
    if not found.audit_holds:
        broken.append("the audit chain is broken")
    return broken
