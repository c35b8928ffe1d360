"""Proactive messages and card updates in Teams."""

from __future__ import annotations

from typing import Any

from bot.delivery.pace import Pace
from bot.delivery_faults import DeliveryFault, FaultKind
from bot.messenger import Addressee, Receipt
from bot.teams.activities import card_message
from bot.teams.connector import Connector
from bot.turns import Place, Replacement, Reply


class TeamsMessenger:
    """`app_id` and `tenant_id` are blank with the local Teams client, which has no chat to create."""

    def __init__(self, connector: Connector, app_id: str, tenant_id: str, service_url: str, pace: Pace) -> None:
        self._connector, self._app_id, self._pace = connector, app_id, pace
        self._tenant_id, self._service_url = tenant_id, service_url

    async def send(self, addressee: Addressee, reply: Reply) -> Receipt:
        """A chat that is no more is opened again, once. Raises DeliveryFault."""
        activity = card_message(reply.card, reply.summary)
        if addressee.place is not None:
            try:
                return await self._post(addressee.place, activity)
            except DeliveryFault as fault:
                if fault.kind is not FaultKind.GONE:
                    raise
        place = await self._open_chat(addressee)
        try:
            return await self._post(place, activity)
        except DeliveryFault as fault:
            fault.opened = place
            raise

    async def post(self, place: Place, reply: Reply) -> Receipt:
        """In a group: a thread of its own in a channel, a message in a group chat. Raises DeliveryFault."""
        activity = card_message(reply.card, reply.summary)
        if place.group is None or not place.group.team_id:
            return await self._post(place, activity)
        await self._pace.turn(place.group.id)
        sent = await self._connector.start_thread(
            place.service_url,
            bot_id=place.bot_id,
            channel_id=place.group.id,
            tenant_id=place.tenant_id,
            activity=activity,
        )
        return Receipt(sent, place)

    async def _post(self, place: Place, activity: dict[str, Any]) -> Receipt:
        await self._pace.turn(place.conversation_id)
        return Receipt(await self._connector.send(place.service_url, place.conversation_id, activity), place)

    async def replace(self, replacement: Replacement) -> None:
        await self._pace.turn(replacement.place.conversation_id)
        await replace_card(self._connector, replacement)

    async def _open_chat(self, addressee: Addressee) -> Place:
        """A chat with somebody who has not written yet; works once the app is installed for them.

        It may be opened twice: there is one chat with each person, so what came of it need not be known.
        """
        if not self._app_id or not addressee.entra_object_id:
            raise DeliveryFault(FaultKind.UNREACHABLE, 0, "has not opened a chat with the bot yet")
        bot_id = f"28:{self._app_id}"
        await self._pace.turn(addressee.entra_object_id)
        try:
            conversation_id = await self._connector.create_conversation(
                self._service_url,
                bot_id=bot_id,
                entra_object_id=addressee.entra_object_id,
                tenant_id=self._tenant_id,
            )
        except DeliveryFault as fault:
            if fault.kind is not FaultKind.UNCONFIRMED:
                raise
            raise DeliveryFault(FaultKind.RETRY, fault.status, fault.code, fault.retry_after) from fault
        return Place(self._service_url, conversation_id, True, self._tenant_id, bot_id)


async def replace_card(connector: Connector, replacement: Replacement) -> None:
    """At once: for the answer that somebody is looking at. Raises DeliveryFault."""
    await connector.update(
        replacement.place.service_url,
        replacement.place.conversation_id,
        replacement.activity_id,
        card_message(replacement.card, replacement.summary),
    )
