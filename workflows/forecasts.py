"""Whether the leads expect to keep their dates: their own forecasts, nobody else's judgement."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from store.working_days import london_date
from workflows.action_lines import action_line
from workflows.action_lists import a_list
from workflows.answers import ActionList
from workflows.exception_report.assess import Assessment
from workflows.exception_report.case import is_open
from workflows.language import day_words
from workflows.standing import Standing
from workflows.timing import MilestoneTiming

LATER = "Forecast later than the date"
NONE = "No forecast that still holds"
IN_TIME = "Forecast in time"
OWN_WORDS = "These are the leads' own forecasts: I do not judge how sure they are."


def forecast_list(
    assessed: Assessment,
    members: Sequence[Standing],
    scope: str,
    window: tuple[date, date] | None = None,
) -> ActionList:
    """Of every open milestone with a date, or of those due in the window; what is at risk first."""
    today = london_date(assessed.cut.taken_at)
    found = [
        (due, standing, item)
        for standing in members
        for item in standing.milestones
        if is_open(item) and (due := item.milestone.current) and (window is None or due <= window[1])
    ]
    order = [LATER, NONE, IN_TIME]
    sorted_by = sorted(found, key=lambda row: (order.index(_kind(row[2], today)), row[0], row[1].action.sort_key))
    lines = [
        action_line(standing, _words(item, due, today), item, group=_kind(item, today))
        for due, standing, item in sorted_by
    ]
    counts = [sum(line.group == kind for line in lines) for kind in order]
    until = f" due by {day_words(window[1])}" if window else ""
    heading = (
        f"Forecasts of {len(lines)} open milestones{until} {scope}: "
        f"{counts[0]} later than the date, {counts[1]} without one that holds, {counts[2]} in time"
    )
    return a_list(assessed, heading, lines, f"No open milestone{until} {scope} has a date to forecast.", OWN_WORDS)


def _kind(item: MilestoneTiming, today: date) -> str:
    forecast = item.milestone.forecast
    if forecast is None or forecast < today:
        return NONE
    return LATER if item.forecast_days else IN_TIME


def _words(item: MilestoneTiming, due: date, today: date) -> str:
    forecast = item.milestone.forecast
    late = f", {item.words}" if due < today else ""
    said = f"Due {day_words(due)}{late}"
    if forecast is None:
        return f"{said}: no forecast"
    if forecast < today:
        return f"{said}: the forecast, {day_words(forecast)}, has passed"
    after = f", {item.forecast_days} days after it" if item.forecast_days else ""
    return f"{said}: forecast {day_words(forecast)}{after}"
