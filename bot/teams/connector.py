"""The Bot Connector's REST interface over one shared session: no retry of its own, every fault named."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

import aiohttp
import orjson

from bot.delivery_faults import DeliveryFault, FaultKind, fault_of
from bot.teams.tokens import ConnectorTokens

PAGE = 200
"""Members asked for at a time; Teams gives up to 500."""

TIMEOUT = aiohttp.ClientTimeout(total=20, connect=5)


class Connector:
    """`tokens` is None for the local Teams client, which takes unsigned calls."""

    def __init__(
        self, http: aiohttp.ClientSession, tokens: ConnectorTokens | None, timeout: aiohttp.ClientTimeout = TIMEOUT
    ) -> None:
        self._http, self._tokens, self._timeout = http, tokens, timeout

    async def send(self, service_url: str, conversation_id: str, activity: Mapping[str, Any]) -> str:
        """Gives the id of the new activity. Raises DeliveryFault."""
        path = f"v3/conversations/{_quoted(conversation_id)}/activities"
        return str((await self._call("POST", service_url, path, activity)).get("id", ""))

    async def update(
        self, service_url: str, conversation_id: str, activity_id: str, activity: Mapping[str, Any]
    ) -> None:
        path = f"v3/conversations/{_quoted(conversation_id)}/activities/{_quoted(activity_id)}"
        await self._call("PUT", service_url, path, activity)

    async def delete(self, service_url: str, conversation_id: str, activity_id: str) -> None:
        path = f"v3/conversations/{_quoted(conversation_id)}/activities/{_quoted(activity_id)}"
        await self._call("DELETE", service_url, path, None)

    async def create_conversation(self, service_url: str, *, bot_id: str, entra_object_id: str, tenant_id: str) -> str:
        """The personal chat with somebody: the GUID goes in `id` (`teams-platform.md` 3.1). Gives its id.

        Raises DeliveryFault.
        """
        body = {
            "isGroup": False,
            "bot": {"id": bot_id},
            "members": [{"id": entra_object_id}],
            "tenantId": tenant_id,
            "channelData": {"tenant": {"id": tenant_id}},
        }
        conversation_id = (await self._call("POST", service_url, "v3/conversations", body)).get("id")
        if not conversation_id:
            raise DeliveryFault(FaultKind.RETRY, 0, "the chat that was opened has no id")
        return str(conversation_id)

    async def start_thread(
        self, service_url: str, *, bot_id: str, channel_id: str, tenant_id: str, activity: Mapping[str, Any]
    ) -> str:
        """In a channel (`teams-platform.md` 3.1). Gives the id of its first message. Raises DeliveryFault."""
        body = {
            "isGroup": True,
            "bot": {"id": bot_id},
            "tenantId": tenant_id,
            "channelData": {"channel": {"id": channel_id}, "tenant": {"id": tenant_id}},
            "activity": activity,
        }
        return str((await self._call("POST", service_url, "v3/conversations", body)).get("activityId", ""))

    async def members(self, service_url: str, conversation_id: str, most: int) -> list[str]:
        """Entra object ids of all in a conversation, blank for somebody without one; with more than `most`, some.

        Raises DeliveryFault.
        """
        found: list[str] = []
        path, token = f"v3/conversations/{_quoted(conversation_id)}/pagedmembers?pageSize={PAGE}", ""
        while len(found) <= most:
            page = await self._call(
                "GET", service_url, f"{path}&continuationToken={_quoted(token)}" if token else path, None
            )
            members = page.get("members")
            if not isinstance(members, list) or not members:
                raise DeliveryFault(FaultKind.RETRY, 0, "the members of the conversation are not to be had")
            found += [_entra_object_id(member) for member in members]
            token = str(page.get("continuationToken") or "")
            if not token:
                break
        return found

    async def _call(self, method: str, service_url: str, path: str, body: Mapping[str, Any] | None) -> dict[str, Any]:
        headers = {"Content-Type": "application/json"}
        if self._tokens is not None:
            headers["Authorization"] = f"Bearer {await self._tokens.get()}"
        data = None if body is None else orjson.dumps(body)
        try:
            async with self._http.request(
                method, f"{service_url.rstrip('/')}/{path}", data=data, headers=headers, timeout=self._timeout
            ) as answer:
                text = await answer.read()
                if answer.status >= 400:
                    retry_after, date = answer.headers.get("Retry-After"), answer.headers.get("Date")
                    raise fault_of(answer.status, _code(text), retry_after, date)
                return _object(text)
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            raise DeliveryFault(FaultKind.RETRY, 0, "the connection was refused") from error
        except (aiohttp.ClientError, TimeoutError) as error:
            raise DeliveryFault(FaultKind.UNCONFIRMED, 0, type(error).__name__) from error


def _entra_object_id(member: object) -> str:
    """Teams writes it under either name."""
    given = member if isinstance(member, dict) else {}
    found = given.get("aadObjectId") or given.get("objectId")
    return found if isinstance(found, str) else ""


def _quoted(part: str) -> str:
    return quote(part, safe="")


def _object(text: bytes) -> dict[str, Any]:
    try:
        value: Any = orjson.loads(text) if text else {}
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


def _code(text: bytes) -> str:
    error = _object(text).get("error")
    return str(error.get("code", "")) if isinstance(error, dict) else ""
