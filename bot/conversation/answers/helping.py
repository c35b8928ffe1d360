"""What is said to somebody who is not understood, or names what is not there or not only one thing."""

from __future__ import annotations

import re

from rapidfuzz import fuzz, process

from bot.conversation import phrases
from bot.conversation.answered import Answered, ReportWanted
from bot.conversation.answers.asked import Asked, name_of
from bot.conversation.answers.listed import listed
from bot.conversation.plain import plain
from bot.conversation.rights import REPORT_REFUSED, may_have_reports
from bot.conversation.said import Kind, Target
from store.refs import normalised_ref
from workflows.action_lists import a_list
from workflows.answers import ActionLine, Choice
from workflows.briefly import action_briefly, group_briefly
from workflows.language import list_words

NEAREST = 3
OTHER_PLAN = (
    "I hold the plan of this local area alone, so I cannot say how another stands: its own council publishes that."
)
_REF = re.compile(r"\d+(?: ?\. ?\d+)*")
_BRIEF = frozenset({Kind.AREA, Kind.OBJECTIVE, Kind.ACTION})


def not_understood(asked: Asked) -> Answered:
    """The three nearest things that can be asked or told: of the likeliest meanings, else by their words."""
    near = process.extract(
        asked.said.words, list(phrases.EXAMPLES.values()), scorer=fuzz.token_set_ratio, limit=NEAREST
    )
    examples = dict.fromkeys((*_likeliest(asked), *(example for example, _, _ in near)))
    offered = tuple(Choice(_as_label(example), example) for example in list(examples)[:NEAREST])
    named = list_words([f"“{choice.ask}”" for choice in offered], conjunction="or")
    text = f"I did not understand that. You could ask {named}, or name an action by its ref, or write “help”."
    return asked.answered(text, suggestions=offered)


def _likeliest(asked: Asked) -> list[str]:
    """About the action that was named, else one of the speaker's own."""
    named = [target.ref for target in asked.said.targets if target.kind is Kind.ACTION]
    refs = (*named, *asked.mine)[:1]
    examples = [phrases.NEAR_EXAMPLES.get(intent, "") for intent in asked.said.nearest]
    return [example.format(ref="".join(refs)) for example in examples if example and (refs or "{ref}" not in example)]


def unknown_ref(asked: Asked) -> Answered:
    areas = list_words([area.ref for area in asked.assessed.cut.areas])
    ref = asked.said.unknown_ref.capitalize()
    return asked.answered(f"{ref} is not in this plan. It has areas {areas}: name one, or words of a title.")


def which(asked: Asked) -> Answered:
    """Several that were named by their refs are all answered; what may mean one or the other is asked back."""
    targets = asked.said.targets
    if _all_named(asked):
        return all_of_them(asked)
    choices = tuple(Choice(_as_label(name_of(t)), name_of(t), t.title) for t in targets)
    text = "\n".join(["Which do you mean?", *(f"- {choice.label}: {choice.title}" for choice in choices)])
    return asked.answered(text, None, tuple(t.ref for t in targets), choices)


def other_plan(asked: Asked) -> Answered:
    return asked.answered(OTHER_PLAN)


def report(asked: Asked) -> Answered:
    if not may_have_reports(asked.remit):
        return asked.refused(REPORT_REFUSED)
    view = ReportWanted(asked.plan.key, asked.assessed.cut.taken_at)
    return asked.answered("The exception report as it stands now.", view, (), ())


def _all_named(asked: Asked) -> bool:
    """More than one ref, the first and the last of them in the message: "4.1.1 and 4.2.1", or "4.1.1 to 4.1.3"."""
    targets = asked.said.targets
    if len({target.ref for target in targets}) < 2 or any(target.kind not in _BRIEF for target in targets):
        return False
    printed = {normalised_ref(found) for found in _REF.findall(plain(asked.said.words))}
    return {normalised_ref(targets[0].ref), normalised_ref(targets[-1].ref)} <= printed


def all_of_them(asked: Asked) -> Answered:
    """A line for each part of the plan that was named."""
    targets = asked.said.targets
    lines = [_briefly(asked, target) for target in targets]
    named = list_words([_as_label(name_of(target)) for target in targets])
    view = a_list(asked.assessed, named, lines, named)
    return listed(asked, view, tuple(Choice(_as_label(name_of(t)), name_of(t)) for t in targets))


def _briefly(asked: Asked, target: Target) -> ActionLine:
    if target.kind is Kind.ACTION:
        return action_briefly(asked.assessed, target.ref)
    name = _as_label(name_of(target))
    return group_briefly(asked.assessed, name, target.title, asked.members_of(target))


def _as_label(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}"
