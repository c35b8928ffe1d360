"""A report that can be fetched, by one person and for a while."""

from __future__ import annotations

from typing import Any

from microsoft_teams.cards.core import CardElement

from adaptive_cards.card import finish
from adaptive_cards.report_links import OPEN_ELSEWHERE, buttons_of
from adaptive_cards.text import heading, line, run
from workflows.answers import ReportReady
from workflows.language import moment_words


def build(report: ReportReady) -> dict[str, Any]:
    """Its links hold a secret: this card is for a chat with one person, never for a channel."""
    body: list[CardElement] = [
        heading(report.title),
        line(
            run(report.status, bold=True),
            run(f" · As at {moment_words(report.as_at)}", subtle=True),
            spacing="None",
        ),
        line(run(report.summary), spacing="Medium"),
        *buttons_of(report, report.title),
    ]
    return finish(body, fallback_text=f"{report.title} is ready. {OPEN_ELSEWHERE}")
