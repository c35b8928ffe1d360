"""Drafting the editions whose cut-off has passed, and telling their SROs, in the same minute.

A draft that fails is tried again, less and less often; the compliance team is told once that it failed and why.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

import structlog
from sqlmodel import Session

from bot.database import Database
from bot.edition_notices import tell_sros
from reminders.notices import plan_notice
from store.audit import AuditChain
from store.queries.people import people_with_role
from store.tables import Meeting, Plan
from store.types import RoleName
from store.working_days import CalendarError
from workflows.editions.drafting import meetings_to_draft, open_draft
from workflows.editions.refusals import EditionRefused
from workflows.language import day_words

log = structlog.get_logger()

FIRST_WAIT = timedelta(minutes=5)
"""What passes by itself, such as a database that is busy, has passed by then."""

LONGEST_WAIT = timedelta(hours=4)
"""Twice in a working day: what is mended in the register is noticed the same day."""

ALL_MEETINGS = 0
"""In the place of a meeting's id: that it is not known which are due."""


class Drafting:
    """Remembers what failed in this process; after a new start everything is tried at once."""

    def __init__(self, database: Database, audit: AuditChain) -> None:
        self._database, self._audit = database, audit
        self._failed: dict[int, tuple[int, datetime]] = {}
        """By meeting: how often, and when it is tried again."""

    async def draft_what_is_due(self, now: datetime) -> None:
        """A transaction for each, so that a plan that cannot be drafted keeps no other from its draft, and nobody from
        their messages."""
        if self._waits(ALL_MEETINGS, now):
            return
        try:
            due = await self._database.read(partial(_due, now=now))
        except Exception:
            log.exception("which editions are due is not known", action="draft_edition")
            self._note_failure(ALL_MEETINGS, now)
            return
        self._failed.pop(ALL_MEETINGS, None)
        for plan_key, meeting_id in due:
            if not self._waits(meeting_id, now):
                await self._draft(plan_key, meeting_id, now)

    async def _draft(self, plan_key: str, meeting_id: int, now: datetime) -> None:
        try:
            await self._database.write(partial(_draft, audit=self._audit, meeting_id=meeting_id, now=now))
        except Exception as error:
            again_at = self._note_failure(meeting_id, now)
            log.exception("an edition could not be drafted", action="draft_edition", plan=plan_key, again_at=again_at)
            await self._tell(plan_key, meeting_id, error, now)
        else:
            self._failed.pop(meeting_id, None)

    async def _tell(self, plan_key: str, meeting_id: int, error: Exception, now: datetime) -> None:
        tell = partial(
            tell_of_failure, audit=self._audit, plan_key=plan_key, meeting_id=meeting_id, why=reason_of(error), now=now
        )
        try:
            await self._database.write(tell)
        except Exception:
            log.exception("nobody is told of a draft that failed", action="draft_edition", plan=plan_key)

    def _waits(self, meeting_id: int, now: datetime) -> bool:
        failed = self._failed.get(meeting_id)
        return failed is not None and now < failed[1]

    def _note_failure(self, meeting_id: int, now: datetime) -> datetime:
        times = self._failed.get(meeting_id, (0, now))[0] + 1
        self._failed[meeting_id] = times, now + wait_after(times)
        return self._failed[meeting_id][1]


def wait_after(failures: int) -> timedelta:
    """Twice as long after each."""
    doublings = min(failures - 1, 16)  # beyond that the longest wait holds anyway
    return min(FIRST_WAIT * 2**doublings, LONGEST_WAIT)


def reason_of(error: Exception) -> str:
    """In one sentence, and never with what the register holds: the log has the whole."""
    if isinstance(error, EditionRefused | CalendarError):
        return str(error)
    return f"What the register holds cannot be compiled ({type(error).__name__}): the log has the details."


def tell_of_failure(
    session: Session, *, audit: AuditChain, plan_key: str, meeting_id: int, why: str, now: datetime
) -> None:
    """The compliance team, once for a meeting."""
    held_on = session.get_one(Meeting, meeting_id).held_on
    for person in people_with_role(session, RoleName.COMPLIANCE, plan_key):
        plan_notice(
            session,
            audit,
            to=person,
            kind="edition_not_drafted",
            about=str(meeting_id),
            title=f"The draft report for the meeting of {day_words(held_on)} could not be made",
            text=f"{why}\n\nIt is tried again by itself, less and less often. Run `sendbot register check`, mend "
            f"what it finds, then make the draft with `sendbot edition draft --meeting {held_on.isoformat()}`.",
            now=now,
        )


def _due(session: Session, *, now: datetime) -> list[tuple[str, int]]:
    return [(ahead.plan_key, ahead.meeting.id or 0) for ahead in meetings_to_draft(session, now)]


def _draft(session: Session, *, audit: AuditChain, meeting_id: int, now: datetime) -> None:
    """Where another copy of the program was quicker, its draft is found, and nobody is told twice."""
    edition = open_draft(session, audit, session.get_one(Meeting, meeting_id), now)
    tell_sros(session, audit, session.get_one(Plan, edition.plan_id), edition, now)
