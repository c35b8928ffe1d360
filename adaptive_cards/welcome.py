"""The first word to somebody: who the bot is, what they lead, what they can ask."""

from __future__ import annotations

from typing import Any, Final

from microsoft_teams.cards.core import CardElement

from adaptive_cards.buttons import questions
from adaptive_cards.card import finish
from adaptive_cards.lines import action_line, more_words
from adaptive_cards.text import heading, line, quiet, run
from workflows.answers import ActionList, Choice
from workflows.language import list_words

MOST_LINES: Final = 8
WHO_I_AM: Final = (
    "I ask the leads of the SEND improvement plan for an update before a milestone is due, "
    "and tell anyone in it how an area stands."
)


def build(person: str, leads: ActionList, is_sro_of: tuple[str, ...], examples: tuple[Choice, ...]) -> dict[str, Any]:
    """`is_sro_of` names improvement areas; `examples` are what this person may want to ask first."""
    lines = leads.lines[:MOST_LINES]
    more = leads.more + len(leads.lines) - len(lines)
    body: list[CardElement] = [heading(f"Hello {person}"), line(run(WHO_I_AM))]
    if is_sro_of:
        body.append(line(run("You are the SRO of ", bold=True), run(f"{list_words(is_sro_of)}."), spacing="Medium"))
    if lines:
        body.append(heading(leads.heading, size="Medium", spacing="Large"))
        body += [action_line(entry) for entry in lines]
    elif not (is_sro_of or examples):
        body.append(line(run(leads.empty)))
    if more:
        body.append(quiet(more_words(more), "Medium"))
    if examples:
        body.append(heading("Ask me", size="Medium", spacing="Large"))
        body += questions(examples, spacing="Small")
    asks = "; ".join(example.ask for example in examples)
    return finish(body, fallback_text=f"Hello {person}. {WHO_I_AM} You can write: {asks}")
