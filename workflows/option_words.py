"""How the options before the Board read, wherever there is no table: a label and its words, line by line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from workflows.language import first_words


class Option(Protocol):
    @property
    def text(self) -> str: ...
    @property
    def effect(self) -> str: ...


def option_lines(
    options: Iterable[Option], recommended: int, recommendation: str, lesson: str, *, most_words: int = 0
) -> tuple[tuple[str, str], ...]:
    """The first option is doing nothing; `recommended` is a number, from 1. Of each text at most so many words, 0 for
    all."""

    def said(text: str) -> str:
        words = first_words(text, most_words)[0] if most_words else text
        return words if words.endswith((".", "?", "!", "…")) else f"{words}."

    lines: list[tuple[str, str]] = []
    for number, option in enumerate(options, start=1):
        if number == 1:
            lines.append(("Option 1, do nothing", said(option.effect)))
        else:
            lines.append((f"Option {number}", f"{said(option.text)} Effect: {said(option.effect)}"))
    return (
        *lines,
        ("Recommended", f"option {recommended}, because: {said(recommendation)}"),
        ("Lesson", said(lesson)),
    )
