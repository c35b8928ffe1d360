"""`POST /api/messages`: strict about who may speak, and never a 500."""

from __future__ import annotations

import ipaddress
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import orjson
import structlog
from aiohttp import web
from botbuilder.core import TurnContext
from botbuilder.schema import Activity, ActivityTypes

from bot.delivery_faults import DeliveryFault
from bot.teams.activities import NotAnActivity, read_activity, tenant_of
from bot.teams.adapter import TeamsAdapter
from bot.teams.handler import ERROR_RESULT, INVOKE_RESPONSE, TeamsHandler
from bot.teams.inbound_auth import BadToken, InboundAuth

log = structlog.get_logger()

REMEMBERED_ACTIVITIES = 2000
"""Teams repeats a message that was slow to be answered; within so many we know it again."""

SORRY = "Something went wrong here, so nothing was saved. Please try again; the compliance team can see the fault."


@dataclass(frozen=True, slots=True)
class Gate:
    """Who may speak. `auth` is None only for the local Teams client, on loopback."""

    auth: InboundAuth | None
    tenant_id: str
    service_hosts: tuple[str, ...]

    def allows_service(self, service_url: str) -> bool:
        try:
            parts = urlsplit(service_url)
            host = (parts.hostname or "").casefold()
        except ValueError:
            return False
        if self.auth is None:
            return _is_loopback(host)
        if parts.scheme != "https" and not _is_loopback(host):
            return False
        return host in self.service_hosts


class MessagesEndpoint:
    def __init__(self, gate: Gate, adapter: TeamsAdapter, handler: TeamsHandler, count: Callable[[str], None]) -> None:
        self._gate, self._adapter, self._handler, self._count = gate, adapter, handler, count
        self._seen: OrderedDict[tuple[str, str], None] = OrderedDict()

    async def post(self, request: web.Request) -> web.Response:
        authorization = request.headers.get("Authorization", "")
        if self._gate.auth is not None and not authorization:
            return self._refuse(401, "no bearer token")
        if self._gate.auth is None and not _is_loopback(request.remote or ""):
            return self._refuse(401, "unsigned requests are taken from this machine alone")
        if request.content_type != "application/json":
            return self._refuse(415, "the body is not JSON")
        try:
            activity = read_activity(orjson.loads(await request.read()))
        except (ValueError, NotAnActivity, web.RequestPayloadError) as error:
            return self._refuse(400, str(error))
        refused = await self._refusal(activity, authorization)
        if refused is not None:
            return refused
        if self._repeated(activity):
            return web.Response(status=202)
        return await self._turn(activity)

    async def _refusal(self, activity: Activity, authorization: str) -> web.Response | None:
        gate = self._gate
        service_url = activity.service_url or ""
        if gate.auth is not None:
            try:
                claims = await gate.auth.claims(authorization, activity.channel_id or "")
            except BadToken as error:
                return self._refuse(401, str(error))
            claimed = claims.get("serviceurl") or claims.get("serviceUrl")
            if claimed != service_url:
                return self._refuse(403, "the token was issued for another service address")
            if tenant_of(activity) != gate.tenant_id:
                return self._refuse(403, "another tenant")
        if activity.channel_id != "msteams":
            return self._refuse(403, "another channel than Teams")
        if not gate.allows_service(service_url):
            return self._refuse(403, "a service address that is not on the list")
        return None

    def _refuse(self, status: int, reason: str) -> web.Response:
        self._count(f"refused_{status}")
        log.info("request refused", action="refuse_request", status=status, reason=reason)
        return web.Response(status=status)

    def _repeated(self, activity: Activity) -> bool:
        if activity.type != ActivityTypes.message or not activity.id:
            return False
        key = (activity.conversation.id, activity.id)
        if key in self._seen:
            return True
        self._seen[key] = None
        if len(self._seen) > REMEMBERED_ACTIVITIES:
            self._seen.popitem(last=False)
        return False

    async def _turn(self, activity: Activity) -> web.Response:
        context = TurnContext(self._adapter, activity)
        self._count(f"turn_{activity.type}")
        try:
            await self._adapter.run_pipeline(context, self._handler.on_turn)
        except DeliveryFault as fault:
            log.warning("the answer did not go out", action="answer", fault=str(fault))
        except Exception:
            log.exception("turn failed", action="turn", activity_type=activity.type)
            self._count("turn_failed")
            return await self._apologise(context, activity)
        response: Any = context.turn_state.get(INVOKE_RESPONSE)
        if response is None:
            return web.Response(status=202)
        if response.body is None:
            return web.Response(status=response.status)
        body = orjson.dumps(response.body)
        return web.Response(status=response.status, body=body, content_type="application/json")

    async def _apologise(self, context: TurnContext, activity: Activity) -> web.Response:
        if activity.type == ActivityTypes.invoke:
            value = {"code": "InternalError", "message": SORRY}
            return web.json_response({"statusCode": 500, "type": ERROR_RESULT, "value": value})
        if activity.type == ActivityTypes.message:
            try:
                await context.send_activity(SORRY)
            except DeliveryFault as fault:
                log.warning("the apology did not go out", action="answer", fault=str(fault))
        return web.Response(status=202)


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
