"""What a line of the risk log must say. Pure: what was typed in, what is to be recorded out, or a refusal."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from store.types import RiskKind
from workflows.governing.reasons import the_reason
from workflows.personal_data import find_passages, without_passages
from workflows.risks.refusals import (
    IdentifiesAChild,
    ImpactMissing,
    KindMissing,
    LikelihoodMissing,
    NextStepAfterPlan,
    NextStepByMissing,
    NextStepMissing,
    NextStepPassed,
    TitleMissing,
    TooLong,
)
from workflows.risks.scoring import LEAST, MOST, likelihood_of
from workflows.risks.views import RiskTyped
from workflows.updates.rules import MAX_TEXT

LONGEST_TITLE = 300
WORDS = ("title", "next_step", "reason")
"""The fields in which people write as they like."""


@dataclass(frozen=True, slots=True)
class Assessed:
    """What an assessment says once it has been checked."""

    likelihood: int
    impact: int
    next_step: str
    next_step_by: date


def title_of(typed: RiskTyped, known: Collection[str]) -> tuple[RiskKind, str]:
    """Raises KindMissing, TitleMissing, TooLong, IdentifiesAChild."""
    if typed.kind is None:
        raise KindMissing
    title = " ".join(typed.title.split())
    if not title:
        raise TitleMissing
    if len(title) > LONGEST_TITLE:
        raise TooLong("line", len(title), LONGEST_TITLE)
    return typed.kind, _without_a_child(title, known)


def assessed(
    kind: RiskKind, typed: RiskTyped, *, today: date, plan_ends: date | None, known: Collection[str]
) -> Assessed:
    """A next step lies between today and the plan's end. Raises what is missing, and IdentifiesAChild."""
    likelihood = likelihood_of(kind, typed.likelihood)
    if likelihood is None or not LEAST <= likelihood <= MOST:
        raise LikelihoodMissing
    if typed.impact is None or not LEAST <= typed.impact <= MOST:
        raise ImpactMissing
    step = typed.next_step.strip()
    if not step:
        raise NextStepMissing
    if len(step) > MAX_TEXT:
        raise TooLong("next step", len(step), MAX_TEXT)
    if typed.next_step_by is None:
        raise NextStepByMissing
    if typed.next_step_by < today:
        raise NextStepPassed(typed.next_step_by)
    if plan_ends is not None and typed.next_step_by > plan_ends:
        raise NextStepAfterPlan(plan_ends)
    return Assessed(likelihood, typed.impact, _without_a_child(step, known), typed.next_step_by)


def closed_because(typed: RiskTyped, known: Collection[str]) -> str:
    """Raises ReasonMissing, ReasonTooLong, IdentifiesAChild."""
    return _without_a_child(the_reason(typed.reason), known)


def to_give_back(typed: RiskTyped, known: Collection[str]) -> RiskTyped:
    """What was typed, but for what may identify a child."""
    kept = {name: _stripped(getattr(typed, name), known) for name in WORDS}
    found = any(kept[name] != getattr(typed, name) for name in WORDS)
    return replace(typed, **kept, stripped=typed.stripped or found)


def _stripped(text: str, known: Collection[str]) -> str:
    return without_passages(text, found) if (found := find_passages(text, known)) else text


def _without_a_child(text: str, known: Collection[str]) -> str:
    if found := find_passages(text, known):
        raise IdentifiesAChild(found)
    return text
