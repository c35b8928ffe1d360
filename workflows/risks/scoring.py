"""What a risk weighs: likelihood times impact, its band, and how it moved. Every limit is ours, with its reason."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType

from store.types import RiskKind

LEAST, MOST = 1, 5

HAPPENED = MOST
"""The likelihood of an issue: it has happened already."""

HIGH_FROM = 15
"""The least score of a risk that is likely with a serious impact, or possible with a severe one (3 times 5): the Board
should hear of it [ours]."""

MEDIUM_FROM = 8
"""Unlikely but serious (2 times 4), or likely but minor: it needs a step and a date. Below that its owner watches it
[ours]."""

REVIEW_DAYS = 92
"""The longest quarter: whoever has not looked at a risk for that long no longer knows what it weighs [ours]."""

LIKELIHOODS = MappingProxyType({1: "rare", 2: "unlikely", 3: "possible", 4: "likely", 5: "almost certain"})
IMPACTS = MappingProxyType({1: "slight", 2: "minor", 3: "moderate", 4: "serious", 5: "severe"})
"""On children and families, or on the plan."""


class Band(StrEnum):
    HIGH = "High"
    MEDIUM = "Medium"
    LOW = "Low"


def likelihood_of(kind: RiskKind, given: int | None) -> int | None:
    return HAPPENED if kind is RiskKind.ISSUE else given


def score(likelihood: int, impact: int) -> int:
    """1 to 25."""
    return likelihood * impact


def band_of(points: int) -> Band:
    if points >= HIGH_FROM:
        return Band.HIGH
    return Band.MEDIUM if points >= MEDIUM_FROM else Band.LOW


def movement_of(points: int, before: int | None) -> str:
    """Against the assessment before: "up from 12"."""
    if before is None:
        return "first assessment"
    if points == before:
        return "unchanged"
    return f"{'up' if points > before else 'down'} from {before}"


def score_words(points: int, before: int | None) -> str:
    """ "15, High, up from 12"."""
    return f"{points}, {band_of(points)}, {movement_of(points, before)}"


def needs_review(last: date, today: date) -> bool:
    return today - last > timedelta(days=REVIEW_DAYS)
