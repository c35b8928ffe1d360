"""A real register with the Bradford sample in it, and the fewest words for saying things to it."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path

from sqlmodel import Session, select

from store import tables
from store.audit import AuditChain
from store.cut import DataCut, MilestoneRow
from store.queries.cuts import take_cut
from store.queries.people import person_named
from store.types import UpdateSource
from store.working_days import london_moment
from workflows.updates.actions import UpdateRecorded, record_update
from workflows.updates.rules import Answer

SAMPLES = Path(__file__).parents[2] / "samples"
PLAN = "bradford-wsoa-2022"
REF = "1.1.1"
LEAD, DEPUTY, STRANGER = "strategic-manager-send", "send-transformation-manager", "local-offer-lead"
MONDAY = london_moment(date(2022, 11, 7), time(10, 0))
LATER = london_moment(date(2022, 11, 7), time(15, 0))
TUESDAY = london_moment(date(2022, 11, 8), time(10, 0))
GREEN = Answer(rating="GREEN", narrative="The group has met")
RED = Answer(
    rating="RED",
    narrative="Two partners have not agreed",
    cause="A vacancy",
    recovery="A meeting each week",
    recovery_owner="The lead",
    recovery_by=date(2022, 11, 30),
    forecast=date(2022, 12, 16),
)


class Register:
    """Answers are for milestone 1 of action 1.1.1, due 30 November 2022, unless a key says otherwise."""

    def __init__(self, session: Session, audit: AuditChain) -> None:
        self.session, self.audit = session, audit
        self.action_id = session.exec(select(tables.Action.id).where(tables.Action.ref == REF)).one() or 0

    @property
    def action(self) -> tables.Action:
        return self.session.get_one(tables.Action, self.action_id)

    @property
    def milestone(self) -> tables.Milestone:
        """The first, and all that the action has in the sample."""
        first = select(tables.Milestone).where(tables.Milestone.action_id == self.action_id, tables.Milestone.seq == 1)
        return self.session.exec(first).one()

    def record(
        self, answer: Answer = GREEN, *, by: str = LEAD, seen: int = 0, at: datetime = MONDAY, key: str = ""
    ) -> UpdateRecorded:
        return record_update(
            self.session,
            self.audit,
            person=self.person(by),
            item_key=key or f"m:{self.milestone.id}",
            answer=answer,
            seen=seen,
            now=at,
            source=UpdateSource.CARD,
        )

    def person(self, key: str) -> tables.Person:
        return person_named(self.session, key)

    def updates(self) -> list[tables.Update]:
        return list(self.session.exec(select(tables.Update).order_by(tables.Update.id)))

    def audited(self) -> list[tables.AuditEntry]:
        recorded = select(tables.AuditEntry).where(tables.AuditEntry.action == "record_update")
        return list(self.session.exec(recorded.order_by(tables.AuditEntry.position)))

    def cut(self, at: datetime) -> DataCut:
        return take_cut(self.session, PLAN, at)

    def milestone_at(self, at: datetime) -> MilestoneRow:
        return next(row for row in self.cut(at).milestones if row.action_ref == REF)
