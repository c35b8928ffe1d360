"""Who leads, as plans print it: posts, organisations, names, initials."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Final

from store.register_files.plan_cells.lead_parts import leads_apart
from store.register_files.plan_cells.organisations import (
    misspelt_organisation,
    organisation_at_end,
    organisations_in,
)
from store.register_files.plan_cells.post_words import (
    are_initials_like,
    is_name_like,
    is_organisation_like,
    is_post_like,
)
from store.register_files.plan_cells.printed_text import in_one_line, levelled

__all__ = ["Lead", "organisations_in", "read_leads"]

_NOT_FILLED: Final = re.compile(
    r"\b(?:vacant|vacancy|tbc|tba|tbd|new\s+post|new\s+role|to\s+be\s+(?:appointed|recruited|confirmed|agreed)"
    r"|(?:post|role)\s+to\s+be\s+(?:created|set\s+up|recruited)|(?:under|in)\s+recruitment|recruiting)\b"
)
_NAME_AND_MORE: Final = re.compile(r"(?P<name>[^,()–—-]+(?:-\w[^,()–—]*)?)\s*(?:,|\s[–—-]\s|\()\s*(?P<rest>.+?)\)?$")
_NAME_IN_BRACKETS: Final = re.compile(r"(?P<post>.+?)\s*\((?P<name>[^()]+)\)")
_LONGEST: Final = 1_000
"""Letters. A column of leads holds no longer cell; a longer one is a text."""
_TRIMMED: Final = " ,;:/-–—()"


@dataclass(frozen=True, slots=True)
class Lead:
    """One lead of a cell. `name` is a person's, where the plan prints one; posts alone enter the register."""

    text: str
    post: str = ""
    organisation: str = ""
    name: str = ""
    doubt: str = ""


def read_leads(cell: str, *, organisations: Collection[str], initials: Mapping[str, str]) -> tuple[Lead, ...]:
    """In printed order; a blank cell has none. Each has a post or a doubt, and the printed text.

    `organisations` are those the plan is known to name; `initials` is its table of initials, each with the post (and
    name, and organisation) it stands for.
    """
    if len(cell) > _LONGEST:
        return (Lead(cell.strip(), doubt="This is too long to name a lead: give the leads a column of their own."),)
    if not in_one_line(levelled(cell)):
        return ()
    leads: list[Lead] = []
    for text in leads_apart(cell, organisations):
        resolved = _by_initials(text, organisations, initials)
        leads += resolved or [_lead(text, organisations)]
    if not leads:
        return (Lead(cell.strip(), doubt="This names no post: write which post leads."),)
    return tuple(leads)


def _by_initials(text: str, organisations: Collection[str], initials: Mapping[str, str]) -> list[Lead]:
    """Empty where the text does not consist of initials."""
    marks = [mark for mark in re.split(r"\s*[/,&+]\s*|\s+(?:and\s+)?", text.strip(_TRIMMED)) if mark]
    known = {levelled(organisation) for organisation in organisations}
    if not marks or _NOT_FILLED.search(levelled(text)):
        return []
    if not all(mark in initials or (are_initials_like(mark) and levelled(mark) not in known) for mark in marks):
        return []
    leads: list[Lead] = []
    for mark in marks:
        stands_for = initials.get(mark) or initials.get(mark.replace(".", ""))
        if stands_for and in_one_line(stands_for):
            leads.append(replace(_lead(in_one_line(stands_for), organisations), text=mark))
        else:
            leads.append(Lead(mark, doubt=f'"{mark}" looks like initials and no table explains it: write the post.'))
    return leads


def _lead(text: str, organisations: Collection[str]) -> Lead:
    doubts: list[str] = []
    left = text
    if "*" in left:
        left = in_one_line(left.replace("*", " "))
        doubts.append("An asterisk stands here without its footnote: check what it says.")
    if _NOT_FILLED.search(levelled(left)):
        left = _without_remark(left)
        doubts.append(f'"{text}" says that nobody holds the post yet: name who answers for it until then.')
    left, organisation, misspelt = _organisation_apart(left, organisations)
    if misspelt:
        doubts.append(f'"{organisation}" is almost "{misspelt}" (did you mean {misspelt}?): correct one of the two.')
    name, post = _name_apart(left)
    post = post.strip(_TRIMMED if "(" not in post else " ,;:/-–—")
    doubts.append(_doubt_of_post(post, name, organisation, bool(doubts)))
    return Lead(text, post, organisation, name, " ".join(doubt for doubt in doubts if doubt))


def _without_remark(text: str) -> str:
    level = levelled(text)
    places = [found.span() for found in _NOT_FILLED.finditer(level)]
    for start, end in reversed(places):
        text = text[:start] + text[end:]
    return in_one_line(re.sub(r"\(\s*[-–—,:]*\s*\)", " ", text)).strip(" ,;:/-–—")


def _organisation_apart(text: str, organisations: Collection[str]) -> tuple[str, str, str]:
    """What is left, the organisation as printed, and the known one that it almost is."""
    left, organisation = organisation_at_end(text, organisations)
    if organisation:
        return left, organisation, ""
    left, organisation, known = misspelt_organisation(text, organisations)
    if organisation:
        return left, organisation, known
    left, comma, last = text.rpartition(",")
    if comma and is_organisation_like(last):
        return left, last.strip(), ""
    bracket = _NAME_IN_BRACKETS.fullmatch(text)
    if bracket and is_organisation_like(bracket["name"]):
        return bracket["post"], bracket["name"].strip(), ""
    return text, "", ""


def _name_apart(text: str) -> tuple[str, str]:
    """The person's name, blank where none is surely one, and the rest."""
    found = _NAME_AND_MORE.fullmatch(text)
    if found and is_name_like(found["name"]) and is_post_like(found["rest"]):
        return found["name"].strip(), found["rest"]
    bracket = _NAME_IN_BRACKETS.fullmatch(text)
    if bracket and is_name_like(bracket["name"]) and is_post_like(bracket["post"]):
        return bracket["name"].strip(), bracket["post"]
    return "", text


def _doubt_of_post(post: str, name: str, organisation: str, already: bool) -> str:
    if not post:
        said = "" if already and not organisation else "This names no post: write which post leads."
        return said if not name else f'"{name}" is named without a post: write the post.'
    if levelled(post) == "sro":
        return "The SRO is named as the lead: write which post, where an area has more than one SRO."
    if is_name_like(post):
        return f'"{post}" may be a person\'s name: write the post that the person holds.'
    if not is_post_like(post):
        return f'"{post}" holds no word for a post: check that it is one.'
    return ""
