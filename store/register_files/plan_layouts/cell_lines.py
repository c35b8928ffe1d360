"""The lines of a cell: which of them belong together, and which stand each for itself."""

from __future__ import annotations

import re
from collections.abc import Callable

_BULLET = re.compile(r"^[\s]*[•·▪●◦‣–—*\uf0b7-]\s+")
_GOES_ON = re.compile(r"(?:[,;:&/–-]|\b(?:and|or|of|the))$", re.IGNORECASE)


def blocks(text: str) -> tuple[str, ...]:
    """Paragraphs, else bullets, else lines, without their bullets. A line that goes on with a sentence is no block."""
    for split in (_paragraphs, _bullets):
        if len(found := split(text)) > 1:
            return found
    return _sentences(text)


def in_blocks(text: str, count: int) -> tuple[str, ...] | None:
    """The cell as that many blocks, if there is a way to see it so."""
    ways: tuple[Callable[[str], tuple[str, ...]], ...] = (blocks, _paragraphs, _bullets, _sentences, lines)
    return next((found for split in ways if len(found := split(text)) == count), None)


def lines(text: str) -> tuple[str, ...]:
    return tuple(bare for line in text.split("\n") if (bare := _BULLET.sub("", line).strip()))


def one_line(text: str) -> str:
    """Broken over lines only because the column is narrow."""
    return " ".join(text.split())


def goes_on(text: str) -> bool:
    """Whether the words can only be the rest of a sentence: they begin with a small letter or in a bracket."""
    return bool(re.match(r"\s*[a-z(&,;.)]", text))


def _paragraphs(text: str) -> tuple[str, ...]:
    parts = (one_line(_BULLET.sub("", part)) for part in re.split(r"\n\s*\n", text))
    return tuple(part for part in parts if part)


def _bullets(text: str) -> tuple[str, ...]:
    parts: list[str] = []
    found = False
    for line in text.split("\n"):
        if _BULLET.match(line):
            found = True
            parts.append(line)
        elif parts:
            parts[-1] += "\n" + line
        elif line.strip():
            parts.append(line)
    return tuple(one_line(_BULLET.sub("", part)) for part in parts if part.strip()) if found else (text,)


def _sentences(text: str) -> tuple[str, ...]:
    parts: list[str] = []
    for line in lines(text):
        if parts and (goes_on(line) or _GOES_ON.search(parts[-1])):
            parts[-1] += " " + line
        else:
            parts.append(line)
    return tuple(parts)
