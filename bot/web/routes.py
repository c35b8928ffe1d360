"""`/healthz`, `/readyz`, `/metrics`, and what the bot keeps and asks of its users."""

from __future__ import annotations

import html
from collections.abc import Callable
from datetime import datetime, timedelta

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from sqlmodel import Session, select

from bot.clock import Clock
from bot.database import Database
from bot.web.safe_headers import SAFE_HEADERS

TICK_OVERDUE = timedelta(minutes=5)

PRIVACY = (
    "The bot keeps the improvement plan, the posts that lead it, the names and work addresses of the people in those "
    "posts, what they say about their actions, and a record of every change and message.",
    "It keeps nothing about children and young people. Please write nothing that could identify one.",
    "The local authority that runs this bot decides how long records are kept. Ask its SEND compliance team for yours.",
)
TERMS = (
    "This bot is for the people of one local area who work on its SEND improvement plan.",
    "What you tell it enters the register of the plan under your name and can appear in reports to the Board.",
)


class Pages:
    def __init__(
        self,
        database: Database,
        clock: Clock,
        registry: CollectorRegistry,
        last_tick: Callable[[], datetime | None],
    ) -> None:
        self._database, self._clock = database, clock
        self._registry, self._last_tick = registry, last_tick

    def add_to(self, app: web.Application) -> None:
        app.router.add_get("/healthz", self.healthz)
        app.router.add_get("/readyz", self.readyz)
        app.router.add_get("/metrics", self.metrics)
        app.router.add_get("/privacy", self.privacy)
        app.router.add_get("/terms", self.terms)

    async def healthz(self, _request: web.Request) -> web.Response:
        return web.json_response({"status": "ok"})

    async def readyz(self, _request: web.Request) -> web.Response:
        """Ready while the database answers and the scheduler has ticked lately."""
        faults: list[str] = []
        try:
            await self._database.read(_ping)
        except Exception as error:
            faults.append(f"database: {type(error).__name__}")
        ticked = self._last_tick()
        if ticked is None or self._clock() - ticked > TICK_OVERDUE:
            faults.append("scheduler: no tick in the last five minutes")
        return web.json_response(
            {"status": "ready" if not faults else "not ready", "faults": faults}, status=503 if faults else 200
        )

    async def metrics(self, _request: web.Request) -> web.Response:
        return web.Response(body=generate_latest(self._registry), headers={"Content-Type": CONTENT_TYPE_LATEST})

    async def privacy(self, _request: web.Request) -> web.Response:
        return _page("What this bot keeps", PRIVACY)

    async def terms(self, _request: web.Request) -> web.Response:
        return _page("Terms of use", TERMS)


def _page(title: str, paragraphs: tuple[str, ...]) -> web.Response:
    text = "".join(f"<p>{html.escape(paragraph)}</p>" for paragraph in paragraphs)
    body = (
        f'<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>{title}</title>'
        '<meta name="viewport" content="width=device-width"></head>'
        f"<body><main><h1>{title}</h1>{text}</main></body></html>"
    )
    return web.Response(text=body, content_type="text/html", headers=SAFE_HEADERS)


def _ping(session: Session) -> None:
    session.exec(select(1)).one()
