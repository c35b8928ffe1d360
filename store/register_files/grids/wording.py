"""Words as a file holds them, tidied; and lists of places as a person would say them."""

from __future__ import annotations

import re
from collections.abc import Sequence

MOST_NAMED = 6
"""Places named in one remark: enough to find the pattern, few enough to be read."""

_LINE_END = re.compile(r"\r\n|[\r\v\f\x85\u2028\u2029]")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufeff]")


def tidy(text: str) -> str:
    """One kind of line end and of space, nothing unprintable, no space around."""
    return _UNPRINTABLE.sub("", _LINE_END.sub("\n", text)).replace("\xa0", " ").strip()


def several(one: str, places: Sequence[object]) -> str:
    """ "row 4", "rows 4 and 5", "rows 1, 2, 3, 4, 5, 6 and 20 more"."""
    names = [str(place) for place in places]
    if len(names) == 1:
        return f"{one} {names[0]}"
    head, tail = names[:-1], names[-1]
    if len(names) > MOST_NAMED + 1:
        head, tail = names[:MOST_NAMED], f"{len(names) - MOST_NAMED} more"
    return f"{one}s {', '.join(head)} and {tail}"


def sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def column_letters(column: int) -> str:
    """As Excel names it, from 1: "A", "Z", "AA"."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
