"""Items of which somebody says that nothing has changed: one press records it, and any can be updated instead."""

from __future__ import annotations

from typing import Any, Final

from microsoft_teams.cards.core import Action, CardElement

from adaptive_cards.buttons import MOST_BUTTONS, button, row
from adaptive_cards.card import finish
from adaptive_cards.given import quoted, rating_of, who_and_when
from adaptive_cards.item import LONGEST_IN_LIST, item_words
from adaptive_cards.text import boxed, excerpt, heading, line, paragraphs, quiet
from adaptive_cards.verbs import Verb
from workflows.language import count_words, day_words, list_words
from workflows.updates.views import ItemView, NoChangeToConfirm

QUOTED_WORDS: Final = 40


def build(view: NoChangeToConfirm) -> dict[str, Any]:
    names = list_words([item.name for item in view.items], none="")
    title = f"No change: {names}" if view.items else "Something has changed"
    body: list[CardElement] = [heading(title)]
    for item in view.items:
        body += _item(item)
    body += [boxed(why, "warning") for _, why in view.instead]
    if view.items:
        body.append(quiet("It is recorded as reported with no change, and as nothing else.", spacing="Medium"))
    actions: list[Action] = [confirm(view.items)] if view.items else []
    others = [item for item, _ in view.instead] + (list(view.items) if not view.instead else [])
    actions += [button(f"Update {item.name}", Verb.OPEN, item=item.item) for item in others]
    body.append(row(actions[:MOST_BUTTONS], spacing="Large"))
    said = " ".join(why for _, why in view.instead)
    return finish(body, fallback_text=f"{title}. {said} Write to me in chat to confirm or to say what has changed.")


def confirm(items: tuple[ItemView, ...], message_id: int = 0) -> Action:
    """The one press: it says of what, and that the date still holds."""
    seen = " ".join(f"{item.item}@{item.latest.update_id if item.latest else 0}" for item in items)
    (due, *others) = [item.due for item in items]
    if others:
        words = f"No change to these {count_words(len(items), 'item')}; their dates hold"
    elif due:
        words = f"No change: {day_words(due)} still holds"
    else:
        words = "Nothing has changed"
    return button(words, Verb.NO_CHANGE, items=seen, message_id=message_id)


def _item(item: ItemView) -> list[CardElement]:
    shown: list[CardElement] = [heading(item.name, size="Default"), *item_words(item, LONGEST_IN_LIST)]
    if item.latest:
        details: list[CardElement] = [line(*rating_of(item.latest), spacing="Small")]
        details += paragraphs(excerpt(item.latest.answer.narrative, QUOTED_WORDS))
        shown.append(quoted(f"Last update, by {who_and_when(item.latest)}", details))
    return shown
