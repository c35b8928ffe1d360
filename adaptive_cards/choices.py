"""A question back, or suggestions: some words and a few buttons, which say no more than fits on them."""

from __future__ import annotations

from typing import Any

from microsoft_teams.cards.core import CardElement

from adaptive_cards.buttons import MOST_BUTTONS, questions
from adaptive_cards.card import finish
from adaptive_cards.text import line, paragraphs, quiet, run
from workflows.answers import Choice
from workflows.language import list_words


def build(text: str, choices: tuple[Choice, ...]) -> dict[str, Any]:
    body: list[CardElement] = paragraphs(text)
    shown, rest = choices[:MOST_BUTTONS], choices[MOST_BUTTONS:]
    body += [line(run(choice.label, bold=True), run(f"  {choice.title}")) for choice in choices if choice.title]
    body += questions(shown)
    if rest:
        body.append(quiet(f"Or write: {list_words([choice.ask for choice in rest])}"))
    asks = "; ".join(choice.ask for choice in choices)
    return finish(body, fallback_text=f"{text} Write one of: {asks}" if asks else text)
