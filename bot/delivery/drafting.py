"""Drafting the editions whose cut-off has passed, and telling their SROs, in the same minute."""

from __future__ import annotations

from datetime import datetime
from functools import partial

import structlog
from sqlmodel import Session

from bot.database import Database
from bot.edition_notices import tell_sros
from store.audit import AuditChain
from store.tables import Meeting, Plan
from workflows.editions.drafting import meetings_to_draft, open_draft

log = structlog.get_logger()


async def draft_editions(database: Database, audit: AuditChain, now: datetime) -> None:
    """A transaction for each, so that a plan that cannot be drafted keeps no other from its draft, and nobody from
    their messages; it is tried again in the next tick."""
    try:
        due = await database.read(partial(_due, now=now))
    except Exception:
        log.exception("which editions are due is not known", action="draft_edition")
        return
    for plan_key, meeting_id in due:
        try:
            await database.write(partial(_draft, audit=audit, meeting_id=meeting_id, now=now))
        except Exception:
            log.exception("an edition could not be drafted", action="draft_edition", plan=plan_key)


def _due(session: Session, *, now: datetime) -> list[tuple[str, int]]:
    return [(ahead.plan_key, ahead.meeting.id or 0) for ahead in meetings_to_draft(session, now)]


def _draft(session: Session, *, audit: AuditChain, meeting_id: int, now: datetime) -> None:
    """Where another copy of the program was quicker, its draft is found, and nobody is told twice."""
    edition = open_draft(session, audit, session.get_one(Meeting, meeting_id), now)
    tell_sros(session, audit, session.get_one(Plan, edition.plan_id), edition, now)
