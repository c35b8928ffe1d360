"""What is to be decided about, as it stands once nobody else is deciding about it."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from store.database import one_at_a_time
from store.queries.governing import Governed, governed
from store.tables import Action, Milestone
from store.working_days import london_date


def action_alone(session: Session, action: Action, now: datetime, milestone: Milestone | None = None) -> Governed:
    """Whoever else decides about the action, or updates it as a whole, waits until this turn is over."""
    one_at_a_time(session, f"item a:{action.id}")
    session.refresh(action)
    if milestone is not None:
        session.refresh(milestone)
    return governed(session, action, milestone, london_date(now))


def milestone_alone(session: Session, milestone: Milestone, now: datetime) -> Governed:
    """Whoever else decides about the milestone, or updates it, waits until this turn is over."""
    one_at_a_time(session, f"item m:{milestone.id}")
    session.refresh(milestone)
    return governed(session, session.get_one(Action, milestone.action_id), milestone, london_date(now))
