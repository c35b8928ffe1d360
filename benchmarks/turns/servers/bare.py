"""The floor: what a turn costs when no SDK takes part in it."""

import sys
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import quote

from aiohttp import ClientSession, web

SESSION = web.AppKey("session", ClientSession)


async def one_session(app: web.Application) -> AsyncIterator[None]:
    async with ClientSession() as app[SESSION]:
        yield


async def on_activity(request: web.Request) -> web.Response:
    activity: dict[str, Any] = await request.json()
    conversation, activity_id = activity["conversation"]["id"], activity["id"]
    url = f"{activity['serviceUrl']}/v3/conversations/{quote(conversation)}/activities/{quote(activity_id)}"
    reply = {
        "type": "message",
        "from": activity["recipient"],
        "recipient": activity["from"],
        "conversation": activity["conversation"],
        "replyToId": activity_id,
        "text": f"Echo: {activity['text']}",
    }
    async with request.app[SESSION].post(url, json=reply) as answer:
        answer.raise_for_status()
        await answer.json()
    return web.Response(status=201)


app = web.Application()
app.cleanup_ctx.append(one_session)
app.router.add_post("/api/messages", on_activity)
web.run_app(app, host="127.0.0.1", port=int(sys.argv[1]), print=None)
