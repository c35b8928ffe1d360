"""A rating that the dates speak against: asked about once, before it reaches the SRO. It stays the lead's to give."""

from __future__ import annotations

from datetime import date

from store.cut import RatingRow
from store.types import RatingRole
from workflows.language import count_words, day_words
from workflows.timing import LATE_MINOR_DAYS
from workflows.updates.rules import Answer, ItemFacts


def disagreement(rating: RatingRow | None, answer: Answer, facts: ItemFacts, today: date) -> str:
    """A friendly question, or blank where rating and dates go together (`domain.md` 6.1, E6)."""
    if rating is None or rating.role is not RatingRole.ON_TRACK or not rating.confirmed:
        return ""
    if facts.due is None or facts.completed_on or answer.completed_on:
        return ""
    if facts.due < today:
        passed = f"its date of {day_words(facts.due)} passed {count_words((today - facts.due).days, 'day')} ago"
    elif answer.forecast and (answer.forecast - facts.due).days > LATE_MINOR_DAYS:
        after = count_words((answer.forecast - facts.due).days, "day")
        passed = f"your forecast is {after} after its date of {day_words(facts.due)}"
    else:
        return ""
    return (
        f"You rate this {rating.label}, and {passed}: is it still {rating.label}? Save again to keep your rating, "
        "or choose another; the report prints the dates beside it."
    )
