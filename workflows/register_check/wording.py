"""What the words of an action give away."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import combinations

from store.cut import ActionRow, DataCut
from workflows.language import day_words, short
from workflows.register_check.finding import Finding, Severity
from workflows.register_check.words import telling_words

MOST_DELIVERABLES = 4
"""Ours: from five things under one date on, the date says nothing about any of them."""

DISTINCTIVE = 5
"""Words that an output needs before two are called one: "Plan published" is said of many plans."""

_MARK = re.compile(r"(?<=[\w)])\*+(?!\w)")
_NAMED = re.compile(
    r"((?!The\b|A\b)(?:[A-Z][\w’'-]*\s+){1,6}"
    r"(?:Strategy|Plan|Framework|Charter|Policy|Protocol|Pathway|Model|Agreement))\b"
)
_NOTE = re.compile(r"(?:^|\s|\()\*+\s*\w")


def dangling_footnote(cut: DataCut) -> Iterator[Finding]:
    """`domain.md` 9, item 13: "Health Professionals*" (2.2.2), an asterisk without a note."""
    texts = list(_texts(cut))
    if any(_NOTE.search(text) for _, text in texts):
        return
    for ref, text in dict.fromkeys(texts):
        if _MARK.search(text):
            yield Finding(
                "dangling_footnote",
                f"“{short(text, 80)}” has an asterisk, and the plan has no note to it.",
                (ref,),
                Severity.WARNING,
            )


def compound_action(cut: DataCut) -> Iterator[Finding]:
    """`domain.md` 9, item 14: 5.3.1 has eight joint commissioning plans under one date."""
    for milestone in cut.milestones:
        deliverables = [part for part in milestone.measure.split(";") if part.strip()]
        if len(deliverables) > MOST_DELIVERABLES:
            yield Finding(
                "compound_action",
                f"Milestone {milestone.seq} holds {len(deliverables)} deliverables under one date "
                f"({day_words(milestone.current, none='none given')}), so it cannot be told which of them are done.",
                (milestone.action_ref,),
                Severity.WARNING,
            )


def duplicate_output(cut: DataCut) -> Iterator[Finding]:
    """`domain.md` 9, item 14: 5.2.1 and 5.2.3 owe one output on one day.

    Every word of the one stands in the other, and both are in one objective. Across objectives equal words are a
    template that each fills for itself: "Current pathway mapped" in 4.1.1, 4.2.1 and 4.3.1.
    """
    owed = [(action, day, text, telling_words(text)) for action, day, text in _outputs(cut)]
    said: set[tuple[str, str]] = set()
    for (action, day, text, words), (other, other_day, _, other_words) in combinations(owed, 2):
        pair = (action.ref, other.ref)
        if action.ref == other.ref or day != other_day or pair in said or _group(action) != _group(other):
            continue
        if min(len(words), len(other_words)) >= DISTINCTIVE and (words <= other_words or other_words <= words):
            said.add(pair)
            yield Finding(
                "duplicate_output",
                f"Both actions owe “{short(text.strip(), 100)}” on {day_words(day)}.",
                pair,
                Severity.WARNING,
            )


def name_drift(cut: DataCut) -> Iterator[Finding]:
    """`domain.md` 9, item 14: 5.2.1 supports a "System Joint Commissioning Strategy" and owes a "Partnership
    Commissioning Strategy". Two names that share their last word and one more, and neither of which is the other
    cut short, are read as one thing named twice."""
    measures: dict[str, list[str]] = {}
    for milestone in cut.milestones:
        measures.setdefault(milestone.action_ref, []).append(milestone.measure)
    for action in cut.actions:
        owed = [name for text in measures.get(action.ref, []) for name in _names(text)]
        for named in _names(action.title):
            for other in owed:
                words, others = set(named.casefold().split()), set(other.casefold().split())
                same_thing = named.split()[-1].casefold() == other.split()[-1].casefold() and len(words & others) > 1
                if same_thing and words - others and others - words:
                    yield Finding(
                        "name_drift",
                        f"The action speaks of the “{named}”, its measure of the “{other}”: if they are one, "
                        "give it one name.",
                        (action.ref,),
                        Severity.WARNING,
                    )
                    break


def _names(text: str) -> list[str]:
    """Things with a name of their own: capitalised words that end in what the thing is."""
    return [" ".join(found.split()) for found in _NAMED.findall(text)]


def _outputs(cut: DataCut) -> Iterator[tuple[ActionRow, date, str]]:
    actions = {action.ref: action for action in cut.actions}
    for milestone in cut.milestones:
        if milestone.current:
            for part in milestone.measure.split(";"):
                yield actions[milestone.action_ref], milestone.current, part


def _group(action: ActionRow) -> str:
    return action.objective_ref or action.area_ref


def _texts(cut: DataCut) -> Iterator[tuple[str, str]]:
    """Every text of the plan with the ref to look under."""
    for area in cut.areas:
        yield area.ref, area.title
        yield from ((area.ref, post.name) for post in area.sros)
    for objective in cut.objectives:
        yield objective.ref, objective.title
    for action in cut.actions:
        yield action.ref, action.title
        yield from ((action.ref, post.name) for post in action.leads)
    for milestone in cut.milestones:
        yield milestone.action_ref, milestone.measure
        yield milestone.action_ref, milestone.due_text
    for indicator in cut.indicators:
        yield indicator.ref, indicator.title
