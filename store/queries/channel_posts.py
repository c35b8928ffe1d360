"""Posts to channels: which are planned, due, claimed, and by whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from store.queries.editions import EXCEPTION
from store.tables import ChannelPost, ChannelTie, Edition
from store.types import EditionStatus, MessageStatus


def is_planned(session: Session, channel_id: int, plan_id: int, area_id: int, day: date) -> bool:
    """Whether how things stand was planned for that day there, whatever became of it."""
    found = select(ChannelPost.id).where(
        ChannelPost.channel_id == channel_id,
        ChannelPost.plan_id == plan_id,
        ChannelPost.area_id == area_id,
        ChannelPost.edition_id == 0,
        ChannelPost.day == day,
    )
    return session.exec(found).first() is not None


def editions_to_post(session: Session, channel_id: int, plan_id: int, since: datetime) -> list[Edition]:
    """Issued since then and planned for no post in the channel yet."""
    planned = select(ChannelPost.edition_id).where(ChannelPost.channel_id == channel_id)
    rows = session.exec(
        select(Edition)
        .where(
            Edition.plan_id == plan_id,
            Edition.kind == EXCEPTION,
            Edition.status == EditionStatus.ISSUED,
            col(Edition.issued_at) >= since,
            col(Edition.id).not_in(planned),
        )
        .order_by(col(Edition.id))
    )
    return list(rows)


def next_post(session: Session, now: datetime) -> ChannelPost | None:
    """The oldest that is due. On PostgreSQL its row is locked, and two processes share the work."""
    return session.exec(
        select(ChannelPost)
        .where(ChannelPost.status == MessageStatus.PLANNED, ChannelPost.send_at <= now)
        .order_by(col(ChannelPost.send_at), col(ChannelPost.id))
        .limit(1)
        .with_for_update(skip_locked=True)
    ).first()


def is_claimed(session: Session) -> bool:
    found = select(ChannelPost.id).where(ChannelPost.status == MessageStatus.CLAIMED).limit(1)
    return session.exec(found).first() is not None


def claimed_posts(session: Session) -> list[ChannelPost]:
    rows = session.exec(
        select(ChannelPost).where(ChannelPost.status == MessageStatus.CLAIMED).order_by(col(ChannelPost.id))
    )
    return list(rows)


def waiting_of(session: Session, tie: ChannelTie) -> list[ChannelPost]:
    """Planned and not gone yet; of the whole plan, those that tell of an edition too."""
    rows = session.exec(
        select(ChannelPost)
        .where(
            ChannelPost.channel_id == tie.channel_id,
            ChannelPost.plan_id == tie.plan_id,
            ChannelPost.area_id == tie.area_id,
            ChannelPost.status == MessageStatus.PLANNED,
        )
        .order_by(col(ChannelPost.id))
    )
    return list(rows)


@dataclass(frozen=True, slots=True)
class LastPost:
    status: MessageStatus
    send_at: datetime
    fault: str


def last_post(session: Session, channel_id: int, plan_id: int, area_id: int) -> LastPost | None:
    """The newest post of a tie, an edition's among them where it is of the whole plan."""
    post = session.exec(
        select(ChannelPost)
        .where(ChannelPost.channel_id == channel_id, ChannelPost.plan_id == plan_id, ChannelPost.area_id == area_id)
        .order_by(col(ChannelPost.id).desc())
    ).first()
    return LastPost(post.status, post.sent_at or post.send_at, post.fault) if post else None
