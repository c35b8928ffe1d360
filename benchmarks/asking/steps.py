"""What is measured, each in a process of its own: `python -m benchmarks.asking.steps STEP DATABASE_URL PLANS STUB`.

Prints what was done, seconds and CPU seconds without the start of Python and the imports, and the peak memory.
"""

import asyncio
import json
import resource
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from time import perf_counter, process_time

import aiohttp
import orjson
from sqlalchemy import Engine, update
from sqlmodel import Session, col, select

from benchmarks.asking.moments import LOADED, NOW
from benchmarks.asking.people import give_each_action_its_people
from bot.database import Database
from bot.delivery import Delivery
from bot.delivery.engine import AT_A_TIME
from bot.delivery.pace import Pace
from bot.delivery.rendering import NotSent, render
from bot.logs import configure_logs
from bot.messenger import Addressee, Receipt
from bot.teams.activities import card_message
from bot.teams.connector import Connector
from bot.teams.messenger import TeamsMessenger
from bot.turns import Reply
from reminders.planning import plan_messages
from store import migrate
from store.audit import AuditChain
from store.database import open_engine, transaction
from store.queries.asking import conversation_of
from store.register_files import import_register
from store.tables import Message, Person
from store.types import ContactRoute, MessageStatus

AUDIT = AuditChain(b"a key for measuring")
IDLE_TICKS = 20
RECIPIENTS = 10_000
PACED = 200
"""Messages with the limit on: five seconds."""

Found = dict[str, float]


class Stopwatch:
    def __init__(self) -> None:
        self.start()

    def start(self) -> None:
        self._began, self._cpu = perf_counter(), process_time()

    def read(self, done: int) -> Found:
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        if sys.platform == "darwin":
            peak /= 1024
        return {"done": done, "seconds": perf_counter() - self._began, "cpu": process_time() - self._cpu, "mb": peak}


class Unlimited(Pace):
    async def turn(self, conversation: str) -> None:
        """At once: what the program can do, not what Teams allows."""


class TimedMessenger(TeamsMessenger):
    """Starts the watch at its first message: what was planned before is measured elsewhere."""

    watch: Stopwatch | None = None

    async def send(self, addressee: Addressee, reply: Reply) -> Receipt:
        self.watch = self.watch or Stopwatch()
        return await super().send(addressee, reply)


def prepare(url: str, plans: Path, connector: str) -> Found:
    engine, watch = open_engine(url), Stopwatch()
    migrate.upgrade(engine)
    for folder in sorted(plans.iterdir()):
        with transaction(engine) as session:
            assert not import_register(session, folder, now=LOADED, audit=AUDIT, actor="benchmark").refused
    with engine.begin() as connection:
        people = give_each_action_its_people(connection, connector)
    engine.dispose()
    return watch.read(people)


def plan(url: str, _plans: Path, _connector: str) -> Found:
    engine, watch = open_engine(url), Stopwatch()
    with transaction(engine) as session:
        planned = len(plan_messages(session, AUDIT, NOW))
    return watch.read(planned)


def bare(url: str, _plans: Path, connector: str) -> Found:
    """aiohttp alone posts the same bodies: nothing is claimed, receipted or audited."""
    return asyncio.run(_post_all(_bodies(open_engine(url), connector)))


def deliver(url: str, _plans: Path, connector: str) -> Found:
    let_wait_all_but(url, RECIPIENTS)
    return asyncio.run(_deliver(url, connector, Unlimited(lambda: NOW)))


def deliver_paced(url: str, _plans: Path, connector: str) -> Found:
    """A few; the others wait for tomorrow."""
    let_wait_all_but(url, PACED)
    return asyncio.run(_deliver(url, connector, Pace(lambda: NOW)))


def let_wait_all_but(url: str, some: int) -> None:
    engine = open_engine(url)
    with engine.begin() as connection:
        waiting = select(Message.id).where(Message.status == MessageStatus.PLANNED)
        due = list(connection.execute(waiting.order_by(col(Message.id)).limit(some)).scalars())
        planned = update(Message).where(col(Message.status) == MessageStatus.PLANNED)
        connection.execute(planned.values(send_at=NOW + timedelta(days=1)))
        connection.execute(planned.where(col(Message.id).in_(due)).values(send_at=NOW))
    engine.dispose()


def idle(url: str, _plans: Path, connector: str) -> Found:
    return asyncio.run(_idle(url, connector))


async def _idle(url: str, connector: str) -> Found:
    database = Database(url)
    async with aiohttp.ClientSession() as http:
        messenger = TeamsMessenger(Connector(http, None), "", "", connector, Unlimited(lambda: NOW))
        delivery = Delivery(database, lambda: NOW, AUDIT, {ContactRoute.TEAMS: messenger})
        await delivery.tick()
        watch = Stopwatch()
        for _ in range(IDLE_TICKS):
            assert await delivery.tick() == 0
        found = watch.read(IDLE_TICKS)
    database.close()
    return found


async def _deliver(url: str, connector: str, pace: Pace) -> Found:
    database = Database(url)
    async with aiohttp.ClientSession() as http:
        messenger = TimedMessenger(Connector(http, None), "", "", connector, pace)
        sent = await Delivery(database, lambda: NOW, AUDIT, {ContactRoute.TEAMS: messenger}).tick()
        assert messenger.watch is not None
        found = messenger.watch.read(sent)
    database.close()
    return found


def _bodies(engine: Engine, connector: str) -> list[tuple[str, bytes]]:
    """Of every message that waits: where it is posted to, and what."""
    bodies: list[tuple[str, bytes]] = []
    with Session(engine) as session:
        for message in session.exec(select(Message).where(Message.status == MessageStatus.PLANNED)).all():
            reply = render(session, message, session.get_one(Person, message.person_id), None, NOW)
            chat = conversation_of(session, message.person_id)
            if isinstance(reply, NotSent) or chat is None:
                continue
            url = f"{connector}v3/conversations/{chat.conversation_id}/activities"
            bodies.append((url, orjson.dumps(card_message(reply.card, reply.summary))))
        session.rollback()
    return bodies


async def _post_all(bodies: list[tuple[str, bytes]]) -> Found:
    async with aiohttp.ClientSession(headers={"Content-Type": "application/json"}) as http:
        watch, waiting = Stopwatch(), iter(bodies)

        async def post_one_after_another() -> None:
            for url, body in waiting:
                async with http.post(url, data=body) as answer:
                    assert (await answer.json())["id"]

        async with asyncio.TaskGroup() as group:
            for _ in range(AT_A_TIME):
                group.create_task(post_one_after_another())
        return watch.read(len(bodies))


STEPS: dict[str, Callable[[str, Path, str], Found]] = {
    "prepare": prepare,
    "plan": plan,
    "plan again": plan,
    "bare": bare,
    "paced": deliver_paced,
    "deliver": deliver,
    "idle": idle,
}


def main() -> None:
    step, database_url, plans, connector = sys.argv[1:]
    configure_logs("ERROR", for_good=True)
    print(json.dumps(STEPS[step](database_url, Path(plans), connector)))


if __name__ == "__main__":
    main()
