"""The options that somebody gave the Board for an action."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, bindparam, exists
from sqlalchemy import select as rows_of
from sqlmodel import Session, col, or_, select

from store.database import connection_of
from store.tables import Action, AppraisedOption, DateChange, Milestone, OptionsAppraisal
from store.types import DateChangeStatus


@dataclass(frozen=True, slots=True)
class Appraised:
    """One appraisal with its options, by position: the first is doing nothing."""

    appraisal: OptionsAppraisal
    options: tuple[AppraisedOption, ...]


def standing_options(session: Session, action: Action) -> Appraised | None:
    """The latest that were not withdrawn."""
    every = standing_appraisals(session, action)
    return Appraised(every[-1], options_of(session, every[-1])) if every else None


def standing_appraisals(session: Session, action: Action) -> list[OptionsAppraisal]:
    """Not withdrawn, in the order in which they were given."""
    rows = session.exec(
        select(OptionsAppraisal)
        .where(OptionsAppraisal.action_id == action.id, col(OptionsAppraisal.withdrawn_at).is_(None))
        .order_by(col(OptionsAppraisal.at), col(OptionsAppraisal.id))
    )
    return list(rows)


def withdrawn_last(session: Session, action: Action) -> list[OptionsAppraisal]:
    """Those that were withdrawn together, the last time that any were."""
    rows = session.exec(
        select(OptionsAppraisal)
        .where(OptionsAppraisal.action_id == action.id, col(OptionsAppraisal.withdrawn_at).is_not(None))
        .order_by(col(OptionsAppraisal.withdrawn_at).desc(), col(OptionsAppraisal.id))
    ).all()
    return [row for row in rows if row.withdrawn_at == rows[0].withdrawn_at]


def options_of(session: Session, appraisal: OptionsAppraisal) -> tuple[AppraisedOption, ...]:
    rows = session.exec(
        select(AppraisedOption)
        .where(AppraisedOption.appraisal_id == appraisal.id)
        .order_by(col(AppraisedOption.position))
    )
    return tuple(rows)


def withdrawn_among(session: Session, appraisal_ids: Iterable[int]) -> set[int]:
    """Those of these appraisals that were withdrawn."""
    found = select(OptionsAppraisal.id).where(
        col(OptionsAppraisal.id).in_(list(appraisal_ids)), col(OptionsAppraisal.withdrawn_at).is_not(None)
    )
    return {one or 0 for one in session.exec(found)}


_MOVED = exists().where(
    and_(col(DateChange.milestone_id) == col(Milestone.id), col(DateChange.status) == DateChangeStatus.APPROVED)
)
_LONG_LATE_OR_MOVED = (
    rows_of(col(Milestone.id))
    .where(
        col(Milestone.action_id) == bindparam("action_id"),
        col(Milestone.completed_on).is_(None),
        or_(
            col(Milestone.current_due) < bindparam("due_before"),
            col(Milestone.current_due) != col(Milestone.baseline_due),
            _MOVED,
        ),
    )
    .limit(1)
)


def may_need_options(session: Session, action_id: int, due_before: date) -> bool:
    """Whether any milestone of an action that is not complete was due before a day, or had its date moved: where none
    is, the whole plan need not be looked at. Asked after every update, so without objects."""
    asked = {"action_id": action_id, "due_before": due_before}
    return connection_of(session).execute(_LONG_LATE_OR_MOVED, asked).first() is not None
