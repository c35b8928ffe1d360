"""The plan's own key of ratings."""

from __future__ import annotations

from collections.abc import Iterator

from store.cut import DataCut
from store.types import RatingRole
from workflows.language import list_words
from workflows.register_check.finding import Finding, Severity


def key_not_confirmed(cut: DataCut) -> Iterator[Finding]:
    """`domain.md`, finding 4 and 3.1: no colour means the same everywhere, so a person says what each one means."""
    if not cut.ratings:
        yield Finding("key_not_confirmed", "The plan has no key of ratings.", (cut.plan.key,), Severity.ERROR)
    unsure = [rating for rating in cut.ratings if not rating.confirmed or rating.role is None]
    if unsure:
        labels = list_words([rating.label for rating in unsure])
        yield Finding(
            "key_not_confirmed",
            f"Nobody has confirmed what {labels} {'means' if len(unsure) == 1 else 'mean'} in this plan.",
            tuple(rating.code for rating in unsure),
            Severity.ERROR,
        )


def key_not_exclusive(cut: DataCut) -> Iterator[Finding]:
    """`domain.md` 9, item 4: "in progress" and "on track" can both be true of one action."""
    under_way = [rating for rating in cut.ratings if rating.role is RatingRole.IN_PROGRESS]
    to_plan = [rating for rating in cut.ratings if rating.role is RatingRole.ON_TRACK]
    if under_way and to_plan:
        both = [*under_way, *to_plan]
        meanings = list_words([f"{rating.label} (“{rating.meaning}”)" for rating in both])
        yield Finding(
            "key_not_exclusive",
            f"{meanings} can be true of one action at once, so leads will choose between them differently.",
            tuple(rating.code for rating in both),
            Severity.WARNING,
        )
