"""One thing the bot has to say, and what was typed, so that nothing is lost."""

from __future__ import annotations

from typing import Any

from microsoft_teams.cards.core import CardElement

from adaptive_cards.card import finish
from adaptive_cards.given import answer_details, quoted
from adaptive_cards.text import heading, labelled, paragraphs
from workflows.updates.rules import Answer


def build(title: str, text: str, typed: Answer | None = None) -> dict[str, Any]:
    """`typed` is given back as words to copy: use it when the form itself cannot be shown again."""
    body: list[CardElement] = [heading(title, size="Medium"), *paragraphs(text)]
    if typed is not None and not typed.empty:
        rating: list[CardElement] = [labelled("Rating", typed.rating)] if typed.rating else []
        body.append(quoted("What you typed, to copy", rating + answer_details(typed)))
    return finish(body, fallback_text=f"{title}. {text}")
