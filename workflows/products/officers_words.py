"""Officers' own words for the sections of a council's report, from a Markdown, text or TOML file.

In Markdown and text a heading of the council's template stands on a line of its own, with or without marks and number;
in TOML it is a name, and its text the value.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from workflows.language import list_words
from workflows.personal_data import find_passages
from workflows.personal_data.kinds import WORDS
from workflows.products.headings import IMPLICATIONS, HeadingList

LONGEST_FILE = 200_000


class WordsRefused(Exception):
    """A file of officers' words cannot be taken as it is; the message says what to change."""


def read_words(path: Path, headings: HeadingList, known: Collection[str]) -> Mapping[str, tuple[str, ...]]:
    """Paragraphs by heading. `known`: casefolded words of the register, which identify nobody. Raises WordsRefused."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise WordsRefused(f"{path} cannot be read: give a text file in UTF-8.") from error
    if len(text) > LONGEST_FILE:
        raise WordsRefused(f"{path} is longer than a report: at most {LONGEST_FILE:,} characters fit.")
    places = {_key(name): name for name in (*headings.headings, *headings.implications) if name != IMPLICATIONS}
    given = _from_toml(path, text, places) if path.suffix.casefold() == ".toml" else _from_text(path, text, places)
    for heading, paragraphs in given.items():
        kinds = [passage.kind for words in paragraphs for passage in find_passages(words, known)]
        if kinds:
            found = list_words([WORDS[kind] for kind in dict.fromkeys(kinds)])
            raise WordsRefused(f"{path}: {heading} holds {found}, which may identify a child: say it without that.")
    return {heading: paragraphs for heading, paragraphs in given.items() if paragraphs}


def _from_toml(path: Path, text: str, places: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    try:
        held = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise WordsRefused(f"{path} cannot be read as TOML: {error}") from error
    given: dict[str, tuple[str, ...]] = {}
    for name, value in held.items():
        if not isinstance(value, str):
            raise WordsRefused(f"{path}: give the text of {name} in quotation marks.")
        given[_heading(path, name, places)] = tuple(_paragraphs(value))
    return given


def _from_text(path: Path, text: str, places: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    under: dict[str, list[str]] = {}
    heading = ""
    for line in text.splitlines():
        marked = re.match(r"\s*#+\s+(.*\S)", line)
        if marked or _key(line) in places:
            heading = _heading(path, marked[1] if marked else line, places)
            under.setdefault(heading, [])
        elif heading:
            under[heading].append(line)
        elif line.strip():
            raise WordsRefused(f"{path} begins without a heading: write one of the council's template above the text.")
    return {name: tuple(_paragraphs("\n".join(lines))) for name, lines in under.items()}


def _heading(path: Path, written: str, places: Mapping[str, str]) -> str:
    found = places.get(_key(written))
    if found is None:
        raise WordsRefused(
            f"{path}: “{written.strip()}” is no heading of the report: it has {'; '.join(places.values())}."
        )
    return found


def _paragraphs(text: str) -> Iterator[str]:
    """Parted by blank lines."""
    for part in re.split(r"\n\s*\n", text):
        if words := " ".join(part.split()):
            yield words


def _key(heading: str) -> str:
    """Without number, marks and capitals: "## 7.2 Sustainability implications" is SUSTAINABILITY IMPLICATIONS."""
    return re.sub(r"^[\s#*]*(?:[0-9.]+\s+)?|[\s#*:]+$", "", heading).replace(" and ", " & ").casefold()
