"""An action that its reader calls in: it is reported whatever its rating, with the reason."""

from __future__ import annotations

from typing import Any, Final

from microsoft_teams.cards.core import Action

from adaptive_cards.buttons import row
from adaptive_cards.card import finish
from adaptive_cards.decision_form import Says, beginning, behalf_input, press_button, reason_input
from adaptive_cards.text import line, quiet, rated
from workflows.governing.views import ActionToCallIn
from workflows.language import short

LONGEST_LINE: Final = 400
MOST_SHOWN: Final = 5
EXPLAINS: Final = (
    "Called in, it is an exception in every report until the call-in is ended. Your name and your reason are printed, "
    "and its lead is told."
)


def build(view: ActionToCallIn, *, wrong: str = "") -> dict[str, Any]:
    title = f"Call in {view.ref}"
    body = beginning(title, view.title, wrong)
    body.append(line(*rated(view.rating, view.rating_colour), spacing="Medium"))
    body += [quiet(short(words, LONGEST_LINE)) for words in view.called[:MOST_SHOWN]]
    body.append(quiet(EXPLAINS, spacing="Medium"))
    body += behalf_input("For whom you call it in", view.callers, view.typed)
    body += reason_input("Why the board should see it", view.typed)
    actions: list[Action] = [press_button("Call it in", Says.CALL_IN, view.item, primary=True)]
    if view.theirs:
        actions.append(press_button("End the call-in", Says.END, view.item))
    body.append(row(actions, spacing="Medium"))
    return finish(body, fallback_text=f"{title}. {wrong or view.words}")
