"""What comes back from a card on which something is decided is read, or refused in one sentence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adaptive_cards import call_in, completion, date_approval, date_request, lead_change, submitted
from adaptive_cards.decision_form import DecisionOpened, DecisionPressed, Says
from adaptive_cards.typed import CardNotUnderstood
from adaptive_cards.verbs import Verb
from tests.adaptive_cards import checks
from tests.adaptive_cards.decision_gallery import (
    APPROVAL,
    CALL_IN,
    CALLERS,
    COMPLETION,
    DATE,
    FIRST,
    LEFT,
    MOVED,
)
from workflows.governing.views import Typed


def pressed(card: dict[str, Any], title: str, **typed: Any) -> DecisionPressed:
    read = submitted.read({**checks.submit(card, title), **typed}).form
    assert read is not None
    return read


def test_a_date_asked_for_comes_back_with_its_milestone_and_reason() -> None:
    several = date_request.build(replace(DATE, milestones=(FIRST, MOVED)))
    told = pressed(several, "Ask for this date", milestone="m:2", day="2031-06-30", reason=" Staff\r\nare late ")
    assert told == DecisionPressed(
        Says.ASK, "a:3", typed=Typed(item="m:2", day=date(2031, 6, 30), reason="Staff\nare late")
    )


def test_an_approval_says_which_request_it_is_about() -> None:
    told = pressed(date_approval.build(APPROVAL), "Approve the new date")
    assert (told.says, told.item, told.shown) == (Says.APPROVE, "m:1", APPROVAL.change_id)


def test_evidence_is_accepted_item_by_item_and_ones_own_by_somebody_else() -> None:
    card = completion.build(COMPLETION)
    assert pressed(card, "Accept evidence 1").shown == 2
    assert "Accept evidence 2" not in checks.buttons(card), "the second that waits was given by the reader"


@pytest.mark.parametrize(("sent", "embedded"), [("yes", True), ("no", False), (None, False), ("true", False)])
def test_only_a_ticked_box_says_that_it_is_embedded(sent: str | None, embedded: bool) -> None:
    assert pressed(completion.build(COMPLETION), "Sign it off", embedded=sent).typed.embedded is embedded


def test_for_whom_it_is_recorded_comes_back_as_a_key() -> None:
    card = call_in.build(replace(CALL_IN, callers=CALLERS))
    assert pressed(card, "Call it in", on_behalf_of="chair").typed.on_behalf_of == "chair"


def test_a_change_of_lead_carries_who_and_from_when() -> None:
    told = pressed(lead_change.build(replace(LEFT, successor="kim", day=date(2031, 4, 1))), "Tell them")
    assert (told.item, told.lead, told.successor, told.day) == ("", "ben", "kim", date(2031, 4, 1))


ANYTHING = st.none() | st.booleans() | st.integers() | st.text(max_size=20) | st.lists(st.integers(), max_size=2)


@settings(max_examples=150, deadline=None)
@given(
    do=st.sampled_from([Verb.DECISION, Verb.DECIDE]),
    says=st.dictionaries(
        st.sampled_from(["says", "item", "shown", "matter", "lead", "successor", "day"]),
        st.sampled_from([*(one.value for one in Says), "a:3", "m:0", "date", ""]) | ANYTHING,
    ),
    typed=st.dictionaries(st.sampled_from(["milestone", "day", "reason", "on_behalf_of", "embedded"]), ANYTHING),
)
def test_whatever_is_sent_is_read_or_not_understood_and_raises_nothing_else(
    do: Verb, says: dict[str, Any], typed: dict[str, Any]
) -> None:
    try:
        read = submitted.read({"sendbot": {"do": do.value, **says}, **typed})
    except CardNotUnderstood:
        return
    assert isinstance(read.form, DecisionPressed if do is Verb.DECIDE else DecisionOpened)
