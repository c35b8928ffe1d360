"""Which update tells how an action is rated: the latest on it as a whole, else the worst of its milestones'."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from store.cut import RatingRow, UpdateRow

NO_RANK = -1


def item_told(updates: Iterable[UpdateRow], ratings: Mapping[str, RatingRow]) -> str:
    """The milestone that an action's rating comes from, where it is the worst of several; else blank."""
    said = list(updates)
    chosen = telling(said, ratings)
    rated = sum(update.rating_code in ratings for update in said)
    if chosen is None or chosen.seq is None or rated < 2:
        return ""
    return f"{chosen.action_ref} milestone {chosen.seq}"


def telling(updates: Iterable[UpdateRow], ratings: Mapping[str, RatingRow]) -> UpdateRow | None:
    """The update that an action's rating comes from."""
    rated = [update for update in updates if update.rating_code in ratings]
    whole = [update for update in rated if update.seq is None]
    if whole:
        return max(whole, key=said_at)
    return max(
        rated, key=lambda update: (rank_of(ratings[update.rating_code]), -(update.seq or 0), update.id), default=None
    )


def said_since(rated: UpdateRow | None, said: Iterable[UpdateRow]) -> UpdateRow | None:
    if rated is None:
        return None
    later = [update for update in said if update.seq == rated.seq and said_at(update) > said_at(rated)]
    return max(later, key=said_at, default=None)


def said_at(update: UpdateRow) -> tuple[datetime, int]:
    return update.at, update.id


def rank_of(rating: RatingRow) -> int:
    """A rating outside the plan's order counts as better than any in it."""
    return NO_RANK if rating.rank is None else rating.rank
