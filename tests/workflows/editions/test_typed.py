"""What people type into an edition is in words, not too long, and names no child, whatever the step."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.workflows.cuts import a_plan_of_four
from tests.workflows.editions.press import BOARD, Press
from workflows.editions.refusals import IdentifiesAChild, NobodyAsked, TextTooLong
from workflows.editions.typed import body_named, minute_reference, without_a_child

CHILD = "Reece, aged 7, still waits"
STEPS: dict[str, Callable[[Press], object]] = {
    "commentary": lambda press: press.comment(press.draft(), CHILD),
    "ask": lambda press: press.ask(press.draft(), CHILD),
    "addressee": lambda press: press.ask(press.draft(), to=CHILD),
    "sending back": lambda press: press.send_back(press.draft(), reason=CHILD),
    "re-cut": lambda press: press.recut(press.draft(), reason=CHILD),
    "area not right": lambda press: press.confirm(press.draft(), "3", confirmed=False, reason=CHILD),
    "area confirmed": lambda press: press.confirm(press.draft(), "3", reason=CHILD),
    "re-issue": lambda press: press.reissue(press.issued(), reason=CHILD),
    "minute": lambda press: press.received(press.issued(), CHILD),
}


@pytest.mark.parametrize("step", STEPS)
def test_a_child_is_named_in_no_step_and_the_audit_keeps_only_the_refusal(press: Press, step: str) -> None:
    with pytest.raises(IdentifiesAChild) as refused:
        STEPS[step](press)
    assert "Reece" not in str(refused.value)
    (entry,) = press.audited("refused")
    assert entry["content"]["why"] == "IdentifiesAChild"
    assert "Reece" not in str(entry)


def test_the_reasons_of_an_ask_withdrawn_and_of_a_count_printed_are_read_too(press: Press) -> None:
    draft = press.draft()
    press.ask(draft)
    press.comment(draft, "2 children at the unit wait", section="3")
    with pytest.raises(IdentifiesAChild):
        press.withdraw(draft, reason=CHILD)
    with pytest.raises(IdentifiesAChild):
        press.small_count(draft, "commentary on section 3", shown=True, reason=CHILD)


def test_the_rest_of_what_was_typed_is_given_back() -> None:
    cut = a_plan_of_four()
    assert "Reece" not in without_a_child(cut, f"It is late. {CHILD}")
    assert without_a_child(cut, f"It is late. {CHILD}").startswith("It is late.")
    assert without_a_child(cut, "3 children wait") == "3 children wait"


def test_names_and_references_are_one_short_line() -> None:
    cut = a_plan_of_four()
    assert minute_reference(cut, " SSPB \n 2023/14 ") == "SSPB 2023/14"
    assert body_named(cut, f" {BOARD} ") == BOARD
    with pytest.raises(TextTooLong):
        minute_reference(cut, "x" * 121)
    with pytest.raises(NobodyAsked):
        body_named(cut, " \n")
