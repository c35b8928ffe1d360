"""What becomes of a post to a channel: its receipt, or why it did not go out and what follows from that."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from bot.channels.summary import NotPosted
from bot.delivery.outcomes import Tried, after_fault
from bot.delivery_faults import DeliveryFault, FaultKind
from bot.messenger import Receipt
from reminders.channel_ties import channel_words, untie_all
from reminders.notices import plan_notice
from store.audit import AuditChain
from store.queries.people import people_with_role
from store.tables import Channel, ChannelPost, ImprovementArea, Plan
from store.types import ContactRoute, MessageStatus, RoleName

Outcome = Receipt | NotPosted | DeliveryFault
NO_MORE = frozenset({FaultKind.GONE, FaultKind.UNREACHABLE})
"""The channel was deleted, or the bot taken out of it."""


def settle(
    session: Session, audit: AuditChain, post: ChannelPost, outcome: Outcome, now: datetime, chance: float
) -> None:
    """`chance` is from 0 to 1."""
    channel, plan = session.get_one(Channel, post.channel_id), session.get_one(Plan, post.plan_id)
    match outcome:
        case Receipt():
            post.status, post.sent_at, post.fault = MessageStatus.SENT, now, ""
            post.activity_id = outcome.activity_id
        case NotPosted():
            post.status, post.fault = MessageStatus.DROPPED, str(outcome)
        case DeliveryFault():
            tried = Tried(ContactRoute.TEAMS, post.attempts, post.send_at, "", None)
            then = after_fault(tried, outcome, now, chance)
            post.status, post.attempts, post.send_at, post.fault = then.status, then.attempts, then.send_at, then.fault
    audit.record(
        session,
        plan_key=plan.key,
        at=now,
        actor="delivery",
        action="deliver_post",
        subject=channel.conversation_id,
        content={"post": post.id, "status": post.status.value, "fault": post.fault},
    )
    if isinstance(outcome, NotPosted):
        _tell(session, audit, post, channel, plan, f"{post.channel_id}:{outcome}", _NOT_POSTED, now)
    elif post.status is MessageStatus.FAILED and isinstance(outcome, DeliveryFault) and outcome.kind in NO_MORE:
        channel.installed = False
        untie_all(session, audit, channel, f"the channel answered {outcome.answer}", now)
        _tell(session, audit, post, channel, plan, f"{post.channel_id}:gone:{post.id}", _UNTIED, now)
    elif post.status in {MessageStatus.FAILED, MessageStatus.UNCONFIRMED}:
        _tell(session, audit, post, channel, plan, f"{post.id}", _FAILED, now)


_NOT_POSTED = (
    "It is not posted as long as that is so: take those people out of the channel, give them a part in the plan, or "
    "end it with “sendbot channel untie”."
)
_UNTIED = "Nothing is posted there any more: add the bot to the channel again and tie it anew if it is still wanted."
_FAILED = "It is not tried again, so that nobody reads it twice: tell the channel yourself if it cannot wait a week."


def _tell(
    session: Session,
    audit: AuditChain,
    post: ChannelPost,
    channel: Channel,
    plan: Plan,
    about: str,
    advice: str,
    now: datetime,
) -> None:
    """The compliance team, once about each thing."""
    where = channel_words(channel)
    for officer in people_with_role(session, RoleName.COMPLIANCE, plan.key):
        plan_notice(
            session,
            audit,
            to=officer,
            kind="channel",
            about=about,
            title=f"{_what(session, post)} was not posted in {where}",
            text=f"Why: {post.fault}.\n\n{advice}",
            now=now,
        )


def _what(session: Session, post: ChannelPost) -> str:
    if post.edition_id:
        return "The issue of an edition"
    area = session.get(ImprovementArea, post.area_id) if post.area_id else None
    return f"How area {area.ref} stands" if area else "How the plan stands"
