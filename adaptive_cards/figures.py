"""Indicators: the target and the actual figure on a line each, with their own periods, never run together."""

from __future__ import annotations

from typing import Any, Final

from microsoft_teams.cards.core import CardElement, Container, TextColor

from adaptive_cards.buttons import questions
from adaptive_cards.card import finish
from adaptive_cards.lines import action_line, more_words
from adaptive_cards.text import heading, labelled, line, quiet, run
from workflows.answers import Choice, Figure, Figures
from workflows.indicators import KpiStatus
from workflows.language import moment_words, short

MOST_ACTIONS: Final = 8
LONGEST: Final = 200
OFF: Final = frozenset({KpiStatus.RED.value, KpiStatus.AMBER.value})


def build(view: Figures, *, choices: tuple[Choice, ...] = ()) -> dict[str, Any]:
    """`choices` are the questions that lead on from here, of which the next page comes first."""
    shown, actions = view.shown, view.actions[:MOST_ACTIONS]
    anything = bool(shown or actions)
    body: list[CardElement] = [
        heading(view.heading if anything else view.empty),
        quiet(f"As at {moment_words(view.as_at)}", "None"),
        *_actions(view, len(actions)),
        *(_figure(figure) for figure in shown),
    ]
    if view.left:
        body.append(quiet(more_words(view.left), "Medium"))
    body += [quiet(note) for note in view.notes]
    body += questions(choices)
    named = "; ".join(f"{figure.ref} {figure.actual}, target {figure.target}" for figure in shown)
    return finish(body, fallback_text=f"{view.heading}. {named}".strip() if anything else view.empty)


def _actions(view: Figures, number: int) -> list[CardElement]:
    if not view.actions:
        return []
    body: list[CardElement] = [heading("Actions", size="Medium", spacing="Medium")]
    body += [action_line(entry, spacing="Small", separator=False) for entry in view.actions[:number]]
    if len(view.actions) > number:
        body.append(quiet(more_words(len(view.actions) - number)))
    if view.figures:
        body.append(heading("Indicators", size="Medium", spacing="Medium"))
    return body


def _figure(figure: Figure) -> Container:
    off = figure.status in OFF
    colour: TextColor | None = "Attention" if off else None
    items: list[CardElement] = [
        line(run(figure.ref, bold=True), run(f"  {short(figure.title, LONGEST)}"), spacing="None"),
        line(
            run(figure.status, bold=True, colour=colour),
            run(f" · {figure.gap}") if figure.gap else None,
            spacing="None",
        ),
        labelled("Target", f"{figure.target} {figure.target_period}".strip(), spacing="None"),
        labelled("Actual", f"{figure.actual} {figure.actual_period}".strip(), spacing="None"),
    ]
    if figure.source:
        items.append(quiet(f"Source: {short(figure.source, LONGEST)}", spacing="None"))
    if figure.note:
        items.append(quiet(short(figure.note, LONGEST), spacing="None"))
    return Container(items=items, spacing="Medium", separator=True)
