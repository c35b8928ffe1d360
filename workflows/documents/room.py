"""How much paper the body takes, reckoned without drawing it: four sides at most (`domain.md` 6.7).

The widths are those of Arial, the sizes those of the Word document's own styles. What is reckoned is a little more than
what is drawn, so that a Word of another version, or a restyled template of the same sizes, stays within the sides.
"""

from __future__ import annotations

import math
from dataclasses import replace

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
SLACK_MM = 34  # what is left blank at the foot of the sides, because rows and headings are kept whole
LINE_MM = 0.406  # of one line, for each point of its size
LETTER_MM = 0.3528  # of the em, for each point
CELL_ROOM_MM = 1.9
LABEL_MM = 36
NORMAL, ENTRY, TABLE = 10, 9, 8.5  # points
NARROW, WIDE = frozenset("fijlrtI .,;:!'’|()[]/-"), frozenset("mwMW@%—…ABCDEFGHKLNOPQRSTUVXYZ&")
BOLD = 1.07


def fitted(report: ExceptionReport) -> tuple[ReportException, ...]:
    """The exceptions, as many of them with a full entry as the body has room for; the gravest keep theirs."""
    entries = report.exceptions
    while body_mm(replace(report, exceptions=entries)) > SIDES * SIDE_MM - SLACK_MM:
        full = [place for place, entry in enumerate(entries) if entry.full_entry]
        if not full:
            break
        entries = tuple(
            replace(entry, full_entry=False) if place == full[-1] else entry for place, entry in enumerate(entries)
        )
    return entries


def body_mm(report: ExceptionReport) -> float:
    """Sections 0 to 5, from the title on."""
    title = 17.0
    return title + sum(9.5 + sum(_block_mm(block) for block in section.blocks) for section in body(report))


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
        case Entry(rating, lines):
            first = f"{plain(rating)}   "
            return sum(
                _text_mm(
                    (first if place == 0 else "") + "   ".join(f"{label}: {plain(detail)}" for label, detail in line),
                    ENTRY * 1.02,
                )
                + 0.4
                for place, line in enumerate(lines)
            )
        case Facts(rows=rows):
            return 1.4 + sum(
                _text_mm(plain(detail), TABLE, WIDTH_MM - LABEL_MM - CELL_ROOM_MM) + 0.8 for _, detail in rows
            )
        case TableBlock():
            return _table_mm(block)


def _table_mm(table: TableBlock) -> float:
    shared = sum(column.share for column in table.columns)
    shares = [column.share or max(WIDTH_MM - shared, 40) for column in table.columns]
    widths = [share * WIDTH_MM / sum(shares) - CELL_ROOM_MM for share in shares]
    head = max(_text_mm(column.title, TABLE * BOLD, width) for column, width in zip(table.columns, widths, strict=True))
    rows = sum(max(_cell_mm(cell, width) for cell, width in zip(row, widths, strict=True)) + 0.8 for row in table.rows)
    return head + rows + 1.4 + (6 if table.captioned else 0)


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
    return LETTER_MM * sum(0.3 if letter in NARROW else 0.74 if letter in WIDE else 0.54 for letter in text)
