"""Words that a decision cannot do without."""

from __future__ import annotations

from workflows.governing.refusals import DecisionMissing, ReasonMissing, ReasonTooLong
from workflows.updates.rules import MAX_TEXT


def the_reason(text: str) -> str:
    """Stripped. Raises ReasonMissing, ReasonTooLong."""
    reason = text.strip()
    if not reason:
        raise ReasonMissing
    if len(reason) > MAX_TEXT:
        raise ReasonTooLong(len(reason))
    return reason


def the_decision(reference: str) -> str:
    """Stripped. Raises DecisionMissing, ReasonTooLong."""
    if not reference.strip():
        raise DecisionMissing
    return the_reason(reference)
