"""Which function answers which question."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.conversation.answered import Answered
from bot.conversation.answers import (
    abilities,
    asks,
    changes,
    counting,
    deadline,
    evidence,
    forecasts,
    helping,
    history,
    indicators,
    people,
    personal,
    plan_words,
    risks,
    silent,
    standing,
)
from bot.conversation.answers.asked import Asked
from bot.conversation.said import Intent

ANSWERS: Mapping[Intent, Callable[[Asked], Answered]] = {
    Intent.HELP: abilities.abilities,
    Intent.GREETING: abilities.abilities,
    Intent.NOT_UNDERSTOOD: helping.not_understood,
    Intent.UNKNOWN_REF: helping.unknown_ref,
    Intent.AMBIGUOUS_REF: helping.which,
    Intent.OTHER_PLAN: helping.other_plan,
    Intent.REFUSE_PERSONAL: personal.refused,
    Intent.COMPILE: helping.report,
    Intent.STATUS_PLAN: standing.plan,
    Intent.STATUS_AREA: standing.group,
    Intent.STATUS_OBJECTIVE: standing.group,
    Intent.STATUS_ACTION: standing.action,
    Intent.STATUS_SERVICE: indicators.service,
    Intent.STATUS_PERSON: people.person,
    Intent.MY_ACTIONS: standing.mine,
    Intent.LIST_BY_RATING: standing.rated,
    Intent.COUNT: counting.count,
    Intent.OVERDUE: standing.overdue,
    Intent.DUE: standing.due,
    Intent.DUE_WINDOW: standing.due,
    Intent.NOT_REPORTED: silent.not_reported,
    Intent.CHANGES: changes.changed,
    Intent.EXPLAIN_CHANGE: changes.why_changed,
    Intent.EXPLAIN_EXCEPTION: changes.why_by_exception,
    Intent.ASKS: asks.asks,
    Intent.RISKS: risks.risks,
    Intent.CONFIDENCE: forecasts.confidence,
    Intent.HISTORY: history.happened,
    Intent.KPI_CHECK: indicators.figures_of,
    Intent.EVIDENCE_GAPS: evidence.gaps,
    Intent.PATH_TO_GREEN: evidence.path_to_green,
    Intent.QUOTE: plan_words.quote,
    Intent.DEADLINE: deadline.cut_off,
    Intent.PROVENANCE: plan_words.provenance,
}
