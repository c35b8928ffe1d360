"""The sample plan with a few answers given, asked questions as its people would ask them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, time, timedelta

import pytest
from sqlmodel import Session, select

from bot.conversation.answered import Answered
from bot.conversation.answering import respond
from store import tables
from store.database import open_engine, transaction
from store.types import UpdateSource
from store.working_days import london_moment
from tests.conftest import Store, sample_store_in
from tests.databases import Databases
from tests.scenarios.running_bot import BUSY_LEAD, LEAD, OFFICER, REMINDER
from workflows.updates.actions import record_update
from workflows.updates.rules import Answer

NOW = REMINDER + timedelta(hours=1)
JANUARY = london_moment(date(2023, 2, 20), time(10))
SAID = (
    # when, by whom, of what
    (JANUARY, BUSY_LEAD, "4.1.1", Answer(rating="GREEN", narrative="Workshops are booked.")),
    (
        REMINDER,
        BUSY_LEAD,
        "4.1.1",
        Answer(
            rating="RED",
            narrative="Nobody came to the workshops.",
            cause="Clashed with inspection week.",
            recovery="New dates in April.",
            recovery_owner="Service Manager",
            recovery_by=date(2023, 4, 14),
            forecast=date(2023, 6, 30),
        ),
    ),
    (REMINDER, LEAD, "4.2.2", Answer(rating="GREEN", narrative="Out for comment.")),
    (
        REMINDER,
        "local-offer-lead",
        "1.5.1",
        Answer(rating="BLUE", narrative="Done.", evidence="The page itself", completed_on=date(2022, 12, 20)),
    ),
)

Ask = Callable[..., Answered]


@pytest.fixture(scope="module")
def store(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with sample_store_in(databases, tmp_path_factory.mktemp("answers")) as store:
        engine = open_engine(store.database_url)
        for at, person, ref, said in SAID:
            with transaction(engine) as session:
                milestone = session.exec(
                    select(tables.Milestone)
                    .join(tables.Action)
                    .where(tables.Action.ref == ref, tables.Milestone.seq == 1)
                ).one()
                seen = session.exec(
                    select(tables.Update.id)
                    .where(tables.Update.milestone_id == milestone.id)
                    .order_by(tables.Update.id.desc())
                ).first()
                record_update(
                    session,
                    store.audit,
                    person=session.exec(select(tables.Person).where(tables.Person.key == person)).one(),
                    item_key=f"m:{milestone.id}",
                    answer=said,
                    seen=seen or 0,
                    now=at,
                    source=UpdateSource.CARD,
                )
        engine.dispose()
        yield store


@pytest.fixture
def session(store: Store) -> Iterator[Session]:
    """Whatever a test writes is undone."""
    engine = open_engine(store.database_url)
    with Session(engine) as opened:
        yield opened
        opened.rollback()
    engine.dispose()


@pytest.fixture
def ask(session: Session, store: Store) -> Ask:
    def asked(text: str, person: str = OFFICER) -> Answered:
        asker = session.exec(select(tables.Person).where(tables.Person.key == person)).one()
        return respond(session, store.audit, text, asker, NOW, may_change=False)

    return asked
