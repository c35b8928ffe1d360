"""“Post area 3 here every Monday at 9”, and “stop posting area 3 here”, as they are said in the channel."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from bot.channels import sentences
from bot.channels.tie_words import StopWanted, TieWanted
from reminders.channel_ties import TieRefused, tie, untie
from store.audit import AuditChain
from store.queries.channels import Tied, all_ties
from store.queries.editions import area_by_ref
from store.queries.people import Identity
from store.refs import normalised_ref
from store.tables import Channel, Plan


def tie_as_wished(
    session: Session,
    audit: AuditChain,
    person: Identity,
    channel: Channel,
    plan: Plan,
    wish: TieWanted,
    now: datetime,
) -> str:
    area = area_by_ref(session, plan, wish.area) if wish.area else None
    if wish.area and area is None:
        return sentences.no_area(wish.area)
    if wish.weekly is None:
        return sentences.HOW_TO_TIE
    try:
        return tie(session, audit, person=person, channel=channel, plan=plan, area=area, weekly=wish.weekly, now=now)
    except TieRefused as refused:
        return str(refused)


def stop(
    session: Session, audit: AuditChain, person: Identity, channel: Channel, wish: StopWanted, now: datetime
) -> str:
    """Of whatever plan."""
    meant = [tied for tied in all_ties(session) if tied.channel.id == channel.id and _is_meant(tied, wish)]
    if not meant:
        return sentences.NOTHING_POSTED
    said: list[str] = []
    for tied in meant:
        try:
            said.append(untie(session, audit, person=person, channel=channel, plan=tied.plan, area=tied.area, now=now))
        except TieRefused as refused:
            said.append(str(refused))
    return " ".join(dict.fromkeys(said))


def _is_meant(tied: Tied, wish: StopWanted) -> bool:
    if wish.area is None:
        return not tied.gone
    if not wish.area:
        return tied.tie.area_id == 0
    return tied.area is not None and normalised_ref(tied.area.ref) == normalised_ref(wish.area)
