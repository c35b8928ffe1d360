"""Files in a personal chat, as Teams writes them: the offer, the answer to it, and the file that has arrived
(`teams-platform.md` 4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from botbuilder.schema import Activity

from bot.delivery_faults import DeliveryFault, FaultKind
from bot.teams.activities import card_message, place_of, sender_of
from bot.teams.connector import Connector
from bot.turns import FileConsent, FileOffered, Place, Reply, UploadPlace

FILE_CONSENT = "fileConsent/invoke"
CONSENT_CARD = "application/vnd.microsoft.teams.card.file.consent"
INFO_CARD = "application/vnd.microsoft.teams.card.file.info"
TOKEN = "offer"  # noqa: S105 - the name of a field
LONGEST = 4096
"""Characters in one value of an answer; an address is the longest of them."""


def read_consent(activity: Activity) -> FileConsent | None:
    """None for what no Teams sends as the answer to an offer of this bot."""
    value: Any = activity.value
    if not isinstance(value, Mapping) or value.get("action") not in {"accept", "decline"}:
        return None
    context = value.get("context")
    token = _text(context, TOKEN)
    if not token:
        return None
    upload = None
    if value["action"] == "accept":
        given = value.get("uploadInfo")
        names = ("uploadUrl", "contentUrl", "name", "uniqueId", "fileType")
        upload = UploadPlace(*(_text(given, name) for name in names))
        if not (upload.upload_url and upload.content_url and upload.unique_id):
            return None
    return FileConsent(sender_of(activity), place_of(activity), token, upload, activity.reply_to_id or "")


@dataclass(frozen=True, slots=True)
class FileChat:
    """What is said of a file in its reader's chat, beside the answers to what they write. All raise DeliveryFault."""

    connector: Connector

    async def offer(self, place: Place, file: FileOffered) -> None:
        context = {TOKEN: file.token}
        content = {
            "description": file.description,
            "sizeInBytes": file.size,
            "acceptContext": context,
            "declineContext": context,
        }
        await self._post(place, _message({"contentType": CONSENT_CARD, "name": file.name, "content": content}))

    async def saved(self, place: Place, upload: UploadPlace) -> None:
        content = {"uniqueId": upload.unique_id, "fileType": upload.file_type}
        info = {"contentType": INFO_CARD, "contentUrl": upload.content_url, "name": upload.name, "content": content}
        await self._post(place, _message(info))

    async def say(self, place: Place, reply: Reply) -> None:
        await self._post(place, card_message(reply.card, reply.summary))

    async def remove(self, place: Place, activity_id: str) -> None:
        """One that is gone already is as good as removed."""
        try:
            await self.connector.delete(place.service_url, place.conversation_id, activity_id)
        except DeliveryFault as fault:
            if fault.kind is not FaultKind.GONE:
                raise

    async def _post(self, place: Place, activity: Mapping[str, Any]) -> None:
        await self.connector.send(place.service_url, place.conversation_id, activity)


def _message(attachment: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "message", "attachments": [attachment]}


def _text(value: object, name: str) -> str:
    """Blank for what is missing, too long or no text."""
    text = value.get(name) if isinstance(value, Mapping) else None
    return text if isinstance(text, str) and len(text) <= LONGEST and "\x00" not in text else ""
