"""Boards' cycles: the meetings, what a cycle asked, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from store.tables import Action, Board, Cycle, ImprovementArea, Meeting, Message, Milestone, Person, Plan, Request
from store.types import ContactRoute, MessageStatus, Rung


@dataclass(frozen=True, slots=True)
class MeetingAhead:
    meeting: Meeting
    board: str
    plan_id: int
    plan_key: str


def meetings_between(session: Session, first: date, last: date, plan_id: int | None = None) -> list[MeetingAhead]:
    statement = (
        select(Meeting, Board, Plan)
        .join(Board, col(Board.id) == Meeting.board_id)
        .join(Plan, col(Plan.id) == Board.plan_id)
        .where(Meeting.held_on >= first, Meeting.held_on <= last)
        .order_by(col(Meeting.held_on), col(Meeting.id))
    )
    if plan_id is not None:
        statement = statement.where(Board.plan_id == plan_id)
    return [
        MeetingAhead(meeting, board.name, board.plan_id, plan.key) for meeting, board, plan in session.exec(statement)
    ]


def cycles_opened(session: Session, meeting_ids: Iterable[int]) -> dict[int, Cycle]:
    """By the id of their meeting."""
    rows = session.exec(select(Cycle).where(col(Cycle.meeting_id).in_(list(meeting_ids))))
    return {cycle.meeting_id: cycle for cycle in rows}


def cycles_to_close(session: Session) -> list[tuple[Cycle, MeetingAhead]]:
    """Cycles that were opened and not closed yet."""
    rows = session.exec(
        select(Cycle, Meeting, Board, Plan)
        .join(Meeting, col(Meeting.id) == Cycle.meeting_id)
        .join(Board, col(Board.id) == Meeting.board_id)
        .join(Plan, col(Plan.id) == Board.plan_id)
        .where(col(Cycle.closed_at).is_(None))
        .order_by(col(Cycle.meeting_id))
    )
    return [(cycle, MeetingAhead(meeting, board.name, plan.id or 0, plan.key)) for cycle, meeting, board, plan in rows]


def open_requests_in(session: Session, occasion: str) -> list[Request]:
    """Those of a cycle, and what was asked by hand about the actions that it asked for."""
    asked_for = select(Request.item).where(Request.occasion == occasion)
    by_hand = (col(Request.rung) == Rung.BY_HAND) & col(Request.item).in_(asked_for)
    rows = session.exec(
        select(Request)
        .where((col(Request.occasion) == occasion) | by_hand, col(Request.closed_at).is_(None))
        .order_by(col(Request.id))
    )
    return list(rows)


@dataclass(frozen=True, slots=True)
class AskedForCycle:
    """One line of the ledger about one action in one cycle, and what became of its message."""

    action_id: int
    rung: Rung
    person: Person
    status: MessageStatus
    route: ContactRoute
    fault: str
    asked_at: datetime


def asked_for(session: Session, occasion: str, *, by: datetime) -> list[AskedForCycle]:
    """What was asked by then, in order of asking."""
    rows = session.exec(
        select(Request, Message, Person)
        .join(Message, col(Message.id) == Request.message_id)
        .join(Person, col(Person.id) == Request.person_id)
        .where(Request.occasion == occasion, Request.asked_at <= by)
        .order_by(col(Request.id))
    )
    return [
        AskedForCycle(
            request.action_id,
            request.rung,
            person,
            message.status,
            message.route,
            "; ".join(filter(None, (message.tried, message.fault))),
            request.asked_at,
        )
        for request, message, person in rows
    ]


@dataclass(frozen=True, slots=True)
class ActionInArea:
    action_id: int
    ref: str
    title: str
    area_ref: str
    area_title: str


def actions_in_areas(session: Session, plan_id: int) -> list[ActionInArea]:
    """All of the plan's, in order of area and ref."""
    rows = session.exec(
        select(Action, ImprovementArea)
        .join(ImprovementArea, col(ImprovementArea.id) == Action.area_id)
        .where(Action.plan_id == plan_id)
        .order_by(col(ImprovementArea.sort_key), col(Action.sort_key), col(Action.id))
    )
    return [ActionInArea(action.id or 0, action.ref, action.title, area.ref, area.title) for action, area in rows]


def latest_cycle(session: Session, plan_id: int, opened_by: datetime) -> Cycle | None:
    """The one opened last, up to a moment."""
    return session.exec(
        select(Cycle)
        .join(Meeting, col(Meeting.id) == Cycle.meeting_id)
        .join(Board, col(Board.id) == Meeting.board_id)
        .where(Board.plan_id == plan_id, Cycle.opened_at <= opened_by)
        .order_by(col(Cycle.opened_at).desc(), col(Meeting.held_on).desc())
    ).first()


def meeting_by_id(session: Session, meeting_id: int) -> MeetingAhead:
    meeting, board, plan = session.exec(
        select(Meeting, Board, Plan)
        .join(Board, col(Board.id) == Meeting.board_id)
        .join(Plan, col(Plan.id) == Board.plan_id)
        .where(Meeting.id == meeting_id)
    ).one()
    return MeetingAhead(meeting, board.name, board.plan_id, plan.key)


def unanswered_requests(
    session: Session, plan_id: int, refs: Iterable[str] | None = None
) -> list[tuple[Request, Message]]:
    """Open requests to those who lead, with the message that carried each; of these actions, or of all in the plan.

    In reading order, and of each person and item in order of asking.
    """
    statement = (
        select(Request, Message)
        .join(Message, col(Message.id) == Request.message_id)
        .join(Action, col(Action.id) == Request.action_id)
        .outerjoin(Milestone, col(Milestone.id) == Request.milestone_id)
        .where(
            Action.plan_id == plan_id,
            col(Request.closed_at).is_(None),
            col(Request.rung).not_in([Rung.SRO, Rung.COMPLIANCE, Rung.CYCLE_SRO]),
        )
        .order_by(col(Action.sort_key), col(Milestone.seq).nulls_last(), col(Request.id))
    )
    if refs is not None:
        statement = statement.where(col(Action.ref).in_(list(refs)))
    return list(session.exec(statement))
