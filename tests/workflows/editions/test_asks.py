"""Asks of the Board: raised once, changed in their place, taken back, be they in the data cut or raised later."""

from __future__ import annotations

import pytest
from sqlmodel import select

from store import tables
from store.types import AskKind
from tests.workflows.editions.press import BOARD, EARLIER, Press, an_ask
from workflows.editions.asking import AskWanted, ask_hash, change_ask, raised_asks, withdraw_ask
from workflows.editions.refusals import ActionNotInEdition, AskChanged, AskKindMissing, NoSuchAsk


def texts(press: Press, edition: tables.Edition) -> list[str]:
    return [row.text for row in press.report(edition).asks][: len(raised_asks(edition))]


def test_a_changed_ask_keeps_its_number_and_its_row(press: Press) -> None:
    draft = press.draft()
    for text in ("First", "Second", "Third"):
        press.ask(draft, text)
    press.take(change_ask, draft, number=2, ask=an_ask("Second, in other words"))
    assert texts(press, draft) == ["First", "Second, in other words", "Third"]
    assert len(press.session.exec(select(tables.Ask)).all()) == 3
    (entry,) = press.audited("change_ask")
    assert (entry["content"]["old"]["text"], entry["content"]["new"]["text"]) == ("Second", "Second, in other words")


def test_an_ask_that_came_in_with_the_data_cut_is_changed_in_the_cut_too(press: Press) -> None:
    press.session.add(
        tables.Ask(plan_id=press.plan.id, kind=AskKind.NOTE, text="Note it", addressed_to=BOARD, raised_at=EARLIER)
    )
    press.session.flush()
    draft = press.draft()
    press.ask(draft, "Later")
    press.take(change_ask, draft, number=1, ask=an_ask("Note it twice"))
    assert texts(press, draft) == ["Note it twice", "Later"]
    press.recut(draft)
    assert texts(press, draft) == ["Note it twice", "Later"]


def test_a_second_click_changes_nothing_more(press: Press) -> None:
    draft = press.draft()
    press.ask(draft)
    again = [press.take(change_ask, draft, number=1, ask=an_ask("Otherwise")) for _ in range(2)]
    assert [told.repeated for told in again] == [False, True]
    assert len(press.audited("change_ask")) == 1


def test_an_ask_that_is_another_by_now_is_neither_changed_nor_withdrawn(press: Press) -> None:
    draft = press.draft()
    press.ask(draft, "First")
    press.ask(draft, "Second")
    seen = ask_hash(raised_asks(draft)[0])
    press.withdraw(draft)
    with pytest.raises(AskChanged):
        press.take(withdraw_ask, draft, number=1, reason="Not for this Board", seen=seen)
    with pytest.raises(AskChanged):
        press.take(change_ask, draft, number=2, ask=an_ask("Third"), seen=seen)
    assert texts(press, draft) == ["Second"]


def test_what_is_no_ask_is_refused(press: Press) -> None:
    draft = press.draft()
    with pytest.raises(NoSuchAsk):
        press.take(change_ask, draft, number=1, ask=an_ask())
    with pytest.raises(AskKindMissing):
        press.take(change_ask, draft, number=1, ask=AskWanted(None, "Agree", BOARD, None, []))
    with pytest.raises(ActionNotInEdition):
        press.take(change_ask, draft, number=1, ask=AskWanted(AskKind.NOTE, "Note", BOARD, None, ["9.9"]))


def test_a_changed_ask_lets_the_clearance_lapse(press: Press) -> None:
    draft = press.draft()
    press.ask(draft)
    press.clear(draft)
    press.take(change_ask, draft, number=1, ask=an_ask("Otherwise"))
    assert draft.cleared_at is None
