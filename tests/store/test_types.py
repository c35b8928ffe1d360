"""Moments are kept in UTC, and the closed vocabularies are closed in the database too."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError, StatementError
from sqlmodel import select

from store.database import transaction
from store.tables import Action, Conversation, ImprovementArea, Message, Person, Plan, Request
from store.types import ContactRoute, MessageStatus, Rung, UtcDateTime
from store.working_days import LONDON
from tests.audits import unaudited

COLUMN = UtcDateTime()
moments = st.datetimes(
    datetime(2000, 1, 1),  # noqa: DTZ001 - the zones are given below
    datetime(2060, 1, 1),  # noqa: DTZ001
    timezones=st.sampled_from([UTC, LONDON, timezone(timedelta(hours=-5)), timezone(timedelta(hours=5, minutes=45))]),
    allow_imaginary=False,
)


def conversation(**fields: object) -> Conversation:
    return Conversation(
        **{"tenant_id": "t", "service_url": "s", "conversation_id": "c", "seen_at": datetime.now(UTC), **fields}
    )


def test_a_moment_comes_back_in_utc_whatever_zone_it_was_given_in(engine: Engine) -> None:
    said = datetime(2023, 6, 30, 17, 0, tzinfo=LONDON)
    with transaction(engine) as session:
        session.add(conversation(seen_at=said))
    with transaction(engine, reads_only=True) as session:
        (found,) = session.exec(select(Conversation))
        assert (found.seen_at, found.seen_at.tzinfo) == (said, UTC)


def test_a_moment_without_a_zone_is_refused(engine: Engine) -> None:
    naive = datetime(2023, 6, 30, 17, 0)  # noqa: DTZ001 - that is the point
    with pytest.raises(StatementError, match="has no time zone"), transaction(engine) as session:
        session.add(conversation(seen_at=naive))


def test_moments_compare_across_zones_in_a_query(engine: Engine) -> None:
    with transaction(engine) as session:
        session.add(conversation(seen_at=datetime(2023, 6, 30, 17, 0, tzinfo=LONDON)))
        early, late = datetime(2023, 6, 30, 15, 59, tzinfo=UTC), datetime(2023, 6, 30, 17, 1, tzinfo=LONDON)
        assert session.exec(select(Conversation).where(Conversation.seen_at <= early)).all() == []
        assert len(session.exec(select(Conversation).where(Conversation.seen_at <= late)).all()) == 1


@given(moments)
def test_every_moment_survives_both_databases_kinds_of_column(moment: datetime) -> None:
    for dialect in (sqlite.dialect(), postgresql.dialect()):
        kept = COLUMN.process_bind_param(moment, dialect)
        found = COLUMN.process_result_value(kept, dialect)
        assert found == moment.astimezone(UTC)
        assert found is not None
        assert found.tzinfo is UTC


def test_the_two_half_past_ones_of_an_autumn_night_stay_two_moments() -> None:
    first = datetime(2023, 10, 29, 1, 30, tzinfo=LONDON)
    second = first.replace(fold=1)
    kept = [COLUMN.process_bind_param(moment, sqlite.dialect()) for moment in (first, second)]
    assert kept == [
        datetime(2023, 10, 29, 0, 30),  # noqa: DTZ001 - as SQLite keeps it
        datetime(2023, 10, 29, 1, 30),  # noqa: DTZ001
    ]


def test_nothing_stays_nothing() -> None:
    assert COLUMN.process_bind_param(None, sqlite.dialect()) is None
    assert COLUMN.process_result_value(None, sqlite.dialect()) is None


def test_a_word_is_kept_as_its_value_and_read_back_as_its_member(engine: Engine) -> None:
    with unaudited(engine) as session:
        session.add(Person(key="ada", name="Ada", route=ContactRoute.EMAIL))
    with transaction(engine, reads_only=True) as session:
        assert session.connection().execute(text("SELECT route FROM person")).scalar_one() == "email"
        assert session.exec(select(Person)).one().route is ContactRoute.EMAIL


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE person SET route = 'pigeon'",
        "UPDATE message SET status = 'nearly'",
        "UPDATE message SET status = 'SENT'",  # the word is the value, not the member's name
        "UPDATE request SET rung = 'before_7'",
    ],
)
def test_the_database_holds_the_vocabulary_whoever_writes(engine: Engine, statement: str) -> None:
    with unaudited(engine) as session:
        session.add(Person(id=1, key="ada", name="Ada"))
        session.flush()
        now = datetime(2023, 3, 3, 9, 30, tzinfo=UTC)
        session.add(
            Message(
                id=1,
                person_id=1,
                route=ContactRoute.TEAMS,
                day=now.date(),
                slot="requests",
                planned_at=now,
                send_at=now,
                status=MessageStatus.SENT,
            )
        )
        session.flush()
        for row in (
            Plan(id=1, key="p", title="", local_area="", kind=""),
            ImprovementArea(id=1, plan_id=1, ref="1", sort_key="1", title=""),
            Action(id=1, plan_id=1, area_id=1, ref="1.1", sort_key="1.1", title=""),
            Request(
                action_id=1, item="a:1", rung=Rung.OVERDUE, person_id=1, occasion="due:2023-03-31", reason="",
                asked_at=now, message_id=1,
            ),
        ):  # fmt: skip
            session.add(row)
            session.flush()
        with pytest.raises(IntegrityError, match=r"(?i)check constraint"):
            session.connection().execute(text(statement))
        session.rollback()
