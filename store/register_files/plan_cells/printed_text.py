"""Printed text made alike for matching, letter for letter: a place found in it is the same place in the original."""

from __future__ import annotations

from typing import Final

_ALIKE: Final = str.maketrans(
    dict.fromkeys("‐‑‒–—―−", "-")
    | dict.fromkeys("‘’´`", "'")
    | dict.fromkeys("“”", '"')
    | dict.fromkeys("\t\xa0\u2002\u2003\u2007\u2009\u202f\u200b\ufeff\xad", " ")
    | dict.fromkeys("\r\x0b\x0c\u2028\u2029\x85", "\n")
)


def levelled(text: str) -> str:
    """Small letters, plain dashes, quotes and spaces; as long as `text`."""
    return "".join(small if len(small := letter.lower()) == 1 else letter for letter in text.translate(_ALIKE))


def in_one_line(text: str) -> str:
    return " ".join(text.split())
