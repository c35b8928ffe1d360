"""The exception report as one web page that needs nothing else: no script, no font, no picture."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from workflows.documents.appendices import wide_blocks
from workflows.documents.blocks import Block, Cell, Lines, Link, Quoted, Rated, Strong, Table, is_none, plain
from workflows.documents.colours import tints
from workflows.documents.front import edition_words
from workflows.documents.sections import whole
from workflows.documents.typst_content import REST_MM, WIDTH_MM
from workflows.exception_report.value import ExceptionReport

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

HERE = Path(__file__).parent
REGISTER = "A"


def write_html(report: ExceptionReport) -> str:
    """A whole page; the same value gives the same text."""
    of_label = tints(report)
    class_of = {label: f"rating-{place}" for place, label in enumerate(of_label, start=1)}
    page = environment().get_template("exception_report.html.j2")
    shown = whole(report)
    register = next(section for section in shown if section.number == REGISTER)
    return page.render(
        report=report,
        edition=edition_words(report),
        sections=shown,
        register=register,
        wide_blocks=wide_blocks(register),
        widths_of=widths_of,
        column_widths=column_widths(block for section in shown for block in section.blocks),
        head_left=css_text(report.title),
        head_right=css_text(f"{report.status}, {report.marking}"),
        css=(HERE / "exception_report.css").read_text(encoding="utf-8"),
        tints=[(class_of[label], tint) for label, tint in of_label.items()],
        class_of=class_of,
    )


@cache
def environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    made.filters["kind"] = _kind
    made.filters["words"] = _words
    return made


def css_text(text: str) -> str:
    """A string of a style sheet, for the head of each printed page. What is no letter or digit is escaped, so that no
    title ends the string or the sheet."""
    return "".join(one if one.isascii() and one.isalnum() else f"\\{ord(one):06x}" for one in text)


def widths_of(table: Table) -> list[int]:
    """Of its columns on paper, in thousandths of the width: each is a class of the style sheet."""
    shared = sum(column.share for column in table.columns)
    shares = [column.share or max(WIDTH_MM - shared, REST_MM) for column in table.columns]
    return [round(1000 * share / sum(shares)) for share in shares]


def column_widths(blocks: Iterable[Block]) -> list[int]:
    return sorted({width for block in blocks if isinstance(block, Table) for width in widths_of(block)})


def _kind(block: object) -> str:
    return type(block).__name__


def _words(cell: Cell) -> Markup:
    """What stands in a table's cell. Line ends become line breaks."""
    from markupsafe import Markup

    match cell:
        case Rated(label, note, words):
            below = Markup('<span class="note">{}</span>').format(note) if note else ""
            return Markup("<strong>{}</strong>{}").format(words or label, below)
        case Link(text, anchor):
            return Markup('<a href="#{}">{}</a>').format(anchor, text)
        case Strong(text):
            return Markup("<strong>{}</strong>").format(text)
        case Lines(lines) if lines:
            return Markup("<br>").join(lines)
        case Quoted(text, by, rest):
            more = Markup(". {}").format(_words(rest)) if rest else ""
            source = Markup('<span class="source">— {}{}</span>').format(by or "source not recorded", more)
            return Markup("<q>{}</q> {}").format(_broken(text), source)
        case date():
            return Markup('<time datetime="{}">{}</time>').format(cell.isoformat(), plain(cell))
        case str() | int() | None | Lines():
            words = _broken(plain(cell))
            return Markup('<span class="none">{}</span>').format(words) if is_none(cell) else words


def _broken(text: str) -> Markup:
    from markupsafe import Markup

    return Markup("<br>").join(text.split("\n"))
