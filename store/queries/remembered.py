"""What was spoken of last in each personal chat."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from store.database import one_at_a_time
from store.tables import LastSaid


def last_said(session: Session, person_id: int, since: datetime) -> LastSaid | None:
    """None where nothing was said since then."""
    row = session.get(LastSaid, person_id)
    return row if row and row.at >= since else None


def remember_said(session: Session, *, person_id: int, plan_key: str, content: str, now: datetime) -> None:
    """In place of what was said before."""
    one_at_a_time(session, f"last said by {person_id}")
    row = session.get(LastSaid, person_id, populate_existing=True)
    if row is None:
        session.add(LastSaid(person_id=person_id, plan_key=plan_key, content=content, at=now))
    else:
        row.plan_key, row.content, row.at = plan_key, content, now
    session.flush()
