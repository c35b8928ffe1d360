"""Dates of milestones. The date in force is read, so an approved change settles a finding."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from store.cut import DataCut, MilestoneRow
from workflows.language import count_words, day_words, list_words
from workflows.register_check.finding import Finding, Severity

MOST_YEARS_FROM_THE_REST = 8
"""Ours: plans run for two to four years, and some look five years ahead."""

_TOLD = re.compile(r"\b(?:told|communicated|informed|briefed|circulated)\b", re.IGNORECASE)
_MADE = re.compile(
    r"\b(?:evidence of|mapped|developed|designed|drafted|agreed|produced|co-produced|in place)\b", re.IGNORECASE
)


def milestones_unordered(cut: DataCut) -> Iterator[Finding]:
    """`domain.md` 9, item 3: 4.1.3 has March 2023, September 2023, March 2023."""
    for ref, milestones in milestones_by_action(cut).items():
        dated = [milestone for milestone in milestones if milestone.current]
        backwards = [(a, b) for a, b in pairwise(dated) if a.current and b.current and b.current < a.current]
        if backwards:
            pairs = "; ".join(
                f"milestone {b.seq} ({day_words(b.current)}) follows milestone {a.seq} ({day_words(a.current)})"
                for a, b in backwards
            )
            yield Finding("milestones_unordered", f"Out of date order: {pairs}.", (ref,), Severity.WARNING)


def communicate_before_exists(cut: DataCut) -> Iterator[Finding]:
    """`domain.md` 9, item 3: 4.6.2 tells people of a pathway in January that is evidenced in March.

    A fault of logic and not of order alone: it is found however the milestones are numbered.
    """
    for ref, milestones in milestones_by_action(cut).items():
        made = [m for m in milestones if m.current and _MADE.search(m.measure)]
        told = [m for m in milestones if m.current and _TOLD.search(m.measure) and not _MADE.search(m.measure)]
        for telling in told:
            if made and all(m.current and telling.current and m.current > telling.current for m in made):
                first = min(made, key=lambda m: m.current or date.max)
                yield Finding(
                    "communicate_before_exists",
                    f"Milestone {telling.seq} tells people of it by {day_words(telling.current)}; "
                    f"milestone {first.seq} has it by {day_words(first.current)} only.",
                    (ref,),
                    Severity.WARNING,
                )
                break


def date_implausible(cut: DataCut) -> Iterator[Finding]:
    """`domain.md` 9, item 9: "March 2002" for March 2022. A slip of a year shows against all the other dates."""
    dated = sorted(milestone.current for milestone in cut.milestones if milestone.current)
    if not dated:
        return
    middle = dated[len(dated) // 2].year
    for milestone in cut.milestones:
        given = {"due": milestone.current, "forecast for": milestone.forecast, "completed on": milestone.completed_on}
        for word, day in given.items():
            if day and abs(day.year - middle) > MOST_YEARS_FROM_THE_REST:
                yield Finding(
                    "date_implausible",
                    f"Milestone {milestone.seq} is {word} {day_words(day)}, and most of the plan falls in {middle}.",
                    (milestone.action_ref,),
                    Severity.ERROR,
                )


def milestone_undated(cut: DataCut) -> Iterator[Finding]:
    """`design.md` 9: without a date a milestone is never late, and is listed instead."""
    for ref, milestones in milestones_by_action(cut).items():
        undated = [milestone for milestone in milestones if not milestone.current and not milestone.completed_on]
        if undated:
            named = list_words([_as_printed(milestone) for milestone in undated])
            start = "Milestone" if len(undated) == 1 else "Milestones"
            verb = "has" if len(undated) == 1 else "have"
            yield Finding(
                "milestone_undated",
                f"{start} {named} {verb} no date, so nothing can be late.",
                (ref,),
                Severity.NOTE,
            )


def due_before_plan(cut: DataCut) -> Iterator[Finding]:
    """`domain.md` 9, item 20: overdue on day one.

    A cut does not carry the day on which the plan was agreed. The first meeting of a board in the register stands
    for it: an open milestone due before that was late before anybody could report it. A plan without meetings, or
    whose early milestones are complete, gives nothing.
    """
    if not cut.meetings:
        return
    first = min(meeting.held_on for meeting in cut.meetings)
    early = [m for m in cut.milestones if m.current and m.current < first and not m.completed_on]
    if early:
        number = count_words(len(early), "open milestone falls", "open milestones fall")
        named = ", ".join(f"{m.action_ref} milestone {m.seq} ({day_words(m.current)})" for m in early)
        yield Finding(
            "due_before_plan",
            f"{number} due before the first board meeting in the register ({day_words(first)}): {named}.",
            tuple(dict.fromkeys(milestone.action_ref for milestone in early)),
            Severity.WARNING,
        )


def milestone_after_plan_end(cut: DataCut) -> Iterator[Finding]:
    """Ours: a milestone due after the last day of the plan's period is in no plan that a board has agreed."""
    end = cut.plan.period_end
    if end is None:
        return
    for milestone in cut.milestones:
        if milestone.current and milestone.current > end:
            yield Finding(
                "milestone_after_plan_end",
                f"Milestone {milestone.seq} is due on {day_words(milestone.current)}, "
                f"after the plan ends on {day_words(end)}.",
                (milestone.action_ref,),
                Severity.WARNING,
            )


def milestones_by_action(cut: DataCut) -> dict[str, list[MilestoneRow]]:
    """Each action's milestones in the order in which the plan numbers them."""
    grouped: dict[str, list[MilestoneRow]] = defaultdict(list)
    for milestone in cut.milestones:
        grouped[milestone.action_ref].append(milestone)
    return grouped


def _as_printed(milestone: MilestoneRow) -> str:
    return f"{milestone.seq} (“{milestone.due_text}”)" if milestone.due_text else str(milestone.seq)
