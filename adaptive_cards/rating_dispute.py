"""A rating that its reader disputes: logged with a reason and told to the lead, whose rating stays."""

from __future__ import annotations

from typing import Any, Final

from microsoft_teams.cards.core import Action

from adaptive_cards.buttons import row
from adaptive_cards.card import finish
from adaptive_cards.decision_form import Says, beginning, press_button, reason_input
from adaptive_cards.text import banner, excerpt, line, paragraphs, quiet, run
from workflows.governing.views import RatingToDispute
from workflows.language import moment_words, short

QUOTED_WORDS: Final = 90
LONGEST_LINE: Final = 400
MOST_SHOWN: Final = 5
EXPLAINS: Final = (
    "Your reason is logged and told to the lead. The rating stays as they gave it; the report says in its data notes "
    "that it is disputed, and by whom."
)


def build(view: RatingToDispute, *, wrong: str = "") -> dict[str, Any]:
    title = f"Dispute the rating of {view.ref}"
    body = beginning(title, view.title, wrong)
    by = f"By {view.rated_by}, {moment_words(view.rated_at)}"
    body.append(banner(view.rating, view.rating_colour, line(run(by), spacing="None")))
    body += paragraphs(excerpt(view.narrative, QUOTED_WORDS))
    body += [quiet(short(words, LONGEST_LINE)) for words in view.disputes[:MOST_SHOWN]]
    body.append(quiet(EXPLAINS, spacing="Medium"))
    body += reason_input("Why you dispute it", view.typed)
    actions: list[Action] = [press_button("Log the dispute", Says.DISPUTE, view.item, view.update_id, primary=True)]
    if view.theirs:
        actions.append(press_button("Withdraw the dispute", Says.WITHDRAW, view.item))
    body.append(row(actions, spacing="Medium"))
    return finish(body, fallback_text=f"{title}. {wrong or view.words}")
