"""A draft that fails waits longer each time, and its reason tells nothing of what the register holds."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.delivery.drafting import FIRST_WAIT, LONGEST_WAIT, reason_of, wait_after
from store.working_days import CalendarError


def test_the_wait_doubles_up_to_the_longest() -> None:
    minutes = [wait_after(failures) // timedelta(minutes=1) for failures in range(1, 9)]
    assert minutes == [5, 10, 20, 40, 80, 160, 240, 240]


@given(st.integers(min_value=1, max_value=10**9))
def test_no_number_of_failures_waits_for_less_or_for_ever(failures: int) -> None:
    assert FIRST_WAIT <= wait_after(failures) <= wait_after(failures + 1) <= LONGEST_WAIT


def test_a_reason_that_says_what_to_do_is_told_and_any_other_is_left_to_the_log() -> None:
    assert reason_of(CalendarError("Update the package.")) == "Update the package."
    told = reason_of(ValueError("Reece, aged 7"))
    assert "ValueError" in told
    assert "Reece" not in told
