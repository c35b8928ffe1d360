"""What may be typed on the cards of an edition, whichever part it is for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from adaptive_cards import edition_asks, edition_commentary, edition_parts, edition_reason
from adaptive_cards.edition_asks import AskTyped
from adaptive_cards.edition_commentary import CommentTyped
from adaptive_cards.edition_parts import Part
from adaptive_cards.edition_reason import ReasonTyped

EditionTyped = CommentTyped | AskTyped | ReasonTyped


def parse(data: Mapping[str, Any]) -> EditionTyped:
    """Raises CardNotUnderstood."""
    part = edition_parts.parse(data).part
    if part is Part.COMMENTARY:
        return edition_commentary.parse(data)
    return edition_asks.parse(data) if part is Part.ASKS else edition_reason.parse(data)
