"""Numbering a council's report: headings 1, 2; sub-headings 7.1, 7.2; paragraphs 1.1 and, below those, 2.3.1.

Numbers are given here alone, so that none is skipped and none comes twice.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from workflows.documents.blocks import Block, Paragraph, Subheading
from workflows.products.headings import IMPLICATIONS, HeadingList
from workflows.products.product import Part

NOT_WRITTEN = "Not written yet: the report’s author writes this, or says why it is not applicable."


class HeadingWithoutText(Exception):
    """A heading of the council's template was given no text, and leaving one out has to be said on purpose."""

    def __init__(self, heading: str) -> None:
        super().__init__(f"Nothing stands under the heading {heading}: give its text, or say why it is not applicable.")


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """Said on purpose, with its reason."""

    reason: str


@dataclass(frozen=True, slots=True)
class NotWritten:
    """What only an officer can say, and has not said yet."""


@dataclass(frozen=True, slots=True)
class Sub:
    title: str
    pieces: Sequence[str | Block | NotApplicable | NotWritten]


Piece = str | Block | NotApplicable | NotWritten | Sub
"""A string becomes a numbered paragraph; other blocks stand between paragraphs without a number."""


def council_parts(headings: HeadingList, content: Mapping[str, Sequence[Piece]]) -> list[Part]:
    """Raises HeadingWithoutText."""
    parts: list[Part] = []
    for number, title in enumerate(headings.headings, start=1):
        pieces = content.get(title, ())
        if title == IMPLICATIONS:
            pieces = tuple(Sub(one, _given(content, one)) for one in headings.implications)
        elif not pieces:
            raise HeadingWithoutText(title)
        parts.append(Part(str(number), title, tuple(_numbered(str(number), pieces))))
    return parts


def _given(content: Mapping[str, Sequence[Piece]], title: str) -> Sequence[str | Block | NotApplicable | NotWritten]:
    pieces = [piece for piece in content.get(title, ()) if not isinstance(piece, Sub)]
    if not pieces:
        raise HeadingWithoutText(title)
    return pieces


def _numbered(number: str, pieces: Sequence[Piece]) -> list[Block]:
    blocks: list[Block] = []
    places = count(1)
    for piece in pieces:
        match piece:
            case str():
                blocks.append(Paragraph(piece, label=f"{number}.{next(places)}"))
            case NotApplicable(reason):
                blocks.append(Paragraph(f"Not applicable: {reason}", label=f"{number}.{next(places)}"))
            case NotWritten():
                blocks.append(Paragraph(NOT_WRITTEN, label=f"{number}.{next(places)}"))
            case Sub(title, inner):
                below = f"{number}.{next(places)}"
                blocks.append(Subheading(f"{below} {title}"))
                blocks += _numbered(below, inner)
            case _:
                blocks.append(piece)
    return blocks
