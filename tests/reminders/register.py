"""The sample plan in a real database, with what happens to a register between two plannings."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any, TypeVar

from sqlalchemy import Engine
from sqlmodel import Session, col, select

from reminders.due import DueItem, DueMessage, OpenMilestone
from reminders.planning import plan_messages, what_is_due
from store import tables
from store.database import open_engine, transaction
from store.types import Capacity, DateChangeStatus, MessageStatus, Rung, UpdateSource
from store.working_days import london_moment
from tests.audits import unaudited
from tests.conftest import Store
from workflows.updates.actions import record_update
from workflows.updates.rules import Answer

T = TypeVar("T")
SENDING = time(9, 30)

CAMHS = "service-manager-camhs"  # leads 4.2.2, due 31 March 2023
BUSY = "senior-head-of-integration-and-change-cyp-ld-nd"  # leads three milestones due that day
FIRST_ASKED = date(2023, 3, 3)
SECOND_ASKED = date(2023, 3, 17)


class Register:
    """Each method is one transaction."""

    def __init__(self, store: Store) -> None:
        self.engine: Engine = open_engine(store.database_url)
        self.audit = store.audit

    def do(self, work: Callable[[Session], T]) -> T:
        with transaction(self.engine) as session:
            return work(session)

    def change(self, work: Callable[[Session], T]) -> T:
        """What a test starts from; no entry in the audit tells of it."""
        with unaudited(self.engine) as session:
            return work(session)

    def person(self, key: str) -> tables.Person:
        return self.do(lambda session: _person_called(session, key))

    def plan(self, day: date, at: time = SENDING) -> dict[str, list[str]]:
        """What was planned: items and rungs, by the person's key."""

        def work(session: Session) -> dict[str, list[str]]:
            planned = plan_messages(session, self.audit, london_moment(day, at))
            return {_person(session, message.person_id).key: _items(session, message) for message in planned}

        return self.do(work)

    def due(self, day: date, at: time = SENDING) -> dict[str, list[str]]:
        """What a dry run says."""

        def words(message: DueMessage) -> list[str]:
            return [_words(item.item.ref, _seq(item), item.rung) for item in message.items]

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

        self.change(work)

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

        self.change(work)

    def change_milestone(self, ref: str, seq: int, **fields: Any) -> None:
        self.change(lambda session: _set(_milestone(session, ref, seq), fields))

    def leave(self, key: str, first: date, last: date) -> None:
        self.change(
            lambda session: session.add(
                tables.Leave(person_id=_person_called(session, key).id or 0, starts_on=first, ends_on=last)
            )
        )

    def cancel_meetings(self) -> None:
        """No board asks for anything: what is left is the ladder of each milestone."""
        self.change(lambda session: [session.delete(meeting) for meeting in session.exec(select(tables.Meeting))])

    def meet(self, held_on: date, board: str = "SEND Strategic Partnership Board") -> int:
        """A further meeting; its id."""

        def work(session: Session) -> int:
            plan = session.exec(select(tables.Plan)).one()
            found = session.exec(select(tables.Board).where(tables.Board.name == board)).first()
            if found is None:
                found = tables.Board(plan_id=plan.id or 0, name=board)
                session.add(found)
                session.flush()
            meeting = tables.Meeting(board_id=found.id or 0, held_on=held_on)
            session.add(meeting)
            session.flush()
            return meeting.id or 0

        return self.change(work)

    def meeting(self, held_on: date) -> tables.Meeting:
        return self.do(
            lambda session: session.exec(select(tables.Meeting).where(tables.Meeting.held_on == held_on)).one()
        )

    def move_meeting(self, held_on: date, to: date) -> None:
        self.change(
            lambda session: _set(
                session.exec(select(tables.Meeting).where(tables.Meeting.held_on == held_on)).one(), {"held_on": to}
            )
        )

    def cycles(self) -> list[tables.Cycle]:
        return self.do(lambda session: list(session.exec(select(tables.Cycle))))

    def say(self, ref: str, at: datetime, rating: str = "GREEN", **fields: Any) -> None:
        """An update on a whole action, through the bot."""

        def work(session: Session) -> None:
            action = session.exec(select(tables.Action).where(tables.Action.ref == ref)).one()
            lead = session.exec(
                select(tables.Person)
                .join(tables.Appointment)
                .join(tables.ActionLead, col(tables.ActionLead.post_id) == tables.Appointment.post_id)
                .where(tables.ActionLead.action_id == action.id, tables.Appointment.capacity == Capacity.HOLDER)
                .order_by(col(tables.ActionLead.position))
            ).first()
            record_update(
                session,
                self.audit,
                person=lead,
                item_key=f"a:{action.id}",
                answer=Answer(rating=rating, narrative="The group has met", **fields),
                seen=0,
                now=at,
                source=UpdateSource.CARD,
            )

        self.do(work)

    def close(self, day: date) -> None:
        self.change(lambda session: session.add(tables.ClosureDay(day=day)))

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
        .join(tables.Action, col(tables.Action.id) == tables.Request.action_id)
        .outerjoin(tables.Milestone, col(tables.Milestone.id) == tables.Request.milestone_id)
        .where(tables.Request.message_id == message.id)
        .order_by(col(tables.Request.id))
    )
    return [
        _words(action.ref, milestone.seq if milestone else None, request.rung) for request, action, milestone in rows
    ]


def _seq(asked: DueItem) -> int | None:
    return asked.item.seq if isinstance(asked.item, OpenMilestone) else None


def _words(ref: str, seq: int | None, rung: Rung) -> str:
    """2.1.1/1 before_20; a whole action has no milestone: 2.1.1 cycle_ask."""
    return f"{ref} {rung.value}" if seq is None else f"{ref}/{seq} {rung.value}"


def _set(row: object, fields: dict[str, Any]) -> None:
    for name, value in fields.items():
        setattr(row, name, value)
