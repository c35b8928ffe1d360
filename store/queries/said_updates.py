"""Everything that was said of one action and its milestones, and still stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from store.tables import Action, Milestone, Person, Plan, Update


@dataclass(frozen=True, slots=True)
class SaidUpdate:
    """`seq` is empty for the action as a whole; `rating_code` is blank where the update gave none."""

    id: int
    seq: int | None
    person: str
    on_behalf_of: str
    at: datetime
    rating_code: str
    narrative: str
    cause: str


def updates_of(session: Session, plan: Plan, ref: str, until: datetime) -> list[SaidUpdate]:
    """Oldest first; what was withdrawn or corrected since is left out."""
    behalf = aliased(Person)
    correction = aliased(Update)
    rows = session.exec(
        select(Update, Milestone.seq, Person.name, behalf.name)
        .join(Action, col(Action.id) == Update.action_id)
        .join(Person, col(Person.id) == Update.person_id)
        .join(Milestone, col(Milestone.id) == Update.milestone_id, isouter=True)
        .join(behalf, col(behalf.id) == Update.on_behalf_of_id, isouter=True)
        .join(correction, col(correction.corrects_id) == Update.id, isouter=True)
        .where(
            Action.plan_id == plan.id,
            Action.ref == ref,
            Update.at <= until,
            col(Update.withdrawn_at).is_(None),
            col(correction.id).is_(None),
        )
        .order_by(col(Update.at), col(Update.id))
    )
    return [
        SaidUpdate(
            update.id or 0, seq, name, for_whom or "", update.at, update.rating_code, update.narrative, update.cause
        )
        for update, seq, name, for_whom in rows
    ]
