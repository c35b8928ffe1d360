"""Older cards that ask about what a newer one asks about: they go on working, and say where the newer one is."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from datetime import datetime

import structlog
from sqlmodel import Session

from adaptive_cards import update_request
from bot.database import Database
from bot.messenger import Messenger
from bot.turns import Place, Replacement
from store.queries.sending import cards_before
from store.tables import Conversation, Message, Person
from workflows.updates.showing import request_view

log = structlog.get_logger()

NEWER = "A newer message has this"
AT_A_TIME = 20


async def point_to_newer(database: Database, messenger: Messenger, sent: Iterable[int], now: datetime) -> None:
    """After these messages went out. Best effort: a card that stays as it was still works."""
    gate = asyncio.Semaphore(AT_A_TIME)

    async def one(message_id: int) -> None:
        async with gate:
            try:
                for replacement in await database.read(lambda session: older_cards(session, message_id, now)):
                    await messenger.replace(replacement)
            except Exception as error:
                log.warning("an older card was left as it was", action="replace_card", fault=str(error))

    await asyncio.gather(*(one(message_id) for message_id in sent))


def older_cards(session: Session, message_id: int, now: datetime) -> list[Replacement]:
    """What is to stand in the place of the cards sent before this message, to the same person about the same items."""
    replacements: list[Replacement] = []
    for message in cards_before(session, message_id):
        shown = _current(session, message, now)
        if shown is not None:
            replacements.append(shown)
    return replacements


def _current(session: Session, message: Message, now: datetime) -> Replacement | None:
    conversation = session.get(Conversation, message.conversation_id) if message.conversation_id else None
    view = request_view(session, session.get_one(Person, message.person_id), message.id or 0, now)
    if conversation is None or view is None:
        return None
    place = Place(
        conversation.service_url, conversation.conversation_id, True, conversation.tenant_id, conversation.bot_id
    )
    return Replacement(place, message.activity_id, update_request.build(view, notice=NEWER, page=0), NEWER)
