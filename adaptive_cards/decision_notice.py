"""A notice about something to decide, with the button that opens it."""

from __future__ import annotations

from typing import Any

from microsoft_teams.cards.core import CardElement

from adaptive_cards.buttons import row
from adaptive_cards.card import finish
from adaptive_cards.decision_form import open_button
from adaptive_cards.text import heading, paragraphs
from workflows.governing.views import Matter


def build(title: str, text: str, matter: Matter, item: str) -> dict[str, Any]:
    body: list[CardElement] = [heading(title, size="Medium"), *paragraphs(text)]
    body.append(row([open_button("Look at it and decide", matter, item)], spacing="Medium"))
    return finish(body, fallback_text=f"{title}. {text}")
