"""A request for another due date before the SRO: what moves, why, how far in all; approved or refused."""

from __future__ import annotations

from typing import Any

from microsoft_teams.cards.core import Fact, FactSet

from adaptive_cards.buttons import row
from adaptive_cards.card import finish
from adaptive_cards.decision_form import Says, beginning, behalf_input, press_button, reason_input
from adaptive_cards.text import labelled, paragraphs, quiet
from workflows.governing.views import DateToDecide
from workflows.language import count_words, day_words, moment_words, short

LONGEST_MEASURE = 600


def build(view: DateToDecide, *, wrong: str = "") -> dict[str, Any]:
    title = f"A new date for {view.name}"
    body = beginning(title, view.title, wrong)
    if view.measure:
        body.append(labelled("Complete when", short(view.measure, LONGEST_MEASURE)))
    body.append(
        FactSet(
            facts=[
                Fact(title="Due now", value=day_words(view.from_due, "No date")),
                Fact(title="Asked for", value=day_words(view.to_due)),
                Fact(title="Original date", value=day_words(view.baseline, "No date")),
                Fact(title="Moved so far", value=count_words(view.moves_so_far, "time")),
                Fact(title="If approved", value=view.slip_words[:1].upper() + view.slip_words[1:]),
            ],
            spacing="Medium",
        )
    )
    body.append(labelled("Reason given", "", spacing="Medium"))
    body += paragraphs(view.reason, spacing="None")
    body.append(quiet(f"{view.requested_by or 'An earlier plan'}, {moment_words(view.requested_at)}"))
    body += behalf_input("Whose decision you record", view.on_behalf_of, view.typed)
    body += reason_input("Your reason: needed to refuse it", view.typed)
    body.append(
        row(
            [
                press_button("Approve the new date", Says.APPROVE, view.item, view.change_id, primary=True),
                press_button("Refuse it", Says.REFUSE, view.item, view.change_id),
            ],
            spacing="Medium",
        )
    )
    return finish(body, fallback_text=f"{title}. {wrong or view.words}")
