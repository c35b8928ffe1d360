"""Sentences under a heading: the working of a date, what a code means, what happened to an action."""

from __future__ import annotations

from typing import Any, Final

from microsoft_teams.cards.core import CardElement

from adaptive_cards.buttons import questions
from adaptive_cards.card import finish
from adaptive_cards.text import heading, line, run
from workflows.answers import Choice
from workflows.language import short

MOST_LINES: Final = 24
LONGEST_LINE: Final = 600
LONGEST_FALLBACK: Final = 2000


def build(title: str, lines: tuple[str, ...], *, choices: tuple[Choice, ...] = ()) -> dict[str, Any]:
    """`choices` are the questions that lead on from here."""
    shown = [short(text, LONGEST_LINE) for text in lines[:MOST_LINES]]
    body: list[CardElement] = [heading(title, size="Medium"), *(line(run(text)) for text in shown)]
    body += questions(choices)
    return finish(body, fallback_text=short(f"{title}. {' '.join(shown)}", LONGEST_FALLBACK))
