"""Somebody's OneDrive, as far as a bot sees it: upload sessions that take one file each."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any, Self

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from tests.scenarios.fake_teams import Call
from tests.scenarios.running_bot import Member, Said


@dataclass(frozen=True)
class Upload:
    session: str
    content: bytes
    range: str
    authorization: str


@dataclass
class OneDrive:
    """Inside `async with`. `status` answers the next file, and `reset` breaks the connection instead."""

    status: int = 201
    reset: bool = False
    taken: list[Upload] = field(default_factory=list)
    tried: int = 0
    hold: asyncio.Event | None = None

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=64 * 1024 * 1024)
        app.router.add_put("/sessions/{session}", self._put)
        self._server = TestServer(app)
        await self._server.start_server(shutdown_timeout=0)
        return self

    async def __aexit__(self, *_error: object) -> None:
        await self._server.close()

    def session(self, name: str = "1") -> str:
        return f"http://127.0.0.1:{self._server.port}/sessions/{name}"

    async def _put(self, request: web.Request) -> web.StreamResponse:
        self.tried += 1
        content = await request.read()
        if self.hold is not None:
            await self.hold.wait()
        if self.reset and request.transport is not None:
            request.transport.abort()
            return web.Response()
        name = request.match_info["session"]
        if any(upload.session == name for upload in self.taken):
            return web.Response(status=404)
        if self.status in {200, 201}:
            headers = request.headers
            self.taken.append(Upload(name, content, headers["Content-Range"], headers.get("Authorization", "")))
        return web.Response(status=self.status, headers={"Location": self.session("elsewhere")})


@pytest.fixture
async def onedrive() -> AsyncIterator[OneDrive]:
    async with OneDrive() as fake:
        yield fake


def consent_card(call: Call) -> dict[str, Any]:
    """Of a file that is offered."""
    (attachment,) = call.body["attachments"]
    assert attachment["contentType"] == "application/vnd.microsoft.teams.card.file.consent"
    return attachment


async def answers(member: Member, offered: Call, *, upload_url: str = "", content_url: str = "", **others: Any) -> Said:
    """What Teams posts when its reader presses Allow, or without an `upload_url` Decline."""
    card = consent_card(offered)
    value: dict[str, Any] = {"type": "fileUpload", "context": card["content"]["acceptContext"]}
    if upload_url:
        info = {
            "uploadUrl": upload_url,
            "contentUrl": content_url or upload_url,
            "name": card["name"],
            "uniqueId": "1150D938-8870-4044-9F2C-5BBDEBA70C9D",
            "fileType": card["name"].rpartition(".")[2],
        }
        value |= {"action": "accept", "uploadInfo": info}
    else:
        value |= {"action": "decline", "context": card["content"]["declineContext"]}
    body = {"type": "invoke", "name": "fileConsent/invoke", "replyToId": offered.activity_id, "value": value}
    return await member.bot.post(member.activity(**{**body, **others}))
