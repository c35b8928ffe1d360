"""The real bot with authentication on, on the sample plan, before a fake Teams and with a clock held in the hand."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, TypeVar

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from sqlalchemy import Engine
from sqlmodel import Session, SQLModel, col, func, select

from bot.app import DELIVERY, build_app
from bot.delivery import Delivery
from bot.settings import Settings
from store import tables
from store.database import open_engine
from store.working_days import london_moment
from tests.audits import chains_hold, unaudited
from tests.conftest import Store
from tests.scenarios import fake_teams
from tests.scenarios.fake_teams import APP_ID, APP_PASSWORD, TENANT, Call, FakeTeams

PLAN = "bradford-wsoa-2022"
QUIET = london_moment(date(2023, 3, 2), time(20, 0))
"""The evening before REMINDER: whatever the start does, nothing is sent."""

REMINDER = london_moment(date(2023, 3, 3), time(9, 31))
"""Twenty working days before 31 March 2023, a minute after sending begins."""

LISTED_HOST = "smba.trafficmanager.net"
PUBLIC_URL = "https://sendbot.bradford.example"

LEAD = "service-manager-camhs"  # asked about one milestone on the day of REMINDER: 4.2.2/1
BUSY_LEAD = "senior-head-of-integration-and-change-cyp-ld-nd"  # asked about three: 4.1.1/1, 4.1.3/1, 4.1.3/3
SRO = "director-of-integration-and-change"  # of area 4
OFFICER = "compliance-officer"
CHAIR = "board-chair"

T = TypeVar("T")


class HandHeldClock:
    """Says what it is told to say."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


def settings_for(store: Store, teams: FakeTeams, **others: Any) -> Settings:
    """No environment is read: the values are all here."""
    return Settings.model_validate(
        {
            "database_url": store.database_url,
            "secrets_folder": store.secrets,
            "app_id": APP_ID,
            "app_password": APP_PASSWORD,
            "tenant_id": TENANT,
            "public_url": PUBLIC_URL,
            "openid_url": f"{teams.url}/openid",
            "token_url": f"{teams.url}/token",
            "service_url": teams.service_url,
            "service_hosts": ("127.0.0.1", LISTED_HOST),
            **others,
        }
    )


@dataclass(frozen=True)
class Said:
    """What an activity was answered with over HTTP."""

    status: int
    text: str

    @property
    def body(self) -> dict[str, Any]:
        return json.loads(self.text)

    @property
    def card(self) -> dict[str, Any]:
        """The card in the answer to an invoke."""
        assert self.status == 200
        assert (self.body["statusCode"], self.body["type"]) == (200, "application/vnd.microsoft.card.adaptive")
        return self.body["value"]

    @property
    def message(self) -> str:
        """The words in the answer to an invoke."""
        assert self.status == 200
        assert (self.body["statusCode"], self.body["type"]) == (200, "application/vnd.microsoft.activity.message")
        return self.body["value"]


