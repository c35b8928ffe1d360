"""A Microsoft of our own on loopback: OpenID metadata, signing keys, the token service and the Bot Connector.

It records what the bot sends, creates and replaces, and gives each call the answer that a test has scripted for it.
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import hmac
import json
import time
from collections import defaultdict, deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Self

import jwt
from aiohttp import web
from aiohttp.test_utils import TestServer
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

APP_ID = "1c1b6b5e-0000-4000-8000-00000000b07a"
APP_PASSWORD = "a password that only the token service may see"
TENANT = "7e4a0000-0000-4000-8000-000000007e4a"
ISSUER = "https://api.botframework.com"
BOT = {"id": f"28:{APP_ID}", "name": "SEND bot"}

SECONDS_TO_WAIT = 5
"""For what the bot does after it has answered; far more than it takes."""

CREATE = "create a conversation"
TOKEN = "a token"  # the name of a call that can be scripted
KEYS = "the signing keys"
MEMBERS = "the members of a conversation"


@dataclass(frozen=True)
class SigningKey:
    key_id: str
    private: RSAPrivateKey
    endorsements: tuple[str, ...] = ("msteams", "webchat")

    def as_jwk(self) -> dict[str, Any]:
        numbers = self.private.public_key().public_numbers()
        return {
            "kty": "RSA",
            "use": "sig",
            "kid": self.key_id,
            "n": _base64url(numbers.n.to_bytes(256, "big")),
            "e": _base64url(numbers.e.to_bytes(3, "big")),
            "endorsements": list(self.endorsements),
        }

    def public_pem(self) -> bytes:
        return self.private.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


@cache
def private_key(number: int) -> RSAPrivateKey:
    """Making one takes a while, so each is made once in a session."""
    del number
    return generate_private_key(65537, 2048)


def a_key(key_id: str = "key-1", number: int = 1, endorsements: tuple[str, ...] = ("msteams",)) -> SigningKey:
    return SigningKey(key_id, private_key(number), endorsements)


@dataclass(frozen=True)
class Scripted:
    """What one call is answered with. `reset`: the connection breaks after the request was read."""

    status: int = 200
    code: str = ""
    retry_after: str = ""
    seconds: float = 0
    reset: bool = False
    body: Any = None


@dataclass(frozen=True)
class Call:
    """One call of the connector. `activity_id` is what the connector answered, or what was to be replaced."""

    conversation_id: str
    activity_id: str
    body: dict[str, Any]
    authorization: str

    @property
    def card(self) -> dict[str, Any]:
        attachments = self.body.get("attachments") or [{}]
        return attachments[0].get("content", {})

    @property
    def text(self) -> str:
        """What a notification shows, or the words of a message without a card."""
        return self.body.get("text") or self.body.get("summary") or ""


@dataclass
class FakeTeams:
    """Runs inside `async with`."""

    keys: list[SigningKey] = field(default_factory=lambda: [a_key(), a_key("webchat", 2, ("webchat",))])
    sent: list[Call] = field(default_factory=list)
    replaced: list[Call] = field(default_factory=list)
    deleted: list[Call] = field(default_factory=list)
    created: list[dict[str, Any]] = field(default_factory=list)
    rosters: dict[str, list[str]] = field(default_factory=dict)
    """Entra object ids by conversation, given out two to a page."""
    refused: list[Call] = field(default_factory=list)
    calls: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    token_forms: list[dict[str, str]] = field(default_factory=list)
    _scripts: dict[str, deque[Scripted]] = field(default_factory=lambda: defaultdict(deque))
    _changed: asyncio.Event = field(default_factory=asyncio.Event)
    _activities: int = 0

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_get("/openid", self._openid)
        app.router.add_get("/keys", self._keys)
        app.router.add_post("/token", self._token)
        app.router.add_post("/teams/v3/conversations", self._create)
        app.router.add_get("/teams/v3/conversations/{conversation}/pagedmembers", self._members)
        app.router.add_post("/teams/v3/conversations/{conversation}/activities", self._send)
        app.router.add_put("/teams/v3/conversations/{conversation}/activities/{activity}", self._replace)
        app.router.add_delete("/teams/v3/conversations/{conversation}/activities/{activity}", self._delete)
        self._server = TestServer(app)
        await self._server.start_server(shutdown_timeout=0)
        return self

    async def __aexit__(self, *_error: object) -> None:
        await self._server.close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.port}"

    @property
    def service_url(self) -> str:
        return f"{self.url}/teams/"

    # What a test asks of it

    def script(self, what: str, *answers: Scripted) -> None:
        """The next answers to sends into a conversation, or to CREATE, TOKEN or KEYS; after them all goes well."""
        self._scripts[what].extend(answers)

    def forget_script(self, what: str) -> None:
        """All goes well there from now on."""
        self._scripts[what].clear()

    def rotate_keys(self, number: int = 3) -> SigningKey:
        """Microsoft signs with another key from now on, and publishes that one alone."""
        self.keys = [a_key(f"key-{number}", number)]
        return self.keys[0]

    def token(self, *, key: SigningKey | None = None, **claims: Any) -> str:
        """As Teams would send it with an activity; a claim of None is left out."""
        key = key or self.keys[0]
        return jwt.encode(self.claims(**claims), key.private, algorithm="RS256", headers={"kid": key.key_id})

    def claims(self, **claims: Any) -> dict[str, Any]:
        now = int(time.time())
        given = {
            "iss": ISSUER,
            "aud": APP_ID,
            "iat": now,
            "nbf": now,
            "exp": now + 3600,
            "serviceurl": self.service_url,
            **claims,
        }
        return {name: value for name, value in given.items() if value is not None}

    def unsigned_token(self) -> str:
        """Says of itself that it needs no signature, and names a real key."""
        return jwt.encode(self.claims(), None, algorithm="none", headers={"kid": self.keys[0].key_id})

    def token_signed_with_the_public_key(self) -> str:
        """The public key taken for a shared secret. By hand: the library refuses to make one."""
        header = {"alg": "HS256", "typ": "JWT", "kid": self.keys[0].key_id}
        signed = ".".join(_base64url(json.dumps(part).encode()) for part in (header, self.claims()))
        signature = hmac.new(self.keys[0].public_pem(), signed.encode(), hashlib.sha256).digest()
        return f"{signed}.{_base64url(signature)}"

    async def until(self, happened: Callable[[], bool]) -> None:
        """Waits for what the bot does after it has answered."""
        async with asyncio.timeout(SECONDS_TO_WAIT):
            while not happened():
                self._changed.clear()
                await self._changed.wait()

    def sent_to(self, conversation_id: str) -> list[Call]:
        return [call for call in self.sent if call.conversation_id == conversation_id]

    def replaced_in(self, conversation_id: str) -> list[Call]:
        return [call for call in self.replaced if call.conversation_id == conversation_id]

    # What the bot asks of it

    async def _openid(self, _request: web.Request) -> web.Response:
        self.calls["openid"] += 1
        return web.json_response({"issuer": ISSUER, "jwks_uri": f"{self.url}/keys"})

    async def _keys(self, request: web.Request) -> web.StreamResponse:
        self.calls[KEYS] += 1
        return await self._scripted(request, KEYS) or web.json_response({"keys": [key.as_jwk() for key in self.keys]})

    async def _token(self, request: web.Request) -> web.StreamResponse:
        self.calls[TOKEN] += 1
        self.token_forms.append({name: str(value) for name, value in (await request.post()).items()})
        good = {"token_type": "Bearer", "expires_in": 3599, "access_token": f"token-{self.calls[TOKEN]}"}
        return await self._scripted(request, TOKEN) or web.json_response(good)

    async def _members(self, request: web.Request) -> web.StreamResponse:
        self.calls[MEMBERS] += 1
        scripted = await self._scripted(request, MEMBERS)
        if scripted is not None:
            return scripted
        start = int(request.query.get("continuationToken", "0"))
        members = self.rosters.get(request.match_info["conversation"], [])
        page: dict[str, Any] = {
            "members": [{"id": f"29:1-{each}", "aadObjectId": each} for each in members[start : start + 2]]
        }
        if len(members) > start + 2:
            page["continuationToken"] = str(start + 2)
        return web.json_response(page)

    async def _start_thread(self, request: web.Request, body: dict[str, Any]) -> web.StreamResponse:
        self._activities += 1
        channel, activity_id = body["channelData"]["channel"]["id"], f"1:{self._activities}"
        self.calls[channel] += 1
        self._changed.set()
        call = Call(channel, activity_id, body["activity"], request.headers.get("Authorization", ""))
        scripted = await self._scripted(request, channel)
        (self.refused if scripted is not None else self.sent).append(call)
        self._changed.set()
        answer = {"id": f"{channel};messageid={activity_id}", "activityId": activity_id}
        return scripted or web.json_response(answer, status=201)

    async def _create(self, request: web.Request) -> web.StreamResponse:
        body = await request.json()
        if body["isGroup"]:
            return await self._start_thread(request, body)
        scripted = await self._scripted(request, CREATE)
        if scripted is not None:
            return scripted
        self.created.append(body)
        self._changed.set()
        return web.json_response({"id": f"a:chat-with-{body['members'][0]['id']}"}, status=201)

    async def _send(self, request: web.Request) -> web.StreamResponse:
        self._activities += 1
        return await self._called(request, f"1:{self._activities}", self.sent, status=201)

    async def _replace(self, request: web.Request) -> web.StreamResponse:
        return await self._called(request, request.match_info["activity"], self.replaced, status=200)

    async def _delete(self, request: web.Request) -> web.StreamResponse:
        return await self._called(request, request.match_info["activity"], self.deleted, status=200)

    async def _called(
        self, request: web.Request, activity_id: str, record: list[Call], status: int
    ) -> web.StreamResponse:
        conversation = request.match_info["conversation"]
        body = await request.json() if request.can_read_body else {}
        call = Call(conversation, activity_id, body, request.headers.get("Authorization", ""))
        scripted = await self._scripted(request, conversation)
        (self.refused if scripted is not None else record).append(call)
        self._changed.set()
        return scripted or web.json_response({"id": activity_id}, status=status)

    async def _scripted(self, request: web.Request, what: str) -> web.StreamResponse | None:
        if not self._scripts[what]:
            return None
        answer = self._scripts[what].popleft()
        await asyncio.sleep(answer.seconds)
        if answer.reset:
            if request.transport is not None:
                request.transport.abort()
            return web.Response()
        if answer.status < 300 and answer.body is None:
            return None
        headers = {"Retry-After": answer.retry_after} if answer.retry_after else {}
        body = answer.body if answer.body is not None else {"error": {"code": answer.code, "message": "scripted"}}
        return web.json_response(body, status=answer.status, headers=headers)


def activity(service_url: str, entra_object_id: str, conversation_id: str, **others: Any) -> dict[str, Any]:
    """What Teams posts, whatever its type; `others` are added or put in place."""
    return {
        "type": "message",
        "id": f"{time.time_ns()}",
        "timestamp": "2023-03-03T09:31:00.000Z",
        "channelId": "msteams",
        "serviceUrl": service_url,
        "from": {"id": f"29:1-{entra_object_id}", "name": "Somebody", "aadObjectId": entra_object_id},
        "recipient": BOT,
        "conversation": {"conversationType": "personal", "tenantId": TENANT, "id": conversation_id},
        "channelData": {"tenant": {"id": TENANT}},
        "locale": "en-GB",
        **others,
    }


def press(data: Mapping[str, Any], reply_to: str = "", verb: str = "save") -> dict[str, Any]:
    """What an Action.Execute adds to an activity."""
    return {
        "type": "invoke",
        "name": "adaptiveCard/action",
        "replyToId": reply_to,
        "value": {
            "action": {"type": "Action.Execute", "id": verb, "verb": verb, "data": dict(data)},
            "trigger": "manual",
        },
    }


def _base64url(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
