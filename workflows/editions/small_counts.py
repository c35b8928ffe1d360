"""Counts of fewer than 5 children, given or to be worked out: suppressed in print, unless somebody says why one may
stand (`domain.md` 8.1)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection
from dataclasses import dataclass

from workflows.editions.workflow import SmallCount
from workflows.personal_data import Passage, find_passages
from workflows.personal_data.differencing import figures_that_tell
from workflows.personal_data.kinds import Kind

SUPPRESSED = "fewer than 5"
PART_LEFT_OUT = "some"
"""In place of a figure from which, with the total beside it, a small count could be worked out."""

_NUMBER = re.compile(r"^\s*(?:[1-4]|one|two|three|four)\b(?!\s?(?:%|per\s?cent))", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class CountsPrinted:
    """A text as it may be printed. `undecided`: nobody has looked at a count in it yet."""

    text: str
    suppressed: bool
    undecided: bool


def text_hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def small_counts_in(text: str, known: Collection[str]) -> tuple[Passage, ...]:
    given = (passage for passage in find_passages(text, known) if passage.kind is Kind.SMALL_COUNT)
    return tuple(dict.fromkeys((*given, *figures_that_tell(text))))


def counts_printed(place: str, text: str, decisions: Collection[SmallCount], known: Collection[str]) -> CountsPrinted:
    found = small_counts_in(text, known)
    if not found:
        return CountsPrinted(text, suppressed=False, undecided=False)
    decided = next((one for one in decisions if (one.place, one.text_hash) == (place, text_hash(text))), None)
    if decided is not None and decided.shown:
        return CountsPrinted(text, suppressed=False, undecided=False)
    return CountsPrinted(_suppressed(text, found), suppressed=True, undecided=decided is None)


def _suppressed(text: str, passages: tuple[Passage, ...]) -> str:
    """Only the number goes; from the last to the first, so that places before it hold."""
    for passage in sorted(passages, key=lambda one: one.start, reverse=True):
        words, small = _NUMBER.subn(SUPPRESSED, text[passage.start : passage.end], count=1)
        if not small:
            words = PART_LEFT_OUT
        text = text[: passage.start] + words + text[passage.end :]
    return text
