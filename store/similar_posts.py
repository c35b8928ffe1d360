"""Posts that are probably one, under two spellings."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import combinations
from typing import Protocol, TypeVar

SAME_TITLE = 92
"""Of 100. "… Integration & Change CYP LD/ND" and "… Integration & Care CYP LD/ND" are 96 alike; the nearest two
titles of the Bradford plan that are two posts, "SEND Team Manager" and others, stay under 86."""

SAME_ORGANISATION = 80
"""Of 100. Two letters swapped in five, CBMDC and CBDMC, make 80; BDCFT and BTHFT, two trusts, make 60."""

FEWEST_WORDS = 2
"""Of a title that stands alone, or cut short: "Director" begins too many others."""


class PostNames(Protocol):
    @property
    def title(self) -> str: ...

    @property
    def organisation(self) -> str: ...


P = TypeVar("P", bound=PostNames)


def similar_posts(posts: Collection[P]) -> Iterator[tuple[P, P]]:
    """The one that says less, and the one that says more (`domain.md` 9, item 24).

    Two titles spelt almost alike in what is one organisation; or one title without an organisation, beside the only
    other of that title that has one.
    """
    organisations = {
        title: {post.organisation for post in posts if plain(post.title) == title and post.organisation}
        for title in {plain(post.title) for post in posts}
    }
    for pair in combinations(posts, 2):
        one, other = sorted(pair, key=lambda post: (bool(post.organisation), len(post.title), post.title))
        title = plain(one.title)
        alike_known = bool(one.organisation) == bool(other.organisation)
        alone = not one.organisation and title == plain(other.title) and len(organisations[title]) == 1
        if (alone and len(title.split()) >= FEWEST_WORDS) or (
            alike_known and _titles_alike(one, other) and organisations_agree(one, other)
        ):
            yield one, other


def organisations_agree(one: PostNames, other: PostNames) -> bool:
    """As far as both are known."""
    from rapidfuzz import fuzz

    first, second = plain(one.organisation), plain(other.organisation)
    return not first or not second or fuzz.ratio(first, second) >= SAME_ORGANISATION


def _titles_alike(one: PostNames, other: PostNames) -> bool:
    from rapidfuzz import fuzz

    titles = plain(one.title), plain(other.title)
    if re.findall(r"\d+", titles[0]) != re.findall(r"\d+", titles[1]):
        return False  # teams 1 and 2 are two teams
    return fuzz.ratio(*titles) >= SAME_TITLE


def plain(name: str) -> str:
    """Without marks, capitals and the "and" that some write as "&" and some leave out."""
    words = re.findall(r"\w+", name.casefold().replace("’", "").replace("'", ""))
    return " ".join(word for word in words if word != "and")
