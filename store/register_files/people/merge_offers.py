"""Two spellings of one post, found as a plan comes in, so that they can be merged before anybody is asked twice."""

from __future__ import annotations

import shlex
from collections.abc import Iterator

from sqlmodel import col, select

from store.register_files.people.posts import label
from store.register_files.plan.importing import Importing
from store.register_files.report import MergeOffer
from store.similar_posts import similar_posts
from store.tables import ActionLead, AreaSro, Post


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
        yield MergeOffer(spelling, post, f"sendbot register merge-posts {_quoted(spelling)} --into {_quoted(post)}")


def _quoted(name: str) -> str:
    """To be copied into a terminal: what a document calls a post must not become a command there."""
    return shlex.quote(name) if set(name) & set('"$`\\!%') else f'"{name}"'
