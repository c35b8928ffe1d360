"""Posts that are probably one, under two names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from rapidfuzz import fuzz

from store.cut import DataCut, PostRow
from workflows.language import list_words
from workflows.register_check.finding import Finding, Severity

SAME_TITLE = 92
"""Of 100. "… Integration & Change CYP LD/ND" and "… Integration & Care CYP LD/ND" are 96 alike; the nearest two
titles of the Bradford plan that are two posts, "SEND Team Manager" and others, stay under 86."""

SAME_ORGANISATION = 80
"""Of 100. Two letters swapped in five, CBMDC and CBDMC, make 80; BDCFT and BTHFT, two trusts, make 60."""

SHORTEST_TITLE = 2
"""Words that a shortened title needs: "Director" begins too many others."""


class _Place(NamedTuple):
    ref: str
    words: str


def post_name_similar(cut: DataCut) -> Iterator[Finding]:
    """`domain.md` 9, item 24: one post, several wordings, so half its actions go to somebody else or to nobody."""
    places = _places(cut)
    for one, other in combinations(places, 2):
        if not (_spelt_alike(one, other) or _shortened_nearby(cut, one, other)):
            continue
        # The rarer wording, or else the shorter one, is probably the slip, so it is the place to look at.
        rare, usual = sorted((one, other), key=lambda post: (len(places[post]), len(post.name)))
        elsewhere = list_words([place.words for place in places[usual]])
        yield Finding(
            "post_name_similar",
            f"“{rare.name}” may be the same post as “{usual.name}” ({elsewhere}).",
            tuple(place.ref for place in places[rare]),
            Severity.WARNING,
        )


def plain_title(post: PostRow) -> str:
    """Without marks, capitals and the "and" that some write as "&" and some leave out."""
    words = re.findall(r"\w+", post.title.casefold().replace("’", "").replace("'", ""))
    return " ".join(word for word in words if word != "and")


def cut_short(short: PostRow, full: PostRow) -> bool:
    """Whether one title is the beginning of the other, in one organisation as far as is known."""
    beginning, whole = plain_title(short), plain_title(full)
    return (
        len(beginning.split()) >= SHORTEST_TITLE
        and f"{whole} ".startswith(f"{beginning} ")
        and _organisations_agree(short, full)
    )


def _spelt_alike(one: PostRow, other: PostRow) -> bool:
    titles = plain_title(one), plain_title(other)
    if re.findall(r"\d+", titles[0]) != re.findall(r"\d+", titles[1]):
        return False  # teams 1 and 2 are two teams
    return fuzz.ratio(*titles) >= SAME_TITLE and _organisations_agree(one, other)


def _shortened_nearby(cut: DataCut, one: PostRow, other: PostRow) -> bool:
    """Only within one objective: "Senior Manager" (4.4.2) beside "Senior Manager Integration and Change" (4.4.1)."""
    if one.organisation != other.organisation or not (cut_short(one, other) or cut_short(other, one)):
        return False
    led = [{a.objective_ref or a.area_ref for a in cut.actions if post in a.leads} for post in (one, other)]
    return bool(led[0] & led[1])


def _organisations_agree(one: PostRow, other: PostRow) -> bool:
    first, second = one.organisation.casefold(), other.organisation.casefold()
    return not first or not second or fuzz.ratio(first, second) >= SAME_ORGANISATION


def _places(cut: DataCut) -> dict[PostRow, list[_Place]]:
    """Every post that the plan names, with the areas and actions where it does."""
    found: dict[PostRow, list[_Place]] = defaultdict(list)
    for area in cut.areas:
        for post in area.sros:
            found[post].append(_Place(area.ref, f"area {area.ref}"))
    for action in cut.actions:
        for post in action.leads:
            found[post].append(_Place(action.ref, action.ref))
    return found
