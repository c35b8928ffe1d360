"""Posts that are probably one, under two names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from store.cut import DataCut, PostRow
from store.similar_posts import FEWEST_WORDS, organisations_agree, plain, similar_posts
from workflows.language import list_words
from workflows.register_check.finding import Finding, Severity


class _Place(NamedTuple):
    ref: str
    words: str


def post_name_similar(cut: DataCut) -> Iterator[Finding]:
    """`domain.md` 9, item 24: one post, several wordings, so half its actions go to somebody else or to nobody."""
    places = _places(cut)
    alike = set(map(frozenset, similar_posts(places)))
    for one, other in combinations(places, 2):
        if not (frozenset((one, other)) in alike or _shortened_nearby(cut, one, other)):
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


def cut_short(short: PostRow, full: PostRow) -> bool:
    """Whether one title is the beginning of the other, in one organisation as far as is known."""
    beginning, whole = plain(short.title), plain(full.title)
    return (
        len(beginning.split()) >= FEWEST_WORDS
        and f"{whole} ".startswith(f"{beginning} ")
        and organisations_agree(short, full)
    )


def _shortened_nearby(cut: DataCut, one: PostRow, other: PostRow) -> bool:
    """Only within one objective: "Senior Manager" (4.4.2) beside "Senior Manager Integration and Change" (4.4.1)."""
    if one.organisation != other.organisation or not (cut_short(one, other) or cut_short(other, one)):
        return False
    led = [{a.objective_ref or a.area_ref for a in cut.actions if post in a.leads} for post in (one, other)]
    return bool(led[0] & led[1])


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
