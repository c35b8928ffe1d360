"""The buttons by which one person fetches a report: a link for each form, and a way into their own OneDrive."""

from __future__ import annotations

from typing import Final

from microsoft_teams.cards.core import CardElement, OpenUrlAction

from adaptive_cards.buttons import button, link, row
from adaptive_cards.text import quiet
from adaptive_cards.verbs import Verb
from workflows.answers import ReportReady
from workflows.language import moment_words

WEB_PAGE: Final = "web page"
OPEN_ELSEWHERE: Final = "This Teams cannot show the links: please open this chat in another one."
"""They hold a secret, and a card's fallback text can appear on a lock screen."""


def buttons_of(report: ReportReady, name: str) -> list[CardElement]:
    """`name` is what the links are read out as leading to. For a chat with one person, never for a channel."""
    until = moment_words(report.valid_until)
    saves = [button(f"{form} to my OneDrive", Verb.FILE, token=token) for form, token in report.to_save]
    return [
        row((_link(name, form, address) for form, address in report.links), spacing="Medium"),
        *([row(saves)] if saves else []),
        quiet(f"These links are yours alone, and hold until {until}. Please do not pass them on."),
    ]


def _link(name: str, form: str, address: str) -> OpenUrlAction:
    if form == WEB_PAGE:
        return link(f"Open {form}", address, f"Open the {name} as a web page")
    return link(f"Download {form}", address, f"Download the {name} as {form}")
