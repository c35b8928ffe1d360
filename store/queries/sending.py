"""What sending reads: messages that wait, who holds them, what they ask about, and what has changed since."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, or_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from store.tables import Action, AuditEntry, Message, Milestone, Plan, Request, RoutePause, RunningCopy
from store.types import ContactRoute, Lifecycle, MessageStatus

_EARLIER = aliased(Message)
_STATUS_403 = "unreachable{} status 403%"


def messages_to_send(
    session: Session, now: datetime, limit: int, *, held: Collection[ContactRoute] = ()
) -> list[Message]:
    """Planned and due, oldest first, and of each person only the oldest, so that messages keep their order.

    `held`: routes by which nothing may leave. On PostgreSQL the rows are locked, and two processes share the work.
    """
    before = (
        select(_EARLIER.id)
        .where(
            _EARLIER.person_id == Message.person_id,
            or_(
                col(_EARLIER.status) == MessageStatus.CLAIMED,
                (col(_EARLIER.status) == MessageStatus.PLANNED)
                & (
                    (col(_EARLIER.send_at) < col(Message.send_at))
                    | ((col(_EARLIER.send_at) == col(Message.send_at)) & (col(_EARLIER.id) < col(Message.id)))
                )
                & col(_EARLIER.route).not_in(held),
            ),
        )
        .exists()
    )
    rows = session.exec(
        select(Message)
        .where(
            Message.status == MessageStatus.PLANNED,
            Message.send_at <= now,
            col(Message.route).not_in(held),
            ~before,
        )
        .order_by(col(Message.send_at), col(Message.id))
        .limit(limit)
        .with_for_update(skip_locked=True, of=Message)
    )
    return list(rows)


def held_routes(session: Session, now: datetime) -> set[ContactRoute]:
    return {row.route for row in session.exec(select(RoutePause).where(RoutePause.until > now))}


def copies_seen_since(session: Session, moment: datetime) -> set[str]:
    return set(session.exec(select(RunningCopy.name).where(RunningCopy.seen_at >= moment)))


def claims_of_nobody(session: Session, alive: Collection[str]) -> list[Message]:
    """Claimed by a process that is no more, and never receipted."""
    rows = session.exec(
        select(Message)
        .where(Message.status == MessageStatus.CLAIMED, col(Message.claimed_by).not_in(alive))
        .order_by(col(Message.id))
    )
    return list(rows)


def claims_of(session: Session, copy: str) -> list[Message]:
    rows = session.exec(select(Message).where(Message.status == MessageStatus.CLAIMED, Message.claimed_by == copy))
    return list(rows)


@dataclass(frozen=True, slots=True)
class Waiting:
    """`since` is the moment at which the oldest should have gone out."""

    messages: int
    since: datetime | None


def waiting_at(session: Session, now: datetime) -> Waiting:
    """Planned and due, and not gone yet."""
    number, since = session.exec(
        select(func.count(col(Message.id)), func.min(Message.send_at)).where(
            Message.status == MessageStatus.PLANNED, Message.send_at <= now
        )
    ).one()
    return Waiting(number, since)


@dataclass(frozen=True, slots=True)
class AskedItem:
    """One request of a message, and how its item stands now. `current_due` is None for a whole action."""

    request: Request
    action_lifecycle: Lifecycle
    lifecycle: Lifecycle | None
    current_due: date | None
    completed_on: date | None


def asked_items(session: Session, message_id: int) -> list[AskedItem]:
    rows = session.exec(
        select(Request, Action, Milestone)
        .join(Action, col(Action.id) == Request.action_id)
        .outerjoin(Milestone, col(Milestone.id) == Request.milestone_id)
        .where(Request.message_id == message_id)
        .order_by(col(Request.id))
    )
    return [
        AskedItem(
            request,
            action.lifecycle,
            milestone.lifecycle if milestone else None,
            milestone.current_due if milestone else None,
            milestone.completed_on if milestone else None,
        )
        for request, action, milestone in rows
    ]


def areas_asked_about(session: Session, message_id: int) -> list[tuple[int, int]]:
    """Of the items of a message: the plan and the area of each; none for a notice."""
    rows = session.exec(
        select(Action.plan_id, Action.area_id)
        .join(Request, col(Request.action_id) == Action.id)
        .where(Request.message_id == message_id)
        .distinct()
        .order_by(col(Action.plan_id), col(Action.area_id))
    )
    return list(rows)


def refused_in_teams(session: Session, person_id: int) -> bool:
    """Whether a message to somebody who never opened a chat was refused (403)."""
    found = select(Message.id).where(
        Message.person_id == person_id,
        or_(
            (col(Message.route) == ContactRoute.TEAMS) & col(Message.fault).like(_STATUS_403.format(":")),
            col(Message.tried).like(f"%{ContactRoute.TEAMS.value}: {_STATUS_403.format(',')}"),
        ),
    )
    return session.exec(found).first() is not None


def cards_before(session: Session, message_id: int) -> list[Message]:
    """Of the same person: for each item that the message asks about, the last message sent before it with a card that
    shows that item too."""
    this = session.get_one(Message, message_id)
    items = select(Request.item).where(Request.message_id == message_id)
    last = (
        select(func.max(Message.id))
        .join(Request, col(Request.message_id) == Message.id)
        .where(
            Message.person_id == this.person_id,
            col(Message.id) < message_id,
            Message.status == MessageStatus.SENT,
            Message.route == ContactRoute.TEAMS,
            col(Message.activity_id) != "",
            col(Request.item).in_(items),
        )
        .group_by(col(Request.item))
    )
    return list(session.exec(select(Message).where(col(Message.id).in_(last)).order_by(col(Message.id))))


def chain_heads(session: Session) -> dict[str, int]:
    """The position of the newest entry in the chain of each plan, and in the one of no plan.

    Positions are given out one after the other under a lock that is held until the commit, so none appears later
    below one that was seen.
    """
    newest = func.coalesce(
        select(func.max(AuditEntry.position)).where(AuditEntry.plan_key == Plan.key).scalar_subquery(), 0
    )
    heads = dict(session.exec(select(Plan.key, newest)).all())
    heads[""] = session.exec(
        select(func.coalesce(func.max(AuditEntry.position), 0)).where(AuditEntry.plan_key == "")
    ).one()
    return heads


def told_of_since(
    session: Session, seen: Mapping[str, int], heads: Mapping[str, int], besides: Collection[str]
) -> bool:
    """Whether any chain has grown by an entry of another action than those."""
    for plan_key, position in heads.items():
        before = seen.get(plan_key)
        if before is None:
            return True
        if position > before:
            found = select(AuditEntry.id).where(
                AuditEntry.plan_key == plan_key, AuditEntry.position > before, col(AuditEntry.action).not_in(besides)
            )
            if session.exec(found.limit(1)).first() is not None:
                return True
    return False
