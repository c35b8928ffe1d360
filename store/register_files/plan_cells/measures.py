"""What is measured, as plans print it: targets and baselines."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from store.register_files.plan_cells.figures import Figure, figures_in, series_in
from store.register_files.plan_cells.printed_text import in_one_line, levelled

_TO: Final = re.compile(r"\s*(?:,\s*)?\bto\b\s*(?:the\s+)?")
_FROM: Final = re.compile(r"\bfrom\b\s*$")
_DASH: Final = re.compile(r"\s*-\s*|\s+to\s+")
_CHANGED_BY: Final = re.compile(
    r"\b(?:by|up|down|increase[sd]?|improve[sd]?|rise|rises|fall|falls|decrease[sd]?|reduc(?:e|es|ed|tion)|narrow(?:s|ed)?"
    r"|growth)(?:\s+(?:of|by))?\s*$"
)
_PER: Final = re.compile(r"\s*(?:per|a|each|every)\s+(?:year|annum|month|quarter|term)\b")

_LONGEST: Final = 1_000
"""Letters. A longer cell is a text that no single figure can be taken from."""
_TOO_LONG: Final = "This is too long for a figure to be read from it: give the figure a column of its own."


@dataclass(frozen=True, slots=True)
class Point:
    """A figure for a date; None where the target is in words. `due` is the last day that `date_text` means, if any."""

    value: float | None
    date_text: str = ""
    due: date | None = None


@dataclass(frozen=True, slots=True)
class BaselineCell:
    """`date_text` is as printed: "June 2022", "2021/22"."""

    text: str
    value: float | None = None
    date_text: str = ""
    unit: str = ""
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class TargetCell:
    """`kind` is figure, trajectory, range, change or words; blank where the cell is.

    `value` is the last figure to be reached, None for a change ("up 2 percentage points per year"), a range and words.
    `unit` is percent, percentage points, weeks, months, days or number, as in `indicators.csv`. `operator` is <, <=, >
    or >= where the cell says so. `series` is ytd or cumulative, blank where it does not say.
    """

    text: str
    value: float | None = None
    unit: str = ""
    operator: str = ""
    kind: str = ""
    series: str = ""
    baseline: BaselineCell | None = None
    points: tuple[Point, ...] = ()
    doubt: str = ""


def read_target(cell: str, unit_hint: str = "") -> TargetCell:
    """`unit_hint` is the indicator's unit, taken where the cell prints none."""
    text, level = in_one_line(cell), levelled(in_one_line(cell))
    if not level.strip():
        return TargetCell(cell.strip())
    if len(level) > _LONGEST:
        return TargetCell(cell.strip(), kind="words", unit=unit_hint, doubt=_TOO_LONG)
    figures, dates, doubts = figures_in(text, unit_hint)
    target = TargetCell(cell.strip(), series=series_in(level))
    if not figures:
        points = tuple(Point(None, date.text, date.due) for date in dates)
        return replace(target, kind="words", unit=unit_hint, points=points, doubt=" ".join(doubts))
    target = replace(target, unit=figures[-1].unit, operator=figures[-1].operator)
    if len({figure.unit for figure in figures}) > 1:
        doubts.append("It holds figures of several kinds: check which is the target.")
    if unit_hint and figures[-1].unit != unit_hint:
        doubts.append(f"The indicator is in {unit_hint} and this target in {figures[-1].unit}: check which is right.")
    return _of_kind(target, level, figures, doubts)


def read_baseline(cell: str) -> BaselineCell:
    """ "31 weeks (June 2022)": the figure, its unit, and its date as printed."""
    text = in_one_line(cell)
    if len(text) > _LONGEST:
        return BaselineCell(cell.strip(), doubt=_TOO_LONG)
    figures, dates, _ = figures_in(text, "")
    date_text = dates[0].text if dates else ""
    if not levelled(text).strip():
        return BaselineCell(text)
    if not figures:
        return BaselineCell(cell.strip(), date_text=date_text, doubt=f'"{text}" holds no figure: kept in words.')
    if len(figures) > 1:
        doubt = f'"{text}" holds {len(figures)} figures: write which is the baseline.'
        return BaselineCell(cell.strip(), date_text=date_text, doubt=doubt)
    figure = figures[0]
    doubt = figure.doubt
    return BaselineCell(cell.strip(), figure.value, figure.date.text if figure.date else date_text, figure.unit, doubt)


def _of_kind(target: TargetCell, level: str, figures: list[Figure], doubts: list[str]) -> TargetCell:
    doubts += [figure.doubt for figure in figures if figure.doubt]
    doubts += [figure.date.doubt for figure in figures if figure.date and figure.date.doubt]
    if any(_is_change(level, figure) for figure in figures):
        doubts.append("It says by how much to change, not what to reach: add the figure to reach.")
        points = tuple(Point(None, figure.date.text, figure.date.due) for figure in figures if figure.date)
        return replace(target, kind="change", points=points, doubt=" ".join(doubts))
    if len(figures) > 1:
        first, second = figures[:2]
        if _is_from_to(level, first, second):
            begun = first.date.text if first.date else ""
            baseline = BaselineCell(first.text, first.value, begun, first.unit)
            return _reached(replace(target, baseline=baseline), figures[1:], doubts)
        if len(figures) == 2 and _DASH.fullmatch(level[first.end : second.start]):
            doubts.append("It is a range: write the one figure to reach.")
            return replace(target, kind="range", doubt=" ".join(doubts))
    return _reached(target, figures, doubts)


def _reached(target: TargetCell, figures: list[Figure], doubts: list[str]) -> TargetCell:
    undated = sum(figure.date is None for figure in figures)
    if len(figures) > 1 and undated:
        doubts.append("It holds several figures and not a date for each: write a date beside every figure.")
    points = tuple(
        Point(figure.value, figure.date.text, figure.date.due) if figure.date else Point(figure.value)
        for figure in figures
    )
    kind = "trajectory" if len(figures) > 1 else "figure"
    return replace(target, value=figures[-1].value, kind=kind, points=points, doubt=" ".join(doubts))


def _is_change(level: str, figure: Figure) -> bool:
    before = level[: figure.start]
    return (
        figure.unit == "percentage points"
        or bool(_CHANGED_BY.search(before))
        or bool(_PER.match(level, figure.end) and figure.unit == "percent")
    )


def _is_from_to(level: str, first: Figure, second: Figure) -> bool:
    """ "25% in 2022 to 65%", "from 25% to 65%"; a bare "25% to 65%" may be a range."""
    after = max(first.end, first.date.end) if first.date and first.date.end < second.start else first.end
    if not _TO.fullmatch(level[after : second.start]):
        return False
    return bool(_FROM.search(level[: first.start])) or after > first.end
