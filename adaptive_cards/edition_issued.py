"""An edition of the report has gone out: for each of those whom it goes to, with links of their own."""

from __future__ import annotations

from typing import Any

from microsoft_teams.cards.core import CardElement

from adaptive_cards.card import finish
from adaptive_cards.report_links import OPEN_ELSEWHERE, buttons_of
from adaptive_cards.text import heading, line, quiet, run
from workflows.answers import EditionIssued
from workflows.language import moment_words


def build(issued: EditionIssued) -> dict[str, Any]:
    """Its links hold a secret: this card is for a chat with one person, never for a channel."""
    ready = issued.ready
    title = f"Edition {issued.number} is issued"
    body: list[CardElement] = [
        heading(title),
        line(run(ready.title), spacing="None"),
        quiet(f"{issued.plan_title} · Data of {moment_words(ready.as_at)}"),
    ]
    if issued.replaces:
        body.append(line(run(issued.replaces, bold=True), spacing="Medium"))
    body.append(line(run(ready.summary), spacing="Medium"))
    body += buttons_of(ready, f"{ready.title}, edition {issued.number}")
    return finish(body, fallback_text=f"{title}: {ready.title}. {OPEN_ELSEWHERE}")
