"""Actions and milestones in lists: one look for all of them."""

from __future__ import annotations

from collections.abc import Sequence

from microsoft_teams.cards.core import Action, CardElement, Container, Spacing

from adaptive_cards.buttons import MOST_BUTTONS, button
from adaptive_cards.text import line, quiet, rated, run
from adaptive_cards.verbs import Verb
from workflows.answers import ActionLine
from workflows.language import list_words, short

LONGEST_TITLE = 160


def line_name(entry: ActionLine) -> str:
    return entry.ref if entry.seq is None else f"{entry.ref} milestone {entry.seq}"


def action_line(entry: ActionLine, spacing: Spacing = "Medium", *, separator: bool = True) -> Container:
    """Its name and title, its rating in a word, why it is listed, and whose it is."""
    items: list[CardElement] = [
        line(run(line_name(entry), bold=True), run(f"  {short(entry.title, LONGEST_TITLE)}"), spacing="None"),
        line(
            *rated(entry.rating or "Not reported", entry.rating_colour),
            run(f" · {short(entry.note, LONGEST_TITLE)}") if entry.note else None,
            spacing="None",
        ),
    ]
    if entry.lead_posts and entry.group != list_words(entry.lead_posts):
        items.append(quiet(short(list_words(entry.lead_posts), LONGEST_TITLE), spacing="None"))
    return Container(items=items, spacing=spacing, separator=True if separator else None)


def more_words(more: int) -> str:
    return f"and {more} more"


def update_buttons(entries: Sequence[ActionLine], message: int) -> Sequence[Action]:
    """One button for each line that its reader may update, up to what one row can hold."""
    return [
        button(f"Update {line_name(entry)}", Verb.OPEN, item=entry.item, message_id=message)
        for entry in entries
        if entry.item
    ][:MOST_BUTTONS]
