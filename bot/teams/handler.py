"""From the SDK's events to our turns, and back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import structlog
from botbuilder.core import ActivityHandler, InvokeResponse, MessageFactory, TurnContext
from botbuilder.schema import ActivityTypes, Attachment, ChannelAccount

from bot.delivery_faults import DeliveryFault
from bot.teams.activities import ADAPTIVE_CARD, event_type_of, has_picture_or_file, place_of, sender_of, words_of
from bot.teams.files import FILE_CONSENT, read_consent
from bot.turns import Answer, CardAction, GroupChange, MessageIn, Replacement, Reply, Turns

log = structlog.get_logger()

INVOKE_RESPONSE = "invokeResponse"
"""Where a turn leaves the answer to an invoke for the endpoint to write."""

NOT_SENT = "The answer could not be sent just now. Please press again in a minute."
MESSAGE_RESULT = "application/vnd.microsoft.activity.message"
ERROR_RESULT = "application/vnd.microsoft.error"


GROUP_CHANGES = {
    "channelRenamed": GroupChange.NAMED,
    "teamRenamed": GroupChange.NAMED,
    "channelDeleted": GroupChange.CHANNEL_GONE,
    "teamDeleted": GroupChange.TEAM_GONE,
    "teamHardDeleted": GroupChange.TEAM_GONE,
}
"""By what Teams calls them; of other events nothing follows."""


class TeamsHandler(ActivityHandler):
    """Routes activities. Cards of other messages are brought up to date after the answer is out."""

    def __init__(self, turns: Turns, replace_later: Callable[[Sequence[Replacement]], None]) -> None:
        self._turns, self._replace_later = turns, replace_later

    async def on_turn(self, turn_context: TurnContext) -> None:
        if turn_context.activity.type == ActivityTypes.invoke:
            turn_context.turn_state[INVOKE_RESPONSE] = await self.on_invoke_activity(turn_context)
            return
        await super().on_turn(turn_context)

    async def on_message_activity(self, turn_context: TurnContext) -> None:
        activity = turn_context.activity
        answer = await self._turns.on_message(
            MessageIn(
                sender=sender_of(activity),
                place=place_of(activity),
                text=words_of(activity),
                data=activity.value if isinstance(activity.value, Mapping) else None,
                reply_to_id=activity.reply_to_id or "",
                picture=has_picture_or_file(activity),
            )
        )
        await self._say(turn_context, answer)

    async def on_invoke_activity(self, turn_context: TurnContext) -> InvokeResponse:
        activity = turn_context.activity
        if activity.name == FILE_CONSENT:
            return await self._on_file_consent(turn_context)
        if activity.name != "adaptiveCard/action":
            return InvokeResponse(status=400, body=_error("NotSupported", "This bot does not know that request."))
        action = activity.value.get("action") if isinstance(activity.value, Mapping) else None
        data = action.get("data") if isinstance(action, Mapping) else None
        if not isinstance(action, Mapping) or not isinstance(data, Mapping):
            return InvokeResponse(status=200, body=_error("BadRequest", "That button carried nothing to act on."))
        answer = await self._turns.on_card_action(
            CardAction(
                sender=sender_of(activity),
                place=place_of(activity),
                verb=str(action.get("verb") or ""),
                data=data,
                reply_to_id=activity.reply_to_id or "",
            )
        )
        try:
            for reply in answer.replies:
                await turn_context.send_activity(_message(reply))
        except DeliveryFault as fault:
            log.warning("a reply did not go out", action="answer", fault=str(fault))
            return InvokeResponse(status=200, body=_result(200, MESSAGE_RESULT, NOT_SENT))
        finally:
            self._replace_later(answer.replacements)
        if answer.card is not None:
            return InvokeResponse(status=200, body=_result(200, ADAPTIVE_CARD, answer.card))
        said = answer.replies[-1].summary if answer.replies else answer.said
        return InvokeResponse(status=200, body=_result(200, MESSAGE_RESULT, said))

    async def _on_file_consent(self, turn_context: TurnContext) -> InvokeResponse:
        """Teams wants to know no more than that it was heard."""
        consent = read_consent(turn_context.activity)
        if consent is None:
            return InvokeResponse(status=400, body=_error("BadRequest", "That answer is to no file of this bot."))
        answer = await self._turns.on_file_consent(consent)
        try:
            await self._say(turn_context, answer)
        except DeliveryFault as fault:
            log.warning("a reply did not go out", action="answer", fault=str(fault))
        return InvokeResponse(status=200)

    async def on_installation_update_add(self, turn_context: TurnContext) -> None:
        activity = turn_context.activity
        upgraded = activity.action == "add-upgrade"
        await self._say(turn_context, await self._turns.on_installed(sender_of(activity), place_of(activity), upgraded))

    async def on_installation_update_remove(self, turn_context: TurnContext) -> None:
        await self._turns.on_removed(sender_of(turn_context.activity), place_of(turn_context.activity))

    async def on_conversation_update_activity(self, turn_context: TurnContext) -> None:
        """Of a personal chat there is nothing to learn that its installation did not tell. In a group the first of the
        two to come is answered."""
        activity, place = turn_context.activity, place_of(turn_context.activity)
        if place.personal:
            return
        if _has(activity.members_added, place.bot_id):
            await self._say(turn_context, await self._turns.on_installed(sender_of(activity), place, upgraded=False))
        elif _has(activity.members_removed, place.bot_id):
            await self._turns.on_removed(sender_of(activity), place)
        elif activity.members_added or activity.members_removed:
            await self._turns.on_group_change(place, GroupChange.MEMBERS)
        elif (change := GROUP_CHANGES.get(event_type_of(activity))) is not None:
            await self._turns.on_group_change(place, change)

    async def _say(self, turn_context: TurnContext, answer: Answer) -> None:
        for reply in answer.replies:
            await turn_context.send_activity(_message(reply))
        self._replace_later(answer.replacements)


def _has(accounts: list[ChannelAccount] | None, bot_id: str) -> bool:
    return any(account.id == bot_id for account in accounts or ())


def _message(reply: Reply) -> Any:
    if reply.card is None:
        message = MessageFactory.text(reply.summary)
        message.text_format = "plain"  # what people typed is quoted in it
        return message
    message = MessageFactory.attachment(Attachment(content_type=ADAPTIVE_CARD, content=reply.card))
    message.summary = reply.summary
    return message


def _result(status: int, kind: str, value: Any) -> dict[str, Any]:
    return {"statusCode": status, "type": kind, "value": value}


def _error(code: str, message: str) -> dict[str, Any]:
    return _result(400, ERROR_RESULT, {"code": code, "message": message})
