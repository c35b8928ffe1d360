"""What people type into fields, cleaned before anybody reads it."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, Final

from pydantic import BeforeValidator

from workflows.updates.rules import Answer

ITEM: Final = r"^[ma]:[1-9][0-9]{0,17}$"
"""A milestone, "m:12", or an action, "a:3"."""

LONGEST_TEXT: Final = 10_000
"""More than a field may hold, so that the rules can say how much too long a text is."""

# Tab and line feed are typing; the other control characters, and halves of characters, no database need keep.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


class CardNotUnderstood(Exception):
    """That card could not be read. Ask me for a fresh one: type "my actions".

    `typed` is what could be read of it, to be given back.
    """

    def __init__(self, sentence: str = "", typed: Answer | None = None) -> None:
        self.typed = typed
        super().__init__(sentence or 'That card could not be read. Ask me for a fresh one: type "my actions".')


def _text(value: Any) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        raise ValueError("not a text")
    # Cut before cleaning, so that a huge text costs little.
    ends = value[: 2 * LONGEST_TEXT].replace("\r\n", "\n").replace("\r", "\n")
    return _UNPRINTABLE.sub("", ends).strip()[:LONGEST_TEXT].rstrip()


def _day(value: Any) -> date | None:
    """An ISO date, as Input.Date sends it; some clients add a time."""
    text = _text(value)
    if not text:
        return None
    if not re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(T|$)", text):
        raise ValueError("not a date")
    return date.fromisoformat(text[:10])


Text = Annotated[str, BeforeValidator(_text)]
Day = Annotated[date | None, BeforeValidator(_day)]
