"""A channel or a group chat with people in it, for tests to speak in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import col, select

from bot.app import POSTING
from store import tables
from tests.scenarios import fake_teams
from tests.scenarios.fake_teams import BOT, TENANT, Call
from tests.scenarios.running_bot import Member, RunningBot, Said

TEAM = "19:team@thread.tacv2"
AREA_CHANNEL = "19:area4@thread.tacv2"
GROUP_CHAT = "19:group@thread.v2"
THREAD = ";messageid=1670"
MENTION = "<at>SEND bot</at>"


@dataclass(frozen=True)
class Room:
    bot: RunningBot
    id: str = AREA_CHANNEL
    team: str = TEAM
    thread: str = THREAD

    def holds(self, *people: Member | str) -> None:
        """Its members; a text is the Entra object id of a stranger."""
        ids = [one if isinstance(one, str) else one.entra_object_id for one in people]
        self.bot.teams.rosters[self.id] = ids

    @property
    def said(self) -> list[Call]:
        """All that the bot has written here, oldest first."""
        return [call for call in self.bot.teams.sent if call.conversation_id.partition(";")[0] == self.id]

    @property
    def row(self) -> tables.Channel:
        return self.bot.one(select(tables.Channel).where(tables.Channel.conversation_id == self.id))

    def activity(self, entra_object_id: str, thread: str = "", **others: Any) -> dict[str, Any]:
        in_team = bool(self.team)
        data: dict[str, Any] = {"tenant": {"id": TENANT}}
        if in_team:
            data |= {"team": {"id": self.team, "name": "SEND Board"}, "channel": {"id": self.id}}
        conversation = {
            "conversationType": "channel" if in_team else "groupChat",
            "isGroup": True,
            "tenantId": TENANT,
            "id": f"{self.id}{thread}",
        }
        given = {"conversation": conversation, "channelData": data | others.pop("data", {}), **others}
        return fake_teams.activity(self.bot.teams.service_url, entra_object_id, "", **given)

    async def hears(self, who: Member | str, text: str) -> Call:
        """The one message that comes back to a mention."""
        before = len(self.said)
        sender = who if isinstance(who, str) else who.entra_object_id
        mention = {"type": "mention", "text": MENTION, "mentioned": {"id": BOT["id"], "name": BOT["name"]}}
        body = self.activity(sender, self.thread, text=f"{MENTION} {text}", entities=[mention])
        answered = await self.bot.post(body)
        assert (answered.status, answered.text) == (202, "")
        (answer,) = self.said[before:]
        return answer

    async def presses(self, who: Member | str, data: dict[str, Any], reply_to: str = "") -> Said:
        sender = who if isinstance(who, str) else who.entra_object_id
        return await self.bot.post(self.activity(sender, self.thread, **fake_teams.press(data, reply_to)))

    async def gets_the_bot(self) -> None:
        """Teams tells of it twice."""
        added = {"type": "conversationUpdate", "membersAdded": [BOT]}
        await self.bot.post(self.activity("somebody", **added, data={"eventType": "teamMemberAdded"}))
        await self.bot.post(self.activity("somebody", type="installationUpdate", action="add"))

    async def loses_the_bot(self) -> None:
        await self.bot.post(self.activity("somebody", type="installationUpdate", action="remove"))

    async def hears_of(self, event: str, **data: Any) -> Said:
        return await self.bot.post(
            self.activity("somebody", type="conversationUpdate", data={"eventType": event, **data})
        )

    async def tick(self) -> int:
        return await self.bot.app[POSTING].tick()

    def posts(self) -> Sequence[tables.ChannelPost]:
        return self.bot.all(select(tables.ChannelPost).order_by(col(tables.ChannelPost.id)))

    def ties(self) -> Sequence[tables.ChannelTie]:
        return self.bot.all(select(tables.ChannelTie).order_by(col(tables.ChannelTie.id)))