class RunningBot:
    def __init__(
        self, app: web.Application, client: TestClient[web.Request, web.Application], teams: FakeTeams, store: Store
    ) -> None:
        self.app, self.client, self.teams, self.store = app, client, teams, store
        self.engine: Engine = open_engine(store.database_url)
        self.audit = store.audit

    @property
    def delivery(self) -> Delivery:
        return self.app[DELIVERY]

    def member(self, person: str) -> Member:
        found = self.one(select(tables.Person).where(tables.Person.key == person))
        return Member(self, person, found.id or 0, found.name, found.entra_object_id or "")

    def everybody_has_the_app(self) -> None:
        """As if each had installed it earlier."""

        def add(session: Session) -> None:
            for person in session.exec(select(tables.Person)):
                session.add(
                    tables.Conversation(
                        person_id=person.id,
                        tenant_id=TENANT,
                        service_url=self.teams.service_url,
                        conversation_id=chat_of(person.key),
                        user_id=f"29:1-{person.entra_object_id}",
                        bot_id=f"28:{APP_ID}",
                        seen_at=QUIET,
                    )
                )

        self.change(add)

    async def post(self, body: Any, *, token: str | None = None, headers: dict[str, str] | None = None) -> Said:
        """One request to the endpoint, signed as by Teams unless a token is given."""
        token = self.teams.token() if token is None else token
        given = {"Authorization": f"Bearer {token}", "Content-Type": "application/json", **(headers or {})}
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        async with self.client.post("/api/messages", data=raw, headers=given) as answer:
            return Said(answer.status, await answer.text())

    def all(self, statement: Any) -> list[Any]:
        with Session(self.engine, expire_on_commit=False) as session:
            return list(session.exec(statement))

    def one(self, statement: Any) -> Any:
        (found,) = self.all(statement)
        return found

    def change(self, work: Callable[[Session], T]) -> T:
        with unaudited(self.engine) as session:
            return work(session)

    def item(self, ref: str, seq: int) -> str:
        """The key of a milestone in cards: "m:12"."""
        milestone = self.one(
            select(tables.Milestone)
            .join(tables.Action, col(tables.Action.id) == tables.Milestone.action_id)
            .where(tables.Action.ref == ref, tables.Milestone.seq == seq)
        )
        return f"m:{milestone.id}"

    def updates(self, item: str = "") -> list[tables.Update]:
        statement = select(tables.Update).order_by(col(tables.Update.id))
        if item:
            statement = statement.where(tables.Update.milestone_id == int(item.removeprefix("m:")))
        return self.all(statement)

    def messages_of(self, member: Member) -> list[tables.Message]:
        return self.all(
            select(tables.Message).where(tables.Message.person_id == member.id).order_by(col(tables.Message.id))
        )

    def audited(self, action: str) -> list[tables.AuditEntry]:
        return self.all(
            select(tables.AuditEntry).where(tables.AuditEntry.action == action).order_by(col(tables.AuditEntry.id))
        )

    def audit_holds(self) -> bool:
        with Session(self.engine) as session:
            return chains_hold(session, self.audit)

    def rows_of_every_table(self) -> dict[str, int]:
        with Session(self.engine) as session:
            return {
                table.name: session.exec(select(func.count()).select_from(table)).one()
                for table in SQLModel.metadata.sorted_tables
            }

    async def stop(self) -> None:
        """Ends the bot; what it does in the background is done by then."""
        await self.client.close()
        self.engine.dispose()


@dataclass(frozen=True)
class Member:
    """Somebody in Teams, in a personal chat with the bot."""

    bot: RunningBot
    key: str
    id: int
    name: str
    entra_object_id: str

    @property
    def chat(self) -> str:
        return chat_of(self.key)

    @property
    def inbox(self) -> list[Call]:
        """What the bot has sent into the chat, oldest first."""
        return self.bot.teams.sent_to(self.chat)

    def activity(self, **others: Any) -> dict[str, Any]:
        return fake_teams.activity(self.bot.teams.service_url, self.entra_object_id, self.chat, **others)

    async def installs(self) -> Said:
        return await self.bot.post(self.activity(type="installationUpdate", action="add"))

    async def removes_the_app(self) -> Said:
        return await self.bot.post(self.activity(type="installationUpdate", action="remove"))

    async def writes(self, text: str) -> Call:
        """The one message that comes back."""
        before = len(self.inbox)
        said = await self.bot.post(self.activity(text=text))
        assert (said.status, said.text) == (202, "")
        (answer,) = self.inbox[before:]
        return answer

    async def presses(self, data: dict[str, Any], reply_to: str = "") -> Said:
        """The button of a card, with what was typed beside it."""
        return await self.bot.post(self.activity(**fake_teams.press(data, reply_to)))

    async def submits(self, data: dict[str, Any], reply_to: str = "") -> Said:
        """The same from a client that knows no Action.Execute: a message without text."""
        return await self.bot.post(self.activity(value=data, replyToId=reply_to))


