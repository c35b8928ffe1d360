"""Whether what was to be asked is still to be asked, at the moment of sending."""

from __future__ import annotations

from collections.abc import Iterable

from store.queries.asking import NOT_ASKED
from store.queries.sending import AskedItem

DATED = "due:"
"""How the occasion of a request about a milestone's date begins."""


def reason_to_drop(item: AskedItem) -> str:
    """Blank while the request stands."""
    if item.request.closed_at is not None:
        return "answered meanwhile"
    if item.completed_on is not None:
        return "completed meanwhile"
    if item.action_lifecycle in NOT_ASKED or item.lifecycle in NOT_ASKED:
        return "complete or set aside by a decision meanwhile"
    occasion = item.request.occasion
    if occasion.startswith(DATED) and (not item.current_due or occasion != f"{DATED}{item.current_due.isoformat()}"):
        return "its date was moved meanwhile"
    return ""


def reasons_in_words(reasons: Iterable[str]) -> str:
    """Each once, in the order in which they came."""
    return "; ".join(dict.fromkeys(reasons))
