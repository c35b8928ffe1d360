"""What the dates say, beside what the lead says (`domain.md` 3.3). Never a colour, and never written over one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

from store.cut import MilestoneRow
from store.types import CLOSED_LIFECYCLES, COMPLETE_LIFECYCLES, Lifecycle
from workflows.language import count_words, day_words

LATE_MINOR_DAYS = 31
"""Up to here a miss is minor: "one month behind" in Bromsgrove's reports. Beyond it is "significantly delayed"."""

DUE_SOON_DAYS = 31
"""Our own: as long as a board's notice of what falls due."""


class Timing(IntEnum):
    """In order of gravity, so that the worst of several is their maximum."""

    UNDATED = 0
    DONE = 1
    ON_TIME = 2
    DUE_SOON = 3
    FORECAST_LATE = 4
    LATE_MINOR = 5
    LATE_MAJOR = 6


LATE = frozenset({Timing.LATE_MINOR, Timing.LATE_MAJOR})
NOT_TIMED = CLOSED_LIFECYCLES | {Lifecycle.PAUSED}
"""Set aside by a recorded decision, so no longer late against a date."""


@dataclass(frozen=True, slots=True)
class MilestoneTiming:
    """`days_late` is against the current date, `days_late_baseline` against the one first agreed; 0 when not late.

    `forecast_days` is how far the lead's forecast lies after the current date.
    """

    milestone: MilestoneRow
    timing: Timing
    days_late: int
    days_late_baseline: int
    forecast_days: int

    @property
    def words(self) -> str:
        milestone = self.milestone
        if self.timing is Timing.DONE:
            if milestone.completed_on is None:
                return "Complete, on a day not given"
            if not self.days_late_baseline:
                return "Complete"
            return f"Complete, {count_words(self.days_late_baseline, 'day')} after the original date"
        if self.timing in LATE:
            if self.days_late_baseline > self.days_late:
                return (
                    f"{count_words(self.days_late, 'day')} late against the current date, "
                    f"{self.days_late_baseline} against the original"
                )
            return f"{count_words(self.days_late, 'day')} late"
        if self.timing is Timing.FORECAST_LATE:
            after = count_words(self.forecast_days, "day")
            return f"Forecast {day_words(milestone.forecast)}, {after} after its date"
        if self.timing is Timing.UNDATED:
            return "Set aside by decision" if milestone.current else "No date"
        return f"Due {day_words(milestone.current)}"


def milestone_timing(milestone: MilestoneRow, as_at: date) -> MilestoneTiming:
    """A milestone is late from the day after its date; one with no date is never late.

    One that the register holds as complete is not late, though nobody gave the day on which it was completed.
    """
    baseline, current, forecast = milestone.baseline, milestone.current, milestone.forecast
    if milestone.completed_on is not None:
        late = _days_after(milestone.completed_on, baseline)
        return MilestoneTiming(milestone, Timing.DONE, 0, late, 0)
    if milestone.lifecycle in COMPLETE_LIFECYCLES:
        return complete_undated(milestone)
    if current is None or milestone.lifecycle in NOT_TIMED:
        return not_timed(milestone)
    forecast_days = _days_after(forecast, current) if forecast else 0
    if current < as_at:
        days = (as_at - current).days
        timing = Timing.LATE_MINOR if days <= LATE_MINOR_DAYS else Timing.LATE_MAJOR
        return MilestoneTiming(milestone, timing, days, _days_after(as_at, baseline), forecast_days)
    if forecast_days:
        return MilestoneTiming(milestone, Timing.FORECAST_LATE, 0, 0, forecast_days)
    soon = current - as_at <= timedelta(days=DUE_SOON_DAYS)
    return MilestoneTiming(milestone, Timing.DUE_SOON if soon else Timing.ON_TIME, 0, 0, 0)


def not_timed(milestone: MilestoneRow) -> MilestoneTiming:
    """With no date, or set aside by a decision about it or about its action."""
    return MilestoneTiming(milestone, Timing.UNDATED, 0, 0, 0)


def complete_undated(milestone: MilestoneRow) -> MilestoneTiming:
    """Complete by its own lifecycle or its action's, on a day that the register does not hold."""
    return MilestoneTiming(milestone, Timing.DONE, 0, 0, 0)


def worst_timing(timings: Iterable[MilestoneTiming]) -> Timing:
    return max((item.timing for item in timings), default=Timing.UNDATED)


def _days_after(day: date, reference: date | None) -> int:
    return max(0, (day - reference).days) if reference else 0
