"""The channels that the bot is in, for the command line."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import Session

from reminders.channel_ties import channel_words, weekly_of, what_words
from store.queries.channel_posts import last_post
from store.queries.channels import Tied, all_ties, channels
from workflows.language import moment_words


@dataclass(frozen=True, slots=True)
class TieListed:
    plan: str
    area: str  # blank: the whole plan
    words: str


@dataclass(frozen=True, slots=True)
class ChannelListed:
    number: int
    name: str
    conversation_id: str
    ties: tuple[TieListed, ...]


def channels_listed(session: Session) -> list[ChannelListed]:
    ties = all_ties(session)
    return [
        ChannelListed(
            channel.id or 0,
            channel_words(channel),
            channel.conversation_id,
            tuple(
                TieListed(tied.plan.key, tied.area.ref if tied.area else "", _words(session, tied))
                for tied in ties
                if tied.channel.id == channel.id
            ),
        )
        for channel in channels(session)
    ]


def _words(session: Session, tied: Tied) -> str:
    last = last_post(session, tied.tie.channel_id, tied.tie.plan_id, tied.tie.area_id)
    became = f"last: {last.status.value}, {moment_words(last.send_at)}" if last else "nothing posted yet"
    because = f" ({last.fault})" if last and last.fault else ""
    return f"{what_words(tied)} {weekly_of(tied.tie).words}; {became}{because}"
