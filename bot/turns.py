"""What comes in from Teams and what goes back, in our own words: no SDK type passes this line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from bot.email.letter import Letter

Card = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Sender:
    """Who the authenticated activity comes from. `user_id` is the channel's own and opaque."""

    entra_object_id: str
    user_id: str
    name: str


@dataclass(frozen=True, slots=True)
class Place:
    """A conversation, and where its connector listens."""

    service_url: str
    conversation_id: str
    personal: bool
    tenant_id: str
    bot_id: str


@dataclass(frozen=True, slots=True)
class MessageIn:
    """A chat message, or the data of an old client's Action.Submit."""

    sender: Sender
    place: Place
    text: str
    data: Mapping[str, Any] | None
    reply_to_id: str


@dataclass(frozen=True, slots=True)
class CardAction:
    sender: Sender
    place: Place
    verb: str
    data: Mapping[str, Any]
    reply_to_id: str


@dataclass(frozen=True, slots=True)
class Reply:
    """A message back: a card with the words a notification shows, or plain text alone; by email, a letter."""

    summary: str
    card: Card | None = None
    letter: Letter | None = None


@dataclass(frozen=True, slots=True)
class Replacement:
    """A message already sent whose card should now show something else."""

    place: Place
    activity_id: str
    card: Card
    summary: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What a turn leads to: replies, the card that replaces the one acted on, other cards to bring up to date."""

    replies: Sequence[Reply] = ()
    card: Card | None = None
    replacements: Sequence[Replacement] = field(default_factory=tuple[Replacement, ...])


class Turns(Protocol):
    """The bot's own side of a turn."""

    async def on_message(self, message: MessageIn) -> Answer: ...

    async def on_card_action(self, action: CardAction) -> Answer: ...

    async def on_installed(self, sender: Sender, place: Place, upgraded: bool) -> Answer: ...

    async def on_removed(self, sender: Sender) -> None: ...
