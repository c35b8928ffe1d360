"""A list of actions or milestones: mine, the red ones, what is late, what is due by lead, who has not reported."""

from __future__ import annotations

from typing import Any

from microsoft_teams.cards.core import CardElement

from adaptive_cards.buttons import MOST_BUTTONS, questions, row
from adaptive_cards.card import finish
from adaptive_cards.lines import action_line, line_name, more_words, update_buttons
from adaptive_cards.text import heading, line, quiet, run
from workflows.answers import ActionList, Choice
from workflows.language import moment_words, short

LONGEST_GROUP = 160


def build(listed: ActionList, *, message: int = 0, choices: tuple[Choice, ...] = ()) -> dict[str, Any]:
    """`message` is the request these lines belong to, when the buttons should answer it; `choices` are the questions
    that lead on from here, of which the next page comes first.
    """
    lines = listed.shown
    place = f" · {listed.place}" if listed.place else ""
    body: list[CardElement] = [
        heading(listed.heading if lines else listed.empty),
        quiet(f"As at {moment_words(listed.as_at)}{place}", "None"),
        *_by_group(listed),
    ]
    if listed.left:
        body.append(quiet(more_words(listed.left), "Medium"))
    body += [quiet(note) for note in listed.notes]
    updates = update_buttons(lines, message)
    if updates:
        body.append(row(updates, spacing="Medium"))
    answerable = [entry for entry in lines if entry.item]
    if len(answerable) > MOST_BUTTONS:
        name = line_name(answerable[MOST_BUTTONS])
        body.append(quiet(f"For the others, write for example: update {name}"))
    # The next page has a place even where six lines can be updated.
    body += questions(choices, most=max(1 if listed.left else 0, MOST_BUTTONS - len(updates)))
    named = ", ".join(f"{line_name(entry)} {entry.rating}" for entry in lines)
    return finish(body, fallback_text=f"{listed.heading}: {named}" if named else listed.empty)


def _by_group(listed: ActionList) -> list[CardElement]:
    """A group's name stands above its lines, and again at the top of a page that it runs on to."""
    body: list[CardElement] = []
    group = ""
    for entry in listed.shown:
        if entry.group != group:
            group = entry.group
            body.append(line(run(short(group, LONGEST_GROUP), bold=True), spacing="Medium", separator=True))
            body.append(action_line(entry, spacing="Small", separator=False))
        else:
            body.append(action_line(entry, separator=not group, spacing="Small" if group else "Medium"))
    return body
