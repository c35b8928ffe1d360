"""Channels and group chats that the bot is in, and what is tied to them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from store.database import one_at_a_time
from store.tables import Channel, ChannelTie, ImprovementArea, Person, Plan


@dataclass(frozen=True, slots=True)
class SeenChannel:
    """A channel as Teams tells of it; a name that it did not tell is blank."""

    conversation_id: str
    team_id: str
    team_name: str
    name: str
    tenant_id: str
    service_url: str
    bot_id: str


def remember_channel(session: Session, seen: SeenChannel, now: datetime) -> bool:
    """Whether the bot is new there."""
    one_at_a_time(session, f"channel {seen.conversation_id}")
    channel = channel_called(session, seen.conversation_id)
    new = channel is None or not channel.installed
    if channel is None:
        channel = Channel(
            conversation_id=seen.conversation_id, tenant_id=seen.tenant_id, service_url="", bot_id="", seen_at=now
        )
    if new:
        channel.installed, channel.seen_at = True, now
    channel.service_url, channel.bot_id = seen.service_url, seen.bot_id
    channel.team_id = seen.team_id or channel.team_id
    channel.team_name = seen.team_name or channel.team_name
    channel.name = seen.name or channel.name
    session.add(channel)
    session.flush()
    return new


def channel_called(session: Session, conversation_id: str) -> Channel | None:
    return session.exec(select(Channel).where(Channel.conversation_id == conversation_id)).first()


def channels_of_team(session: Session, team_id: str) -> list[Channel]:
    """All that are known of, in the order in which they became so."""
    return list(session.exec(select(Channel).where(Channel.team_id == team_id).order_by(col(Channel.id))))


def channels(session: Session) -> list[Channel]:
    """Those that the bot is in."""
    return list(session.exec(select(Channel).where(col(Channel.installed)).order_by(col(Channel.id))))


def plan_tied_to(session: Session, channel: Channel) -> str | None:
    """The key of the plan that is posted in the channel; None where nothing is."""
    return session.exec(
        select(Plan.key)
        .join(ChannelTie, col(ChannelTie.plan_id) == Plan.id)
        .where(ChannelTie.channel_id == channel.id)
        .order_by(col(Plan.key))
    ).first()


def tie_of(session: Session, channel_id: int, plan_id: int, area_id: int) -> ChannelTie | None:
    return session.exec(
        select(ChannelTie).where(
            ChannelTie.channel_id == channel_id, ChannelTie.plan_id == plan_id, ChannelTie.area_id == area_id
        )
    ).first()


@dataclass(frozen=True, slots=True)
class Tied:
    """`area` None: the whole plan, or an area that an import has taken out of it (`gone`)."""

    tie: ChannelTie
    channel: Channel
    plan: Plan
    area: ImprovementArea | None

    @property
    def gone(self) -> bool:
        return self.tie.area_id != 0 and self.area is None


def all_ties(session: Session) -> list[Tied]:
    rows = session.exec(
        select(ChannelTie, Channel, Plan, ImprovementArea)
        .join(Channel, col(Channel.id) == ChannelTie.channel_id)
        .join(Plan, col(Plan.id) == ChannelTie.plan_id)
        .outerjoin(ImprovementArea, col(ImprovementArea.id) == ChannelTie.area_id)
        .order_by(col(ChannelTie.id))
    )
    return [Tied(tie, channel, plan, area) for tie, channel, plan, area in rows]


def people_by_entra(session: Session, entra_object_ids: Iterable[str]) -> list[Person]:
    """Those of them who are in the register, in the order of their keys."""
    wanted = [each for each in entra_object_ids if each]
    rows = session.exec(select(Person).where(col(Person.entra_object_id).in_(wanted)).order_by(col(Person.key)))
    return list(rows)
