"""The part of a data cut that is the plan itself, with its dates as they stood at the cut."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime

from sqlmodel import col, select

from store.cut import (
    ActionRow,
    AreaRow,
    DateChangeRow,
    GovernanceRow,
    ImpactRow,
    IndicatorRow,
    MeetingRow,
    MilestoneRow,
    ObjectiveRow,
    PointRow,
    PostRow,
    RatingRow,
    ReadingRow,
)
from store.queries.cut_frame import Frame, by, in_order
from store.queries.cut_lifecycle import changes_by_item, lifecycle_at
from store.queries.cut_records import date_changes, dates_said
from store.tables import (
    ActionLead,
    AreaSro,
    Board,
    Dependency,
    GovernanceProduct,
    ImpactStatement,
    Indicator,
    IndicatorAction,
    Meeting,
    Milestone,
    Rating,
    Reading,
    TrajectoryPoint,
)
from store.types import DateChangeStatus


def ratings(frame: Frame) -> tuple[RatingRow, ...]:
    rows = frame.session.exec(select(Rating).where(Rating.plan_id == frame.plan.id).order_by(col(Rating.position)))
    return tuple(RatingRow(r.code, r.label, r.position, r.meaning, r.role, r.rank, r.colour, r.confirmed) for r in rows)


def areas(frame: Frame) -> tuple[AreaRow, ...]:
    area_ids = [area.id for area in frame.areas]
    sros: dict[int, list[PostRow]] = defaultdict(list)
    rows = frame.session.exec(select(AreaSro).where(col(AreaSro.area_id).in_(area_ids)).order_by(col(AreaSro.position)))
    for row in rows:
        sros[row.area_id].append(frame.posts[row.post_id])
    return tuple(AreaRow(area.id or 0, area.ref, area.title, tuple(sros[area.id or 0])) for area in frame.areas)


def impacts(frame: Frame) -> tuple[ImpactRow, ...]:
    rows = frame.session.exec(
        select(ImpactStatement)
        .where(col(ImpactStatement.area_id).in_(list(frame.area_ref)))
        .order_by(col(ImpactStatement.position))
    ).all()
    return tuple(ImpactRow(area.ref, row.title) for area in frame.areas for row in rows if row.area_id == area.id)


def objectives(frame: Frame) -> tuple[ObjectiveRow, ...]:
    return tuple(ObjectiveRow(row.ref, frame.area_ref[row.area_id], row.title) for row in frame.objectives)


def actions(frame: Frame) -> tuple[ActionRow, ...]:
    leads: dict[int, list[PostRow]] = defaultdict(list)
    lead_rows = frame.session.exec(
        select(ActionLead).where(col(ActionLead.action_id).in_(frame.action_ids)).order_by(col(ActionLead.position))
    )
    for row in lead_rows:
        leads[row.action_id].append(frame.posts[row.post_id])
    waits_for: dict[int, list[str]] = defaultdict(list)
    for edge in frame.session.exec(select(Dependency).where(col(Dependency.action_id).in_(frame.action_ids))):
        waits_for[edge.action_id].append(frame.action_ref.get(edge.depends_on_id, "?"))
    changes = changes_by_item(frame)
    return tuple(
        ActionRow(
            id=action.id or 0,
            ref=action.ref,
            sort_key=action.sort_key,
            area_ref=frame.area_ref[action.area_id],
            objective_ref=frame.objective_ref.get(action.objective_id),
            title=action.title,
            leads=tuple(leads[action.id or 0]),
            lifecycle=decided.lifecycle,
            decision_reference=decided.reference,
            depends_on=tuple(sorted(waits_for[action.id or 0])),
        )
        for action in frame.actions
        for decided in [lifecycle_at(frame.at, action, changes[action.id or 0, None])]
    )


def milestones(frame: Frame) -> tuple[MilestoneRow, ...]:
    said, decisions = dates_said(frame), changes_by_item(frame)
    changes: dict[tuple[str, int], list[DateChangeRow]] = defaultdict(list)
    for change in date_changes(frame, later=True):
        if change.status is DateChangeStatus.APPROVED:
            changes[change.action_ref, change.seq].append(change)
    rows: list[MilestoneRow] = []
    for milestone in frame.milestones:
        ref = frame.action_ref[milestone.action_id]
        forecast = said.forecasts.get(milestone.id)
        completed = said.completions.get(milestone.id)
        if completed is None and milestone.id not in said.ever_completed:
            # Brought in with the register itself: effective on its own date.
            completed = milestone.completed_on if by(milestone.completed_on, frame.day) else None
        if forecast is None and milestone.id not in said.ever_forecast:
            forecast = milestone.forecast_due
        rows.append(
            MilestoneRow(
                id=milestone.id or 0,
                action_ref=ref,
                seq=milestone.seq,
                due_text=milestone.due_text,
                baseline=milestone.baseline_due,
                current=current_due(milestone, changes[ref, milestone.seq], frame.at),
                forecast=forecast,
                completed_on=completed,
                recurrence=milestone.recurrence,
                measure=milestone.measure,
                statutory=milestone.statutory,
                lifecycle=lifecycle_at(frame.at, milestone, decisions[milestone.action_id, milestone.id]).lifecycle,
            )
        )
    return tuple(rows)


def indicators(frame: Frame) -> tuple[IndicatorRow, ...]:
    rows = in_order(frame.session.exec(select(Indicator).where(Indicator.plan_id == frame.plan.id)))
    ids = [row.id for row in rows]
    points: dict[int | None, list[PointRow]] = defaultdict(list)
    for point in frame.session.exec(
        select(TrajectoryPoint)
        .where(col(TrajectoryPoint.indicator_id).in_(ids))
        .order_by(col(TrajectoryPoint.position))
    ):
        points[point.indicator_id].append(PointRow(point.date_text, point.period_end, point.target, point.target_value))
    readings: dict[int | None, list[ReadingRow]] = defaultdict(list)
    for reading in frame.session.exec(
        select(Reading)
        .where(col(Reading.indicator_id).in_(ids), Reading.period_end <= frame.day)
        .order_by(col(Reading.period_end), col(Reading.id))
    ):
        readings[reading.indicator_id].append(ReadingRow(reading.period_end, reading.value, reading.source))
    links: dict[int | None, list[str]] = defaultdict(list)
    for link in frame.session.exec(select(IndicatorAction).where(col(IndicatorAction.indicator_id).in_(ids))):
        links[link.indicator_id].append(frame.action_ref[link.action_id])
    return tuple(
        IndicatorRow(
            ref=row.ref,
            sort_key=row.sort_key,
            area_ref=frame.area_ref.get(row.area_id, ""),
            service=row.service,
            title=row.title,
            unit=row.unit,
            direction=row.direction,
            baseline=row.baseline,
            baseline_date=row.baseline_date,
            series=row.series,
            cadence=row.cadence,
            action_refs=tuple(sorted(links[row.id])),
            points=tuple(points[row.id]),
            readings=tuple(readings[row.id]),
        )
        for row in rows
    )


def meetings(frame: Frame) -> tuple[MeetingRow, ...]:
    rows = frame.session.exec(
        select(Meeting, Board)
        .join(Board, col(Board.id) == Meeting.board_id)
        .where(Board.plan_id == frame.plan.id)
        .order_by(col(Meeting.held_on), col(Board.name))
    )
    return tuple(MeetingRow(board.name, meeting.held_on, meeting.cut_off_given) for meeting, board in rows)


def governance(frame: Frame) -> tuple[GovernanceRow, ...]:
    rows = frame.session.exec(
        select(GovernanceProduct)
        .where(GovernanceProduct.plan_id == frame.plan.id)
        .order_by(col(GovernanceProduct.position))
    )
    return tuple(GovernanceRow(row.cadence, row.product, row.audience) for row in rows)


def current_due(milestone: Milestone, approved: list[DateChangeRow], at: datetime) -> date | None:
    """The date in force at `at`: the last move approved by then, else the one before the first move."""
    in_order_decided = sorted(approved, key=lambda change: change.decided_at or at)
    in_force = [change for change in in_order_decided if change.decided_at and change.decided_at <= at]
    if in_force:
        return in_force[-1].to_due
    return in_order_decided[0].from_due if in_order_decided else milestone.current_due
