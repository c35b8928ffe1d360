"""What somebody can ask or do, by kind, with examples to press."""

from __future__ import annotations

from typing import Any

from microsoft_teams.cards.core import CardElement

from adaptive_cards.buttons import questions
from adaptive_cards.card import finish
from adaptive_cards.text import heading, line, quiet, run
from workflows.answers import Abilities

IN_WORDS = "Press one, or write it in your own words: a ref, words of a title, a post, a person or a service will do."


def build(abilities: Abilities) -> dict[str, Any]:
    body: list[CardElement] = [line(run(abilities.said), spacing="None"), quiet(IN_WORDS)]
    for kind, choices in abilities.kinds:
        body += [heading(kind, size="Medium", spacing="Medium"), *questions(choices, spacing="Small")]
    asks = "; ".join(choice.ask for _, choices in abilities.kinds for choice in choices)
    return finish(body, fallback_text=f"{abilities.said} You can write: {asks}")
