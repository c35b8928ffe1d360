"""Papers show the post and not the person: a run of Reds against a name is personal data (`domain.md` 8.1)."""

from __future__ import annotations

from collections.abc import Iterable

from store.cut import ActionRow, DataCut, OptionsRow, PostRow, UpdateRow


def printed_name(cut: DataCut, person: str) -> str:
    """A person by their post in the plan, SRO's posts first; by name when they hold none."""
    sros = [post for area in cut.areas for post in area.sros]
    leads = [post for action in cut.actions for post in action.leads]
    return _post_of(person, sros + leads) or person


def said_by(update: UpdateRow, action: ActionRow) -> str:
    """Who gave an update, by the lead's post they hold, deputise for or stand in for."""
    held = _post_of(update.person, action.leads)
    covered = _post_of(update.on_behalf_of, action.leads)
    return held or (f"On behalf of {covered}" if covered else "The lead at the time")


def options_given_by(cut: DataCut, options: OptionsRow, action: ActionRow) -> str:
    """As with an update; or by the SRO."""
    held = _post_of(options.person, [*action.leads, *(post for area in cut.areas for post in area.sros)])
    covered = _post_of(options.on_behalf_of, action.leads)
    return held or (f"On behalf of {covered}" if covered else "The lead at the time")


def _post_of(person: str, posts: Iterable[PostRow]) -> str:
    for post in posts:
        if person in post.holders:
            return post.name
        if person in post.deputies:
            return f"Deputy to {post.name}"
    return ""
