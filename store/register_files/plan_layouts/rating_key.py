"""The plan's own key, where it prints one: a colour and what it means (`domain.md` 3.1)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from store.register_files.grids.grid import Grid
from store.register_files.plan_layouts.cell_lines import one_line
from store.register_files.plan_layouts.draft import DraftRating, Place
from store.register_files.plan_layouts.headers import normalised
from store.register_files.plan_layouts.layout import Reading
from store.register_files.report import Understood

COLOURS = ("blue", "green", "amber", "red", "grey", "purple", "yellow", "white", "black")

FEWEST_COLOURS = 3
"""Fewer may be a sentence about one of them."""

_HEADINGS = frozenset({"rag", "brag", "bragg", "key", "rating", "colour", "status", "meaning", "description"})
_COLOUR_FIRST = re.compile(rf"(?P<colour>{'|'.join(COLOURS)})\s*[:=–—-]\s*(?P<meaning>.+)", re.IGNORECASE | re.DOTALL)
_COLOUR_LAST = re.compile(
    rf"(?P<meaning>.+?)\s*[:=–—-]\s*(?P<colour>{'|'.join(COLOURS)})\.?", re.IGNORECASE | re.DOTALL
)


class RatingKey:
    """A table of nothing but colours and their meanings."""

    def recognises(self, grid: Grid, reading: Reading) -> bool:
        del reading
        return len(_ratings_in(grid)) >= FEWEST_COLOURS and all(_is_of_key(row) for row in _texts(grid))

    def read(self, grid: Grid, reading: Reading) -> None:
        _keep(_ratings_in(grid), reading)
        reading.draft.understood.append(Understood(grid.source, "the table", "ratings.meaning", "a key of colours"))


def read_key(paragraphs: Iterable[str], place: Place, reading: Reading) -> None:
    """A key printed as lines of text."""
    found = [rating for text in paragraphs if (rating := _of_line(text, "", place))]
    if len({rating.code for rating in found}) >= FEWEST_COLOURS:
        _keep(found, reading)


def _texts(grid: Grid) -> list[list[str]]:
    return [[cell.text for cell in row if cell.text.strip() and not cell.spanned] for row in grid.rows]


def _is_of_key(texts: list[str]) -> bool:
    place = Place("", 0)
    words = {normalised(text) for text in texts}
    return _of_cells(texts, "", place) is not None or words <= _HEADINGS or bool(words & {"key", "rag key", "brag key"})


def _ratings_in(grid: Grid) -> list[DraftRating]:
    found: list[DraftRating] = []
    for row, line in zip(grid.rows, grid.lines, strict=True):
        texts = [cell.text for cell in row if cell.text.strip() and not cell.spanned]
        fill = next((cell.fill for cell in row if cell.fill), "")
        if rating := _of_cells(texts, fill, Place(grid.source, line)):
            found.append(rating)
    return found


def _of_cells(texts: list[str], fill: str, place: Place) -> DraftRating | None:
    if len(texts) == 1:
        return _of_line(texts[0], fill, place)
    if len(texts) == 2:
        for colour, meaning in (texts, texts[::-1]):
            if normalised(colour) in COLOURS:
                return _rating(colour, meaning, fill, place)
    return None


def _of_line(text: str, fill: str, place: Place) -> DraftRating | None:
    words = one_line(text)
    found = _COLOUR_FIRST.fullmatch(words) or _COLOUR_LAST.fullmatch(words)
    return _rating(found["colour"], found["meaning"], fill, place) if found else None


def _rating(colour: str, meaning: str, fill: str, place: Place) -> DraftRating:
    word = normalised(colour)
    return DraftRating(word.upper(), word.capitalize(), one_line(meaning), fill, place)


def _keep(ratings: Iterable[DraftRating], reading: Reading) -> None:
    held = {rating.code: rating for rating in reading.draft.ratings}
    for rating in ratings:
        before = held.setdefault(rating.code, rating)
        if before is rating:
            reading.draft.ratings.append(rating)
        elif normalised(before.meaning) != normalised(rating.meaning):
            sentence = f'The key says of {rating.label} "{before.meaning}" above and "{rating.meaning}" here.'
            reading.draft.doubt(rating.place, f"{sentence} The first is kept.")
