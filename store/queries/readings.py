"""Indicators and their readings, as people give figures for them."""

from __future__ import annotations

from datetime import date

from sqlmodel import Session, col, select

from store.tables import Action, ImprovementArea, Indicator, IndicatorAction, Plan, Reading, TrajectoryPoint


def indicators_of(session: Session, plan: Plan) -> list[Indicator]:
    """In the order of their refs."""
    statement = select(Indicator).where(Indicator.plan_id == plan.id)
    return list(session.exec(statement.order_by(col(Indicator.sort_key), col(Indicator.id))))


def indicator_with_plan(session: Session, indicator_id: int) -> tuple[Indicator, Plan] | None:
    return session.exec(
        select(Indicator, Plan).join(Plan, col(Plan.id) == Indicator.plan_id).where(Indicator.id == indicator_id)
    ).first()


def actions_of(session: Session, indicator_id: int) -> set[str]:
    """Refs of the actions that it tells of."""
    linked = (
        select(Action.ref)
        .join(IndicatorAction, col(IndicatorAction.action_id) == Action.id)
        .where(IndicatorAction.indicator_id == indicator_id)
    )
    return set(session.exec(linked))


def area_ref_of(session: Session, indicator: Indicator) -> str:
    """Blank for an indicator of the whole plan."""
    area = session.get(ImprovementArea, indicator.area_id) if indicator.area_id else None
    return area.ref if area else ""


def reading_of(session: Session, indicator_id: int, period_end: date, source: str) -> Reading | None:
    return session.exec(
        select(Reading).where(
            Reading.indicator_id == indicator_id, Reading.period_end == period_end, Reading.source == source
        )
    ).first()


def target_for(session: Session, indicator_id: int, period_end: date) -> TrajectoryPoint | None:
    """The target of the same month (`domain.md` 3.4: never interpolated)."""
    points = session.exec(
        select(TrajectoryPoint)
        .where(TrajectoryPoint.indicator_id == indicator_id)
        .order_by(col(TrajectoryPoint.position))
    )
    month = (period_end.year, period_end.month)
    return next(
        (point for point in points if point.period_end and (point.period_end.year, point.period_end.month) == month),
        None,
    )
