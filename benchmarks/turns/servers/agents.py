"""Microsoft 365 Agents SDK: an AgentApplication behind its token middleware, which lets anonymous callers in."""

import logging
import sys

from aiohttp import web
from microsoft_agents.hosting.aiohttp import CloudAdapter, jwt_authorization_middleware, start_agent_process
from microsoft_agents.hosting.core import (
    AgentApplication,
    AgentAuthConfiguration,
    AnonymousTokenProvider,
    MemoryStorage,
    TurnContext,
    TurnState,
)
from microsoft_agents.hosting.core.authorization import ConnectionManager

# It warns in every turn that there is no app id, which a bot in service would have.
logging.getLogger("microsoft_agents").setLevel(logging.ERROR)
settings = AgentAuthConfiguration(anonymous_allowed=True)
connections = ConnectionManager(
    provider_factory=lambda _: AnonymousTokenProvider(),
    connections_configurations={"SERVICE_CONNECTION": settings},
)
adapter = CloudAdapter(connection_manager=connections)
# No typing indicator: on a slow turn it would be a second call, which no other contender makes.
agent = AgentApplication[TurnState](storage=MemoryStorage(), connection_manager=connections, start_typing_timer=False)


@agent.activity("message")
async def echo(context: TurnContext, _: TurnState) -> None:
    await context.send_activity(f"Echo: {context.activity.text}")


async def on_activity(request: web.Request) -> web.Response:
    response = await start_agent_process(request, agent, adapter)
    assert response is not None
    return response


app = web.Application(middlewares=[jwt_authorization_middleware])
app["agent_configuration"] = settings
app.router.add_post("/api/messages", on_activity)
web.run_app(app, host="127.0.0.1", port=int(sys.argv[1]), print=None)
