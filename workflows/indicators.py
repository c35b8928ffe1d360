"""Indicators against their trajectory: the target of the same period, never interpolated (`domain.md` 3.4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from store.cut import IndicatorRow, PointRow, ReadingRow
from store.types import Direction
from workflows.language import count_words

KPI_OK = 0.05
KPI_RED = 0.10
"""Shortfall relative to target: to 5% is on trajectory, over 10% is off it (Bracknell Forest's key)."""

LOW_TARGET = 10.0
LOW_TARGET_OK = 1.0
LOW_TARGET_RED = 2.0
LOW_TARGET_UNITS = frozenset({"percent", "rate", "count", ""})
"""Under a target of 10 per cent or 10 of anything a relative gap means little (0.5% of referrals), so the gap itself
is read. A wait of some weeks is read relatively, however short."""

STALE_GRACE_DAYS = 31
CYCLE_DAYS = {
    "monthly": 31,
    "quarterly": 92,
    "termly": 123,
    "six-monthly": 183,
    "biannual": 183,
    "annual": 366,
    "annually": 366,
}
BOARD_CYCLE_DAYS = 61
"""An indicator with no stated cadence is expected once in each bi-monthly board cycle."""

MIN_POINTS_FOR_TREND = 3


class KpiStatus(StrEnum):
    OK = "On trajectory"
    AMBER = "Slightly off trajectory"
    RED = "Off trajectory"
    STALE = "Stale"
    NO_READING = "No reading"


@dataclass(frozen=True, slots=True)
class IndicatorState:
    """`shortfall` is signed: above 0 is short of target. `relative` is None for a low target, read absolutely."""

    indicator: IndicatorRow
    status: KpiStatus
    point: PointRow | None
    reading: ReadingRow | None
    shortfall: float | None
    relative: float | None
    travel: str
    worsening: bool

    @property
    def target_words(self) -> str:
        return with_unit(self.point.target_value, self.indicator.unit) if self.point else "None"

    @property
    def actual_words(self) -> str:
        return with_unit(self.reading.value, self.indicator.unit) if self.reading else "No reading"

    @property
    def gap_words(self) -> str:
        if self.shortfall is None:
            return "None"
        if self.shortfall == 0:
            return "On target"
        absolute = f"{_size(abs(self.shortfall), self.indicator.unit)} {self._side}"
        return f"{absolute} ({abs(self.relative):.1%} of target)" if self.relative else absolute

    @property
    def _side(self) -> str:
        if self.shortfall is not None and self.shortfall < 0:
            return "better than target"
        return "over target" if self.indicator.direction is Direction.DOWN else "short of target"


def indicator_state(indicator: IndicatorRow, as_at: date) -> IndicatorState | None:
    """None for an indicator with no target in figures, or with none due yet and no reading."""
    points = sorted(
        (point for point in indicator.points if point.target_value is not None and point.period_end),
        key=_period_end,
    )
    if not points:
        return None
    travel, worsening = _travel(indicator)
    newest = indicator.readings[-1] if indicator.readings else None
    matched = _matched(indicator, points)
    if matched is None:
        grace = timedelta(days=STALE_GRACE_DAYS if newest else 0)
        passed = [point for point in points if _period_end(point) + grace <= as_at]
        if passed:
            return IndicatorState(indicator, KpiStatus.NO_READING, passed[-1], None, None, None, travel, worsening)
        if newest is None:
            return None
        status = KpiStatus.STALE if is_stale(indicator, newest, as_at) else KpiStatus.OK
        return IndicatorState(indicator, status, None, newest, None, None, travel, worsening)
    point, reading = matched
    shortfall, relative, status = _against(indicator, point.target_value or 0.0, reading.value)
    if status is KpiStatus.OK and newest and is_stale(indicator, newest, as_at):
        status = KpiStatus.STALE
    return IndicatorState(indicator, status, point, reading, shortfall, relative, travel, worsening)


def _against(indicator: IndicatorRow, target: float, actual: float) -> tuple[float, float | None, KpiStatus]:
    """The shortfall, what it is of the target, and how that is judged."""
    shortfall = round(actual - target if indicator.direction is Direction.DOWN else target - actual, 6)
    # Figures are printed to a tenth, so a gap that prints as the limit is at the limit.
    if target <= 0 or (target < LOW_TARGET and indicator.unit in LOW_TARGET_UNITS):
        return shortfall, None, _judged(round(shortfall, 1), LOW_TARGET_OK, LOW_TARGET_RED)
    relative = shortfall / target
    return shortfall, relative, _judged(round(relative, 3), KPI_OK, KPI_RED)


def _judged(gap: float, ok: float, red: float) -> KpiStatus:
    return KpiStatus.OK if gap <= ok else KpiStatus.AMBER if gap <= red else KpiStatus.RED


def is_stale(indicator: IndicatorRow, newest: ReadingRow, as_at: date) -> bool:
    cycle = CYCLE_DAYS.get(indicator.cadence.casefold(), BOARD_CYCLE_DAYS)
    return newest.period_end + timedelta(days=cycle + STALE_GRACE_DAYS) < as_at


def _period_end(point: PointRow) -> date:
    return point.period_end or date.max


def _matched(indicator: IndicatorRow, points: list[PointRow]) -> tuple[PointRow, ReadingRow] | None:
    """The newest reading for whose own period, to the month, there is a target."""
    for reading in reversed(indicator.readings):
        for point in points:
            if _month(_period_end(point)) == _month(reading.period_end):
                return point, reading
    return None


def _travel(indicator: IndicatorRow) -> tuple[str, bool]:
    """In words, and whether it worsens. Year-to-date series compare with the same month of other years only."""
    readings = list(indicator.readings)
    if indicator.series in {"ytd", "cumulative"} and readings:
        readings = [r for r in readings if r.period_end.month == readings[-1].period_end.month]
    if not readings:
        return "No reading", False
    if len(readings) < MIN_POINTS_FOR_TREND:
        return f"Too few readings ({count_words(len(readings), 'reading')})", False
    step = readings[-1].value - readings[-2].value
    if step == 0:
        return "No change", False
    better = (step > 0) == (indicator.direction is not Direction.DOWN)
    return ("Better", False) if better else ("Worse", True)


def with_unit(value: float | None, unit: str) -> str:
    if value is None:
        return "None"
    number = _number(value)
    return f"{number}%" if unit == "percent" else _size(value, unit)


def _size(value: float, unit: str) -> str:
    """9.3 points, 1 week, 12."""
    number, one = _number(value), {"percent": "point", "weeks": "week"}.get(unit, "")
    if not one:
        return number
    return f"{number} {one if number == '1' else f'{one}s'}"


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _month(day: date) -> tuple[int, int]:
    return day.year, day.month
