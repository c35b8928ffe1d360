"""Quotations as an answer."""

from __future__ import annotations

from bot.conversation.answered import Answered
from bot.conversation.answers.asked import Asked, about_action
from bot.conversation.wording import view_words
from workflows.answers import Choice, Quotations


def quoted(
    asked: Asked, view: Quotations, refs: tuple[str, ...] = (), leads_on: tuple[Choice, ...] | None = None
) -> Answered:
    """`leads_on` besides what anybody may ask next; without it the actions quoted of."""
    first = tuple(about_action(ref) for ref in refs[:2]) if leads_on is None else leads_on
    return asked.answered(view_words(view), view, refs, (*first, *asked.about_mine(), *asked.always()))
