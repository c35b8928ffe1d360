"""Indicators: baselines, targets, and the actions they tell of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from store.cut import ActionRow, DataCut, IndicatorRow, MilestoneRow, PointRow
from store.refs import normalised_ref
from store.types import Direction
from workflows.indicators import with_unit
from workflows.language import count_words, day_words
from workflows.register_check.dates import milestones_by_action
from workflows.register_check.finding import Finding, Severity
from workflows.register_check.title_targets import title_targets
from workflows.register_check.words import meant_words, percentages

SAME_THING = 0.75
"""Share of an indicator's words that must stand in the action's or the milestone's before the two are called one.
"Updated Local Offer live" has all four in 1.5.2 and two of four in its neighbour 1.5.1."""

FEWEST_WORDS = 3

SERIES_THAT_FALL = frozenset({"ytd", "cumulative"})
"""They start again each year (`domain.md` 3.4)."""

_FIGURE = re.compile(r"-?\d+(?:\.\d+)?")
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
_RESTATED = re.compile(r"\s*(?:by|in)\b", re.IGNORECASE)


def indicator_date_before_milestone(cut: DataCut) -> Iterator[Finding]:
    """`domain.md` 9, item 1: indicator 1.5b wants the Local Offer live two months before 1.5.2 launches it.

    A link is never guessed (`design.md` 9). Without one the refs must belong together and the words must be the same
    thing; a false alarm would cost more trust than this finding earns.
    """
    milestones = milestones_by_action(cut)
    for indicator in cut.indicators:
        for action in cut.actions:
            linked = action.ref in indicator.action_refs
            if not linked and not _refs_belong_together(indicator, action):
                continue
            dated = [m for m in milestones.get(action.ref, []) if m.current and not m.completed_on]
            for milestone in dated:
                only_one = linked and len(milestones[action.ref]) == 1
                for point in indicator.points:
                    if not point.period_end or not milestone.current or milestone.current <= point.period_end:
                        continue
                    if _one_target(point, milestone) and (only_one or _same_thing(indicator, action, milestone)):
                        yield Finding(
                            "indicator_date_before_milestone",
                            f"Indicator {indicator.ref}, “{indicator.title}”, is for {day_words(point.period_end)}; "
                            f"milestone {milestone.seq} of {action.ref} delivers it on "
                            f"{day_words(milestone.current)}.",
                            (action.ref, indicator.ref),
                            Severity.ERROR,
                        )


def indicator_without_action(cut: DataCut) -> Iterator[Finding]:
    """`design.md` 9: a missing link is a finding, never a guess. One for all: the plans print no such column."""
    without = tuple(indicator.ref for indicator in cut.indicators if not indicator.action_refs)
    if without:
        named = count_words(len(without), "indicator is", "indicators are")
        yield Finding(
            "indicator_without_action",
            f"{named} not tied to any action (`action_refs` in indicators.csv), so no action's entry can cite them.",
            without,
            Severity.NOTE,
        )


def indicator_without_target(cut: DataCut) -> Iterator[Finding]:
    """`domain.md` 2.4 and the notes on area 5: an indicator with no figure and no date is never met or missed."""
    for indicator in cut.indicators:
        if not indicator.points:
            said = "has no target"
        elif not any(point.period_end for point in indicator.points):
            said = f"has a target with no date (“{indicator.points[0].target}”)"
        else:
            continue
        sentence = f"The indicator {said}, so nothing can be compared with it."
        yield Finding("indicator_without_target", sentence, (indicator.ref,), Severity.WARNING)


def baseline_missing(cut: DataCut) -> Iterator[Finding]:
    """`domain.md` 9, item 11: without a baseline nobody can say that anything improved."""
    for indicator in _in_figures(cut):
        if not indicator.baseline:
            sentence = "The indicator has no baseline, so no improvement can be shown."
            yield Finding("baseline_missing", sentence, (indicator.ref,), Severity.WARNING)


def baseline_undated(cut: DataCut) -> Iterator[Finding]:
    """`domain.md` 9, item 11: CAMHS 85%, SLT 54%, IHA 4% and RHA 37% have no date; only autism says June 2022."""
    for indicator in _in_figures(cut):
        if indicator.baseline and not indicator.baseline_date and not _YEAR.search(indicator.baseline):
            sentence = f"The baseline, {_baseline_words(indicator)}, has no date."
            yield Finding("baseline_undated", sentence, (indicator.ref,), Severity.WARNING)


def target_not_stretching(cut: DataCut) -> Iterator[Finding]:
    """`domain.md` 9, item 12: a first target no better than the baseline. A flag, not a verdict: groups may differ."""
    for indicator in _in_figures(cut):
        points = _dated_figures(indicator)
        baseline = _FIGURE.match(indicator.baseline.strip())
        if not points or not baseline or indicator.direction is Direction.NA:
            continue
        day, target = points[0]
        if not _better(indicator, target, float(baseline[0])):
            yield Finding(
                "target_not_stretching",
                f"The first target, {with_unit(target, indicator.unit)} by {day_words(day)}, is no better than the "
                f"baseline, {_baseline_words(indicator)}.",
                (indicator.ref,),
                Severity.WARNING,
            )


def target_vs_trajectory(cut: DataCut) -> Iterator[Finding]:
    """`domain.md` 9, item 10: the target in an indicator's title against the points of its trajectory.

    "90% by June 2024" over columns that reach 90% in September 2024; "80% by June 2023" over one that has it in
    March. A point printed "by June 2024" repeats the title and proves nothing, unless there are no others.
    """
    for indicator in cut.indicators:
        columns = tuple(point for point in indicator.points if not _RESTATED.match(point.date_text))
        points = _dated_figures(indicator, columns) or _dated_figures(indicator)
        if not points or indicator.direction is Direction.NA:
            continue
        for target, due in title_targets(indicator.title):
            clash = _clash(indicator, target, due, points)
            if clash:
                yield Finding(
                    "target_vs_trajectory",
                    f"The title says {with_unit(target, indicator.unit)} by {due:%B %Y}, but {clash}.",
                    (indicator.ref,),
                    Severity.WARNING,
                )


def trajectory_falls(cut: DataCut) -> Iterator[Finding]:
    """`domain.md` 9, item 23: 70, 20, 80, 20 is a year-to-date series, and is not marked as one."""
    for indicator in cut.indicators:
        if indicator.direction is Direction.NA or indicator.series.casefold() in SERIES_THAT_FALL:
            continue
        targets = [target for _, target in _dated_figures(indicator)]
        if any(_better(indicator, before, after) for before, after in pairwise(targets)):
            series = ", ".join(with_unit(target, indicator.unit) for target in targets)
            yield Finding(
                "trajectory_falls",
                f"The targets get worse on the way ({series}): if the count starts again each year, mark the series "
                "as ytd or cumulative.",
                (indicator.ref,),
                Severity.WARNING,
            )


def _refs_belong_together(indicator: IndicatorRow, action: ActionRow) -> bool:
    """Indicator 1.5b is the second of objective 1.5; area 3 numbers its indicators as its actions (item 22)."""
    bare = re.sub(r"(?<=\d)[a-z]$", "", normalised_ref(indicator.ref))
    return bare in {normalised_ref(action.objective_ref or ""), normalised_ref(action.ref)}


def _same_thing(indicator: IndicatorRow, action: ActionRow, milestone: MilestoneRow) -> bool:
    wanted = meant_words(indicator.title)
    shared = wanted & (meant_words(action.title) | meant_words(milestone.measure))
    return len(shared) >= FEWEST_WORDS and len(shared) >= SAME_THING * len(wanted)


def _one_target(point: PointRow, milestone: MilestoneRow) -> bool:
    """70% in 2024 and 80% in 2025 are two targets of one thing, and no contradiction."""
    figures = percentages(milestone.measure)
    return point.target_value in figures if point.target_value is not None else not figures


def _clash(indicator: IndicatorRow, target: float, due: date, points: list[tuple[date, float]]) -> str:
    """How the points contradict a target of the title; blank if they do not."""
    for day, value in points:
        if (day.year, day.month) == (due.year, due.month):
            return "" if value == target else f"the trajectory has {with_unit(value, indicator.unit)} then"
    reached = next((day for day, value in points if not _better(indicator, target, value)), None)
    if reached is None:
        return "the trajectory never gets there"
    when = "already" if reached < due else "only"
    return f"the trajectory has no point then and reaches it {when} in {reached:%B %Y}"


def _in_figures(cut: DataCut) -> list[IndicatorRow]:
    """Those that are counted or measured; "Revised governance agreed" is neither."""
    return [
        indicator
        for indicator in cut.indicators
        if indicator.direction is not Direction.NA or any(p.target_value is not None for p in indicator.points)
    ]


def _dated_figures(indicator: IndicatorRow, points: tuple[PointRow, ...] | None = None) -> list[tuple[date, float]]:
    """In order of time."""
    return sorted(
        (point.period_end, point.target_value)
        for point in (indicator.points if points is None else points)
        if point.period_end and point.target_value is not None
    )


def _better(indicator: IndicatorRow, value: float, than: float) -> bool:
    return value < than if indicator.direction is Direction.DOWN else value > than


def _baseline_words(indicator: IndicatorRow) -> str:
    bare = indicator.baseline.strip()
    words = with_unit(float(bare), indicator.unit) if _FIGURE.fullmatch(bare) else bare
    return f"{words} ({indicator.baseline_date})" if indicator.baseline_date else words
