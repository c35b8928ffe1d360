"""What has changed since the last report, and why."""

from __future__ import annotations

import re

from bot.conversation.answered import Answered, Lines
from bot.conversation.answers.asked import Asked, about_action
from bot.conversation.answers.listed import listed
from bot.conversation.answers.quoted import quoted
from bot.conversation.said import Kind
from bot.conversation.wording import lines_words
from store.queries.said_updates import updates_of
from workflows.answers import Choice
from workflows.changes import changes_list
from workflows.exception_reasons import all_codes, code_words, exception_list, reasons_of
from workflows.language import list_words, moment_words
from workflows.rating_change import rating_change
from workflows.standing import worst_of

_CODE = re.compile(r"\be ?(?P<number>1[0-5]|[1-9])\b", re.IGNORECASE)
_ALL_CODES = re.compile(r"\b(?:counts as|triggers?|codes?|grounds)\b", re.IGNORECASE)
MOST_REASONS = 3
"""Buttons that ask for the reasons of one action."""


def changed(asked: Asked) -> Answered:
    members, scope = asked.members()
    return listed(asked, changes_list(asked.assessed, members, scope))


def why_changed(asked: Asked) -> Answered:
    """Of one action the two updates; of a part of the plan what its worst rating comes from."""
    actions = [target.ref for target in asked.said.targets if target.kind is Kind.ACTION]
    if len(actions) == 1:
        ref = actions[0]
        said = updates_of(asked.session, asked.plan, ref, asked.now)
        view = rating_change(asked.assessed, ref, said)
        return quoted(asked, view, (ref,), (Choice("History", f"history of {ref}"), about_action(ref)))
    members, scope = asked.members()
    worst, because = worst_of(members)
    refs = tuple(s.action.ref for s in members if s.rating and s.rating.label == worst)
    choices = tuple(Choice(f"Why {ref}?", f"why did {ref} change rating") for ref in refs[:MOST_REASONS])
    which = " Ask about one of them, and I quote the updates behind it." if refs else ""
    heading = f"Why it stands as it does {scope}"
    view = Lines(heading, (f"{because}.{which}", f"As at {moment_words(asked.assessed.cut.taken_at)}."))
    return asked.answered(lines_words(view), view, refs, (*choices, *asked.always()))


def why_by_exception(asked: Asked) -> Answered:
    """What a code means; why one action is in the report; or all that are, with their codes."""
    codes = [f"E{found}" for found in _CODE.findall(asked.said.words)]
    targets = asked.said.targets
    if codes and not targets:
        return _meaning(asked, tuple(words for code in dict.fromkeys(codes) if (words := code_words(code))))
    if not targets and _ALL_CODES.search(asked.said.words):
        return _meaning(asked, all_codes())
    members, scope = asked.members()
    if len(members) == 1:
        return _of_one(asked, members[0].action.ref)
    return listed(asked, exception_list(asked.assessed, members, scope))


def _meaning(asked: Asked, lines: tuple[str, ...]) -> Answered:
    view = Lines("Why an action is reported by exception", lines)
    which = (Choice("What is by exception?", "why are exceptions listed in the whole plan"),)
    return asked.answered(lines_words(view), view, (), (*which, *asked.always()))


def _of_one(asked: Asked, ref: str) -> Answered:
    standing = asked.assessed.standings[ref]
    reasons = reasons_of(asked.assessed, ref)
    if not reasons:
        none = f"{ref} is not reported by exception: rated {standing.rating_label}, and no rule fires."
        reasons = (none,)
    as_at = f"As at {moment_words(asked.assessed.cut.taken_at)}."
    heading = f"{ref} {standing.action.title}"
    posts = f"Lead: {list_words([post.name for post in standing.action.leads], none='none named')}."
    view = Lines(heading, (*reasons, f"{posts} {as_at}"))
    return asked.answered(lines_words(view), view, (ref,), (about_action(ref), *asked.always()))
