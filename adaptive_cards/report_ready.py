"""A report that can be fetched, by one person and for a while."""

from __future__ import annotations

from typing import Any, Final

from microsoft_teams.cards.core import CardElement, OpenUrlAction

from adaptive_cards.buttons import link, row
from adaptive_cards.card import finish
from adaptive_cards.text import heading, line, quiet, run
from workflows.answers import ReportReady
from workflows.language import moment_words

WEB_PAGE: Final = "web page"
OPEN_ELSEWHERE: Final = "This Teams cannot show the links: please open this chat in another one."


def build(report: ReportReady) -> dict[str, Any]:
    """Its links hold a secret: this card is for a chat with one person, never for a channel."""
    until = moment_words(report.valid_until)
    body: list[CardElement] = [
        heading(report.title),
        line(
            run(report.status, bold=True),
            run(f" · As at {moment_words(report.as_at)}", subtle=True),
            spacing="None",
        ),
        line(run(report.summary), spacing="Medium"),
        row((_link(report, form, address) for form, address in report.links), spacing="Medium"),
        quiet(f"These links are yours alone, and hold until {until}. Please do not pass them on."),
    ]
    return finish(body, fallback_text=f"{report.title} is ready. {OPEN_ELSEWHERE}")


def _link(report: ReportReady, form: str, address: str) -> OpenUrlAction:
    if form == WEB_PAGE:
        return link(f"Open {form}", address, f"Open the {report.title} as a web page")
    return link(f"Download {form}", address, f"Download the {report.title} as a file for {form}")
