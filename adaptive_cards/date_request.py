"""Asking for another due date: which milestone, which day, and why."""

from __future__ import annotations

from typing import Any, Final

from microsoft_teams.cards.core import CardElement, Choice, ChoiceSetInput, DateInput

from adaptive_cards.buttons import row
from adaptive_cards.card import finish
from adaptive_cards.decision_form import DAY, MILESTONE, Says, beginning, press_button, reason_input
from adaptive_cards.text import labelled, quiet
from workflows.governing.views import DateToAsk, MilestoneDates
from workflows.language import list_words, short

STAYS: Final = (
    "The original date stays on record whatever is decided: the report prints both, and how often the date has moved. "
    "Nothing moves until the request is approved."
)
LONGEST_MEASURE: Final = 300
LONGEST_CHOICE: Final = 120
SHORT_LIST: Final = 6
"""Milestones that are all shown at once."""


def build(view: DateToAsk, *, wrong: str = "") -> dict[str, Any]:
    title = f"A new date for {view.ref}"
    body = beginning(title, view.title, wrong)
    only = view.milestones[0] if len(view.milestones) == 1 else None
    body += _dates(view, only)
    body.append(quiet(STAYS))
    if only is None:
        body.append(_milestone(view))
    body.append(
        DateInput(
            id=DAY,
            label="New due date",
            value=view.typed.day.isoformat() if view.typed.day else None,
            is_required=True,
            error_message="Give the day by which it will be complete.",
            spacing="Medium",
        )
    )
    body += reason_input("Why the date has to move", view.typed, needed="Say why the date has to move.")
    asked = list_words(view.sros, none="The compliance team")
    body.append(quiet(f"{asked} {'decide' if len(view.sros) > 1 else 'decides'}."))
    item = only.item if only else view.item
    body.append(row([press_button("Ask for this date", Says.ASK, item, primary=True)], spacing="Medium"))
    return finish(body, fallback_text=f"{title}. {wrong or STAYS}")


def _dates(view: DateToAsk, only: MilestoneDates | None) -> list[CardElement]:
    """Each with its earlier moves, which the SRO will see too."""
    if only is None:
        return [quiet(one.words) for one in view.milestones]
    said: list[CardElement] = [quiet(only.words)]
    if only.measure:
        said.insert(0, labelled("Complete when", short(only.measure, LONGEST_MEASURE)))
    return said


def _milestone(view: DateToAsk) -> CardElement:
    items = [one.item for one in view.milestones]
    return ChoiceSetInput(
        id=MILESTONE,
        label="Which milestone",
        choices=[
            Choice(title=short(f"Milestone {one.seq}: {one.measure or 'no measure'}", LONGEST_CHOICE), value=one.item)
            for one in view.milestones
        ],
        style="expanded" if len(items) <= SHORT_LIST else "compact",
        wrap=True,
        value=view.typed.item if view.typed.item in items else None,
        placeholder="Choose",
        is_required=True,
        error_message="Choose the milestone whose date is to move.",
        spacing="Medium",
    )
