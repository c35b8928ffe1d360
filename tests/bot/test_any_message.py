"""A short run of the messages of `make soak`, and whether what judges it would see a fault."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from benchmarks.understanding.utterances import TUNED, read_utterances
from bot.conversation.answered import Answered
from bot.conversation.said import Intent
from tests.databases import SqliteDatabases
from tests.soak.any_message import some_messages
from tests.soak.talking import LARGEST, LONGEST, broken_promises, register_in_january, talk

LATE = Answered(Intent.OVERDUE, (), "Nothing is late.", ())
AWAY = Answered(Intent.LEAVE, (), "Your leave is recorded.", ())


@pytest.fixture
def register(sqlite_databases: SqliteDatabases) -> Iterator[str]:
    with sqlite_databases.filled(register_in_january) as url:
        yield url


def test_any_of_200_messages_is_answered_and_a_question_changes_nothing(register: str) -> None:
    written = [one.said for one in read_utterances(TUNED)]
    found = talk(register, some_messages(200, seed=2, written=written), seed=2)
    assert found.broken == []
    assert found.messages == 200
    assert len(found.intents) > 20


def test_what_is_told_in_words_does_change_the_register(register: str) -> None:
    """Otherwise a watch on the register's tables that sees nothing would pass for a bot that changes nothing."""
    found = talk(register, ["I am on leave from 13 March to 24 March"] * 40, seed=1)
    assert found.broken == []
    assert found.intents[Intent.LEAVE] == 40
    assert found.changed > 5


def test_all_is_well_with_a_short_answer_that_changes_nothing() -> None:
    assert list(broken_promises(LATE, LARGEST, frozenset(), may_change=True)) == []
    assert list(broken_promises(AWAY, LARGEST, frozenset({"leave"}), may_change=True)) == []


@pytest.mark.parametrize(
    ("answered", "card_bytes", "wrote", "may_change"),
    [
        pytest.param(LATE, 1, ["update"], True, id="a question that changes something"),
        pytest.param(AWAY, 1, ["leave"], False, id="a change where none may be made"),
        pytest.param(Answered(Intent.OVERDUE, (), "", ()), 1, [], True, id="no answer"),
        pytest.param(Answered(Intent.OVERDUE, (), "a" * (LONGEST + 1), ()), 1, [], True, id="an answer without end"),
        pytest.param(LATE, LARGEST + 1, [], True, id="a card that Teams refuses"),
    ],
)
def test_each_broken_promise_is_seen(answered: Answered, card_bytes: int, wrote: list[str], may_change: bool) -> None:
    assert len(list(broken_promises(answered, card_bytes, frozenset(wrote), may_change=may_change))) == 1
