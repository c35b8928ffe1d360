"""The risk log, the highest score first: of the plan, of an area, of an action."""

from __future__ import annotations

from typing import Any, Final

from microsoft_teams.cards.core import CardElement, Container

from adaptive_cards.buttons import questions
from adaptive_cards.card import finish
from adaptive_cards.lines import more_words
from adaptive_cards.text import heading, line, quiet, run
from workflows.answers import Choice
from workflows.language import day_words, list_words, moment_words, short
from workflows.risks.lines import OpenRisk
from workflows.risks.views import RisksShown

LONGEST_LINE: Final = 300


def build(view: RisksShown, *, choices: tuple[Choice, ...] = ()) -> dict[str, Any]:
    """`choices` are what leads on from here."""
    body: list[CardElement] = [
        heading(view.heading if view.risks else view.empty),
        quiet(f"As at {moment_words(view.as_at)}", "None"),
        *(_risk(risk) for risk in view.shown),
    ]
    if view.left:
        body.append(quiet(more_words(view.left), "Medium"))
    body += questions(choices)
    named = ", ".join(f"{risk.ref} {risk.score_words}" for risk in view.shown)
    return finish(body, fallback_text=f"{view.heading}: {named}" if named else view.empty)


def _risk(risk: OpenRisk) -> CardElement:
    step = f"{risk.next_step}{f', by {day_words(risk.next_step_by)}' if risk.next_step_by else ''}"
    items: list[CardElement] = [
        line(run(f"{risk.ref}  ", bold=True), run(short(risk.text, LONGEST_LINE)), spacing="None"),
        line(run(f"{risk.kind}: "), run(risk.score_words, bold=True), spacing="None"),
        quiet(f"Touches {list_words(risk.action_refs)}. Owner: {risk.owner or 'none'}.", "None"),
    ]
    if step:
        items.append(quiet(f"Next: {short(step, LONGEST_LINE)}", "None"))
    if risk.note:
        items.append(quiet(f"{risk.note}.", "None"))
    return Container(items=items, spacing="Medium", separator=True)
