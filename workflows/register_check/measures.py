"""Percentages that cannot be compared: of whom, of what two things at once, against which of two targets."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from store.cut import DataCut
from store.refs import normalised_ref
from workflows.language import list_words, short
from workflows.register_check.dates import milestones_by_action
from workflows.register_check.finding import Finding, Severity
from workflows.register_check.words import percentages, telling_words

SHARED_WORDS = 5
"""The percentage among them: what two texts share before they are taken to measure one thing. With four, "75%",
"outcomes", "EHC" and "plan" would make one of most of area 2."""

_EVERYBODY = re.compile(
    r"%\s+of\s+all\s+(?P<whom>[\w ]+?)(?=\s+(?:have|has|with|record|report|are|get|in|by)\b|[,.;]|$)", re.IGNORECASE
)
_SOME = re.compile(
    r"\b(?:from |in )?year \d{1,2}\b|\baged? \d{1,2}(?:\s?[-–]\s?\d{1,2})?|\bunder \d{1,2}s?\b", re.IGNORECASE
)
_BOTH = re.compile(
    r"\d\s?%\s+of\s+[^.;]*?\b(?:get|gets|have|has|receive|receives|complete|completes)\b[^.;]*?\bwith\b",
    re.IGNORECASE,
)
_TARGET = re.compile(r"\btarget(?:\s+is)?\s+(\d+(?:\.\d+)?)\s?%", re.IGNORECASE)


def denominator_mismatch(cut: DataCut) -> Iterator[Finding]:
    """`domain.md` 9, item 5: 2.3.1 measures "75% of all EHC plans", its own title and indicator 2.3 count Year 9."""
    for action in cut.actions:
        for milestone in cut.milestones:
            everybody = _EVERYBODY.search(milestone.measure) if milestone.action_ref == action.ref else None
            if everybody is None:
                continue
            narrower = [(action.ref, action.title)] if _SOME.search(action.title) else []
            narrower += [
                (indicator.ref, indicator.title)
                for indicator in cut.indicators
                if indicator.area_ref == action.area_ref
                and _SOME.search(indicator.title)
                and _measures_the_same(milestone.measure, indicator.title)
            ]
            if narrower:
                named = list_words([f"“{short(text, 90)}” ({ref})" for ref, text in narrower])
                counts = "counts" if len(narrower) == 1 else "count"
                yield Finding(
                    "denominator_mismatch",
                    f"Milestone {milestone.seq} counts all {everybody['whom'].strip()}; {named} {counts} some of them.",
                    tuple(dict.fromkeys((action.ref, *(ref for ref, _ in narrower)))),
                    Severity.WARNING,
                )
                break


def conditional_percentage(cut: DataCut) -> Iterator[Finding]:
    """`domain.md` 9, item 7: 3.1.2 wants a check that was made, and made with ASQ3; a report may give either alone."""
    for ref, milestones in milestones_by_action(cut).items():
        compound = [milestone for milestone in milestones if counts_both(milestone.measure)]
        if compound:
            yield Finding(
                "conditional_percentage",
                f"“{short(compound[0].measure, 90)}” counts only those of whom both things are true: "
                "a reading has to be the share of all, not the share of a share.",
                (ref,),
                Severity.NOTE,
            )


def counts_both(measure: str) -> bool:
    """Whether a measure counts only those of whom two things are true: "90% get a check with ASQ3"."""
    return bool(_BOTH.search(measure))


def two_targets(cut: DataCut) -> Iterator[Finding]:
    """`domain.md` 9, item 7: the row of 3.1.2 prints a target of 90% and one of 95%."""
    for ref, milestones in milestones_by_action(cut).items():
        targets: dict[str, list[int]] = defaultdict(list)
        for milestone in milestones:
            for figure in _TARGET.findall(milestone.measure):
                targets[figure].append(milestone.seq)
        if len(targets) > 1:
            named = list_words([f"{figure}% (milestone {seqs[0]})" for figure, seqs in targets.items()])
            sentence = f"The action prints more than one target: {named}."
            yield Finding("two_targets", sentence, (ref,), Severity.WARNING)


def indicator_ref_misleads(cut: DataCut) -> Iterator[Finding]:
    """`domain.md` 9, item 22: indicators numbered like objectives or actions that they do not belong to."""
    objectives = {normalised_ref(objective.ref): objective for objective in cut.objectives}
    for indicator in cut.indicators:
        objective = objectives.get(normalised_ref(indicator.ref))
        linked = {action.objective_ref for action in cut.actions if action.ref in indicator.action_refs}
        if objective is not None and linked and objective.ref not in linked:
            yield Finding(
                "indicator_ref_misleads",
                f"Indicator {indicator.ref} has the number of objective {objective.ref}, "
                f"and measures {list_words(list(indicator.action_refs))}.",
                (indicator.ref,),
                Severity.NOTE,
            )


def _measures_the_same(measure: str, title: str) -> bool:
    shared = telling_words(measure) & telling_words(title)
    return bool(percentages(measure) & percentages(title)) and len(shared) >= SHARED_WORDS
