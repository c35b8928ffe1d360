"""How much paper the body takes, reckoned without drawing it: four sides at most (`domain.md` 6.7).

The widths are those of Arial, the sizes those of the Word document's own styles. What is reckoned is a little more than
what is drawn, so that a Word of another version, or a restyled template of the same sizes, stays within the sides.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

from workflows.documents.blocks import (
    Block,
    Bullets,
    Cell,
    Entry,
    Facts,
    Lines,
    Paragraph,
    Quoted,
    Rated,
    Subheading,
    plain,
)
from workflows.documents.blocks import Table as TableBlock
from workflows.documents.sections import body
from workflows.exception_report.body_rows import ReportException
from workflows.exception_report.value import ExceptionReport

SIDES = 4
SIDE_MM = 261  # the height of a page between its header and its footer
WIDTH_MM = 180
SPARE_MM = 12  # kept free for what another Word breaks otherwise
TITLE_MM, HEADING_MM, CAPTION_MM = 17.0, 9.5, 6.0
LINE_MM = 0.406  # of one line, for each point of its size
LETTER_MM = 0.3528  # of the em, for each point
CELL_ROOM_MM = 1.55  # a little more than the margins of a cell
LABEL_MM = 36
TABLE_GAP_MM = 1.4
NORMAL, ENTRY, TABLE = 10, 9, 8.5  # points
# Of Arial's letters, in thousandths of the em; a letter that is not here is taken for a wide one.
WIDTHS = {
    letter: width
    for width, letters in {
        191: "'",
        222: "ijl’‘",
        278: "ftI !,./:;|[]\\\u00a0",
        333: "r()-“”",
        355: '"',
        500: "cksvxyzJ",
        556: "abdeghnopquL0123456789?$#_–",
        584: "+<=>",
        611: "FTZ",
        667: "ABEKPSVXY&",
        722: "wCDHNRU",
        778: "GOQ",
        833: "mM",
    }.items()
    for letter in letters
}
WIDEST = 1015
BOLD = 1.07


def fitted(report: ExceptionReport) -> tuple[ReportException, ...]:
    """The exceptions, as many of them with a full entry as the body has room for; the gravest keep theirs."""
    entries = report.exceptions
    while body_mm(replace(report, exceptions=entries)) > SIDES * SIDE_MM - SPARE_MM:
        full = [place for place, entry in enumerate(entries) if entry.full_entry]
        if not full:
            break
        entries = tuple(
            replace(entry, full_entry=False) if place == full[-1] else entry for place, entry in enumerate(entries)
        )
    return entries


@dataclass(frozen=True, slots=True)
class _Piece:
    """What is not broken over two sides. `kept`: it stands on one side with the next piece. `head`: what is repeated
    above it at the top of a side."""

    height: float
    kept: bool = False
    head: float = 0


def body_mm(report: ExceptionReport) -> float:
    """Sections 0 to 5, from the title on, with what stays blank at the foot of a side."""
    sides, used, together = 0, 0.0, 0.0
    for piece in _pieces(report):
        together += piece.height
        if piece.kept:
            continue
        if used and used + together > SIDE_MM:
            sides, used = sides + 1, piece.head
        used, together = used + together, 0.0
    return sides * SIDE_MM + used


def _pieces(report: ExceptionReport) -> Iterator[_Piece]:
    yield _Piece(TITLE_MM, kept=True)
    for section in body(report):
        if section.number != "0":
            yield _Piece(HEADING_MM, kept=True)
        for block in section.blocks:
            yield from _block_pieces(block)


def _block_pieces(block: Block) -> Iterator[_Piece]:
    match block:
        case Subheading():
            yield _Piece(_block_mm(block), kept=True)
        case Entry():
            for place, line in enumerate(_entry_lines(block)):
                yield _Piece(line, kept=place == 0 and len(block.lines) > 1)
        case TableBlock() if not block.kept_whole:
            head, *rows = _table_lines(block)
            caption = CAPTION_MM if block.captioned else 0
            for place, row in enumerate(rows):
                # The last two rows stand together, and so do the head and the first.
                kept = place == len(rows) - 2
                yield _Piece(row + (head + caption if place == 0 else 0), kept=kept, head=0 if place == 0 else head)
            yield _Piece(TABLE_GAP_MM)
        case _:
            yield _Piece(_block_mm(block))


def _block_mm(block: Block) -> float:
    match block:
        case Paragraph(text, label, strong):
            return _text_mm(f"{label} {text}", NORMAL * (BOLD if strong else 1)) + 1.2
        case Quoted():
            return _text_mm(plain(block), NORMAL) + 1.2
        case Bullets(items):
            return sum(_text_mm(item, NORMAL, WIDTH_MM - 6) + 1.2 for item in items)
        case Subheading(text):
            return _text_mm(text, NORMAL * BOLD) + 2.5
        case Entry():
            return sum(_entry_lines(block))
        case Facts(rows=rows):
            return 1.4 + sum(
                _text_mm(plain(detail), TABLE, WIDTH_MM - LABEL_MM - CELL_ROOM_MM) + 0.8 for _, detail in rows
            )
        case TableBlock():
            return _table_mm(block)


def _entry_lines(entry: Entry) -> list[float]:
    first = f"{plain(entry.rating)}   "
    return [
        _text_mm(
            (first if place == 0 else "") + "   ".join(f"{label}: {plain(detail)}" for label, detail in line),
            ENTRY * 1.02,
        )
        + 0.4
        for place, line in enumerate(entry.lines)
    ]


def _table_mm(table: TableBlock) -> float:
    return sum(_table_lines(table)) + TABLE_GAP_MM + (CAPTION_MM if table.captioned else 0)


def _table_lines(table: TableBlock) -> list[float]:
    """Of the head, then of each row."""
    shared = sum(column.share for column in table.columns)
    shares = [column.share or max(WIDTH_MM - shared, 40) for column in table.columns]
    widths = [share * WIDTH_MM / sum(shares) - CELL_ROOM_MM for share in shares]
    head = max(_text_mm(column.title, TABLE * BOLD, width) for column, width in zip(table.columns, widths, strict=True))
    return [
        head,
        *(max(_cell_mm(cell, width) for cell, width in zip(row, widths, strict=True)) + 0.8 for row in table.rows),
    ]


def _cell_mm(cell: Cell, width: float) -> float:
    match cell:
        case Rated(label, note, words):
            below = _text_mm(note, TABLE, width) if note else 0
            return _text_mm(words or label, TABLE * BOLD, width - 1) + below
        case Lines(lines) if lines:
            return sum(_text_mm(line, TABLE, width) for line in lines)
        case _:
            return _text_mm(plain(cell), TABLE, width)


def _text_mm(text: str, points: float, width: float = WIDTH_MM) -> float:
    return LINE_MM * points * sum(_lines(line, points, width) for line in text.split("\n"))


def _lines(text: str, points: float, width: float) -> int:
    """Words are not broken, unless one is wider than the line."""
    lines, taken, space = 1, 0.0, _letters("n") * points / 2
    for word in text.split():
        length = _letters(word) * points
        if taken and taken + space + length > width:
            lines += 1
            taken = 0.0
        taken += length + (space if taken else 0)
        if taken > width:
            lines += math.ceil(taken / width) - 1
            taken %= width
    return lines


def _letters(text: str) -> float:
    """In millimetres, for each point."""
    return LETTER_MM * sum(WIDTHS.get(letter, WIDEST) for letter in text) / 1000
