"""Somebody by name, or a post: what they lead, what they are SRO of."""

from __future__ import annotations

from bot.conversation.answered import Answered
from bot.conversation.answers.asked import Asked, about_area
from bot.conversation.answers.listed import listed
from bot.conversation.said import Target
from store.cut import PostRow
from workflows.action_lists import a_list, led_lines
from workflows.language import count_words, list_words
from workflows.standing import worst_of

MOST_AREAS = 3


def person(asked: Asked) -> Answered:
    """Each of those named; their posts are said, as the plan knows posts and not people."""
    targets = asked.said.targets
    posts = _posts(asked, targets)
    leading = [s for s in asked.assessed.standings.values() if any(post in posts for post in s.action.leads)]
    areas = [area for area in asked.assessed.cut.areas if any(post in posts for post in area.sros)]
    notes = [_in_post(post) for post in posts]
    for area in areas:
        _, because = worst_of(s for s in asked.assessed.standings.values() if s.area.ref == area.ref)
        notes.append(f"SRO of area {area.ref}, {area.title}: {because}.")
    name = list_words([target.title for target in targets])
    lines = led_lines(asked.assessed, asked.refs_of(leading), asked.mine)
    sro = f", SRO of {count_words(len(areas), 'area')}" if areas else ""
    heading = f"{name}: leads {count_words(len(lines), 'action')}{sro}"
    empty = " ".join([f"{heading}.", *notes])
    view = a_list(asked.assessed, heading, lines, empty, *notes)
    choices = tuple(about_area(area.ref) for area in areas[:MOST_AREAS])
    return listed(asked, view, (*choices, *asked.always()))


def _posts(asked: Asked, targets: tuple[Target, ...]) -> list[PostRow]:
    cut = asked.assessed.cut
    every = {post.name: post for area in cut.areas for post in area.sros}
    every |= {post.name: post for action in cut.actions for post in action.leads}
    names = {target.ref for target in targets}
    return [post for post in every.values() if names & {post.name, *post.holders, *post.deputies}]


def _in_post(post: PostRow) -> str:
    held = list_words(post.holders, none="nobody in post")
    return f"{post.name}: {held}{f', deputy {list_words(post.deputies)}' if post.deputies else ''}."
