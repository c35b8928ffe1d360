"""How dates, counts and lists read in British English (`domain.md` 6.3)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from store.working_days import LONDON


def day_words(day: date | None, none: str = "None") -> str:
    """31 March 2023."""
    return f"{day.day} {day:%B %Y}" if day else none


def moment_words(moment: datetime) -> str:
    """31 March 2023, 17:00, in London."""
    local = moment.astimezone(LONDON)
    return f"{day_words(local.date())}, {local:%H:%M}"


def count_words(number: int, one: str, many: str | None = None) -> str:
    """1 day, 2 days."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def list_words(items: Sequence[str], none: str = "none", conjunction: str = "and") -> str:
    """a, b and c."""
    if not items:
        return none
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} {conjunction} {items[-1]}"


def short(text: str, limit: int) -> str:
    """Cut at a word, with a mark that something was left out."""
    if len(text) <= limit:
        return text
    return f"{text[: limit - 1].rsplit(' ', 1)[0]}…"


def first_words(text: str, limit: int) -> tuple[str, bool]:
    """At most so many words, and whether any were left out."""
    words = text.split()
    return (text, False) if len(words) <= limit else (f"{' '.join(words[:limit])} …", True)
