"""Ratings that somebody disputes, and actions that somebody has called in."""

from __future__ import annotations

from sqlmodel import Session, col, select

from store.tables import Action, CallIn, RatingChallenge, Update


def open_disputes(session: Session, action: Action) -> list[RatingChallenge]:
    """Of any update of the action or its milestones, in the order in which they came."""
    rows = session.exec(
        select(RatingChallenge)
        .join(Update, col(Update.id) == RatingChallenge.update_id)
        .where(Update.action_id == action.id, col(RatingChallenge.settled_at).is_(None))
        .order_by(col(RatingChallenge.at), col(RatingChallenge.id))
    )
    return list(rows)


def dispute_by(session: Session, update: Update, person_id: int) -> RatingChallenge | None:
    """Open or withdrawn: a person disputes an update once."""
    return session.exec(
        select(RatingChallenge).where(RatingChallenge.update_id == update.id, RatingChallenge.person_id == person_id)
    ).first()


def open_call_ins(session: Session, action: Action) -> list[CallIn]:
    rows = session.exec(
        select(CallIn)
        .where(CallIn.action_id == action.id, col(CallIn.closed_at).is_(None))
        .order_by(col(CallIn.at), col(CallIn.id))
    )
    return list(rows)
