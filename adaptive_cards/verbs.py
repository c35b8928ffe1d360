"""The words a button may carry, and the one key under which it carries them."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

RESERVED: Final = "sendbot"
"""All that a button says of itself stands under this key; any other key in submitted data is a field of a form."""


class Verb(StrEnum):
    SAVE = "save"
    """Save the answer in the form: `item`, `seen`, `message_id`."""
    OPEN = "open"
    """Open the form of one item: `item`, and `message_id` when it was asked in a message."""
    SHOW = "show"
    """Show the list of a message again: `message_id`, `page`."""
    ASK = "ask"
    """Ask the bot something in plain words: `text`."""
    CONFIRM_AREA = "confirm_area"
    """Confirm an area of a draft, or not: `edition`, `area`, `says` (yes or no)."""
    STEP = "step"
    """Take an edition a step on: `edition`, `step` (clear, final, issue)."""
