"""Proactive messages and card updates in Teams."""

from __future__ import annotations

from bot.delivery_faults import DeliveryFault, FaultKind
from bot.messenger import Addressee, Receipt
from bot.teams.activities import card_message
from bot.teams.connector import Connector
from bot.turns import Place, Replacement, Reply

DEFAULT_SERVICE_URL = "https://smba.trafficmanager.net/teams/"


class TeamsMessenger:
    """`app_id` and `tenant_id` are blank with the local Teams client, which has no chat to create."""

    def __init__(self, connector: Connector, app_id: str, tenant_id: str) -> None:
        self._connector, self._app_id, self._tenant_id = connector, app_id, tenant_id

    async def send(self, addressee: Addressee, reply: Reply) -> Receipt:
        place = addressee.place or await self._open_chat(addressee)
        activity = card_message(reply.card, reply.summary)
        activity_id = await self._connector.send(place.service_url, place.conversation_id, activity)
        return Receipt(activity_id, place)

    async def replace(self, replacement: Replacement) -> None:
        await self._connector.update(
            replacement.place.service_url,
            replacement.place.conversation_id,
            replacement.activity_id,
            card_message(replacement.card, replacement.summary),
        )

    async def _open_chat(self, addressee: Addressee) -> Place:
        """A chat with somebody who has not written yet; works once the app is installed for them."""
        if not self._app_id or not addressee.entra_object_id:
            raise DeliveryFault(FaultKind.UNREACHABLE, 0, "has not opened a chat with the bot yet")
        bot_id = f"28:{self._app_id}"
        conversation_id = await self._connector.create_conversation(
            DEFAULT_SERVICE_URL,
            bot_id=bot_id,
            entra_object_id=addressee.entra_object_id,
            tenant_id=self._tenant_id,
        )
        return Place(DEFAULT_SERVICE_URL, conversation_id, True, self._tenant_id, bot_id)
