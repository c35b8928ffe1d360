"""What a reader of a paper sees, as pieces of text: for checks, and for spelling out short forms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from workflows.documents.blocks import Block, Bullets, Entry, Facts, Paragraph, Quoted, Subheading, Table, plain
from workflows.products.product import Part


def texts_of(parts: Iterable[Part]) -> Iterator[tuple[str, str]]:
    """Each piece with the heading it stands under."""
    for part in parts:
        where = part.heading if part.number else part.title
        yield where, part.title
        for block in part.blocks:
            for text in _texts(block):
                yield where, text


def _texts(block: Block) -> Iterator[str]:
    match block:
        case Table(caption, _, columns, rows):
            yield caption
            yield from (column.title for column in columns)
            yield from (plain(cell) for row in rows for cell in row)
        case Facts(_, _, rows):
            yield from (f"{label}: {plain(detail)}" for label, detail in rows)
        case Entry(rating, lines):
            yield plain(rating)
            yield from (f"{label}: {plain(detail)}" for line in lines for label, detail in line)
        case Paragraph(text, label):
            yield f"{label} {text}".strip()
        case Bullets(items):
            yield from items
        case Subheading(text):
            yield text
        case Quoted():
            yield plain(block)
