"""A question about a child or a family: refused, with what is held instead and where to turn (`domain.md` 8.1)."""

from __future__ import annotations

from bot.conversation.answered import Answered
from bot.conversation.answers.asked import Asked

REFUSED = (
    "I hold no information about any child or family: only actions, dates, ratings and totals of the plan, such as how "
    "long a service keeps people waiting. For one child, turn to their EHC co-ordinator at the council's SEND team, or "
    "to the SENDIASS service for advice."
)


def refused(asked: Asked) -> Answered:
    return asked.refused(REFUSED)
