"""The demonstration on free ports: the bot on its day, and a window for each person who is asked for."""

from __future__ import annotations

import contextlib
import socket
from collections.abc import AsyncGenerator
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import aiohttp
from playwright.async_api import Browser, BrowserContext, ConsoleMessage, Error, ViewportSize, async_playwright
from sqlmodel import select

from bot.delivery import Delivery
from bot.demo import DEMO_DAY, DEMO_TIME, ROLES, demo_settings, serving
from bot.local_client import LOCAL_BOT_ID, ClientUser, LocalTeamsClient
from bot.settings import Settings
from bot.teams.activities import ADAPTIVE_CARD
from store import tables
from store.database import open_engine, transaction
from store.types import UpdateSource
from store.working_days import london_moment
from tests.browser.install import INSTALLED_CLIENT
from tests.browser.teams_page import TeamsPage

LEAD, SRO, COMPLIANCE = (role.person for role in ROLES)
DEMO_MORNING = london_moment(DEMO_DAY, DEMO_TIME)

# Without these Chromium calls hosts of its maker, and each call waits on a closed network.
FLAGS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)

# The client asks public hosts for fonts and icons, which TeamsPage refuses.
OUTSIDE = "https://"


@contextlib.asynccontextmanager
async def chromium_running(executable: str) -> AsyncGenerator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=executable, args=FLAGS)
        try:
            yield browser
        finally:
            await browser.close()


class Stage:
    """The bot over the database in `work`, which `bot.demo.prepare` has made; used in `async with`.

    `complaints` is whatever a window's page has put on its console as an error.
    """

    delivery: Delivery

    def __init__(self, work: Path, browser: Browser, *, height: int = 900, begins: datetime = DEMO_MORNING) -> None:
        self.work = work
        self.begins = begins
        self.settings: Settings = demo_settings(work, free_port())
        self.complaints: list[str] = []
        self._browser = browser
        self._viewport = ViewportSize(width=1100, height=height)
        self._resources = contextlib.AsyncExitStack()
        self._clients: dict[str, LocalTeamsClient] = {}

    async def __aenter__(self) -> Self:
        self.delivery = await self._resources.enter_async_context(serving(self.settings, self.begins))
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._resources.aclose()

    async def window(self, person: str) -> TeamsPage:
        """A browser at this person's client, which is started when it is first asked for."""
        context = await self._context()
        page = await context.new_page()
        page.on("console", self._on_console)
        page.on("pageerror", self._on_page_error)
        window = TeamsPage(page)
        client = await self._client(person)
        await window.open(client.address)
        return window

    async def a_minute_passes(self) -> None:
        """What the clock does each minute, done at once: what waits to be told is sent."""
        await self.delivery.tick()

    async def post(self, person: str, card: dict[str, Any]) -> None:
        """Puts a card into somebody's window without the bot, by the way that the bot would."""
        client = await self._client(person)
        message = {
            "type": "message",
            "from": {"id": LOCAL_BOT_ID},
            "attachments": [{"contentType": ADAPTIVE_CARD, "content": card}],
        }
        async with (
            aiohttp.ClientSession(raise_for_status=True) as http,
            http.post(f"{client.service_url}/v3/conversations/a:{person}/activities", json=message),
        ):
            pass

    def answers_on_cards(self) -> list[tables.Update]:
        """Every update that came from a card: the history of the sample came by other ways."""
        engine = open_engine(self.settings.database_url)
        try:
            with transaction(engine) as session:
                return list(session.exec(select(tables.Update).where(tables.Update.source == UpdateSource.CARD)))
        finally:
            engine.dispose()

    async def _context(self) -> BrowserContext:
        context = await self._browser.new_context(viewport=self._viewport, locale="en-GB", timezone_id="Europe/London")
        self._resources.push_async_callback(context.close)
        return context

    async def _client(self, person: str) -> LocalTeamsClient:
        if person not in self._clients:
            client = LocalTeamsClient(
                self._user(person),
                installed=INSTALLED_CLIENT,
                work=self.work,
                bot_endpoint=f"{self.settings.address}/api/messages",
            )
            self._clients[person] = await self._resources.enter_async_context(client)
        return self._clients[person]

    def _user(self, key: str) -> ClientUser:
        engine = open_engine(self.settings.database_url)
        try:
            with transaction(engine) as session:
                person = session.exec(select(tables.Person).where(tables.Person.key == key)).one()
                return ClientUser(person.key, person.name, person.entra_object_id or "", free_port())
        finally:
            engine.dispose()

    def _on_console(self, message: ConsoleMessage) -> None:
        where = message.location["url"]
        if message.type == "error" and not where.startswith(OUTSIDE):
            self.complaints.append(f"{message.text} ({where})")

    def _on_page_error(self, error: Error) -> None:
        self.complaints.append(error.message)


def free_port() -> int:
    """One that nobody listened on a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
