"""A number format taken apart, as Excel reads it (ECMA-376 part 1, 18.8.31)."""

from __future__ import annotations

import re
from typing import NamedTuple

_TOKEN = re.compile(
    r"""(?P<section>;)
      | "(?P<quoted>[^"]*)"
      | \\(?P<escaped>.)
      | \[\$(?P<currency>[^\]-]*)[^\]]*\]
      | \[(?P<elapsed>h+|m+|s+)\]
      | (?P<condition>\[[<>=][^\]]*\])
      | \[[^\]]*\]                          # a colour
      | [_*].                               # room, or a filler
      | (?P<digits>[\#0?][\#0?,.]*|\.[\#0?]+)
      | (?P<bare>.)""",
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_DATE_LETTERS = re.compile(r"am/pm|a/p|d+|m+|y+|h+|s+", re.IGNORECASE)


class Piece(NamedTuple):
    """`kind` is literal, digits, bare, elapsed or condition."""

    kind: str
    text: str


Section = tuple[Piece, ...]


def sections(code: str) -> list[Section]:
    """For positive numbers, negative ones, zero and text, as many as the format has."""
    found: list[list[Piece]] = [[]]
    for token in _TOKEN.finditer(code):
        kind, text = token.lastgroup, token[token.lastgroup or 0]
        if kind == "section":
            found.append([])
        elif kind in {"quoted", "escaped", "currency"}:
            found[-1].append(Piece("literal", text))
        elif kind:
            found[-1].append(Piece(kind, text))
    return [tuple(section) for section in found]


class DateParts(NamedTuple):
    """What of a moment the format shows."""

    year: bool = False
    month: bool = False
    day: bool = False
    time: bool = False
    elapsed: bool = False  # hours that run on past 24: a duration, not a moment


def date_parts(code: str) -> DateParts | None:
    """None for a format of plain numbers. An m beside hours or seconds is minutes."""
    section = sections(code)[0]
    if any(piece.kind == "elapsed" for piece in section):
        return DateParts(elapsed=True)
    bare = "".join(piece.text if piece.kind == "bare" else " " for piece in section).lower()
    if "general" in bare:
        return None
    letters = [word[0] for word in _DATE_LETTERS.findall(bare)]
    if not letters:
        return None
    months = [
        at
        for at, letter in enumerate(letters)
        if letter == "m" and "h" not in letters[max(at - 1, 0) : at] and "s" not in letters[at + 1 : at + 2]
    ]
    return DateParts(
        year="y" in letters,
        month=bool(months),
        day="d" in letters,
        time=bool({"h", "s"} & set(letters)),
    )
