"""Words quoted as they stand, each under whose they are."""

from __future__ import annotations

from typing import Any, Final

from microsoft_teams.cards.core import CardElement

from adaptive_cards.buttons import questions
from adaptive_cards.card import finish
from adaptive_cards.given import quoted
from adaptive_cards.lines import more_words
from adaptive_cards.text import excerpt, heading, line, paragraphs, quiet, run
from workflows.answers import Choice, Quotation, Quotations
from workflows.language import moment_words, short

MOST_QUOTATIONS: Final = 12
WORDS_IN_ALL: Final = 1500
"""Of all that is quoted: each has an equal share of them, so that the card is never too big to send."""

LONGEST_SOURCE: Final = 240
LONGEST_NOTE: Final = 400


def build(view: Quotations, *, choices: tuple[Choice, ...] = ()) -> dict[str, Any]:
    """`choices` are the questions that lead on from here."""
    shown = view.quotations[:MOST_QUOTATIONS]
    body: list[CardElement] = [
        heading(view.heading),
        quiet(f"As at {moment_words(view.as_at)}", "None"),
        *(line(run(sentence)) for sentence in view.said),
        *(_quotation(quotation, WORDS_IN_ALL // len(shown)) for quotation in shown),
    ]
    if len(view.quotations) > len(shown):
        body.append(quiet(more_words(len(view.quotations) - len(shown)), "Medium"))
    body += questions(choices)
    return finish(body, fallback_text=f"{view.heading}. {' '.join(view.said)}")


def _quotation(quotation: Quotation, most_words: int) -> CardElement:
    details = paragraphs(excerpt(quotation.words, most_words))
    if quotation.note:
        details.append(quiet(short(quotation.note, LONGEST_NOTE)))
    return quoted(short(quotation.source, LONGEST_SOURCE), details)
