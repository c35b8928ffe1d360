"""What a card in somebody's chat should show now, and every such card that shows an item."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session

from adaptive_cards import notice, recorded, update_request
from bot.turns import Card, Place, Replacement
from reminders.notices import title_and_text
from store.queries.asking import cards_showing
from store.queries.given_updates import sent_notices
from workflows.updates.actions import UpdateRecorded
from workflows.updates.showing import request_view
from workflows.updates.views import RequestView


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose card it is."""

    id: int
    key: str
    name: str


def cards_to_replace(
    session: Session, done: UpdateRecorded, now: datetime, drawn: Mapping[int, Card] | None = None
) -> tuple[Replacement, ...]:
    """Every sent card that shows an item just answered, wherever it was answered. `drawn`: cards this turn has made
    already, by message."""
    return cards_drawn_again(session, done.item.key, now, done, drawn)


def cards_drawn_again(
    session: Session,
    item_key: str,
    now: datetime,
    done: UpdateRecorded | None = None,
    drawn: Mapping[int, Card] | None = None,
) -> tuple[Replacement, ...]:
    """Every sent card that shows an item, as it should stand now. `done`: what this turn recorded of it."""
    replacements: list[Replacement] = []
    summary = f"Recorded: {done.item.name}" if done else "Updates asked of you"
    for sent in cards_showing(session, item_key):
        shown = (drawn or {}).get(sent.message_id)
        if shown is None:
            owner = Owner(sent.person_id, sent.person_key, sent.person_name)
            view = request_view(session, owner, sent.message_id, now, done)
            shown = message_card(view, just=item_key if done else "") if view else None
        if shown is not None:
            place = Place(sent.service_url, sent.conversation_id, True, sent.tenant_id, sent.bot_id)
            replacements.append(Replacement(place, sent.activity_id, shown, summary))
    return tuple(replacements)


def message_card(
    view: RequestView, *, just: str = "", notice: str = "", options_wanted: bool = False
) -> dict[str, Any]:
    """What a message of requests shows now: the recorded answer of its only item, else its list. `options_wanted`: by
    the Board, for the action of the item just answered."""
    if len(view.items) == 1 and (view.items[0].answered or view.items[0].item == just):
        return recorded.build(view.items[0], message_id=view.message_id, notice=notice, options_wanted=options_wanted)
    if just:
        answered = next((item for item in view.items if item.item == just), None) if options_wanted else None
        return update_request.build(view, notice=notice, page=_page_of(view, just), options_wanted=answered)
    return update_request.build(view)


def _page_of(view: RequestView, item_key: str) -> int:
    places = [place for place, item in enumerate(view.items) if item.item == item_key]
    return places[0] // update_request.PAGE_SIZE if places else 0


def notices_drawn_again(session: Session, message_ids: Iterable[int]) -> tuple[Replacement, ...]:
    """Sent notices whose words have changed since."""
    replacements: list[Replacement] = []
    for message, conversation in sent_notices(session, message_ids):
        title, text = title_and_text(message.body)
        place = Place(
            conversation.service_url, conversation.conversation_id, True, conversation.tenant_id, conversation.bot_id
        )
        replacements.append(Replacement(place, message.activity_id, notice.build(title, text), title))
    return tuple(replacements)
