"""Figures: actual against target, each with its period; and a service with its indicators and its actions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.conversation.answered import Answered
from bot.conversation.answers.asked import Asked, about_action, about_area, name_of
from bot.conversation.answers.listed import figures_listed
from bot.conversation.lexicon import known_by
from bot.conversation.naming import FILLER
from bot.conversation.plain import plain
from bot.conversation.said import Kind, Target
from store.cut import IndicatorRow
from store.refs import normalised_ref
from workflows.answers import Choice
from workflows.briefly import action_briefly
from workflows.figures import figures
from workflows.services import service_part

_OFF_TARGET = re.compile(
    r"\b(?:off|below|short of|behind|miss(?:ing|ed)?|not meeting|worst|worsening|failing)\b", re.IGNORECASE
)
_COMMON = FILLER | {
    "actual", "against", "data", "figure", "figures", "indicator", "indicators", "kpi", "kpis", "measure", "measures",
    "number", "percentage", "performance", "reading", "readings", "target", "targets", "trajectory", "plan", "whole",
    "there", "off", "behind", "below", "missing", "rate", "area", "cyp", "children", "waiting", "wait",
}  # fmt: skip
"""Words that are in a question about figures whichever it is about."""

SAME_WORDS = 2
"""Of an indicator's title, to be taken for the one that is meant; one where the question has no more."""

BY_TITLE = (
    "No action is linked to these indicators in the register: the actions are those whose titles name the service."
)
NO_ACTION = "No action is linked to these indicators in the register, and no title names the service."
MOST_RELATED = 2


def figures_of(asked: Asked) -> Answered:
    """Of what was named: by words of an indicator's title, by its own ref, by action, service or area; else of all."""
    cut = asked.assessed.cut
    off = bool(_OFF_TARGET.search(asked.said.words))
    targets = asked.said.targets
    by_words = _by_words(asked)
    if by_words and not any(target.kind in {Kind.AREA, Kind.SERVICE} for target in targets):
        return figures_listed(asked, figures(cut, by_words, "of that name", off_target_alone=off))
    if not targets:
        members, scope = asked.members()
        areas = {standing.area.ref for standing in members}
        chosen = [row for row in cut.indicators if row.area_ref in areas]
        return figures_listed(asked, figures(cut, chosen, scope, off_target_alone=off))
    chosen = [row for row in cut.indicators if any(_about(row, target, asked) for target in targets)]
    scope = f"of {' and '.join(name_of(target) for target in targets)}"
    answered = figures_listed(asked, figures(cut, chosen, scope, off_target_alone=off))
    return answered if chosen else _of_their_area(asked, answered)


def service(asked: Asked) -> Answered:
    """Its actions and its indicators, and what another area does about it."""
    name = asked.said.targets[0].ref
    part = service_part(asked.assessed, name, known_by)
    actions = [action_briefly(asked.assessed, s.action.ref) for s in (*part.linked, *part.titled)]
    notes = () if part.linked else (BY_TITLE if part.titled else NO_ACTION,)
    view = replace(
        figures(asked.assessed.cut, part.indicators, f"of {name}", actions=actions, notes=notes),
        heading=f"{name}: {len(actions)} actions, {len(part.indicators)} indicators",
    )
    related = tuple(
        Choice(f"Also {s.action.ref}, area {s.area.ref}", f"how is action {s.action.ref}")
        for s in part.elsewhere[:MOST_RELATED]
    )
    areas = dict.fromkeys(row.area_ref for row in part.indicators)
    refs = tuple(line.ref for line in actions)
    leads_on = (*related, *(about_action(ref) for ref in refs[:MOST_RELATED]), *(about_area(ref) for ref in areas))
    return figures_listed(asked, view, (*leads_on, *asked.always()))


def _of_their_area(asked: Asked, answered: Answered) -> Answered:
    """A missing link is never guessed: the area's indicators are offered."""
    members, _ = asked.members()
    areas = tuple(dict.fromkeys(standing.area.ref for standing in members))
    offered = tuple(Choice(f"Indicators of area {ref}", f"which indicators are there in area {ref}") for ref in areas)
    return replace(answered, suggestions=(*offered, *answered.suggestions))


def _about(row: IndicatorRow, target: Target, asked: Asked) -> bool:
    match target.kind:
        case Kind.AREA:
            return row.area_ref == target.ref
        case Kind.SERVICE:
            return row.service == target.ref
        case _:
            members = asked.refs_of(asked.members_of(target))
            return bool(set(row.action_refs) & set(members)) or normalised_ref(row.ref) == normalised_ref(target.ref)


def _by_words(asked: Asked) -> Sequence[IndicatorRow]:
    """Those whose titles hold most of the words of the question that are not words of every such question."""
    cut = asked.assessed.cut
    spoken = set(re.findall(r"[a-z][a-z0-9'&-]+", plain(asked.said.words))) - _COMMON
    titles = {row.ref: known_by(row.title) | known_by(row.service) for row in cut.indicators}
    known = spoken & set[str]().union(*titles.values())
    shared = {row.ref: len(known & titles[row.ref]) for row in cut.indicators}
    best = max(shared.values(), default=0)
    if best < min(SAME_WORDS, len(spoken)) or not best:
        return ()
    found = [row for row in cut.indicators if shared[row.ref] == best]
    return found if len(found) <= len(cut.indicators) // 3 else ()
