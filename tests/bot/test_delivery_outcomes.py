"""What becomes of a message that met a fault: rows and a moment in, a decision out."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.delivery.outcomes import JITTER, MOST_ATTEMPTS, RETRY_AFTER, Tried, after_fault
from bot.delivery_faults import DeliveryFault, FaultKind, fault_of
from store.types import ContactRoute, MessageStatus

NOW = datetime(2023, 3, 3, 9, 31, tzinfo=UTC)
TEAMS, EMAIL = ContactRoute.TEAMS, ContactRoute.EMAIL
SURELY_NOT_ARRIVED = [
    fault_of(403, "BotDisabledByAdmin", None),
    fault_of(404, "ConversationNotFound", None),
    fault_of(413, "", None),
]


def tried(**overrides: Any) -> Tried:
    return Tried(**{"route": TEAMS, "attempts": 1, "send_at": NOW, "tried": "", "other": None, **overrides})


@pytest.mark.parametrize("fault", SURELY_NOT_ARRIVED, ids=str)
def test_what_surely_did_not_arrive_goes_by_the_other_route_at_once(fault: DeliveryFault) -> None:
    then = after_fault(tried(other=EMAIL), fault, NOW, 0)
    assert (then.status, then.route, then.attempts, then.send_at, then.fault) == (
        MessageStatus.PLANNED, EMAIL, 0, NOW, "",
    )  # fmt: skip
    assert then.tried == f"teams: {fault.kind.value}, {fault.answer}"


@pytest.mark.parametrize("fault", SURELY_NOT_ARRIVED, ids=str)
def test_a_route_that_failed_before_is_not_tried_again(fault: DeliveryFault) -> None:
    then = after_fault(tried(route=EMAIL, other=TEAMS, tried="teams: unreachable, status 403"), fault, NOW, 0)
    assert (then.status, then.route, then.fault) == (MessageStatus.FAILED, EMAIL, str(fault))
    assert then.tried == "teams: unreachable, status 403"


@pytest.mark.parametrize("status", [500, 502, 504])
def test_what_may_have_arrived_never_goes_by_another_route(status: int) -> None:
    then = after_fault(tried(other=EMAIL), fault_of(status, "", None), NOW, 0)
    assert (then.status, then.route) == (MessageStatus.UNCONFIRMED, TEAMS)


def test_a_service_that_never_comes_back_is_given_up_for_the_other_route() -> None:
    fault = fault_of(503, "", None)
    assert after_fault(tried(attempts=MOST_ATTEMPTS - 1, other=EMAIL), fault, NOW, 0).route is TEAMS
    assert after_fault(tried(attempts=MOST_ATTEMPTS, other=EMAIL), fault, NOW, 0).route is EMAIL
    assert after_fault(tried(attempts=MOST_ATTEMPTS), fault, NOW, 0).status is MessageStatus.FAILED


def test_what_was_not_even_tried_counts_as_no_attempt() -> None:
    fault = DeliveryFault(FaultKind.HELD, 0, "waits", 30)
    then = after_fault(tried(attempts=MOST_ATTEMPTS, other=EMAIL), fault, NOW, 0)
    assert (then.status, then.route, then.attempts) == (MessageStatus.PLANNED, TEAMS, MOST_ATTEMPTS - 1)
    assert then.send_at == NOW + timedelta(seconds=30)


@given(st.integers(1, MOST_ATTEMPTS - 1), st.floats(0, 1), st.none() | st.floats(0, 86400))
def test_nobody_comes_back_before_they_were_asked_to(attempts: int, chance: float, retry_after: float | None) -> None:
    fault = DeliveryFault(FaultKind.RETRY, 429, "Throttled", retry_after)
    then = after_fault(tried(attempts=attempts), fault, NOW, chance)
    asked = timedelta(seconds=retry_after) if retry_after is not None else RETRY_AFTER * 2 ** (attempts - 1)
    assert asked <= then.send_at - NOW <= asked * (1 + JITTER) + timedelta(microseconds=1)
