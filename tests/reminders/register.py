"""The sample plan in a real database, with what happens to a register between two plannings."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Engine
from sqlmodel import Session, select

from reminders.due import DueMessage
from reminders.planning import plan_messages, what_is_due
from store import tables
from store.audit import AuditChain
from store.database import open_engine, transaction
from store.types import DateChangeStatus, MessageStatus, UpdateSource
from store.working_days import london_moment
from tests.conftest import DATABASE_FILE

T = TypeVar("T")
SENDING = time(9, 30)

CAMHS = "service-manager-camhs"  # leads 4.2.2, due 31 March 2023
BUSY = "senior-head-of-integration-and-change-cyp-ld-nd"  # leads three milestones due that day
FIRST_ASKED = date(2023, 3, 3)
SECOND_ASKED = date(2023, 3, 17)


class Register:
    """Each method is one transaction."""

    def __init__(self, store: Path) -> None:
        self.store = store
        self.engine: Engine = open_engine(f"sqlite:///{store / DATABASE_FILE}")
        self.audit = AuditChain(b"a key for tests")

    def do(self, work: Callable[[Session], T]) -> T:
        with transaction(self.engine) as session:
            return work(session)

    def plan(self, day: date, at: time = SENDING) -> dict[str, list[str]]:
        """What was planned: items and rungs, by the person's key."""

        def work(session: Session) -> dict[str, list[str]]:
            planned = plan_messages(session, self.audit, london_moment(day, at))
            return {_person(session, message.person_id).key: _items(session, message) for message in planned}

        return self.do(work)

    def due(self, day: date, at: time = SENDING) -> dict[str, list[str]]:
        """What a dry run says."""

        def words(message: DueMessage) -> list[str]:
            return [f"{item.milestone.ref}/{item.milestone.seq} {item.rung.value}" for item in message.items]

        found = self.do(lambda session: what_is_due(session, london_moment(day, at)))
        return {message.recipient.key: words(message) for message in found}

    def deliver(self, at: datetime, status: MessageStatus = MessageStatus.SENT) -> None:
        """Every planned message goes out, or meets a fault."""

        def work(session: Session) -> None:
            for message in session.exec(select(tables.Message).where(tables.Message.status == MessageStatus.PLANNED)):
                message.status = status
                message.sent_at = at if status is MessageStatus.SENT else None

        self.do(work)

    def put_off(self, again: datetime) -> None:
        """A fault that is tried again: every planned message waits until then."""

        def work(session: Session) -> None:
            for message in session.exec(select(tables.Message).where(tables.Message.status == MessageStatus.PLANNED)):
                message.send_at = again

        self.do(work)

    def live(self, day: date, status: MessageStatus = MessageStatus.SENT) -> dict[str, list[str]]:
        """A day on which everything planned goes out."""
        planned = self.plan(day)
        self.deliver(london_moment(day, SENDING), status)
        return planned

    def answer(self, ref: str, seq: int, at: datetime, **fields: Any) -> None:
        """An update as the bot would leave it: the requests about the milestone closed, a completion recorded."""
        self.bring_in(ref, seq, at, **fields)

        def work(session: Session) -> None:
            item = f"m:{_milestone(session, ref, seq).id}"
            for request in session.exec(select(tables.Request).where(tables.Request.item == item)):
                request.closed_at = request.closed_at or at

        self.do(work)

    def bring_in(self, ref: str, seq: int, at: datetime, **fields: Any) -> None:
        """An update as an import leaves it: it names no requests."""

        def work(session: Session) -> None:
            milestone = _milestone(session, ref, seq)
            update = tables.Update(
                action_id=milestone.action_id,
                milestone_id=milestone.id,
                person_id=_person_called(session, CAMHS).id or 0,
                at=at,
                recorded_at=at,
                source=UpdateSource.CHAT,
                rating_code="GREEN",
                **fields,
            )
            session.add(update)
            session.flush()
            milestone.completed_on = update.completed_on or milestone.completed_on

        self.do(work)

    def move(self, ref: str, seq: int, to: date, at: datetime) -> None:
        """An approved change of date."""

        def work(session: Session) -> None:
            milestone = _milestone(session, ref, seq)
            session.add(
                tables.DateChange(
                    milestone_id=milestone.id or 0,
                    from_due=milestone.current_due,
                    to_due=to,
                    reason="Agreed with schools",
                    status=DateChangeStatus.APPROVED,
                    requested_at=at,
                    decided_at=at,
                )
            )
            milestone.current_due = to

        self.do(work)

    def change_milestone(self, ref: str, seq: int, **fields: Any) -> None:
        self.do(lambda session: _set(_milestone(session, ref, seq), fields))

    def leave(self, key: str, first: date, last: date) -> None:
        self.do(
            lambda session: session.add(
                tables.Leave(person_id=_person_called(session, key).id or 0, starts_on=first, ends_on=last)
            )
        )

    def close(self, day: date) -> None:
        self.do(lambda session: session.add(tables.ClosureDay(day=day)))

    def messages(self, *keys: str) -> list[tables.Message]:
        def work(session: Session) -> list[tables.Message]:
            found = session.exec(select(tables.Message).order_by(tables.Message.id)).all()
            return [message for message in found if not keys or _person(session, message.person_id).key in keys]

        return self.do(work)

    def requests(self) -> list[tables.Request]:
        return self.do(lambda session: list(session.exec(select(tables.Request).order_by(tables.Request.id))))

    def audited(self, action: str) -> list[tables.AuditEntry]:
        return self.do(
            lambda session: list(session.exec(select(tables.AuditEntry).where(tables.AuditEntry.action == action)))
        )


def _person(session: Session, person_id: int) -> tables.Person:
    return session.get_one(tables.Person, person_id)


def _person_called(session: Session, key: str) -> tables.Person:
    return session.exec(select(tables.Person).where(tables.Person.key == key)).one()


def _milestone(session: Session, ref: str, seq: int) -> tables.Milestone:
    return session.exec(
        select(tables.Milestone).join(tables.Action).where(tables.Action.ref == ref, tables.Milestone.seq == seq)
    ).one()


def _items(session: Session, message: tables.Message) -> list[str]:
    rows = session.exec(
        select(tables.Request, tables.Action, tables.Milestone)
        .join(tables.Action, tables.Action.id == tables.Request.action_id)
        .join(tables.Milestone, tables.Milestone.id == tables.Request.milestone_id)
        .where(tables.Request.message_id == message.id)
        .order_by(tables.Request.id)
    )
    return [f"{action.ref}/{milestone.seq} {request.rung.value}" for request, action, milestone in rows]


def _set(row: object, fields: dict[str, Any]) -> None:
    for name, value in fields.items():
        setattr(row, name, value)
