"""A post as it reads at the moment of sending, if everybody who reads along may read it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from adaptive_cards import area_status, report_offer
from bot.channels.audience import audience_of
from bot.turns import Reply
from store.queries.cuts import take_cut
from store.queries.editions import area_by_id, edition_by_id
from store.tables import ChannelPost, ImprovementArea, Plan
from workflows.answers import GroupStatus
from workflows.editions.keeping import recompiled
from workflows.exception_report.assess import assess
from workflows.language import moment_words
from workflows.status import group_status

SOMEBODY_ELSE_READS = "somebody in the channel has no part in the plan"
NOTHING_THERE = "what was to be posted is not in the register any more"


class NotPosted(Exception):
    """It is not to go out; the message says why."""


def render_post(session: Session, post: ChannelPost, members: Sequence[str], now: datetime) -> Reply:
    """`members` are Entra object ids. Raises NotPosted."""
    plan = session.get_one(Plan, post.plan_id)
    if audience_of(session, members, now, plan.key) is None:
        raise NotPosted(SOMEBODY_ELSE_READS)
    if post.edition_id:
        return _edition(session, plan, post.edition_id)
    area = area_by_id(session, plan, post.area_id) if post.area_id else None
    if post.area_id and area is None:
        raise NotPosted(NOTHING_THERE)
    status = status_of(session, plan, area, now)
    said = f"{status.heading}: {status.worst_because}. As at {moment_words(status.as_at)}"
    return Reply(said, area_status.build(status))


def status_of(session: Session, plan: Plan, area: ImprovementArea | None, now: datetime) -> GroupStatus:
    assessed = assess(take_cut(session, plan.key, now))
    members = [s for s in assessed.standings.values() if area is None or s.area.ref == area.ref]
    heading = f"Area {area.ref}: {area.title}" if area else plan.title
    return group_status(assessed, heading, members)


def _edition(session: Session, plan: Plan, edition_id: int) -> Reply:
    edition = edition_by_id(session, edition_id)
    if edition is None:
        raise NotPosted(NOTHING_THERE)
    title = f"{recompiled(edition).title}: edition {edition.number} is issued"
    cut_off = f"Its data cut-off was {moment_words(edition.cut_off_at)}."
    return Reply(title, report_offer.build(title, cut_off, plan.key, edition.number))
