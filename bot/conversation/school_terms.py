"""School terms and holidays as people name them; their dates are the council's own, as the register holds them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

_HALF_TERM = re.compile(r"\bhalf[ -]?term\b")
_TERM = re.compile(r"\b(?P<name>autumn|spring|summer) term\b")
_HOLIDAYS = re.compile(r"\b(?P<name>christmas|easter|summer|school) holidays?\b")
_WITHIN = re.compile(r"\b(?:in|during|over|at) (?:the )?$")
_ENDS_WITH = {"autumn": "christmas", "spring": "easter", "summer": "summer"}
"""A term ends with the holiday that follows it."""


@dataclass(frozen=True, slots=True)
class SchoolBreak:
    """First day to last, by the title that the council gave it."""

    first: date
    last: date
    title: str


def school_window(words: str, today: date, breaks: Sequence[SchoolBreak]) -> tuple[date, date] | None:
    """By half term is by the day before it, by the end of a term by its last day. None where none such is held."""
    if found := _HALF_TERM.search(words):
        wanted = "half"
    elif found := _HOLIDAYS.search(words):
        wanted = "" if found["name"] == "school" else found["name"]
    elif found := _TERM.search(words):
        wanted = _ENDS_WITH[found["name"]]
    else:
        return None
    ahead = [one for one in breaks if one.last >= today and wanted in one.title.casefold()]
    following = min(ahead, key=lambda one: one.first, default=None)
    if following is None:
        return None
    if found.re is not _TERM and _WITHIN.search(words[: found.start()]):
        return following.first, following.last
    return today, max(today, following.first - timedelta(days=1))


def names_a_term(words: str) -> bool:
    return any(pattern.search(words) for pattern in (_HALF_TERM, _TERM, _HOLIDAYS))
