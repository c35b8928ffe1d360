"""How many there are: the number, the age of each, and the convention."""

from __future__ import annotations

from bot.conversation.answered import Answered
from bot.conversation.answers import asks, evidence, indicators
from bot.conversation.answers.asked import Asked
from bot.conversation.answers.listed import listed
from bot.conversation.said import Intent
from store.working_days import london_date
from workflows.counting import count_all, count_due, count_late, count_rated, count_silent

ANSWERED_IN_FULL = {
    Intent.ASKS: asks.asks,
    Intent.EVIDENCE_GAPS: evidence.gaps,
    Intent.KPI_CHECK: indicators.figures_of,
}
"""Questions whose own answer begins with the number."""


def count(asked: Asked) -> Answered:
    said, assessed = asked.said, asked.assessed
    members, scope = asked.members()
    if said.rating_codes:
        codes = said.rating_codes
        return listed(asked, count_rated(assessed, members, codes, asked.labels(codes), scope))
    if said.counted is not None and (in_full := ANSWERED_IN_FULL.get(said.counted)):
        return in_full(asked)
    match said.counted:
        case Intent.OVERDUE:
            return listed(asked, count_late(assessed, members, scope))
        case Intent.NOT_REPORTED:
            return listed(asked, count_silent(assessed, members, scope))
        case Intent.DUE:
            today = london_date(asked.now)
            window = said.window or (today, assessed.period.next_meeting or today)
            return listed(asked, count_due(assessed, members, window, scope))
        case _:
            return listed(asked, count_all(assessed, members, scope))
