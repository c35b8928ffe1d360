"""Ratings, as plans print them: words, letters, or nothing but a fill."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from store.register_files.plan_cells.fills import OTHER, colour_word
from store.register_files.plan_cells.printed_text import in_one_line, levelled

_COLOURS: Final = {
    "red": "red", "amber": "amber", "yellow": "amber", "orange": "amber", "green": "green", "blue": "blue",
    "grey": "grey", "gray": "grey",
}  # fmt: skip
_LETTERS: Final = {"r": "red", "a": "amber", "g": "green", "b": "blue", "gy": "grey", "gr": "grey", "y": "amber"}
_SIGNS: Final = {
    "\N{LARGE RED CIRCLE}": "red", "\N{LARGE RED SQUARE}": "red",
    "\N{LARGE ORANGE CIRCLE}": "amber", "\N{LARGE YELLOW CIRCLE}": "amber", "\N{LARGE ORANGE SQUARE}": "amber",
    "\N{LARGE YELLOW SQUARE}": "amber", "\N{LARGE GREEN CIRCLE}": "green", "\N{LARGE GREEN SQUARE}": "green",
    "\N{LARGE BLUE CIRCLE}": "blue", "\N{LARGE BLUE SQUARE}": "blue",
}  # fmt: skip
_WORD: Final = re.compile(rf"\b({'|'.join(_COLOURS)})\b")
_COMMENT: Final = re.compile(r"\(.*|\[.*|[-:,;.].*|\bas\s+at\b.*")
_HEADING: Final = re.compile(r"^(?:current\s+)?(?:(?:brag+|rag)\s*)?(?:rating|rated|status)?\s*[:=-]?\s*")

_LONGEST: Final = 300
"""Letters, a short comment included. A longer cell is a text."""


@dataclass(frozen=True, slots=True)
class RatingCell:
    """`text` is kept as printed; of a fill alone it is the colour's word.

    `code` is one of the plan's own key, blank where there is no key or the cell is in doubt. `colour` is the word for
    the fill.
    """

    text: str = ""
    code: str = ""
    colour: str = ""
    doubt: str = ""


def read_rating(text: str, fill: str, key: Sequence[tuple[str, str]]) -> RatingCell:
    """`key` is the plan's own: (code, label) of each rating. Without one no word is matched (`domain.md` 3.1)."""
    printed, colour = text.strip(), colour_word(fill)
    line = in_one_line(levelled(printed))
    if not line:
        return _fill_alone(colour, key)
    if len(line) > _LONGEST:
        return RatingCell(printed, "", colour, "This is too long to be a rating: give the rating a column of its own.")
    named = _colours_named(line)
    doubts: list[str] = []
    code = _code_of_label(line, key)
    if not code and len(named) > 1:
        doubts.append(f'"{printed}" names {len(named)} ratings: write one.')
    elif not code and key:
        code, doubt = _code_of_words(printed, line, named, key)
        doubts.append(doubt)
    if colour and len(named) == 1 and colour != named[0]:
        doubts.append(f'The cell says "{printed}" and is filled {colour}: the word was taken; correct the fill.')
    return RatingCell(printed, code, colour, " ".join(doubt for doubt in doubts if doubt))


def _fill_alone(colour: str, key: Sequence[tuple[str, str]]) -> RatingCell:
    if not colour:
        return RatingCell()
    if colour == OTHER:
        return RatingCell(colour=colour, doubt="The cell has a fill that is no colour of a rating: write the rating.")
    code = _code_of_colour(colour, key)
    doubt = (
        f"The cell is filled {colour}, which the plan's key does not have: write the rating."
        if key and not code
        else ""
    )
    return RatingCell(colour.title(), code, colour, doubt)


def _colours_named(line: str) -> list[str]:
    """Each once, in printed order. A letter or a sign counts where nothing else stands with it."""
    if line in _LETTERS:
        return [_LETTERS[line]]
    if re.fullmatch(r"[a-z]{1,2}(?:\s*/\s*[a-z]{1,2})+", line):
        letters = [part.strip() for part in line.split("/")]
        return list(dict.fromkeys(_LETTERS[letter] for letter in letters if letter in _LETTERS))
    signs = [_SIGNS[letter] for letter in line if letter in _SIGNS]
    return list(dict.fromkeys([*(_COLOURS[word] for word in _WORD.findall(line)), *signs]))


def _code_of_words(printed: str, line: str, named: Sequence[str], key: Sequence[tuple[str, str]]) -> tuple[str, str]:
    """The code and the doubt."""
    bare = _COMMENT.sub("", _HEADING.sub("", line)).strip()
    if code := _code_of_label(bare, key):
        return code, ""
    rest = "".join(letter for letter in _WORD.sub("", bare) if letter not in _SIGNS and letter != "\ufe0f").strip()
    code = _code_of_colour(named[0], key) if named else ""
    if code and (not rest or (rest in _LETTERS and not _WORD.search(bare))):
        if bare == "g" and _code_of_colour("grey", key):
            return code, '"G" was read as Green, and the key has Grey as well: write the word.'
        return code, ""
    labels = ", ".join(label for _, label in key)
    return "", f'"{printed}" is not in the plan\'s key ({labels}): write one of them, or map it in the mapping file.'


def _code_of_label(line: str, key: Sequence[tuple[str, str]]) -> str:
    return next((code for code, label in key if line in (_plain(code), _plain(label))), "")


def _code_of_colour(colour: str, key: Sequence[tuple[str, str]]) -> str:
    """The one rating of the key whose code or label names the colour and no other."""
    codes = [
        code for code, label in key if _colours_named(_plain(label)) == [colour] or _COLOURS.get(_plain(code)) == colour
    ]
    return codes[0] if len(codes) == 1 else ""


def _plain(text: str) -> str:
    return in_one_line(levelled(text))
