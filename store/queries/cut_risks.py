"""The part of a data cut that is the risk log: what was open then, as it was assessed then."""

from __future__ import annotations

from collections import defaultdict

from sqlmodel import col, select

from store.cut import AssessmentRow, RiskRow
from store.queries.cut_frame import Frame
from store.refs import ref_sort_key
from store.tables import Risk, RiskAction, RiskAssessment


def risks(frame: Frame) -> tuple[RiskRow, ...]:
    rows = frame.session.exec(
        select(Risk).where(
            Risk.plan_id == frame.plan.id,
            Risk.raised_at <= frame.at,
            (col(Risk.closed_at).is_(None)) | (col(Risk.closed_at) > frame.at),
        )
    ).all()
    if not rows:
        return ()
    ids = [row.id for row in rows]
    touched: dict[int, list[int]] = defaultdict(list)
    for link in frame.session.exec(select(RiskAction).where(col(RiskAction.risk_id).in_(ids))):
        touched[link.risk_id].append(link.action_id)
    assessed: dict[int, list[AssessmentRow]] = defaultdict(list)
    assessments = frame.session.exec(
        select(RiskAssessment)
        .where(col(RiskAssessment.risk_id).in_(ids), RiskAssessment.at <= frame.at)
        .order_by(col(RiskAssessment.at).desc(), col(RiskAssessment.id).desc())
    )
    for one in assessments:
        said = one.likelihood, one.impact, one.next_step, one.next_step_by
        assessed[one.risk_id].append(AssessmentRow(frame.people.get(one.person_id, ""), one.at, *said))
    return tuple(
        RiskRow(
            ref=row.ref,
            kind=row.kind,
            title=row.title,
            action_refs=tuple(
                frame.action_ref[action] for action in sorted(touched[row.id or 0], key=lambda one: frame.order[one])
            ),
            owner=frame.posts.get(row.owner_id),
            raised_by=frame.people.get(row.raised_by_id, ""),
            raised_at=row.raised_at,
            assessment=next(iter(assessed[row.id or 0]), None),
            before=next(iter(assessed[row.id or 0][1:]), None),
        )
        for row in sorted(rows, key=lambda row: ref_sort_key(row.ref))
    )
