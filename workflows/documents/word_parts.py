"""Pieces of a Word document as WordprocessingML text.

Written as text and parsed once: a table cell costs a string and not the half dozen objects that python-docx makes for
it, and a row of a table is a prepared frame into which the cells' words are set.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from html import escape
from itertools import count

from workflows.documents.blocks import (
    Block,
    Bullets,
    Cell,
    Column,
    Entry,
    Facts,
    Lines,
    Link,
    Paragraph,
    Quoted,
    Rated,
    Strong,
    Subheading,
    Table,
    is_none,
    plain,
)
from workflows.documents.colours import NO_COLOUR, Tint
from workflows.documents.word_styles import HEAD_FILL, HEADING_INK, TABLE_STYLE

TWIPS_PER_MM = 1440 / 25.4
ROOMY = 1100  # twips: a column of numbers so wide that they would touch the next column's words
LABEL_MM = 36
REST_MM = 34  # the least that a column without a share gets
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # no place in any XML


def xml_text(text: str) -> str:
    return escape(FORBIDDEN.sub("", text))


def run(text: str, properties: str = "") -> str:
    """Line ends become line breaks."""
    style = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    words = "<w:br/>".join(f'<w:t xml:space="preserve">{line}</w:t>' for line in xml_text(text).split("\n"))
    return f"<w:r>{style}{words}</w:r>"


BOLD = "<w:b/><w:bCs/>"
MUTED = f'<w:color w:val="{NO_COLOUR}"/>'


def paragraph(style: str, runs: str, properties: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{runs}</w:p>'


def bookmark_name(anchor: str) -> str:
    """Word allows letters, digits and underscores."""
    return anchor.replace("-", "_")


def link(text: str, anchor: str, weight: str = "") -> str:
    words = run(text, f'<w:rStyle w:val="Hyperlink"/>{weight}')
    return f'<w:hyperlink w:anchor="{bookmark_name(anchor)}" w:history="1">{words}</w:hyperlink>'


class Body:
    """The document's body, block by block."""

    def __init__(self, tints: Mapping[str, Tint], width_mm: float) -> None:
        self.width_mm = width_mm
        self._tints = tints
        self._parts: list[str] = []
        self._bookmarks = count(1)

    @property
    def xml(self) -> str:
        return "".join(self._parts)

    def add(self, xml: str) -> None:
        self._parts.append(xml)

    def heading(self, style: str, text: str, anchor: str = "", *, new_page: bool = False) -> None:
        runs = run(text)
        if anchor:
            number = next(self._bookmarks)
            name = bookmark_name(anchor)
            runs = f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{runs}<w:bookmarkEnd w:id="{number}"/>'
        self.add(paragraph(style, runs, "<w:pageBreakBefore/>" if new_page else ""))

    def block(self, block: Block) -> None:
        match block:
            case Paragraph(text, label, strong):
                bold_label = run(f"{label} ", BOLD) if label else ""
                self.add(paragraph("Normal", bold_label + run(text, BOLD if strong else "")))
            case Bullets(items):
                self.add("".join(paragraph("ListBullet", run(item)) for item in items))
            case Subheading(text, anchor, level):
                self.heading(f"Heading{level}", text, anchor)
            case Quoted():
                self.add(self._quoted(block, "Normal"))
            case Table():
                self._table(block)
            case Facts():
                self._facts(block)
            case Entry():
                self._entry(block)

    def _table(self, table: Table) -> None:
        if table.captioned:
            self.add(paragraph("Caption", run(table.caption)))
        widths = self._widths(table.columns)
        aligned = [_alignment(column, width) for column, width in zip(table.columns, widths, strict=True)]
        frames = [(_cell_frame(width), align) for width, align in zip(widths, aligned, strict=True)]
        heads = zip(table.columns, widths, aligned, strict=True)
        rows = [_row("".join(_head_cell(column.title, width, align) for column, width, align in heads), head=True)]
        last = len(table.rows) - 1
        for place, cells in enumerate(table.rows):
            bold = table.total and place == last
            # The last row, often the sum, never stands alone.
            together = place == last - 1 or (table.kept_whole and place < last)
            keep = "<w:keepNext/>" if together else ""
            rows.append(
                _row(
                    "".join(
                        self._cell(cell, frame, keep + align, bold=bold or position == 0)
                        for position, (cell, (frame, align)) in enumerate(zip(cells, frames, strict=True))
                    )
                )
            )
        self.add(_whole_table(widths, rows, table.caption, table.about))
        self.add(_GAP)

    def _facts(self, facts: Facts) -> None:
        widths = self._widths((Column("", LABEL_MM), Column("", self.width_mm - LABEL_MM)))
        label_frame, detail_frame = (_cell_frame(width) for width in widths)
        rows: list[str] = []
        last = len(facts.rows) - 1
        for place, (label, detail) in enumerate(facts.rows):
            # Neither end of the table stands alone on a page.
            keep = "<w:keepNext/>" if place < 2 or place == last - 1 else ""
            fill, style = (_shading(HEAD_FILL), "TableHead") if place == 0 else ("", "TableText")
            rows.append(
                _row(
                    f"<w:tc>{label_frame}{fill}</w:tcPr>{paragraph('TableHead', run(label), keep)}</w:tc>"
                    f"<w:tc>{detail_frame}{fill}</w:tcPr>{self._words(detail, style, keep)}</w:tc>",
                    head=place == 0,
                )
            )
        self.add(_whole_table(widths, rows, facts.caption, facts.about))
        self.add(_GAP)

    def _widths(self, columns: Sequence[Column]) -> list[int]:
        """In twips, filling the page's width exactly. A column without a share takes what the others leave."""
        full = round(self.width_mm * TWIPS_PER_MM)
        shared = sum(column.share for column in columns)
        rest = max(self.width_mm - shared, REST_MM)
        shares = [column.share or rest for column in columns]
        widths = [round(share * full / sum(shares)) for share in shares]
        widths[-1] += full - sum(widths)
        return widths

    def _cell(self, cell: Cell, frame: str, align: str, *, bold: bool) -> str:
        tint = self._tints.get(cell.label) if isinstance(cell, Rated) else None
        edge = f"{_stripe(tint)}{_shading(tint.light)}{_STRIPE_ROOM}" if tint else ""
        return f"<w:tc>{frame}{edge}</w:tcPr>{self._words(cell, 'TableText', align, bold=bold)}</w:tc>"

    def _words(self, cell: Cell, style: str, properties: str, *, bold: bool = False) -> str:
        """The paragraphs of a cell."""
        weight = BOLD if bold else ""
        match cell:
            case Rated(label, note, words):
                below = paragraph("TableNote", run(note), properties) if note else ""
                return paragraph(style, run(words or label, BOLD), properties) + below
            case Link(text, anchor):
                return paragraph(style, link(text, anchor, weight), properties)
            case Strong(text):
                return paragraph(style, run(text, BOLD), properties)
            case Lines(lines) if lines:
                first, *others = lines
                return paragraph(style, run(first, weight), properties) + "".join(
                    paragraph(style, run(line), properties) for line in others
                )
            case Quoted():
                return self._quoted(cell, style, properties)
            case str() | int() | date() | None | Lines():
                return paragraph(style, run(plain(cell), MUTED if is_none(cell) else weight), properties)

    def _entry(self, entry: Entry) -> None:
        tint = self._tints.get(entry.rating.label)
        colours = f"{_paragraph_stripe(tint)}{_shading(tint.light)}" if tint else ""
        for place, line in enumerate(entry.lines):
            fields = [f"{run(f'{label}: ', _LABEL)}{self._inline(detail)}" for label, detail in line]
            if place == 0:
                fields.insert(0, run(plain(entry.rating), BOLD))
            words = run(f"{_NO_BREAK}  ").join(fields)
            # The style of the first line keeps it with the next, so that a heading never stands alone on a page.
            self.add(paragraph("EntryText", words) if place else paragraph("EntryRating", words, colours))

    def _inline(self, cell: Cell) -> str:
        match cell:
            case Strong(text):
                return run(text, BOLD)
            case Quoted():
                return _quoted_runs(cell)
            case _:
                return run(plain(cell))

    def _quoted(self, quoted: Quoted, style: str, properties: str = "") -> str:
        return paragraph(style, _quoted_runs(quoted), properties)


