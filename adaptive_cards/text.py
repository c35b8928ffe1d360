"""The few kinds of text that cards are made of.

Words from the register or from people go into rich text, which knows no Markdown: a hyphen stays a hyphen, and
nobody can put a link behind other words.
"""

from __future__ import annotations

import re

from microsoft_teams.cards.core import (
    CardElement,
    Container,
    ContainerStyle,
    RichTextBlock,
    Spacing,
    TextBlock,
    TextColor,
    TextRun,
    TextSize,
)

from adaptive_cards.colours import tint_of
from workflows.language import first_words, short

_LINK = re.compile(r"\](?=[(\[:])")


def plain(text: str) -> str:
    """The same words with every Markdown link broken, for the places that do read Markdown."""
    return _LINK.sub("] ", text) if "]" in text else text


def heading(text: str, size: TextSize = "Large", spacing: Spacing | None = None) -> TextBlock:
    return TextBlock(text=plain(text), size=size, weight="Bolder", wrap=True, style="heading", spacing=spacing)


def run(
    text: str,
    *,
    bold: bool = False,
    subtle: bool = False,
    italic: bool = False,
    colour: TextColor | None = None,
    size: TextSize | None = None,
) -> TextRun:
    return TextRun(
        text=plain(text),
        weight="Bolder" if bold else None,
        is_subtle=True if subtle else None,
        italic=True if italic else None,
        color=None if colour == "Default" else colour,
        size=size,
    )


def rated(word: str, colour: str, size: TextSize | None = None) -> tuple[TextRun, TextRun]:
    """A rating's word behind a mark of its colour. The word keeps the text's own colour: amber letters on white
    cannot be read.
    """
    mark = "■ " if colour else "□ "
    return run(mark, colour=tint_of(colour).text, size=size), run(word, bold=True, size=size)


def line(*parts: TextRun | None, spacing: Spacing | None = "Small", separator: bool = False) -> RichTextBlock:
    """One paragraph of differently dressed words."""
    inlines: list[CardElement] = [part for part in parts if part is not None]
    return RichTextBlock(inlines=inlines, spacing=spacing, separator=True if separator else None)


def quiet(text: str, spacing: Spacing | None = "Small") -> RichTextBlock:
    """What helps but is not the point."""
    return line(run(text, subtle=True), spacing=spacing)


def labelled(label: str, text: str, spacing: Spacing | None = "Small") -> RichTextBlock:
    return line(run(f"{label}: ", bold=True), run(text), spacing=spacing)


def excerpt(text: str, most_words: int) -> str:
    """The beginning of somebody's words, marked where it breaks off. Their lines are kept if nothing is cut."""
    words, _ = first_words(text, most_words)
    return short(words, most_words * 8)


def paragraphs(text: str, *, limit: int = 12, spacing: Spacing = "Small") -> list[CardElement]:
    """Somebody's words, a paragraph each; past `limit` the rest runs on in the last one."""
    parts = [part for part in (piece.strip() for piece in text.splitlines()) if part]
    if len(parts) > limit:
        parts = [*parts[: limit - 1], " ".join(parts[limit - 1 :])]
    return [line(run(part), spacing=spacing) for part in parts]


def banner(word: str, colour: str, *below: RichTextBlock) -> Container:
    """A rating's word on its colour, for the one rating that a card is about."""
    first = line(run(word, bold=True, size="Large"), spacing="None")
    return Container(style=tint_of(colour).box, spacing="Medium", items=[first, *below])


def boxed(text: str, style: ContainerStyle = "accent") -> Container:
    """One sentence that must not be overlooked."""
    return Container(style=style, spacing="Medium", items=[line(run(text), spacing="None")])
