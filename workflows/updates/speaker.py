"""Who speaks."""

from __future__ import annotations

from typing import Protocol


class Speaker(Protocol):
    """Whoever answers, already known by the edge."""

    @property
    def id(self) -> int | None: ...
    @property
    def key(self) -> str: ...
    @property
    def name(self) -> str: ...
