"""The delivery engine on the sample register, before stub messengers and a clock held in the hand."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from sqlmodel import Session, select

from bot.database import Database
from bot.delivery import Delivery
from store import tables
from store.database import transaction
from store.types import ContactRoute
from tests.audits import chains_hold, unaudited
from tests.bot.stub_messengers import StubMessenger
from tests.conftest import Store
from tests.scenarios.running_bot import QUIET, HandHeldClock

T = TypeVar("T")


@dataclass
class Outbox:
    """One copy of the program as far as it sends."""

    database: Database
    store: Store
    clock: HandHeldClock
    teams: StubMessenger = field(default_factory=StubMessenger)
    email: StubMessenger | None = None

    def __post_init__(self) -> None:
        messengers: dict[ContactRoute, Any] = {ContactRoute.TEAMS: self.teams}
        if self.email is not None:
            messengers[ContactRoute.EMAIL] = self.email
        self.delivery = Delivery(self.database, self.clock, self.store.audit, messengers, chance=lambda: 0)

    async def tick(self, at: datetime | None = None) -> int:
        self.clock.now = at or self.clock.now
        return await self.delivery.tick()

    def all(self, statement: Any) -> list[Any]:
        with Session(self.database.engine, expire_on_commit=False) as session:
            return list(session.exec(statement))

    def do(self, work: Callable[[Session], T]) -> T:
        with transaction(self.database.engine) as session:
            return work(session)

    def change(self, work: Callable[[Session], T]) -> T:
        """What a test starts from; no entry in the audit tells of it."""
        with unaudited(self.database.engine) as session:
            return work(session)

    def person(self, key: str) -> tables.Person:
        (found,) = self.all(select(tables.Person).where(tables.Person.key == key))
        return found

    def messages_of(self, key: str) -> list[tables.Message]:
        person = self.person(key)
        return self.all(
            select(tables.Message).where(tables.Message.person_id == person.id).order_by(tables.Message.id)  # type: ignore[arg-type]
        )

    def audited(self, action: str) -> list[tables.AuditEntry]:
        return self.all(select(tables.AuditEntry).where(tables.AuditEntry.action == action))

    def audit_holds(self) -> bool:
        return self.do(lambda session: chains_hold(session, self.store.audit))


@asynccontextmanager
async def outbox(store: Store, clock: HandHeldClock | None = None, **others: Any) -> AsyncGenerator[Outbox]:
    database = Database(store.database_url)
    try:
        yield Outbox(database, store, clock or HandHeldClock(QUIET), **others)
    finally:
        database.close()
