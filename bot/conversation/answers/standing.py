"""How the plan, an area, an objective or an action stands, and the plain lists of actions."""

from __future__ import annotations

from bot.conversation.answered import Answered
from bot.conversation.answers.asked import Asked, about_area, name_of
from bot.conversation.answers.helping import all_of_them
from bot.conversation.answers.listed import listed
from bot.conversation.said import Target
from bot.conversation.wording import view_words
from store.working_days import london_date
from workflows.action_lists import due_list, led_list, overdue_list, rated_list
from workflows.answers import Choice, GroupStatus
from workflows.language import day_words
from workflows.status import action_status, group_status


def plan(asked: Asked) -> Answered:
    cut = asked.assessed.cut
    return _group(asked, group_status(asked.assessed, cut.plan.title, list(asked.assessed.standings.values())))


def group(asked: Asked) -> Answered:
    target, *others = asked.said.targets
    if others:
        return all_of_them(asked)
    return _group(asked, group_status(asked.assessed, _heading(target), asked.members_of(target)))


def action(asked: Asked) -> Answered:
    """With what leads on: its history, why it changed or stands in the report, the plan's own words."""
    target, *others = asked.said.targets
    if others:
        return all_of_them(asked)
    ref = target.ref
    view = action_status(asked.assessed, ref, ref in asked.mine)
    more = [Choice("History", f"history of {ref}"), Choice("The plan's words", f"exact wording of {ref}")]
    if view.exceptions:
        more.insert(1, Choice("Why by exception?", f"why is {ref} in the exception report"))
    area = about_area(asked.assessed.standings[ref].area.ref)
    return asked.answered(view_words(view), view, (ref,), (*more, area, *asked.always()))


def mine(asked: Asked) -> Answered:
    return listed(asked, led_list(asked.assessed, asked.mine))


def rated(asked: Asked) -> Answered:
    members, scope = asked.members()
    codes = asked.said.rating_codes
    return listed(asked, rated_list(asked.assessed, members, codes, asked.labels(codes), scope))


def overdue(asked: Asked) -> Answered:
    members, scope = asked.members()
    return listed(asked, overdue_list(asked.assessed, members, scope, asked.mine))


def due(asked: Asked) -> Answered:
    members, scope = asked.members()
    today = london_date(asked.now)
    window = asked.said.window or (today, today)
    return listed(asked, due_list(asked.assessed, members, window, scope, asked.mine))


def _group(asked: Asked, view: GroupStatus) -> Answered:
    refs = tuple(dict.fromkeys(line.ref for line in view.exceptions))
    return asked.answered(view_words(view), view, refs, _full_lists(asked, view))


def _full_lists(asked: Asked, view: GroupStatus) -> tuple[Choice, ...]:
    """The lists of which a status shows the beginning, for the same part of the plan."""
    targets = asked.said.targets
    where = f"in {name_of(targets[0])}" if targets else "in the whole plan"
    due_by = day_words(view.due_until)
    found = [Choice("What is overdue?", f"what is overdue {where}")]
    if view.worst in {rating.label for rating in asked.assessed.cut.ratings}:
        found.insert(0, Choice(f"What is {view.worst}?", f"what is {view.worst} {where}"))
    if view.due_next:
        found.append(Choice(f"What is due by {due_by}?", f"what is due by {due_by} {where}"))
    if view.silent:
        found.append(Choice("Who has not reported?", f"who has not reported {where}"))
    found.append(Choice("What has changed?", f"what has changed since the last report {where}"))
    found.append(Choice("Indicators", f"which indicators are there {where}"))
    return tuple(found)


def _heading(target: Target) -> str:
    return f"{target.kind.value.capitalize()} {target.ref}: {target.title}"
