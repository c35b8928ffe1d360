"""What PostgreSQL alone does: writers side by side, connections that are cut, refused rows that are quoted."""

from __future__ import annotations

import asyncio
import threading
import traceback
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, func, select

from bot.database import Database
from store import tables
from store.audit import AuditChain
from store.database import transaction
from store.queries.conversations import remember_conversation
from store.queries.sending import messages_to_send
from store.register_files import import_register
from store.types import ContactRoute, MessageStatus, RoleName
from tests.audits import chains_hold, unaudited
from tests.conftest import migrated
from tests.databases import PostgresqlDatabases

NOW = datetime(2023, 3, 3, 9, 30, tzinfo=UTC)
CHAIN = AuditChain(b"a key for tests")


@pytest.fixture
def database_url(postgresql_databases: PostgresqlDatabases) -> Iterator[str]:
    with postgresql_databases.filled(migrated) as url:
        yield url


@pytest.fixture
def copies(database_url: str) -> Iterator[tuple[Database, Database]]:
    """Two copies of the bot before one server."""
    one, other = Database(database_url), Database(database_url)
    yield one, other
    one.close()
    other.close()


def an_entry(number: int) -> Callable[[Session], None]:
    def record(session: Session) -> None:
        CHAIN.record(
            session, plan_key="p", at=NOW, actor="ada", action="said", subject=str(number), content={"n": number}
        )

    return record


async def test_copies_that_write_at_once_lose_no_entry_and_the_chain_holds(
    copies: tuple[Database, Database], engine: Engine
) -> None:
    await asyncio.gather(*(copies[number % 2].write(an_entry(number)) for number in range(40)))
    with transaction(engine, reads_only=True) as session:
        assert sorted(map(int, session.exec(select(tables.AuditEntry.subject)))) == list(range(40))
        assert chains_hold(session, CHAIN)


async def test_somebody_who_writes_to_two_copies_at_once_has_one_conversation(
    copies: tuple[Database, Database], engine: Engine
) -> None:
    with unaudited(engine) as session:
        session.add(tables.Person(id=1, key="ada", name="Ada"))

    def meet(session: Session) -> None:
        remember_conversation(
            session,
            person_id=1,
            tenant_id="t",
            service_url="s",
            conversation_id="c",
            user_id="u",
            bot_id="b",
            now=NOW,
        )

    await asyncio.gather(*(copies[number % 2].write(meet) for number in range(10)))
    with transaction(engine, reads_only=True) as session:
        assert session.exec(select(func.count()).select_from(tables.Conversation)).one() == 1


def test_two_copies_never_claim_the_same_message(engine: Engine) -> None:
    with unaudited(engine) as session:
        for number in range(1, 5):
            session.add(tables.Person(id=number, key=str(number), name=""))
            session.flush()
            session.add(
                tables.Message(
                    person_id=number,
                    route=ContactRoute.TEAMS,
                    day=NOW.date(),
                    slot="requests",
                    planned_at=NOW,
                    send_at=NOW,
                    status=MessageStatus.PLANNED,
                )
            )
    with transaction(engine) as one, transaction(engine) as other:
        first, second = (messages_to_send(session, NOW, 2) for session in (one, other))
        assert len({message.id for message in (*first, *second)}) == 4


async def test_a_connection_that_was_cut_is_made_again_at_the_next_turn(
    postgresql_databases: PostgresqlDatabases, copies: tuple[Database, Database], database_url: str
) -> None:
    database, _ = copies
    await asyncio.gather(*(database.write(an_entry(number)) for number in range(8)))
    postgresql_databases.cut_connections(database_url)
    await asyncio.gather(*(database.write(an_entry(number)) for number in range(8)))
    assert await database.read(lambda session: len(session.exec(select(tables.AuditEntry.id)).all())) == 16


async def test_a_turn_whose_connection_is_cut_half_way_keeps_nothing_and_the_next_one_works(
    postgresql_databases: PostgresqlDatabases, copies: tuple[Database, Database], database_url: str
) -> None:
    database, _ = copies

    def cut_half_way(session: Session) -> None:
        session.add(tables.Person(key="ada", name="Ada"))
        session.flush()
        postgresql_databases.cut_connections(database_url)
        session.add(tables.Person(key="ben", name="Ben"))

    with pytest.raises(Exception, match=r"terminating connection|server closed the connection"):
        await database.write(cut_half_way)
    assert await database.read(lambda session: session.exec(select(tables.Person.key)).all()) == []


@pytest.mark.parametrize(
    "row",
    [
        tables.Person(id=2, key="swordfish", name="Ada"),  # twice
        tables.Role(person_id=4711, role=RoleName.BOARD),  # points nowhere
    ],
    ids=lambda row: type(row).__name__,
)
def test_a_row_that_is_refused_is_not_quoted(engine: Engine, row: object) -> None:
    with unaudited(engine) as session:
        session.add(tables.Person(id=1, key="swordfish", name="Ada"))
    with pytest.raises(IntegrityError) as refused, unaudited(engine) as session:
        session.add(row)
    told = "".join(traceback.format_exception(refused.value))
    assert "[hidden]" in told
    assert not {"swordfish", "4711"} & set(told.replace("(", " ").replace(")", " ").split())


async def test_two_turns_that_wait_for_each_others_chains_are_both_kept(
    copies: tuple[Database, Database], engine: Engine
) -> None:
    both_hold_one = threading.Barrier(2)

    def entries(first: str, second: str) -> Callable[[Session], None]:
        meets = iter([True])

        def record(session: Session) -> None:
            for plan in (first, second):
                CHAIN.record(session, plan_key=plan, at=NOW, actor="ada", action="said", subject=first, content={})
                if next(meets, False):
                    both_hold_one.wait(20)

        return record

    one, other = copies
    await asyncio.gather(one.write(entries("p", "q")), other.write(entries("q", "p")))
    with transaction(engine, reads_only=True) as session:
        assert sorted(session.exec(select(tables.AuditEntry.plan_key)).all()) == ["p", "p", "q", "q"]
        assert chains_hold(session, CHAIN)


async def test_two_plans_that_share_their_posts_come_in_at_once(
    copies: tuple[Database, Database], engine: Engine, tmp_path: Path
) -> None:
    file = tmp_path / "plan.csv"
    file.write_text('Ref,Action,Lead,Due\n1,Act,"Head of SEND, Council",May 2025\n', encoding="utf-8")

    def brought_in(key: str) -> Callable[[Session], object]:
        return lambda session: import_register(session, file, now=NOW, audit=CHAIN, actor="ada", plan_key=key)

    await asyncio.gather(*(copies[number % 2].write(brought_in(f"plan-{number}")) for number in range(6)))
    with transaction(engine, reads_only=True) as session:
        assert session.exec(select(func.count()).select_from(tables.Plan)).one() == 6
        assert session.exec(select(tables.Post.title)).all() == ["Head of SEND"]
