"""A form of the risk log, filled with what was said; nothing is recorded before it is saved."""

from __future__ import annotations

from dataclasses import replace

from bot.conversation.answered import Answered
from bot.conversation.doing.told import Told
from bot.conversation.risk_words import RiskParts, parts_of_risk
from store.queries.risks import risk_by_ref
from workflows.governing.views import STRIPPED
from workflows.risks.lookup import typed_of
from workflows.risks.shown import risk_to_assess, risk_to_raise
from workflows.risks.views import RiskForm, RiskTyped

ON_A_CARD = "In chat that opens a card; on the command line, use `sendbot risk`."


def entry(told: Told) -> Answered:
    parts = parts_of_risk(told.said.words)
    return _one_of_the_log(told, told.said.refs[0], parts) if told.said.refs else _new(told, parts)


def _new(told: Told, parts: RiskParts) -> Answered:
    typed = RiskTyped(
        kind=parts.kind,
        title=parts.text,
        actions=", ".join(target.ref for target in told.said.targets),
        likelihood=parts.likelihood,
        impact=parts.impact,
        next_step=parts.next_step,
        next_step_by=told.said.day,
    )
    view = risk_to_raise(told.session, told.audit, person=told.person, plan=told.plan, typed=typed, now=told.now)
    return _opened(told, view)


def _one_of_the_log(told: Told, ref: str, parts: RiskParts) -> Answered:
    """What was said stands in the form over what the last assessment says."""
    held = risk_by_ref(told.session, told.plan, ref)
    typed = None
    if held is not None:
        stands = typed_of(held)
        typed = replace(
            stands,
            likelihood=parts.likelihood or stands.likelihood,
            impact=parts.impact or stands.impact,
            next_step=parts.next_step or stands.next_step,
            next_step_by=told.said.day or stands.next_step_by,
            reason=told.said.reason if told.said.confirmed else "",
        )
    view = risk_to_assess(
        told.session, told.audit, person=told.person, plan=told.plan, ref=ref, typed=typed, now=told.now
    )
    return _opened(told, view)


def _opened(told: Told, view: RiskForm) -> Answered:
    lines = [*([STRIPPED] if view.typed.stripped else []), view.words, ON_A_CARD]
    return told.done("\n".join(lines), view)