_NO_BREAK = "\u00a0"
_LABEL = f'{BOLD}<w:color w:val="{HEADING_INK}"/>'


def _quoted_runs(quoted: Quoted) -> str:
    source = run(f" — {quoted.by or 'source not recorded'}", MUTED)
    rest = f"{run('. ', MUTED)}{link(quoted.rest.text, quoted.rest.anchor)}" if quoted.rest else ""
    return run(f"“{quoted.text}”") + source + rest


# Word sets two tables that touch as one; a small empty line parts them and leads over to the next heading.
_GAP = (
    '<w:p><w:pPr><w:pStyle w:val="TableText"/><w:spacing w:before="0" w:after="0" w:line="80" w:lineRule="exact"/>'
    "</w:pPr></w:p>"
)


def _cell_frame(width: int) -> str:
    """The beginning of a cell, up to its colours."""
    return f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>'


def _stripe(tint: Tint) -> str:
    return f'<w:tcBorders><w:left w:val="single" w:sz="20" w:space="0" w:color="{tint.bar}"/></w:tcBorders>'


def _paragraph_stripe(tint: Tint) -> str:
    return f'<w:pBdr><w:left w:val="single" w:sz="20" w:space="4" w:color="{tint.bar}"/></w:pBdr>'


_STRIPE_ROOM = '<w:tcMar><w:left w:w="100" w:type="dxa"/></w:tcMar>'


def _shading(fill: str) -> str:
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>'


def _alignment(column: Column, width: int) -> str:
    """Numbers stand right, a little off the column that follows."""
    room = 170 if width > ROOMY else 30
    return f'<w:ind w:right="{room}"/><w:jc w:val="right"/>' if column.number else ""


def _head_cell(title: str, width: int, align: str) -> str:
    return (
        f'<w:tc>{_cell_frame(width)}{_shading(HEAD_FILL)}<w:vAlign w:val="bottom"/></w:tcPr>'
        f"{paragraph('TableHead', run(title), f'<w:keepNext/>{align}')}</w:tc>"
    )


def _row(cells: str, *, head: bool = False) -> str:
    return f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' if head else ''}</w:trPr>{cells}</w:tr>"


# The first row and the first column hold headers: said for screen readers, the looks come from the styles.
_LOOK = (
    '<w:tblLook w:val="04A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" w:noHBand="0" '
    'w:noVBand="1"/>'
)


def _whole_table(widths: Sequence[int], rows: Sequence[str], caption: str, about: str) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{TABLE_STYLE}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/>{_LOOK}'
        f'<w:tblCaption w:val="{xml_text(caption)}"/><w:tblDescription w:val="{xml_text(about)}"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )
