"""Judging a cut once: how every action stands and which triggers fire. Reports and answers both start here."""

from __future__ import annotations

from dataclasses import dataclass

from store.cut import DataCut
from store.working_days import london_date
from workflows.exception_report.case import Case
from workflows.exception_report.triggers import Trigger, triggers_of
from workflows.indicators import IndicatorState, indicator_state
from workflows.standing import Period, Standing, period_of, standings


@dataclass(frozen=True, slots=True)
class Assessment:
    """All by ref, in the plan's order; `fired` holds the actions reported by exception alone."""

    cut: DataCut
    period: Period
    standings: dict[str, Standing]
    indicators: list[IndicatorState]
    cases: dict[str, Case]
    fired: dict[str, tuple[Case, tuple[Trigger, ...]]]


def assess(cut: DataCut) -> Assessment:
    period = period_of(cut)
    today = london_date(cut.taken_at)
    standing_of = standings(cut, period)
    states = [s for s in (indicator_state(indicator, today) for indicator in cut.indicators) if s]
    ratings = {rating.code: rating for rating in cut.ratings}
    anybody = any(post.holders for action in cut.actions for post in action.leads) or any(
        post.holders for area in cut.areas for post in area.sros
    )
    cases = {
        ref: Case(
            standing=standing,
            cut=cut,
            period=period,
            all_standings=standing_of,
            indicators=tuple(s for s in states if ref in s.indicator.action_refs),
            ratings=ratings,
            anybody_appointed=anybody,
        )
        for ref, standing in standing_of.items()
    }
    fired = {ref: (case, found) for ref, case in cases.items() if (found := triggers_of(case))}
    return Assessment(cut, period, standing_of, states, cases, fired)
