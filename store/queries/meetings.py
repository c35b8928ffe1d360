"""When a plan's boards meet."""

from __future__ import annotations

from datetime import date

from sqlmodel import Session, col, select

from store.tables import Board, Meeting


def meeting_days(session: Session, plan_id: int) -> list[date]:
    """Earliest first."""
    statement = select(Meeting).join(Board, col(Board.id) == Meeting.board_id).where(Board.plan_id == plan_id)
    return [meeting.held_on for meeting in session.exec(statement.order_by(col(Meeting.held_on)))]
