"""The last step of every card: a typed card becomes the JSON that Teams is sent."""

from __future__ import annotations

import json
from typing import Any, Final

from microsoft_teams.cards.core import AdaptiveCard, CardElement

SCHEMA: Final = "http://adaptivecards.io/schemas/adaptive-card.json"
VERSION: Final = "1.5"
"""1.6 cards render wrongly on iOS and fail in places; a card without a version fails on phones."""


def finish(body: list[CardElement], *, fallback_text: str, wide: bool = False) -> dict[str, Any]:
    """`fallback_text` is what a client shows that cannot draw the card: it must be enough to act on. `wide` is for
    a card that has something beside something else.
    """
    card = AdaptiveCard(version=VERSION, lang="en", fallback_text=fallback_text, body=body)
    # By way of JSON text, because the library makes every number a float and 3.0 is not 3 to a reader.
    dumped = json.loads(card.model_dump_json(by_alias=True, exclude_none=True), parse_float=_number)
    # The library writes this key as "schema", and knows the width only in a spelling that Teams' pages do not use.
    return {"$schema": SCHEMA, **dumped, **({"msteams": {"width": "Full"}} if wide else {})}


def _number(digits: str) -> int | float:
    number = float(digits)
    return int(number) if number.is_integer() else number
