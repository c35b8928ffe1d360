"""The stub connector: takes every message at once, and counts by chat.

Runs in its own process (`python -m benchmarks.asking.connector PORT`). `POST /reset` starts a new count, `GET /stats`
reads it.
"""

import asyncio
import json
import sys
from collections import Counter
from itertools import count

from aiohttp import web


class Connector:
    def __init__(self) -> None:
        self._ids = count(1)
        self._by_chat: Counter[str] = Counter()

    async def answer(self, request: web.BaseRequest) -> web.Response:
        await request.read()
        if request.path == "/reset":
            self._by_chat.clear()
            return web.json_response({})
        if request.path == "/stats":
            posts = self._by_chat.total()
            return web.json_response({"messages": posts, "twice": posts - len(self._by_chat)})
        self._by_chat[request.path] += 1
        return web.Response(body=json.dumps({"id": f"1:{next(self._ids)}"}), content_type="application/json")


async def serve(port: int) -> None:
    # The bare server, without a router: the less the stub costs, the sooner the sender is the limit.
    listening = await asyncio.get_running_loop().create_server(web.Server(Connector().answer), "127.0.0.1", port)
    await listening.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1])))
