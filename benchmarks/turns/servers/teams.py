"""Teams SDK for Python, on the FastAPI and uvicorn it brings."""

import asyncio
import sys

import uvicorn
from fastapi import FastAPI
from microsoft_teams.api import MessageActivity
from microsoft_teams.apps import ActivityContext, App, FastAPIAdapter

PORT = int(sys.argv[1])


def on_loopback(app: FastAPI) -> uvicorn.Server:
    # The SDK's own choice is every interface, and an access log that the other contenders do not write.
    return uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=PORT, log_level="warning", access_log=False))


app = App(
    dangerously_allow_unauthenticated_requests=True,
    http_server_adapter=FastAPIAdapter(server_factory=on_loopback),
)


@app.on_message
async def echo(context: ActivityContext[MessageActivity]) -> None:
    await context.send(f"Echo: {context.activity.text}")


asyncio.run(app.start(PORT))
