"""Content can be erased from the audit, under a tombstone with which its chain still holds."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from store.erasing import ErasingRefused, erase_content
from tests.store.two_chains import CHAIN, NOW, entries, tamper, two_chains, verdict


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    with two_chains(engine) as found:
        yield found


def erase(session: Session, position: int, reason: str = "It named a child") -> list[int]:
    return erase_content(session, CHAIN, "bradford", position, actor="ada", now=NOW, reason=reason)


def test_erased_content_leaves_a_chain_that_holds_and_tells_by_whom_and_why_but_not_what(session: Session) -> None:
    assert erase(session, 2) == []
    assert verdict(session) is None
    erased, tombstone = entries(session)[1], entries(session)[-1]
    assert (erased.content, erased.salt) == (None, "")
    assert (erased.actor, erased.subject) == ("ada", "1.1.2/1")  # who did what to what is still told
    assert (tombstone.action, tombstone.subject, tombstone.actor) == ("content_erased", "entry 2", "ada")
    assert json.loads(tombstone.content or "") == {"reason": "It named a child"}


def test_content_that_somebody_removed_without_saying_so_shows(session: Session) -> None:
    tamper(session, "UPDATE audit_entry SET content = NULL, salt = '' WHERE plan_key = 'bradford' AND position = 2")
    assert verdict(session) == "the content of entry 2 was removed, and no later entry says so"


def test_an_erasing_told_in_another_chain_excuses_nothing(session: Session) -> None:
    erase(session, 2)
    tamper(session, "UPDATE audit_entry SET content = NULL, salt = '' WHERE plan_key = 'bristol' AND position = 2")
    assert verdict(session, "bristol") == "the content of entry 2 was removed, and no later entry says so"


def test_erasing_names_the_entries_that_repeat_the_words(session: Session) -> None:
    for _ in range(2):
        content = {"old": None, "new": {"narrative": "Sam has moved to another school"}}
        CHAIN.record(session, plan_key="bradford", at=NOW, actor="ada", action="x", subject="1.1.1/1", content=content)
    assert erase(session, 6) == [7]
    assert erase(session, 7) == []
    assert verdict(session) is None


@pytest.mark.parametrize(
    ("position", "reason", "why"),
    [
        (2, "  ", "Give a reason"),
        (99, "It named a child", 'no entry 99 in the audit of "bradford"'),
        (1, "Again", "has been erased already"),
        (6, "To hide it", "is itself the record of an erasing"),
    ],
)
def test_an_erasing_that_would_explain_nothing_is_refused(
    session: Session, position: int, reason: str, why: str
) -> None:
    erase(session, 1)
    with pytest.raises(ErasingRefused, match=why):
        erase(session, position, reason)
    assert verdict(session) is None


def test_nothing_is_erased_from_an_audit_that_does_not_hold(session: Session) -> None:
    """Seals said again after a change would make the change look right."""
    tamper(session, "UPDATE audit_entry SET actor = 'ben' WHERE plan_key = 'bristol' AND position = 1")
    with pytest.raises(ErasingRefused, match="sendbot audit verify"):
        erase(session, 2)