def chat_of(person: str) -> str:
    return f"a:1{person}"


@asynccontextmanager
async def running(store: Store, teams: FakeTeams, clock: HandHeldClock, **settings: Any) -> AsyncGenerator[RunningBot]:
    app = await build_app(settings_for(store, teams, **settings), clock)
    client = TestClient(TestServer(app))
    await client.start_server()
    bot = RunningBot(app, client, teams, store)
    while bot.delivery.last_tick is None:  # noqa: ASYNC110 - the scheduler's first one, by the clock as it stands
        await asyncio.sleep(0.001)
    await bot.delivery.tick()  # one at a time: so the first has ended
    try:
        yield bot
    finally:
        await bot.stop()


@pytest.fixture
async def teams() -> AsyncIterator[FakeTeams]:
    async with FakeTeams() as fake:
        yield fake


@pytest.fixture
def clock() -> HandHeldClock:
    return HandHeldClock(QUIET)


@pytest.fixture
async def bot(sample_store: Store, teams: FakeTeams, clock: HandHeldClock) -> AsyncIterator[RunningBot]:
    """Between the boards: nobody is asked about whole actions, so that a test has its milestones to itself."""
    without_cycles(sample_store)
    async with running(sample_store, teams, clock) as started:
        yield started


@pytest.fixture
async def bot_in_a_cycle(sample_store: Store, teams: FakeTeams, clock: HandHeldClock) -> AsyncIterator[RunningBot]:
    """As it is on these days: the board of 23 March 2023 is asking."""
    async with running(sample_store, teams, clock) as started:
        yield started


def without_cycles(store: Store) -> None:
    """Every cycle was opened and closed long ago, and a closed one stays closed."""
    long_ago = london_moment(date(2022, 11, 1), time(9, 0))
    engine = open_engine(store.database_url)
    with unaudited(engine) as session:
        for meeting in session.exec(select(tables.Meeting.id)).all():
            session.add(tables.Cycle(meeting_id=meeting or 0, opened_at=long_ago, closed_at=long_ago))
    engine.dispose()


# Reading cards


def words(card: Any) -> str:
    """Everything a card shows, in reading order; a line for each element. The coloured squares are left out."""
    return "\n".join(_words(card)).replace("■ ", "").replace("□ ", "")


def _words(part: Any) -> Iterator[str]:
    if isinstance(part, list):
        for child in part:
            yield from _words(child)
    if not isinstance(part, dict):
        return
    if part.get("type") == "RichTextBlock":
        yield "".join(run["text"] if isinstance(run, dict) else run for run in part["inlines"])
        return
    shown = [str(part[name]) for name in ("label", "title", "text", "value") if isinstance(part.get(name), str)]
    if part.get("type") not in {"Action.Submit"} and shown:
        yield ": ".join(shown)
    for name in ("body", "items", "columns", "facts", "choices", "actions"):
        yield from _words(part.get(name))


def parts(card: Any, kind: str) -> Iterator[dict[str, Any]]:
    """Elements and actions whose type begins so, fallbacks left out."""
    if isinstance(card, list):
        for child in card:
            yield from parts(child, kind)
    if isinstance(card, dict):
        if str(card.get("type", "")).startswith(kind):
            yield card
        for name, child in card.items():
            if name not in {"fallback", "data"}:
                yield from parts(child, kind)


def buttons(card: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Their data by their titles."""
    return {action["title"]: action["data"] for action in parts(card, "Action.Execute")}


def inputs(card: dict[str, Any]) -> dict[str, Any]:
    """What each field holds, by its id; None for an empty one."""
    return {field["id"]: field.get("value") for field in parts(card, "Input.")}


def links(card: dict[str, Any]) -> dict[str, str]:
    return {action["title"]: action["url"] for action in parts(card, "Action.OpenUrl")}
