"""Buttons. Each carries what it does under one reserved key, and again in a fallback for clients without
Action.Execute.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from microsoft_teams.cards.core import (
    Action,
    ActionSet,
    CardElement,
    ExecuteAction,
    OpenUrlAction,
    Spacing,
    SubmitAction,
)

from adaptive_cards.verbs import RESERVED, Verb
from workflows.answers import Choice
from workflows.language import short

MOST_BUTTONS: Final = 6
LONGEST_TITLE: Final = 60
"""Longer ones are cut off by phones."""


def button(title: str, do: Verb, *, collects: bool = False, primary: bool = False, **says: str | int) -> ExecuteAction:
    """`collects` sends the card's inputs along, checked by the client; `says` is what the verb needs."""
    data: dict[str, Any] = {RESERVED: {"do": do.value, **says}}
    shown = short(title, LONGEST_TITLE)
    inputs = None if collects else "none"
    style = "positive" if primary else None
    return ExecuteAction(
        title=shown,
        verb=do.value,
        data=data,
        associated_inputs=inputs,
        style=style,
        tooltip=title if shown != title else None,
        fallback=SubmitAction(title=shown, data=data, associated_inputs=inputs, style=style),
    )


def link(title: str, address: str, says: str) -> OpenUrlAction:
    """`says` is read out in place of the address."""
    return OpenUrlAction(title=title, url=address, tooltip=says)


def row(actions: Iterable[Action], spacing: Spacing | None = None) -> ActionSet:
    """At most six: Teams shows no more."""
    return ActionSet(actions=list(actions)[:MOST_BUTTONS], spacing=spacing)


def questions(
    choices: Iterable[Choice], spacing: Spacing | None = "Medium", most: int = MOST_BUTTONS
) -> list[CardElement]:
    """What leads on from here; nothing when there is no choice or no room."""
    presses = [button(choice.label, Verb.ASK, text=choice.ask) for choice in choices][:most]
    return [row(presses, spacing)] if presses else []
