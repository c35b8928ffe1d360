"""A message as it reads at the moment of sending."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session

from adaptive_cards import notice
from bot.email.letters import Letters
from bot.turns import Reply
from bot.updating import message_card
from reminders.notices import NOTICE_SLOT, title_and_text
from reminders.still_wanted import reason_to_drop, reasons_in_words
from store.queries.sending import asked_items
from store.tables import Message, Person
from store.types import ContactRoute
from workflows.language import count_words, list_words
from workflows.updates.showing import request_view
from workflows.updates.views import ItemView


@dataclass(frozen=True, slots=True)
class NotSent:
    """Nothing in it is to be asked any more."""

    reason: str


def render(
    session: Session, message: Message, person: Person, letters: Letters | None, now: datetime
) -> Reply | NotSent:
    """Requests that no longer stand are closed on the way. `letters` is None where nothing goes by email."""
    by_email = letters if message.route is ContactRoute.EMAIL else None
    if message.slot.startswith(NOTICE_SLOT):
        title, text = title_and_text(message.body)
        letter = by_email.of_notice(message, person, title, text.split("\n\n"), now) if by_email else None
        return Reply(title, notice.build(title, text), letter)
    asked = asked_items(session, message.id or 0)
    reasons = {item.request.item: reason for item in asked if (reason := reason_to_drop(item))}
    answered = {item.request.item for item in asked if item.request.closed_at is not None}
    for item in asked:
        if item.request.item in reasons and item.request.closed_at is None:
            item.request.closed_at = now
    session.flush()
    view = request_view(session, person, message.id or 0, now)
    if view is None or all(item.item in reasons for item in view.items):
        return NotSent(reasons_in_words(reasons.values()))
    view = replace(view, items=tuple(i for i in view.items if i.item not in reasons or i.item in answered))
    summary = _summary([item for item in view.items if item.item not in reasons])
    letter = by_email.of_requests(session, message, person, view, summary, now) if by_email else None
    return Reply(summary, message_card(view), letter)


def _summary(waiting: list[ItemView]) -> str:
    """What a notification shows, and the subject of an email."""
    first = waiting[0]
    words = f"Update needed: {_counted(waiting)}, first {first.name}"
    return f"{words}, {first.timing}" if first.timing else words


def _counted(items: list[ItemView]) -> str:
    milestones = sum(item.seq is not None for item in items)
    numbers = ((milestones, "milestone"), (len(items) - milestones, "action"))
    return list_words([count_words(number, word) for number, word in numbers if number])
