"""What comes in from Teams and what goes back, in our own words: no SDK type passes this line."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
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
class Group:
    """Whom a conversation is with if not with one person. In a channel the conversation is one of its threads.

    A group chat has no team; a name that Teams did not tell is blank.
    """

    id: str
    team_id: str = ""
    team_name: str = ""
    name: str = ""


class GroupChange(StrEnum):
    """What can happen to a channel or its team."""

    NAMED = "named"
    MEMBERS = "members"
    CHANNEL_GONE = "channel_gone"
    TEAM_GONE = "team_gone"


@dataclass(frozen=True, slots=True)
class Place:
    """A conversation, and where its connector listens. `group` is None in a personal chat."""

    service_url: str
    conversation_id: str
    personal: bool
    tenant_id: str
    bot_id: str
    group: Group | None = None

    @property
    def group_id(self) -> str:
        """Of the channel itself, where the conversation is one of its threads."""
        return self.group.id if self.group else self.conversation_id


@dataclass(frozen=True, slots=True)
class MessageIn:
    """A chat message, or the data of an old client's Action.Submit. `picture`: it came with one, or with a file."""

    sender: Sender
    place: Place
    text: str
    data: Mapping[str, Any] | None
    reply_to_id: str
    picture: bool = False


@dataclass(frozen=True, slots=True)
class CardAction:
    sender: Sender
    place: Place
    verb: str
    data: Mapping[str, Any]
    reply_to_id: str


@dataclass(frozen=True, slots=True)
class FileOffered:
    """A file of so many bytes that Teams asks its reader about: may it be put into their OneDrive? `token` comes back
    with the answer."""

    name: str
    description: str
    size: int
    token: str


@dataclass(frozen=True, slots=True)
class UploadPlace:
    """Where Teams lets one file be put, and where it can be read from then on."""

    upload_url: str
    content_url: str
    name: str
    unique_id: str
    file_type: str


@dataclass(frozen=True, slots=True)
class FileConsent:
    """The answer to a file that was offered in the message `reply_to_id`. `upload` is None when it was declined."""

    sender: Sender
    place: Place
    token: str
    upload: UploadPlace | None
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
    """What a turn leads to: replies, the card that replaces the one acted on, other cards to bring up to date.

    `afterwards` is begun once the turn is committed. `said` acknowledges a press that leads to no card and no reply.
    """

    replies: Sequence[Reply] = ()
    card: Card | None = None
    replacements: Sequence[Replacement] = field(default_factory=tuple[Replacement, ...])
    afterwards: Callable[[], None] | None = None
    said: str = "Done."


class Turns(Protocol):
    """The bot's own side of a turn."""

    async def on_message(self, message: MessageIn) -> Answer: ...

    async def on_card_action(self, action: CardAction) -> Answer: ...

    async def on_file_consent(self, consent: FileConsent) -> Answer: ...

    async def on_installed(self, sender: Sender, place: Place, upgraded: bool) -> Answer: ...

    async def on_removed(self, sender: Sender, place: Place) -> None: ...

    async def on_group_change(self, place: Place, change: GroupChange) -> None: ...
