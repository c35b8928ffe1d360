"""The ledger: what is open, what was asked, what waits to be sent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import bindparam, func
from sqlalchemy import select as rows_of
from sqlmodel import Session, col, or_, select

from store.database import connection_of
from store.queries.cuts import take_cut
from store.tables import (
    Action,
    ActionLead,
    AreaSro,
    ClosureDay,
    Conversation,
    Message,
    Milestone,
    Person,
    Plan,
    Request,
    Update,
)
from store.types import CLOSED_LIFECYCLES, COMPLETE_LIFECYCLES, ContactRoute, Lifecycle, MessageStatus, Rung
from store.working_days import london_date

REQUESTS_SLOT = "requests"
NOT_ASKED = CLOSED_LIFECYCLES | COMPLETE_LIFECYCLES | {Lifecycle.PAUSED}
"""Set aside by a decision, or complete, even where the day of completion was never given."""


@dataclass(frozen=True, slots=True)
class OpenItem:
    """A milestone not complete and not set aside, with its action and plan. `due` is the date in force."""

    plan: Plan
    action: Action
    milestone: Milestone
    due: date
    lead_post_ids: tuple[int, ...]
    sro_post_ids: tuple[int, ...]


def open_items_due_by(
    session: Session, due_by: date, plan_id: int | None = None, *, at: datetime | None = None
) -> list[OpenItem]:
    """In order of due date, then ref; with `at`, as things stood then by effective time."""
    statement = (
        select(Milestone, Action, Plan)
        .join(Action, col(Action.id) == Milestone.action_id)
        .join(Plan, col(Plan.id) == Action.plan_id)
        .order_by(col(Milestone.current_due), col(Action.sort_key), col(Milestone.seq))
    )
    if at is None:
        statement = statement.where(
            col(Milestone.lifecycle).not_in(NOT_ASKED),
            col(Action.lifecycle).not_in(NOT_ASKED),
            col(Milestone.completed_on).is_(None),
            col(Milestone.current_due) <= due_by,
        )
    if plan_id is not None:
        statement = statement.where(Action.plan_id == plan_id)
    rows = session.exec(statement).all()
    dates = {milestone.id: milestone.current_due for milestone, _, _ in rows}
    if at is not None:
        dates = _open_dates_at(session, {plan.key for _, _, plan in rows}, at)
        rows = [row for row in rows if (due := dates.get(row[0].id)) and due <= due_by]
    leads: dict[int, list[int]] = defaultdict(list)
    actions = {action.id for _, action, _ in rows}
    for action_id, post_id in session.exec(
        select(ActionLead.action_id, ActionLead.post_id)
        .where(col(ActionLead.action_id).in_(actions))
        .order_by(col(ActionLead.position))
    ):
        leads[action_id].append(post_id)
    sros: dict[int, list[int]] = defaultdict(list)
    areas = {action.area_id for _, action, _ in rows}
    for area_id, post_id in session.exec(
        select(AreaSro.area_id, AreaSro.post_id).where(col(AreaSro.area_id).in_(areas)).order_by(col(AreaSro.position))
    ):
        sros[area_id].append(post_id)
    return [
        OpenItem(plan, action, milestone, due, tuple(leads[action.id or 0]), tuple(sros[action.area_id]))
        for milestone, action, plan in rows
        if (due := dates[milestone.id])
    ]


def _open_dates_at(session: Session, plan_keys: set[str], at: datetime) -> dict[int | None, date | None]:
    """The dates in force of the milestones asked about at a moment, by id: what a data cut says of them."""
    dates: dict[int | None, date | None] = {}
    for cut in (take_cut(session, key, at) for key in sorted(plan_keys)):
        live = {action.ref for action in cut.actions if action.lifecycle not in NOT_ASKED}
        dates |= {
            row.id: row.current
            for row in cut.milestones
            if row.completed_on is None and row.lifecycle not in NOT_ASKED and row.action_ref in live
        }
    return dates


@dataclass(frozen=True, slots=True)
class AskedOnce:
    """One line of the ledger. `sent_at` is None while its message has not arrived."""

    item: str
    rung: Rung
    person_id: int
    occasion: str
    asked_at: datetime
    closed_at: datetime | None
    sent_at: datetime | None


def asked_about(session: Session, items: Iterable[str]) -> dict[str, list[AskedOnce]]:
    """Every request ever made about these items, in order of asking. By columns: of all plans they are many."""
    rows = connection_of(session).execute(
        rows_of(
            col(Request.item), col(Request.rung), col(Request.person_id), col(Request.occasion),
            col(Request.asked_at), col(Request.closed_at), col(Message.sent_at),
        )
        .join_from(Request, Message, col(Message.id) == col(Request.message_id))
        .where(col(Request.item).in_(list(items)))
        .order_by(col(Request.id))
    )  # fmt: skip
    result: dict[str, list[AskedOnce]] = defaultdict(list)
    for row in rows:
        asked = AskedOnce(*row)
        result[asked.item].append(asked)
    return result


def last_update_times(
    session: Session, milestone_ids: Iterable[int], *, at: datetime | None = None
) -> dict[int, datetime]:
    """With `at`, the last up to that moment."""
    statement = (
        select(Update.milestone_id, func.max(Update.at))
        .where(col(Update.milestone_id).in_(list(milestone_ids)), col(Update.withdrawn_at).is_(None))
        .group_by(col(Update.milestone_id))
    )
    rows = session.exec(statement if at is None else statement.where(Update.at <= at))
    return {milestone_id: at for milestone_id, at in rows if milestone_id is not None}


def messaged_on(session: Session, day: date, *, at: datetime | None = None) -> set[int]:
    """People who already have their one message of requests for a day; with `at`, who had it by then."""
    statement = select(Message.person_id).where(Message.day == day, Message.slot == REQUESTS_SLOT)
    return set(session.exec(statement if at is None else statement.where(Message.planned_at <= at)))


def closure_days(session: Session) -> list[date]:
    return sorted(row.day for row in session.exec(select(ClosureDay)))


def requests_unsent(session: Session, now: datetime) -> list[tuple[Message, Person]]:
    """Messages of requests that wait although their moment or their day has passed, and for whom."""
    rows = session.exec(
        select(Message, Person)
        .join(Person, col(Person.id) == Message.person_id)
        .where(
            Message.status == MessageStatus.PLANNED,
            Message.slot == REQUESTS_SLOT,
            (col(Message.send_at) <= now) | (col(Message.day) < london_date(now)),
        )
        .order_by(col(Message.id))
    )
    return list(rows)


def was_asked(session: Session, item_key: str, person_id: int) -> bool:
    """Whether a request to this person about this item is open, or was answered by themselves, who may correct it."""
    own = select(Update.id).where(Update.person_id == person_id)
    found = select(Request.id).where(
        Request.item == item_key,
        Request.person_id == person_id,
        or_(col(Request.closed_at).is_(None), col(Request.closed_by_update_id).in_(own)),
    )
    return session.exec(found).first() is not None


@dataclass(frozen=True, slots=True)
class SentCard:
    """A card in somebody's chat: whose, and where it can be changed."""

    message_id: int
    activity_id: str
    person_id: int
    person_key: str
    person_name: str
    tenant_id: str
    service_url: str
    conversation_id: str
    bot_id: str


