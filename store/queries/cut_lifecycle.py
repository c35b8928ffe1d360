"""The part of a data cut that was decided about lifecycles: paused, merged, superseded, withdrawn, taken up again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select

from store.cut import LifecycleChangeRow
from store.queries.cut_frame import Frame
from store.tables import Action, LifecycleChange, Milestone
from store.types import Lifecycle


@dataclass(frozen=True, slots=True)
class LifecycleAt:
    lifecycle: Lifecycle
    reference: str  # of the decision in force, blank where there was none


def lifecycle_changes(frame: Frame) -> tuple[LifecycleChangeRow, ...]:
    """Those decided by the cut, in their order."""
    return tuple(
        LifecycleChangeRow(
            action_ref=frame.action_ref[row.action_id],
            seq=frame.seq_of.get(row.milestone_id),
            before=row.before,
            after=row.after,
            decision_reference=row.decision_reference,
            reason=row.reason,
            successor_ref=frame.action_ref.get(row.successor_id, ""),
            by=frame.people.get(row.person_id, ""),
            at=row.at,
        )
        for row in _rows(frame)
        if row.at <= frame.at
    )


def changes_by_item(frame: Frame) -> dict[tuple[int, int | None], list[LifecycleChange]]:
    """All of them, also what was decided after the cut, by action and milestone (none: the action as a whole)."""
    changes: dict[tuple[int, int | None], list[LifecycleChange]] = defaultdict(list)
    for row in _rows(frame):
        changes[row.action_id, row.milestone_id].append(row)
    return changes


def lifecycle_at(at: datetime, item: Action | Milestone, changes: Sequence[LifecycleChange]) -> LifecycleAt:
    """What the first decision after `at` found; what the register holds where none came after."""
    later = next((change for change in changes if change.at > at), None)
    if later is None:
        return LifecycleAt(item.lifecycle, item.decision_reference)
    earlier = [change for change in changes if change.at <= at]
    return LifecycleAt(later.before, earlier[-1].decision_reference if earlier else "")


def _rows(frame: Frame) -> list[LifecycleChange]:
    rows = frame.session.exec(
        select(LifecycleChange)
        .where(col(LifecycleChange.action_id).in_(frame.action_ids))
        .order_by(col(LifecycleChange.at), col(LifecycleChange.id))
    )
    return list(rows)
