"""The organisations of a plan, as its own lead cells show them, and as they stand at the end of a printed lead."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from typing import Final

from rapidfuzz.distance import OSA

from store.register_files.plan_cells.post_words import is_organisation_like, names_a_role
from store.register_files.plan_cells.printed_text import in_one_line, levelled

_LAST_LETTERS: Final = re.compile(r"(?:(?<=\s)[A-Z][A-Z&]+\*?\s*)+$")
_LAST_BRACKET: Final = re.compile(r"\(([^()]+)\)\s*$")

_READ: Final = 1_000
"""Letters of a cell: what is longer names no leads."""


def organisations_in(cells: Iterable[str]) -> frozenset[str]:
    """Of two that differ in one letter, or in two letters changed about, the one printed more often."""
    counted = Counter(in_one_line(shown).rstrip("* ") for cell in cells for shown in _shown(cell))
    return frozenset(
        name for name, count in counted.items() if not any(counted[other] > count for other in _alike(name, counted))
    )


def organisation_at_end(text: str, organisations: Collection[str]) -> tuple[str, str]:
    """What stands before it, and the organisation as printed, blank where none of them ends the text."""
    level = levelled(text).rstrip(" )*")
    for organisation in sorted(organisations, key=len, reverse=True):
        ending = levelled(organisation).rstrip(" *")
        if ending and level.endswith(ending):
            start = len(level) - len(ending)
            if start == 0 or not level[start - 1].isalnum():
                return text[:start].rstrip(" ,(-–—/"), text[start : len(level)]
    return text, ""


def misspelt_organisation(text: str, organisations: Collection[str]) -> tuple[str, str, str]:
    """What stands before it, the last word as printed, and the organisation it is almost; blank where it is none."""
    before, _, last = text.rstrip(" )*").rpartition(" ")
    known = [name for name in _alike(last, organisations) if name != last]
    return (before.rstrip(" ,(-–—/"), last.lstrip("("), known[0]) if known and before else (text, "", "")


def _alike(name: str, others: Iterable[str]) -> list[str]:
    """Abbreviations of four letters and more alone: shorter ones differ by a letter and are two bodies."""
    bare = name.lstrip("(")
    if len(bare) < 4 or not bare.isupper():
        return []
    return sorted(other for other in others if other.isupper() and OSA.distance(bare, other, score_cutoff=1) == 1)


def _shown(cell: str) -> Iterator[str]:
    for piece in cell[:_READ].split(";"):
        lines = [line.strip() for line in re.split(r"[\r\n\v]+", piece) if line.strip()]
        if not lines:
            continue
        tails = [in_one_line(" ".join(lines[start:])) for start in range(1, len(lines))]
        if tail := next((tail for tail in tails if is_organisation_like(tail)), ""):
            yield tail
        yield from (line for line in lines[1:-1] if is_organisation_like(line))
        if not tail:
            yield from _shown_in_line(lines[-1])


def _shown_in_line(line: str) -> Iterator[str]:
    _, comma, last = line.rpartition(",")
    bracket, letters = _LAST_BRACKET.search(line), _LAST_LETTERS.search(line)
    if comma and is_organisation_like(last):
        yield last
    elif bracket and is_organisation_like(bracket[1]):
        yield bracket[1]
    elif letters and names_a_role(line) and is_organisation_like(letters[0]):
        yield letters[0]
