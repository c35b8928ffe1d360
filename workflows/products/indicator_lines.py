"""Every indicator of a plan in a line: off trajectory first, then those without a fresh figure, then the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from store.cut import IndicatorRow
from workflows.documents.blocks import Block, Cell, Column, Paragraph, Table
from workflows.indicators import IndicatorState, KpiStatus, is_stale, with_unit
from workflows.language import count_words, day_words, list_words
from workflows.products.basis import Basis


class Judged(StrEnum):
    """In the order in which papers show them."""

    RED = KpiStatus.RED.value
    AMBER = KpiStatus.AMBER.value
    STALE = KpiStatus.STALE.value
    NO_READING = KpiStatus.NO_READING.value
    OK = KpiStatus.OK.value
    NOT_DUE = "Not due yet"
    NO_FIGURES = "No target in figures"


IN_SENTENCE = {
    Judged.RED: "off trajectory",
    Judged.AMBER: "slightly off trajectory",
    Judged.STALE: "stale",
    Judged.NO_READING: "due without a reading",
    Judged.OK: "on trajectory",
    Judged.NOT_DUE: "not due yet",
    Judged.NO_FIGURES: "without a target in figures",
}


@dataclass(frozen=True, slots=True)
class IndicatorLine:
    """Numbers are text with units. `period` is that of target and actual; of the next target where none is due."""

    indicator: IndicatorRow
    judged: Judged
    stale: bool
    period: date | None
    target: str
    actual: str
    gap: str
    travel: str
    source: str

    @property
    def name(self) -> str:
        """Some plans number their indicators as they number their actions."""
        return f"Indicator {self.indicator.ref}"

    @property
    def status_words(self) -> str:
        return f"{self.judged}, and stale" if self.stale and self.judged is not Judged.STALE else self.judged.value


def indicator_lines(basis: Basis, area_ref: str = "") -> list[IndicatorLine]:
    """Of one area, or of the whole plan."""
    states = {state.indicator.ref: state for state in basis.assessed.indicators}
    chosen = [row for row in basis.cut.indicators if not area_ref or row.area_ref == area_ref]
    order = list(Judged)
    lines = [_line(row, states.get(row.ref), basis.today) for row in chosen]
    return sorted(lines, key=lambda line: order.index(line.judged))


def _line(row: IndicatorRow, state: IndicatorState | None, today: date) -> IndicatorLine:
    if state is None:
        coming = [point for point in row.points if point.target_value is not None and point.period_end]
        if not coming:
            return IndicatorLine(row, Judged.NO_FIGURES, False, None, "None", "None", "None", "None", "None")
        following = min(coming, key=lambda point: point.period_end or date.max)
        target = with_unit(following.target_value, row.unit)
        return IndicatorLine(
            row, Judged.NOT_DUE, False, following.period_end, target, "No reading", "None", "No reading", "None"
        )
    newest = row.readings[-1] if row.readings else None
    return IndicatorLine(
        indicator=row,
        judged=Judged(state.status.value),
        stale=newest is not None and is_stale(row, newest, today),
        period=state.point.period_end if state.point else state.reading.period_end if state.reading else None,
        target=state.target_words if state.point else "None for this period",
        actual=state.actual_words,
        gap=state.gap_words,
        travel=state.travel,
        source=state.reading.source if state.reading and state.reading.source else "None",
    )


def indicator_sentence(lines: Sequence[IndicatorLine]) -> str:
    if not lines:
        return "The plan sets no indicator here."
    counts = Counter(line.judged for line in lines)
    told = [f"{counts[judged]} {words}" for judged, words in IN_SENTENCE.items() if counts[judged]]
    return f"Of {count_words(len(lines), 'indicator')}: {list_words(told)}."


def with_figures(lines: Sequence[IndicatorLine]) -> list[IndicatorLine]:
    return [line for line in lines if line.judged is not Judged.NO_FIGURES]


def without_figures(lines: Sequence[IndicatorLine]) -> str:
    """Those that have no line in a table of figures, so that none goes missing."""
    refs = [line.indicator.ref for line in lines if line.judged is Judged.NO_FIGURES]
    if not refs:
        return ""
    have = "indicator has" if len(refs) == 1 else "indicators have"
    told = "its milestones show" if len(refs) == 1 else "their milestones show"
    return f"{len(refs)} {have} no target in figures, so that only {told} what is reached: {', '.join(refs)}."


def impact_table(lines: Sequence[IndicatorLine], caption: str) -> Block:
    """Figures beside what they should be, for a reader who wants to know what has changed for families."""
    shown = with_figures(lines)
    if not shown:
        return Paragraph("No indicator has a target in figures here.")
    return Table(
        caption=caption,
        about="One row for each indicator: the period, its target, the actual, how it is judged and where it is going.",
        columns=(
            Column("Ref", 24),
            Column("Indicator", 56),
            Column("Period", 24),
            Column("Target", 16),
            Column("Actual", 17),
            Column("Status", 19),
            Column("Direction of travel", 22),
        ),
        rows=[_impact_row(line) for line in shown],
    )


def _impact_row(line: IndicatorLine) -> tuple[Cell, ...]:
    period = day_words(line.period) if line.period else "None"
    return (
        line.name,
        line.indicator.title,
        period,
        line.target,
        line.actual,
        line.status_words,
        line.travel,
    )
