"""The table: what somebody wrote, what they meant, and of what.

A field that an utterance leaves out is not judged. Where two readings are equally fair, a list holds both: of intents,
or of last days ("next week" ends on Friday or on Sunday).
"""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from bot.conversation.said import Intent

TODAY = date(2023, 3, 3)
"""A Friday."""

TUNED = Path(__file__).with_name("tuned.toml")
HELD_OUT = Path(__file__).with_name("held_out.toml")


@dataclass(frozen=True, slots=True)
class Utterance:
    """`intents` and `days` are equally fair readings; the other fields are None where they are not judged.

    `refs` are of areas, objectives and actions; a service, a post or a person has its name for a ref. `window` is the
    first and the last day, `days` holds the last day alone. `after` is what the same person had said just before.
    """

    said: str
    intents: frozenset[Intent]
    refs: frozenset[str] | None = None
    ratings: frozenset[str] | None = None
    window: tuple[date, date] | None = None
    days: frozenset[date] | None = None
    seq: int | None = None
    least: int | None = None
    unknown: str | None = None
    everything: bool | None = None
    after: str | None = None

    @property
    def has_slots(self) -> bool:
        judged = (self.refs, self.ratings, self.window, self.days, self.seq, self.least, self.unknown, self.everything)
        return any(slot is not None for slot in judged)


def read_utterances(path: Path) -> tuple[Utterance, ...]:
    with path.open("rb") as file:
        rows: list[dict[str, Any]] = tomllib.load(file)["utterances"]
    return tuple(_utterance(row) for row in rows)


def fingerprint(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _utterance(row: dict[str, Any]) -> Utterance:
    first_last = tuple(date.fromisoformat(day) for day in row["window"]) if "window" in row else None
    return Utterance(
        said=row["said"],
        intents=frozenset(Intent(name) for name in _each(row["intent"])),
        refs=frozenset(row["refs"]) if "refs" in row else None,
        ratings=frozenset(row["ratings"]) if "ratings" in row else None,
        window=(first_last[0], first_last[1]) if first_last else None,
        days=frozenset(date.fromisoformat(day) for day in _each(row["day"])) if "day" in row else None,
        seq=row.get("seq"),
        least=row.get("least"),
        unknown=row.get("unknown"),
        everything=row.get("everything"),
        after=row.get("after"),
    )


def _each(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value
