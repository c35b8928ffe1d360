"""Where one lead of a cell ends and the next begins."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from store.register_files.plan_cells.organisations import organisation_at_end
from store.register_files.plan_cells.post_words import names_a_role
from store.register_files.plan_cells.printed_text import in_one_line, levelled

_UNFINISHED: Final = re.compile(r"(?:[,&/(-]|\b(?:of|for|and|the|to|with|in))$")
_CONTINUES: Final = re.compile(r"[^\w]|(?:of|for|and|the|to|with|in)\b")
_BETWEEN_POSTS: Final = re.compile(r"\s*/\s*|\s+(?:and|&|\+)\s+|,\s+")
_BRACKETED: Final = re.compile(r"\([^()]*\)?")


def leads_apart(cell: str, organisations: Collection[str]) -> list[str]:
    """The text of each lead, on one line. Lines belong together until a post, with its organisation, is complete."""
    texts: list[str] = []
    for piece in cell.split(";"):
        for joined in _lines_joined(piece, organisations):
            texts += _split_between_posts(joined, organisations)
    return [text for text in texts if text]


def _lines_joined(piece: str, organisations: Collection[str]) -> list[str]:
    groups: list[str] = []
    for line in re.split(r"[\r\n\v\x85\u2028\u2029]+", piece):
        words = in_one_line(line)
        if groups and not words.strip(" *"):
            groups[-1] += words
        elif groups and not _begins_anew(groups[-1], words, organisations):
            groups[-1] += f" {words}"
        else:
            groups.append(words)
    return groups


def _begins_anew(before: str, line: str, organisations: Collection[str]) -> bool:
    level = levelled(before)
    if _UNFINISHED.search(level) or _CONTINUES.match(levelled(line)):
        return False
    post, organisation = organisation_at_end(before, organisations)
    if organisation and post:
        longer = levelled(f"{organisation} {line}")
        return not any(levelled(name).startswith(longer) for name in organisations)
    return names_a_role(before) and names_a_role(line) and line[:1].isupper()


def _split_between_posts(text: str, organisations: Collection[str]) -> list[str]:
    hidden = _BRACKETED.sub(lambda found: "_" * len(found[0]), text)
    for found in _BETWEEN_POSTS.finditer(hidden):
        if names_a_role(hidden[: found.start()]) and _is_a_post_by_itself(hidden[found.end() :]):
            left, right = text[: found.start()], text[found.end() :]
            return [left, *_split_between_posts(right, organisations)]
    for found in re.finditer(r"\s+", hidden):
        left, right = text[: found.start()], text[found.end() :]
        if (
            right[:1].isalpha()
            and names_a_role(right)
            and names_a_role(left)
            and all(organisation_at_end(left, organisations))
        ):
            return [left, *_split_between_posts(right, organisations)]
    return [text]


def _is_a_post_by_itself(text: str) -> bool:
    """Up to the next place where two may part: "Change Manager" is one, "Skills" is none.

    "SRO" is an office that a post holds beside its own.
    """
    following = _BETWEEN_POSTS.split(text)[0]
    return names_a_role(following) and following[:1].isupper() and not following.startswith("SRO")
