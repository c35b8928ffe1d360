"""A Bot Connector that remembers everything that reached a chat, and now and then answers late or takes nothing."""

from __future__ import annotations

import asyncio
import random
from dataclasses import dataclass, field
from itertools import count
from typing import Self

from aiohttp import web
from aiohttp.test_utils import TestServer

SLOWEST = 0.06
NOT_TAKEN = 0.03
"""The share of messages that are answered with 502."""


@dataclass(frozen=True, slots=True)
class Arrived:
    conversation: str
    activity_id: str


@dataclass
class CountingConnector:
    """Runs inside `async with`."""

    chance: random.Random
    arrived: list[Arrived] = field(default_factory=list)
    not_taken: int = 0
    _ids: count[int] = field(default_factory=lambda: count(1))

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_post("/v3/conversations/{conversation}/activities", self._send)
        app.router.add_put("/v3/conversations/{conversation}/activities/{activity}", self._replace)
        self._server = TestServer(app)
        await self._server.start_server(shutdown_timeout=0)
        return self

    async def __aexit__(self, *_error: object) -> None:
        await self._server.close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.port}/"

    async def _send(self, request: web.Request) -> web.Response:
        await request.read()
        if self.chance.random() < NOT_TAKEN:
            self.not_taken += 1
            return web.json_response({"error": {"code": "BadGateway", "message": "scripted"}}, status=502)
        activity_id = f"1:{next(self._ids)}"
        # It has reached the chat, whoever is still there to hear of it.
        self.arrived.append(Arrived(request.match_info["conversation"], activity_id))
        await asyncio.sleep(self.chance.random() * SLOWEST)
        return web.json_response({"id": activity_id}, status=201)

    async def _replace(self, request: web.Request) -> web.Response:
        await request.read()
        return web.json_response({"id": request.match_info["activity"]})
