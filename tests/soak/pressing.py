"""Any request at all, put to the endpoint by somebody with no right to change anything: no fault, and no change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from tests.scenarios.running_bot import CHAIR, RunningBot

MAY_GROW = frozenset({"audit_entry", "last_said", "conversation", "message", "seal"})
"""A refusal is audited and a question answered; what was spoken of last is remembered."""


@dataclass
class Pressed:
    """`faults` are requests that were answered with a 5xx; `changed` tables that hold another number of rows."""

    statuses: Counter[int] = field(default_factory=Counter[int])
    faults: list[str] = field(default_factory=list[str])
    changed: dict[str, int] = field(default_factory=dict[str, int])


async def press_all(bot: RunningBot, activities: Iterable[dict[str, Any]]) -> Pressed:
    """As a member of the board, who reads and decides nothing."""
    found, member = Pressed(), bot.member(CHAIR)
    before = bot.rows_of_every_table()
    for given in activities:
        said = await bot.post(member.activity(**given))
        found.statuses[said.status] += 1
        if said.status >= 500 or _failed(said.text):
            found.faults.append(f"{said.status}: {str(given)[:300]}")
    after = bot.rows_of_every_table()
    found.changed = {name: after[name] - before[name] for name in after if after[name] != before[name]}
    return found


def _failed(text: str) -> bool:
    """Whether an invoke was answered with a fault of ours inside a 200."""
    return '"statusCode": 500' in text or '"statusCode":500' in text
