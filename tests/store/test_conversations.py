"""Where people were last seen in Teams: one personal conversation each, and every sent card keeps its own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select

from store.queries.asking import conversation_of
from store.queries.conversations import forget_installation, remember_conversation
from store.tables import Conversation, Person
from tests.audits import unaudited

NOW = datetime(2023, 3, 3, 9, 30, tzinfo=UTC)
ADA, BEN = 1, 2


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    with unaudited(engine) as found:
        found.add_all([Person(id=ADA, key="ada", name="Ada"), Person(id=BEN, key="ben", name="Ben")])
        found.flush()
        yield found


def seen(session: Session, person_id: int, window: str, **others: object) -> None:
    where = {
        "tenant_id": "tenant",
        "service_url": "https://smba/uk",
        "conversation_id": window,
        "user_id": f"29:{person_id}",
        "bot_id": "28:bot",
        "now": NOW,
    }
    remember_conversation(session, person_id=person_id, **{**where, **others})


def window_of(session: Session, person_id: int) -> str | None:
    session.expire_all()
    found = conversation_of(session, person_id)
    return found.conversation_id if found else None


def test_the_first_word_makes_a_conversation_and_the_next_ones_keep_it(session: Session) -> None:
    seen(session, ADA, "a:1")
    seen(session, ADA, "a:1", now=NOW + timedelta(days=1))
    (kept,) = session.exec(select(Conversation))
    assert (kept.conversation_id, kept.user_id, kept.bot_id, kept.installed) == ("a:1", "29:1", "28:bot", True)


def test_a_person_who_moves_to_a_new_conversation_is_found_there(session: Session) -> None:
    """Removed and installed again: Teams opens another. The old one stays for the cards already sent there."""
    seen(session, ADA, "a:1")
    seen(session, ADA, "a:2")
    assert window_of(session, ADA) == "a:2"
    assert {row.conversation_id: row.person_id for row in session.exec(select(Conversation))} == {
        "a:1": None,
        "a:2": ADA,
    }


def test_a_service_address_that_changes_is_followed(session: Session) -> None:
    seen(session, ADA, "a:1")
    seen(session, ADA, "a:1", service_url="https://smba/emea")
    (kept,) = session.exec(select(Conversation))
    assert kept.service_url == "https://smba/emea"


def test_going_back_to_an_old_conversation_takes_it_up_again(session: Session) -> None:
    for window in ("a:1", "a:2", "a:1"):
        seen(session, ADA, window)
    assert window_of(session, ADA) == "a:1"
    assert len(session.exec(select(Conversation)).all()) == 2


def test_two_people_who_swap_windows_are_each_found_in_the_others(session: Session) -> None:
    """As in the local Teams client, where one window can be given to another person."""
    seen(session, ADA, "a:1")
    seen(session, BEN, "b:1")
    seen(session, ADA, "b:1")
    assert (window_of(session, ADA), window_of(session, BEN)) == ("b:1", None)
    seen(session, BEN, "a:1")
    assert (window_of(session, ADA), window_of(session, BEN)) == ("b:1", "a:1")
    assert {row.conversation_id: row.user_id for row in session.exec(select(Conversation))} == {
        "a:1": "29:2",
        "b:1": "29:1",
    }


def test_a_removed_app_is_remembered_until_the_person_comes_back(session: Session) -> None:
    seen(session, ADA, "a:1")
    seen(session, BEN, "b:1")
    forget_installation(session, ADA)
    session.flush()
    assert [row.installed for row in session.exec(select(Conversation).order_by(Conversation.id))] == [False, True]
    seen(session, ADA, "a:1")
    assert all(row.installed for row in session.exec(select(Conversation)))
