from __future__ import annotations

import pytest

from bot.delivery_faults import DeliveryFault, FaultKind, fault_of

KINDS = {
    400: FaultKind.REJECTED,
    401: FaultKind.REJECTED,
    403: FaultKind.UNREACHABLE,
    404: FaultKind.GONE,
    405: FaultKind.REJECTED,
    412: FaultKind.RETRY,
    413: FaultKind.REJECTED,
    429: FaultKind.RETRY,
    500: FaultKind.UNCONFIRMED,
    502: FaultKind.UNCONFIRMED,
    503: FaultKind.RETRY,
    504: FaultKind.UNCONFIRMED,
    599: FaultKind.UNCONFIRMED,
}


@pytest.mark.parametrize(("status", "kind"), KINDS.items())
def test_each_status_is_one_kind_of_fault(status: int, kind: FaultKind) -> None:
    assert fault_of(status, "", None).kind is kind


@pytest.mark.parametrize(
    ("header", "seconds"),
    [("30", 30.0), ("0", 0.0), (None, None), ("", None), ("soon", None), ("-5", None), ("1.5", None)],
)
def test_retry_after_is_whole_seconds_or_nothing(header: str | None, seconds: float | None) -> None:
    assert fault_of(429, "Throttled", header).retry_after == seconds


SENT_AT = "Fri, 03 Mar 2023 09:31:00 GMT"


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("Fri, 03 Mar 2023 09:32:30 GMT", 90.0),
        ("Fri, 03 Mar 2023 09:30:00 GMT", 0.0),  # passed
        ("Friday, 03-Mar-23 09:32:00 GMT", 60.0),  # as of old
        ("tomorrow", None),
    ],
)
def test_retry_after_may_be_a_moment_by_the_clock_of_the_service(header: str, seconds: float | None) -> None:
    assert fault_of(429, "Throttled", header, SENT_AT).retry_after == seconds


def test_a_moment_says_nothing_when_the_service_does_not_say_what_time_it_is() -> None:
    assert fault_of(429, "Throttled", "Fri, 03 Mar 2023 09:32:30 GMT").retry_after is None


def test_a_fault_reads_as_what_the_compliance_team_sees() -> None:
    assert str(fault_of(403, "BotNotInConversationRoster", None)) == (
        "unreachable: status 403, BotNotInConversationRoster"
    )
    assert str(DeliveryFault(FaultKind.UNCONFIRMED, 0, "TimeoutError")) == "unconfirmed: no answer, TimeoutError"
    assert str(fault_of(500, "", None)) == "unconfirmed: status 500"