_ITS_CARDS = (
    rows_of(
        col(Message.id), col(Message.activity_id), col(Person.id), col(Person.key), col(Person.name),
        col(Conversation.tenant_id), col(Conversation.service_url), col(Conversation.conversation_id),
        col(Conversation.bot_id),
    )
    .join_from(Request, Message, col(Message.id) == col(Request.message_id))
    .join(Person, col(Person.id) == col(Message.person_id))
    .join(Conversation, col(Conversation.id) == col(Message.conversation_id))
    .where(
        col(Request.item) == bindparam("key"),
        col(Message.status) == MessageStatus.SENT,
        col(Message.activity_id) != "",
    )
    .order_by(col(Message.id).desc())
)  # fmt: skip


def cards_showing(session: Session, item_key: str) -> list[SentCard]:
    """Sent cards that show an item, the newest first."""
    return [SentCard(*row) for row in connection_of(session).execute(_ITS_CARDS, {"key": item_key})]


def conversation_of(session: Session, person_id: int) -> Conversation | None:
    return session.exec(select(Conversation).where(Conversation.person_id == person_id)).first()


UNREACHED = "unreachable"
"""How a fault begins that ends when the person comes back to Teams, and how it stands among the routes tried."""


def revive_unreached(session: Session, person_id: int, now: datetime) -> int:
    """Today's messages that could not reach a person who has now come back are to be sent after all; how many."""
    rows = session.exec(
        select(Message).where(
            Message.person_id == person_id,
            Message.status == MessageStatus.FAILED,
            Message.day == london_date(now),
            or_(
                col(Message.fault).startswith(UNREACHED),
                col(Message.tried).contains(f"{ContactRoute.TEAMS.value}: {UNREACHED}"),
            ),
        )
    ).all()
    for message in rows:
        message.status, message.send_at, message.fault = MessageStatus.PLANNED, now, ""
        message.route, message.attempts, message.tried = ContactRoute.TEAMS, 0, ""
    return len(rows)
