"""Two spellings of one post, found as a plan comes in, so that they can be merged before anybody is asked twice."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import combinations

from sqlmodel import col, select

from store.register_files.importing import Importing
from store.register_files.posts import label
from store.register_files.report import MergeOffer
from store.tables import ActionLead, AreaSro, Post

SAME_TITLE = 92
"""Of 100. One letter in twelve; "SEND Team Manager" and "SENDIASS Manager" stay far under it."""

FEWEST_WORDS = 2
"""Of a title that stands alone: "Director" without an organisation begins too many others."""


def offers_of_merging(at: Importing) -> Iterator[MergeOffer]:
    """One for every pair of the plan's posts that looks like one."""
    of_areas = select(AreaSro.post_id).where(col(AreaSro.area_id).in_([one.id for one in at.areas.values()]))
    of_actions = select(ActionLead.post_id).where(
        col(ActionLead.action_id).in_([one.id for one in at.actions.values()])
    )
    ids = {*at.session.exec(of_areas), *at.session.exec(of_actions)}
    posts = at.session.exec(select(Post).where(col(Post.id).in_(ids)).order_by(Post.title, Post.organisation)).all()
    for wrong, right in similar_posts(posts):
        spelling, post = label(wrong), label(right)
        yield MergeOffer(spelling, post, f'sendbot register merge-posts "{spelling}" --into "{post}"')


def similar_posts(posts: Collection[Post]) -> Iterator[tuple[Post, Post]]:
    """The one that says less, and the one that says more.

    One post of a title without an organisation, beside the only other of that title that has one; or two titles
    spelt almost alike in one organisation.
    """
    from rapidfuzz import fuzz

    organisations = {
        title: {post.organisation for post in posts if _plain(post.title) == title and post.organisation}
        for title in {_plain(post.title) for post in posts}
    }
    for pair in combinations(posts, 2):
        one, other = sorted(pair, key=lambda post: (bool(post.organisation), len(post.title), post.title))
        titles = _plain(one.title), _plain(other.title)
        if re.findall(r"\d+", titles[0]) != re.findall(r"\d+", titles[1]):
            continue  # teams 1 and 2 are two teams
        if titles[0] == titles[1]:
            alone = not one.organisation and len(organisations[titles[0]]) == 1
            if (alone and len(titles[0].split()) >= FEWEST_WORDS) or _plain(one.organisation) == _plain(
                other.organisation
            ):
                yield one, other
        elif one.organisation == other.organisation and fuzz.ratio(*titles) >= SAME_TITLE:
            yield one, other


def _plain(name: str) -> str:
    """Without marks, capitals and the "and" that some write as "&" and some leave out."""
    words = re.findall(r"\w+", name.casefold().replace("’", "").replace("'", ""))
    return " ".join(word for word in words if word != "and")
