"""Tying an area, or the whole plan, to a channel: who may, and when a post may be wished for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from typing import Protocol

from sqlmodel import Session

from reminders.ladder import DEFAULT_LADDER
from store.audit import AuditChain
from store.database import one_at_a_time
from store.queries.channel_posts import waiting_of
from store.queries.channels import Tied, all_ties, tie_of
from store.queries.editions import sros_of_area
from store.queries.people import roles_of
from store.tables import Channel, ChannelTie, ImprovementArea, Plan
from store.types import MessageStatus, RoleName
from store.working_days import london_date

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class TieRefused(Exception):
    """Nothing was changed; the message says why. The turn is to be committed: it may be audited."""


class NotTheirsToTie(TieRefused):
    """Neither the SRO of the area nor the compliance team."""

    def __init__(self, area: ImprovementArea | None) -> None:
        whose = f"the SRO of area {area.ref} or the compliance team" if area else "the compliance team"
        what = f"area {area.ref}" if area else "the whole plan"
        super().__init__(f"Only {whose} can say where and when {what} is posted: please ask them.")


class WishedForAQuietHour(TieRefused):
    """A post would come in the hours or on the days in which nothing is sent."""

    def __init__(self) -> None:
        first, last = DEFAULT_LADDER.quiet_until, DEFAULT_LADDER.quiet_from
        super().__init__(
            f"I post from Monday to Friday, from {first:%H:%M} until before {last:%H:%M}: name a time between them."
        )


class NothingTied(TieRefused):
    """There is nothing to stop."""

    def __init__(self, area: ImprovementArea | None) -> None:
        what = f"area {area.ref}" if area else "the whole plan"
        super().__init__(f"How {what} stands is not posted in this channel, so there is nothing to stop.")


class Tier(Protocol):
    @property
    def id(self) -> int | None: ...
    @property
    def key(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Weekly:
    """When a post is wished for, in London. `weekday` 0 is Monday."""

    weekday: int
    at: time

    @property
    def words(self) -> str:
        return f"every {WEEKDAYS[self.weekday]} at {self.at:%H:%M}"


def weekly_of(tie: ChannelTie) -> Weekly:
    return Weekly(tie.weekday, time.fromisoformat(tie.at))


def channel_words(channel: Channel) -> str:
    """Its names as Teams told them: "SEND Board, Area 3"."""
    if not channel.team_id:
        return channel.name or "a group chat"
    return ", ".join((channel.team_name or "a team", channel.name or "General"))


def what_words(tied: Tied) -> str:
    """What is tied: "area 3 of wharfemoor", "the whole of wharfemoor"."""
    return f"area {tied.area.ref} of {tied.plan.key}" if tied.area else f"the whole of {tied.plan.key}"


def tie(
    session: Session,
    audit: AuditChain,
    *,
    person: Tier,
    channel: Channel,
    plan: Plan,
    area: ImprovementArea | None,
    weekly: Weekly,
    now: datetime,
) -> str:
    """`area` None: the whole plan. Tying again changes the time. Gives what is said of it. Raises TieRefused."""
    _check_right(session, audit, person, channel, plan, area, now)
    if weekly.weekday > 4 or not DEFAULT_LADDER.quiet_until <= weekly.at < DEFAULT_LADDER.quiet_from:
        raise WishedForAQuietHour
    one_at_a_time(session, f"ties of channel {channel.id}")
    area_id = area.id or 0 if area else 0
    held = tie_of(session, channel.id or 0, plan.id or 0, area_id)
    if held is None:
        held = ChannelTie(
            channel_id=channel.id or 0,
            plan_id=plan.id or 0,
            area_id=area_id,
            weekday=weekly.weekday,
            at=f"{weekly.at:%H:%M}",
            set_by_id=person.id or 0,
            set_at=now,
        )
    held.weekday, held.at = weekly.weekday, f"{weekly.at:%H:%M}"
    held.set_by_id, held.set_at = person.id or 0, now
    session.add(held)
    audit.record(
        session,
        plan_key=plan.key,
        at=now,
        actor=person.key,
        action="tie_channel",
        subject=channel.conversation_id,
        content={"area": area.ref if area else "", "weekday": WEEKDAYS[weekly.weekday], "at": held.at},
    )
    what = f"how area {area.ref} stands" if area else "how the plan stands, and each edition that is issued,"
    return (
        f"Noted: I post {what} here {weekly.words}; where that is no working day, on the next one. "
        f"To end it, write “stop posting {_asked_for(area)} here”."
    )


def untie(
    session: Session,
    audit: AuditChain,
    *,
    person: Tier,
    channel: Channel,
    plan: Plan,
    area: ImprovementArea | None,
    now: datetime,
) -> str:
    """Gives what is said of it. Raises TieRefused."""
    _check_right(session, audit, person, channel, plan, area, now)
    held = tie_of(session, channel.id or 0, plan.id or 0, area.id or 0 if area else 0)
    if held is None:
        raise NothingTied(area)
    _end(session, audit, Tied(held, channel, plan, area), person.key, "asked for", now)
    return f"Noted: {_asked_for(area)} is not posted here any more."


def untie_all(session: Session, audit: AuditChain, channel: Channel, because: str, now: datetime) -> list[Tied]:
    """The bot is not in the channel any more. Gives what was tied to it."""
    ended = [tied for tied in all_ties(session) if tied.channel.id == channel.id]
    for tied in ended:
        _end(session, audit, tied, "delivery", because, now)
    return ended


def untie_what_is_gone(session: Session, audit: AuditChain, now: datetime) -> None:
    """Areas that an import has taken out of their plan."""
    for tied in all_ties(session):
        if tied.gone:
            _end(session, audit, tied, "delivery", "the area is not in the plan any more", now)


def _end(session: Session, audit: AuditChain, tied: Tied, actor: str, because: str, now: datetime) -> None:
    """What was planned already does not go out."""
    for post in waiting_of(session, tied.tie):
        post.status, post.fault = MessageStatus.DROPPED, because
    session.delete(tied.tie)
    audit.record(
        session,
        plan_key=tied.plan.key,
        at=now,
        actor=actor,
        action="untie_channel",
        subject=tied.channel.conversation_id,
        content={"area": tied.area.ref if tied.area else "", "because": because},
    )


def _asked_for(area: ImprovementArea | None) -> str:
    return f"area {area.ref}" if area else "the whole plan"


def _check_right(
    session: Session,
    audit: AuditChain,
    person: Tier,
    channel: Channel,
    plan: Plan,
    area: ImprovementArea | None,
    now: datetime,
) -> None:
    """Raises NotTheirsToTie."""
    if RoleName.COMPLIANCE in roles_of(session, person.id or 0, plan.key):
        return
    sros = sros_of_area(session, area, london_date(now)) if area else []
    if any(sro.person.id == person.id for sro in sros):
        return
    audit.record(
        session,
        plan_key=plan.key,
        at=now,
        actor=person.key,
        action="refused",
        subject=channel.conversation_id,
        content={"asked": "TIE_CHANNEL", "area": area.ref if area else ""},
    )
    raise NotTheirsToTie(area)
