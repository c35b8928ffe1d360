"""Requests at random: the buttons of every card with their data spoilt, and activities with parts of them spoilt."""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from random import Random
from typing import Any

from tests.adaptive_cards.renew_golden import GOLDEN
from tests.scenarios.fake_teams import press

_VALUES: tuple[Any, ...] = (
    None, True, 0, -1, 2**63, 1e308, "", " ", "0", "m:1", "a:1", "m:999999", "m:0", "exception 1", "RED", "Green",
    "2023-03-31", "31/02/2023", "1.4.1", "4.1.1, 4.1.3", "x" * 20_000, "\u0000", "\ud83d", "‮", [], {}, [[]], ["m:1"],
    {"sendbot": {}}, "<at>bot</at>", "=1+1", "'; drop table plan; --",
)  # fmt: skip
MOST_SPOILT = 4


def some_activities(count: int, seed: int) -> Iterator[dict[str, Any]]:
    """What an activity holds beside who sent it: two in three are presses, the others messages and nonsense."""
    random = Random(seed)  # noqa: S311 - nothing secret
    data = pressed_data()
    for _ in range(count):
        found = press(_spoilt(random, random.choice(data)), "", random.choice(("save", "ask", "", "nonsense")))
        if random.random() < 0.2:
            found = _spoilt(random, found)
        if random.random() < 0.15:
            found = {"value": _spoilt(random, random.choice(data))}
        yield found


def pressed_data() -> list[dict[str, Any]]:
    """What each button of each agreed card carries, with every field of its card filled in."""
    found: list[dict[str, Any]] = []
    for file in sorted(Path(GOLDEN).glob("*.json")):
        card = json.loads(file.read_text(encoding="utf-8"))
        parts = list(_parts(card))
        typed = {
            part["id"]: part.get("value", "1.4.1") for part in parts if str(part.get("type", "")).startswith("Input.")
        }
        found += [{**typed, **part["data"]} for part in parts if isinstance(part.get("data"), dict)]
    return found


def _parts(part: Any) -> Iterator[dict[str, Any]]:
    if isinstance(part, dict):
        yield part
    for child in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
        yield from _parts(child)


def _spoilt(random: Random, whole: dict[str, Any]) -> dict[str, Any]:
    spoilt = deepcopy(whole)
    for _ in range(random.randint(0, MOST_SPOILT)):
        holders = [part for part in _parts(spoilt) if part]
        if not holders:
            break
        holder = random.choice(holders)
        key = random.choice(list(holder))
        kind = random.randrange(4)
        if kind == 0:
            del holder[key]
        elif kind == 1:
            holder[random.choice(("item", "seen", "text", "page", "extra"))] = deepcopy(random.choice(_VALUES))
        else:
            holder[key] = deepcopy(random.choice(_VALUES))
    return spoilt
