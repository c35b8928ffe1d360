"""The stub connector: answers every call of a bot at once, and counts.

Runs in its own process (`python connector.py PORT`) and needs aiohttp. `POST /reset` starts a new count of the
calls whose body contains the text it is sent, `GET /stats` reads it.
"""

import asyncio
import json
import sys
import time
from asyncio import Transport
from itertools import count
from weakref import WeakSet

from aiohttp import web


class Connector:
    def __init__(self) -> None:
        self._ids = count(1)
        # Connections outlive a reset, so that one kept open from the warm-up is not counted as new in the round.
        self._seen: WeakSet[Transport] = WeakSet()
        self._reset(b"")

    def _reset(self, contains: bytes) -> None:
        self._contains = contains
        self._calls = self._other_calls = self._connections = 0
        self._last_call_at = 0.0

    async def answer(self, request: web.BaseRequest) -> web.Response:
        if "/v3/conversations/" in request.path and request.method in {"POST", "PUT"}:
            return await self._answer_bot(request)
        if request.path == "/reset" and request.method == "POST":
            self._reset(await request.read())
            return web.json_response({})
        if request.path == "/stats" and request.method == "GET":
            return web.json_response(self._stats())
        return web.Response(status=404)

    async def _answer_bot(self, request: web.BaseRequest) -> web.Response:
        transport = request.transport
        if isinstance(transport, Transport) and transport not in self._seen:
            self._seen.add(transport)
            self._connections += 1
        # Counting every call alike would take an SDK's "something went wrong" message for an echo.
        if self._contains in await request.read():
            self._calls += 1
            # The monotonic clock is one per machine on Linux, so the load generator can compare.
            self._last_call_at = time.monotonic()
        else:
            self._other_calls += 1
        return web.Response(body=json.dumps({"id": f"1:{next(self._ids)}"}), content_type="application/json")

    def _stats(self) -> dict[str, float]:
        return {
            "calls": self._calls,
            "other_calls": self._other_calls,
            "connections": self._connections,
            "last_call_at": self._last_call_at,
        }


async def serve(port: int) -> None:
    # The bare server, without a router: the less the stub costs, the sooner the bot is the limit.
    server = web.Server(Connector().answer)
    listening = await asyncio.get_running_loop().create_server(server, "127.0.0.1", port)
    await listening.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1])))
