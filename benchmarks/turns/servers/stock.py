"""Bot Framework SDK, put together as its documentation shows. Without an app id it checks no token."""

import sys

from aiohttp import web
from botbuilder.core import ActivityHandler, TurnContext
from botbuilder.integration.aiohttp import (
    CloudAdapter,
    ConfigurationBotFrameworkAuthentication,
    aiohttp_error_middleware,
)


class NoAppId:
    APP_ID = ""
    APP_PASSWORD = ""


class Echo(ActivityHandler):
    async def on_message_activity(self, turn_context: TurnContext) -> None:
        await turn_context.send_activity(f"Echo: {turn_context.activity.text}")


adapter = CloudAdapter(ConfigurationBotFrameworkAuthentication(NoAppId()))
bot = Echo()


async def on_activity(request: web.Request) -> web.Response:
    response = await adapter.process(request, bot)
    assert response is not None, "it is None for a web socket alone"
    return response


app = web.Application(middlewares=[aiohttp_error_middleware])
app.router.add_post("/api/messages", on_activity)
web.run_app(app, host="127.0.0.1", port=int(sys.argv[1]), print=None)
