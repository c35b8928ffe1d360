"""What may go wrong between us and a person, and what may be done about it (`design.md` section 9, "Asking")."""

from __future__ import annotations

from enum import StrEnum


class FaultKind(StrEnum):
    RETRY = "retry"  # it surely did not arrive: 412, 429, 503, a refused connection
    UNCONFIRMED = "unconfirmed"  # it may have arrived: 500, 502, 504, a time-out, a reset
    UNREACHABLE = "unreachable"  # 403: stop until the person comes back
    GONE = "gone"  # 404: the conversation is no more
    REJECTED = "rejected"  # our own fault: 400, 401, 413


class DeliveryFault(Exception):
    """A message did not go through, or nobody knows whether it did."""

    def __init__(self, kind: FaultKind, status: int, code: str = "", retry_after: float | None = None) -> None:
        self.kind, self.status, self.code, self.retry_after = kind, status, code, retry_after
        answer = f"status {status}" if status else "no answer"
        super().__init__(f"{kind.value}: {answer}{f', {code}' if code else ''}")


_BY_STATUS = {
    403: FaultKind.UNREACHABLE,
    404: FaultKind.GONE,
    412: FaultKind.RETRY,
    429: FaultKind.RETRY,
    500: FaultKind.UNCONFIRMED,
    502: FaultKind.UNCONFIRMED,
    503: FaultKind.RETRY,
    504: FaultKind.UNCONFIRMED,
}


def fault_of(status: int, code: str, retry_after: str | None) -> DeliveryFault:
    """`retry_after` is the header, in seconds; anything else in it is left out."""
    kind = _BY_STATUS.get(status, FaultKind.UNCONFIRMED if status >= 500 else FaultKind.REJECTED)
    seconds = float(retry_after) if retry_after and retry_after.isdigit() else None
    return DeliveryFault(kind, status, code, seconds)
