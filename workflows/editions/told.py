"""What came of a step, in one sentence and as data."""

from __future__ import annotations

from dataclasses import dataclass

from store.types import EditionStatus


@dataclass(frozen=True, slots=True)
class EditionTold:
    """`repeated`: it was so already, and nothing has changed."""

    number: int
    status: EditionStatus
    words: str
    repeated: bool = False
