"""What waits for its reader's decision, with a button for each of the first."""

from __future__ import annotations

from typing import Any, Final

from microsoft_teams.cards.core import CardElement

from adaptive_cards.buttons import MOST_BUTTONS, row
from adaptive_cards.card import finish
from adaptive_cards.decision_form import open_button
from adaptive_cards.text import heading, line, quiet, run
from workflows.governing.views import DecisionsWaiting, Matter, Waiting
from workflows.language import moment_words, short

SHOWN: Final = 24
LONGEST_LINE: Final = 300


def build(view: DecisionsWaiting, *, said: str = "") -> dict[str, Any]:
    """`said`: what was just decided."""
    body: list[CardElement] = [line(run(said), spacing="None")] if said else []
    body += [heading(view.heading), quiet(f"As at {moment_words(view.as_at)}", spacing="None")]
    for one in view.lines[:SHOWN]:
        body.append(line(run(one.name, bold=True), run(f"  {short(one.what, LONGEST_LINE)}"), spacing="Medium"))
    if len(view.lines) > SHOWN:
        body.append(quiet(f"and {len(view.lines) - SHOWN} more"))
    presses = [open_button(_title(one), one.matter, one.item) for one in view.lines[:MOST_BUTTONS]]
    if presses:
        body.append(row(presses, spacing="Medium"))
    if len(view.lines) > MOST_BUTTONS:
        body.append(quiet("For the others write, for example, “approve the date of 2.5.2” or “sign off 1.1.1”."))
    return finish(body, fallback_text=f"{said} {view.words}".strip())


def _title(one: Waiting) -> str:
    return f"Date of {one.name}" if one.matter is Matter.APPROVAL else f"Sign-off of {one.name}"
