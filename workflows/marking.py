"""How a paper is marked in its front block: for the partnership's own use, or for publication (`domain.md` 6.2)."""

from __future__ import annotations

from typing import Final

from store.cut import PlanRow

INTERNAL: Final = "Internal"
PUBLIC: Final = "For publication"
USUALLY_PUBLISHED: Final = ("scrutiny", "annual")
"""Kinds of paper that go to committees which sit in public; whatever else a plan publishes is its own decision."""


def marking_of(kind: str, plan: PlanRow) -> str:
    """`kind` is one of those of `sendbot report`."""
    published = USUALLY_PUBLISHED if plan.for_publication is None else plan.for_publication
    return PUBLIC if kind in published else INTERNAL
