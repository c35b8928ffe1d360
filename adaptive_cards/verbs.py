"""The words a button may carry, and the one key under which it carries them."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

RESERVED: Final = "sendbot"
"""All that a button says of itself stands under this key; any other key in submitted data is a field of a form."""


class Verb(StrEnum):
    SAVE = "save"
    """Save the answer in the form: `item`, `seen`, `message_id`, and perhaps `moves` or `sure`."""
    NO_CHANGE = "no_change"
    """Record that nothing has changed: `items`, each with the update seen, and `message_id`."""
    WITHDRAW = "withdraw"
    """Withdraw an update that holds personal data: `item`, `seen`, `message_id`."""
    READING = "reading"
    """Record a reading: `indicator`."""
    OPEN = "open"
    """Open the form of one item: `item`, and `message_id` when it was asked in a message."""
    SHOW = "show"
    """Show the list of a message again: `message_id`, `page`."""
    ASK = "ask"
    """Ask the bot something in plain words: `text`."""
    FILE = "file"
    """Have a report put into one's own OneDrive: `token`."""
    SEND_REPORT = "send_report"
    """Have the links to a report in one's own chat: `plan`, `edition`."""
    CONFIRM_AREA = "confirm_area"
    """Confirm an area of a draft, or not: `edition`, `area`, `says` (yes or no)."""
    STEP = "step"
    """Take an edition a step on: `edition`, `step` (clear, final, issue), `shown`."""
    EDITION = "edition"
    """Turn to a part of an edition: `edition`, `part`, `page`, `about`."""
    WRITE = "edition_write"
    """Save what was typed into a part of an edition: `edition`, `part`, and what that part needs."""
    DECISION = "decision"
    """Open what there is to decide: `matter`, `item`."""
    DECIDE = "decide"
    """Decide it, or ask for a decision: `says`, `item`, and what that needs."""
    OPTIONS = "options"
    """Give options to the Board, or withdraw them: `says`, `item`, `shown`."""
    RISK = "risk"
    """Save a form of the risk log: `says` (raise, assess, close), and `plan` or `risk` with `seen`."""
