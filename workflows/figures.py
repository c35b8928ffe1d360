"""Indicators as they stand: what was to be reached and what was, each with its own period (`domain.md` 3.4)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from store.cut import DataCut, IndicatorRow, PointRow, ReadingRow
from store.working_days import london_date
from workflows.answers import ActionLine, Figure, Figures
from workflows.indicators import IndicatorState, KpiStatus, indicator_state, with_unit
from workflows.language import count_words, day_words
from workflows.register_check.measures import counts_both

NO_TARGET = "No target in figures"
NO_READING = "No reading"
NOT_COMPARED = "Not compared: the periods differ"
NOT_YET = "Not due yet"

WORST_FIRST = (
    KpiStatus.RED.value,
    KpiStatus.AMBER.value,
    KpiStatus.STALE.value,
    KpiStatus.NO_READING.value,
    NOT_COMPARED,
    KpiStatus.OK.value,
    NOT_YET,
    NO_TARGET,
)
OFF_TARGET = frozenset({KpiStatus.RED.value, KpiStatus.AMBER.value})


def figures(
    cut: DataCut,
    indicators: Sequence[IndicatorRow],
    scope: str,
    *,
    off_target_alone: bool = False,
    actions: Sequence[ActionLine] = (),
    notes: tuple[str, ...] = (),
) -> Figures:
    """What is furthest off first. `off_target_alone`: only what a reading shows to be short of its target."""
    today = london_date(cut.taken_at)
    compound = {milestone.action_ref for milestone in cut.milestones if counts_both(milestone.measure)}
    every = [figure(row, today, compound=bool(compound & set(row.action_refs))) for row in indicators]
    every.sort(key=lambda one: WORST_FIRST.index(one.status))
    shown = [one for one in every if one.status in OFF_TARGET] if off_target_alone else every
    unread = sum(one.actual == NO_READING for one in every)
    silent = f"{unread} without a reading" if unread else "each with a reading"
    heading = f"{count_words(len(every), 'indicator')} {scope}, {silent}"
    if off_target_alone:
        heading = f"{len(shown)} of {heading}: off target"
    empty = (
        f"No reading of {count_words(len(every), 'indicator')} {scope} is short of its target ({silent})."
        if every
        else f"The register holds no indicator {scope}."
    )
    return Figures(heading, tuple(shown), empty, cut.taken_at, tuple(actions), notes)


def figure(indicator: IndicatorRow, today: date, *, compound: bool = False) -> Figure:
    """`compound`: its measure counts only those of whom two things are true."""
    state = indicator_state(indicator, today)
    newest = indicator.readings[-1] if indicator.readings else None
    compared = state is not None and state.shortfall is not None
    point = state.point if state and state.point else _next_point(indicator, today)
    reading = state.reading if state and state.reading else newest
    return Figure(
        ref=indicator.ref,
        title=indicator.title,
        status=_status(state, point, reading, compared=compared),
        target=_target(point, indicator),
        target_period=_period(point),
        actual=with_unit(reading.value, indicator.unit) if reading else NO_READING,
        actual_period=f"for {day_words(reading.period_end)}" if reading else "",
        gap=state.gap_words if state and compared else "",
        source=reading.source if reading else "",
        note=_note(indicator, reading, newest, compound=compound),
    )


def _status(state: IndicatorState | None, point: PointRow | None, reading: ReadingRow | None, *, compared: bool) -> str:
    if point is None or point.target_value is None:
        return NO_TARGET
    if state is None:
        return NOT_YET
    if reading is not None and not compared and state.status is not KpiStatus.STALE:
        return NOT_COMPARED
    return state.status.value


def _next_point(indicator: IndicatorRow, today: date) -> PointRow | None:
    """The first that is still to be reached, else the last; in figures where there is one."""
    points = sorted(indicator.points, key=lambda point: point.period_end or date.max)
    in_figures = [point for point in points if point.target_value is not None] or points
    ahead = (point for point in in_figures if point.period_end and point.period_end >= today)
    return next(ahead, in_figures[-1] if in_figures else None)


def _target(point: PointRow | None, indicator: IndicatorRow) -> str:
    if point is None:
        return NO_TARGET
    return (
        with_unit(point.target_value, indicator.unit) if point.target_value is not None else point.target or NO_TARGET
    )


def _period(point: PointRow | None) -> str:
    if point is None:
        return ""
    return f"for {day_words(point.period_end)}" if point.period_end else point.date_text or "no date"


def _note(indicator: IndicatorRow, reading: ReadingRow | None, newest: ReadingRow | None, *, compound: bool) -> str:
    notes: list[str] = []
    if indicator.baseline:
        since = f", {indicator.baseline_date}" if indicator.baseline_date else ", undated"
        notes.append(f"Baseline {indicator.baseline}{since}.")
    if compound:
        notes.append("Compound: counts only those of whom both things are true, as a share of all.")
    if newest is not None and reading is not None and newest != reading:
        value = with_unit(newest.value, indicator.unit)
        notes.append(f"Newest reading: {value} for {day_words(newest.period_end)}, a month without a target.")
    return " ".join(notes)
