"""JSON to and from the SDK's Activity, by hand: the SDK's own walk costs more than the rest of a turn."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape
from typing import Any

from botbuilder.schema import Activity, Attachment, ChannelAccount, ConversationAccount

from bot.turns import Card, Group, Place, Sender

ADAPTIVE_CARD = "application/vnd.microsoft.card.adaptive"
FILE_INFO = "application/vnd.microsoft.teams.file.download.info"
_MENTION = re.compile(r"<at>(.*?)</at>", re.DOTALL)


class NotAnActivity(Exception):
    """The body is JSON, but not an activity."""


def read_activity(body: object) -> Activity:
    """Only what this bot reads. Raises NotAnActivity."""
    if not isinstance(body, dict) or not isinstance(body.get("type"), str) or not body["type"]:
        raise NotAnActivity("an activity is an object with a type")
    for name in ("from", "recipient", "conversation"):
        if not isinstance(body.get(name), dict) or not _is_id(body[name].get("id")):
            raise NotAnActivity(f"{name} is missing or has no id")
    for name in ("id", "name", "text", "replyToId", "channelId", "serviceUrl", "action"):
        if body.get(name) is not None and not isinstance(body[name], str):
            raise NotAnActivity(f"{name} is not text")
    for name in ("membersAdded", "membersRemoved"):
        if body.get(name) is not None and not _are_accounts(body[name]):
            raise NotAnActivity(f"{name} is not a list of accounts")
    conversation = body["conversation"]
    activity = Activity(
        type=body["type"],
        id=body.get("id"),
        name=body.get("name"),
        text=body.get("text"),
        value=body.get("value"),
        action=body.get("action"),
        channel_id=body.get("channelId"),
        service_url=body.get("serviceUrl"),
        channel_data=body.get("channelData"),
        reply_to_id=body.get("replyToId"),
        locale="en-GB",
        from_property=_account(body["from"]),
        recipient=_account(body["recipient"]),
        conversation=ConversationAccount(
            id=conversation["id"],
            conversation_type=_text(conversation.get("conversationType")),
            tenant_id=_text(conversation.get("tenantId")),
        ),
    )
    if isinstance(body.get("attachments"), list):
        activity.attachments = [
            Attachment(content_type=_text(each.get("contentType")))
            for each in body["attachments"]
            if isinstance(each, Mapping)
        ]
    if isinstance(body.get("entities"), list):
        activity.entities = body["entities"]
    if body.get("membersAdded"):
        activity.members_added = [_account(account) for account in body["membersAdded"]]
    if body.get("membersRemoved"):
        activity.members_removed = [_account(account) for account in body["membersRemoved"]]
    return activity


def write_activity(activity: Activity) -> dict[str, Any]:
    """What this bot sends: text, cards, summary; the tenant of the conversation is kept."""
    given = {
        "type": activity.type,
        "id": activity.id,
        "text": activity.text,
        "textFormat": activity.text_format,
        "summary": activity.summary,
        "replyToId": activity.reply_to_id,
        "channelData": activity.channel_data,
    }
    body: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
    if activity.attachments:
        body["attachments"] = [
            {"contentType": attachment.content_type, "content": attachment.content}
            for attachment in activity.attachments
        ]
    if activity.from_property is not None:
        body["from"] = {"id": activity.from_property.id}
    if activity.conversation is not None:
        body["conversation"] = {"id": activity.conversation.id}
        if activity.conversation.tenant_id:
            body["conversation"]["tenantId"] = activity.conversation.tenant_id
    return body


def card_message(card: Card | None, summary: str) -> dict[str, Any]:
    """A message to send or to put in the place of another. Text alone carries no summary."""
    if card is None:
        return {"type": "message", "text": summary, "textFormat": "plain"}
    return {
        "type": "message",
        "summary": summary,
        "attachments": [{"contentType": ADAPTIVE_CARD, "content": card}],
    }


def tenant_of(activity: Activity) -> str:
    """Teams gives it in the conversation, the local Teams client in the channel data alone."""
    data = activity.channel_data
    if isinstance(data, Mapping):
        tenant = data.get("tenant")
        if isinstance(tenant, Mapping) and isinstance(tenant.get("id"), str):
            return tenant["id"]
    return activity.conversation.tenant_id or ""


def sender_of(activity: Activity) -> Sender:
    account = activity.from_property
    return Sender(account.aad_object_id or "", account.id, account.name or "")


def place_of(activity: Activity) -> Place:
    personal = activity.conversation.conversation_type in {None, "", "personal"}
    return Place(
        service_url=activity.service_url or "",
        conversation_id=activity.conversation.id,
        personal=personal,
        tenant_id=tenant_of(activity),
        bot_id=activity.recipient.id,
        group=None if personal else _group_of(activity),
    )


def _group_of(activity: Activity) -> Group:
    """What was said in a channel comes from a thread: "19:...@thread.tacv2;messageid=1670"."""
    team, channel = _named(activity, "team"), _named(activity, "channel")
    in_thread = activity.conversation.id.partition(";")[0]
    return Group(channel["id"] or in_thread, team["id"], team["name"], channel["name"])


def _named(activity: Activity, what: str) -> dict[str, str]:
    data = activity.channel_data if isinstance(activity.channel_data, Mapping) else {}
    found = data.get(what)
    found = found if isinstance(found, Mapping) else {}
    return {name: _text(found.get(name)) or "" for name in ("id", "name")}


def event_type_of(activity: Activity) -> str:
    """What a conversationUpdate tells of, besides people who came and went."""
    data = activity.channel_data if isinstance(activity.channel_data, Mapping) else {}
    return _text(data.get("eventType")) or ""


def has_picture_or_file(activity: Activity) -> bool:
    """Teams sends the words of a formatted message as an attachment too, which is neither."""
    kinds = [attachment.content_type or "" for attachment in activity.attachments or ()]
    return any(kind.startswith("image/") or kind == FILE_INFO for kind in kinds)


def words_of(activity: Activity) -> str:
    """What was said, without the mention of the bot; of others' the name stays."""
    text = activity.text or ""
    if "<at>" not in text:
        return text
    for mention in (*_mentions_of_the_bot(activity), f"<at>{activity.recipient.name}</at>"):
        text = text.replace(mention, " ")
    return " ".join(unescape(_MENTION.sub(r"\1", text)).split())


def _mentions_of_the_bot(activity: Activity) -> list[str]:
    """As they are written in the text."""
    entities = [entity for entity in activity.entities or () if isinstance(entity, Mapping)]
    return [
        words
        for entity in entities
        if isinstance(entity.get("mentioned"), Mapping)
        and entity["mentioned"].get("id") == activity.recipient.id
        and (words := _text(entity.get("text")))
    ]


def _account(account: Mapping[str, Any]) -> ChannelAccount:
    return ChannelAccount(
        id=account["id"], name=_text(account.get("name")), aad_object_id=_text(account.get("aadObjectId"))
    )


def _is_id(value: object) -> bool:
    return bool(_text(value))


def _are_accounts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, dict) and _is_id(item.get("id")) for item in value)


def _text(value: object) -> str | None:
    """None for what no Teams sends; PostgreSQL takes no text with a NUL in it."""
    return value if isinstance(value, str) and "\x00" not in value else None
