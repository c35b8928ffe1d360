"""A botbuilder adapter of our own: `botbuilder-core` alone, over one aiohttp session (`teams-platform.md` 6.5)."""

from __future__ import annotations

from botbuilder.core import BotAdapter, TurnContext
from botbuilder.schema import Activity, ConversationReference, ResourceResponse

from bot.teams.activities import write_activity
from bot.teams.connector import Connector


class TeamsAdapter(BotAdapter):
    def __init__(self, connector: Connector) -> None:
        super().__init__()
        self.connector = connector

    async def send_activities(self, context: TurnContext, activities: list[Activity]) -> list[ResourceResponse]:
        return [ResourceResponse(id=await self._send(activity)) for activity in activities]

    async def _send(self, activity: Activity) -> str:
        return await self.connector.send(activity.service_url, activity.conversation.id, write_activity(activity))

    async def update_activity(self, context: TurnContext, activity: Activity) -> ResourceResponse:
        body = write_activity(activity)
        await self.connector.update(activity.service_url, activity.conversation.id, activity.id, body)
        return ResourceResponse(id=activity.id)

    async def delete_activity(self, context: TurnContext, reference: ConversationReference) -> None:
        await self.connector.delete(reference.service_url, reference.conversation.id, reference.activity_id)
