"""The exception report as one web page that needs nothing else: no script, no font, no picture."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from workflows.documents.blocks import Cell, Lines, Link, Quoted, Rated, Strong, plain
from workflows.documents.colours import tints
from workflows.documents.front import edition_words
from workflows.documents.sections import whole
from workflows.exception_report.value import ExceptionReport

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

HERE = Path(__file__).parent


def write_html(report: ExceptionReport) -> str:
    """A whole page; the same value gives the same text."""
    of_label = tints(report)
    class_of = {label: f"rating-{place}" for place, label in enumerate(of_label, start=1)}
    page = environment().get_template("exception_report.html.j2")
    return page.render(
        report=report,
        edition=edition_words(report),
        sections=whole(report),
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
            return _broken(plain(cell))


def _broken(text: str) -> Markup:
    from markupsafe import Markup

    return Markup("<br>").join(text.split("\n"))
