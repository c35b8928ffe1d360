"""The demonstration: the sample plan, four months of its life, the bot, and three people's windows."""

from __future__ import annotations

import asyncio
import contextlib
import shutil
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from aiohttp import web
from sqlmodel import Session, select

from bot.app import DELIVERY, build_app
from bot.clock import clock_from
from bot.delivery import Delivery
from bot.local_client import ClientUser, LocalTeamsClient, install
from bot.logs import configure_logs
from bot.scripted_risks import DEMO_RISKS
from bot.settings import Settings
from bot.simulation import play
from store import migrate, tables
from store.audit import AuditChain
from store.database import open_engine, transaction
from store.register_files.people.people_import import import_people
from store.register_files.plan.register_import import import_register
from store.working_days import london_moment
from workflows.language import day_words

DEMO_DAY = date(2023, 3, 3)
"""Twenty working days before 31 March 2023, on which 24 milestones fall due."""

DEMO_TIME = time(9, 31)
PLAN = "bradford-wsoa-2022"
SAMPLES = Path(__file__).parents[1] / "samples"
HISTORY_FROM = date(2022, 11, 1)
SEED = 1


@dataclass(frozen=True, slots=True)
class Role:
    """One of the three windows, and what to try in it."""

    title: str
    person: str
    tries: tuple[str, ...]


ROLES = (
    Role(
        "The lead",
        "senior-head-of-integration-and-change-cyp-ld-nd",
        (
            "A card asks for updates before 31 March: press an Update button, choose a rating, save.",
            "Choose Red and see what it asks for. Then write: what's mine",
        ),
    ),
    Role(
        "The SRO of area 4",
        "director-of-integration-and-change",
        (
            "Write: how is area 4",
            "Then: what is red; what is overdue; how is the wheelchair pathway; what are the risks",
        ),
    ),
    Role(
        "The compliance officer",
        "compliance-officer",
        ("Write: exception report now, and open it as Word, Excel or a web page.", "Then: who has not reported"),
    ),
)


async def run_demo(day: date, port: int) -> None:
    """Runs until it is interrupted. Raises LocalClientMissing, LocalClientFailed."""
    configure_logs("WARNING")
    work = Path("var/demo").resolve()
    installed = Path("var/local-teams-client").resolve()
    print("Installing the local Teams client, the first time only ...", flush=True)
    await asyncio.to_thread(install, installed)
    settings = demo_settings(work, port)
    print(f"Loading the sample plan and playing it up to {day_words(day)} ...", flush=True)
    await prepare(work, settings, day)
    async with contextlib.AsyncExitStack() as stack:
        await stack.enter_async_context(serving(settings, london_moment(day, DEMO_TIME)))
        print(f"\nThe bot runs. In the plan it is {day_words(day)}. Three windows, one for each person:\n")
        for role, user in zip(ROLES, client_users(settings, port), strict=True):
            client = LocalTeamsClient(
                user, installed=installed, work=work, bot_endpoint=f"{settings.address}/api/messages"
            )
            await stack.enter_async_context(client)
            print(f"  {role.title} ({user.name})\n    {client.address}")
            for line in role.tries:
                print(f"      {line}")
            print(flush=True)
        print("Stop with Ctrl-C. Starting again begins afresh.", flush=True)
        await asyncio.Event().wait()


def demo_settings(work: Path, port: int) -> Settings:
    """Embedded defaults, whatever the environment says: the demonstration never touches a real register."""
    return Settings.model_validate(
        {
            "database_url": f"sqlite:///{work / 'demo.db'}",
            "app_id": "",
            "port": port,
            "public_url": "",
            "secrets_folder": work / "secrets",
        }
    )


async def prepare(work: Path, settings: Settings, day: date) -> None:
    """The sample from its first day to the eve of `day`, with scripted leads: history for the status to speak of."""
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    audit = AuditChain.from_file(settings.secrets_folder / "audit.key")
    engine = open_engine(settings.database_url)
    migrate.upgrade(engine)
    began = london_moment(HISTORY_FROM, time(8, 0))
    with transaction(engine) as session:
        load_sample(session, audit, began)
    engine.dispose()
    eve = day - timedelta(days=1)
    await play(settings.database_url, audit, PLAN, HISTORY_FROM, eve, None, SEED, risks=DEMO_RISKS)


def load_sample(session: Session, audit: AuditChain, now: datetime) -> None:
    import_register(session, SAMPLES / PLAN, now=now, audit=audit, actor="sample")
    import_people(session, SAMPLES / f"{PLAN}-people", now=now, audit=audit, actor="sample")


@contextlib.asynccontextmanager
async def serving(settings: Settings, start: datetime) -> AsyncGenerator[Delivery]:
    """The bot on its port, with a clock that runs on from `start`."""
    app = await build_app(settings, clock_from(start))
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, settings.listen_on, settings.port).start()
    try:
        yield app[DELIVERY]
    finally:
        await runner.cleanup()


def client_users(settings: Settings, port: int) -> list[ClientUser]:
    """The three people of the demonstration, on the ports after the bot's own."""
    engine = open_engine(settings.database_url)
    users: list[ClientUser] = []
    with transaction(engine) as session:
        for place, role in enumerate(ROLES, start=1):
            person = session.exec(select(tables.Person).where(tables.Person.key == role.person)).one()
            users.append(ClientUser(person.key, person.name, person.entra_object_id or "", port + place))
    engine.dispose()
    return users
