"""One thing the bot has to say, and what was typed, so that nothing is lost."""

from __future__ import annotations

from typing import Any

from microsoft_teams.cards.core import CardElement

from adaptive_cards.buttons import questions
from adaptive_cards.card import finish
from adaptive_cards.given import answer_details, quoted
from adaptive_cards.text import heading, labelled, paragraphs
from workflows.answers import Choice
from workflows.updates.rules import Answer


def build(title: str, text: str, typed: Answer | None = None, *, choices: tuple[Choice, ...] = ()) -> dict[str, Any]:
    """`typed` is given back as words to copy: use it when the form itself cannot be shown again. `choices` are what
    its reader is asked to do next.
    """
    body: list[CardElement] = [heading(title, size="Medium"), *paragraphs(text)]
    if typed is not None and not typed.empty:
        rating: list[CardElement] = [labelled("Rating", typed.rating)] if typed.rating else []
        body.append(quoted("What you typed, to copy", rating + answer_details(typed)))
    body += questions(choices)
    return finish(body, fallback_text=f"{title}. {text}")
