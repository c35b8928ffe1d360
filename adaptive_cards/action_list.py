"""A list of actions or milestones: mine, the red ones, what is late, what is due, who has not reported."""

from __future__ import annotations

from typing import Any, Final

from microsoft_teams.cards.core import CardElement

from adaptive_cards.buttons import MOST_BUTTONS, questions, row
from adaptive_cards.card import finish
from adaptive_cards.lines import action_line, line_name, more_words, update_buttons
from adaptive_cards.text import heading, quiet
from workflows.answers import ActionList, Choice
from workflows.language import moment_words

MOST_LINES: Final = 24


def build(listed: ActionList, *, message: int = 0, choices: tuple[Choice, ...] = ()) -> dict[str, Any]:
    """`message` is the request these lines belong to, when the buttons should answer it; `choices` are the questions
    that lead on from here.
    """
    lines = listed.lines[:MOST_LINES]
    more = listed.more + len(listed.lines) - len(lines)
    body: list[CardElement] = [
        heading(listed.heading if lines else listed.empty),
        quiet(f"As at {moment_words(listed.as_at)}", "None"),
    ]
    body += [action_line(entry) for entry in lines]
    if more:
        body.append(quiet(more_words(more), "Medium"))
    updates = update_buttons(lines, message)
    if updates:
        body.append(row(updates, spacing="Medium"))
    answerable = [entry for entry in lines if entry.item]
    if len(answerable) > MOST_BUTTONS:
        name = line_name(answerable[MOST_BUTTONS])
        body.append(quiet(f"For the others, write for example: update {name}"))
    body += questions(choices, most=MOST_BUTTONS - len(updates))
    named = ", ".join(f"{line_name(entry)} {entry.rating}" for entry in lines)
    return finish(body, fallback_text=f"{listed.heading}: {named}" if named else listed.empty)
