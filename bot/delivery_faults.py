"""What may go wrong between us and a person, and what may be done about it (`design.md` section 9, "Asking")."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from enum import StrEnum

from bot.turns import Place


class FaultKind(StrEnum):
    RETRY = "retry"  # it surely did not arrive: 412, 429, 503, a refused connection
    HELD = "held"  # it was not even tried: nothing leaves by this route just now
    UNCONFIRMED = "unconfirmed"  # it may have arrived: 500, 502, 504, a time-out, a reset
    UNREACHABLE = "unreachable"  # 403: stop until the person comes back
    GONE = "gone"  # 404: the conversation is no more
    REJECTED = "rejected"  # our own fault: 400, 401, 413


TOO_MANY = 429


class DeliveryFault(Exception):
    """A message did not go through, or nobody knows whether it did.

    `retry_after` is in seconds. `opened` is a chat that was opened for it all the same, to be used from now on.
    """

    def __init__(
        self,
        kind: FaultKind,
        status: int,
        code: str = "",
        retry_after: float | None = None,
        opened: Place | None = None,
    ) -> None:
        self.kind, self.status, self.code, self.retry_after, self.opened = kind, status, code, retry_after, opened
        super().__init__(f"{kind.value}: {self.answer}")

    @property
    def answer(self) -> str:
        """What came back: "status 403, BotDisabledByAdmin"."""
        answer = f"status {self.status}" if self.status else "no answer"
        return f"{answer}, {self.code}" if self.code else answer


_BY_STATUS = {
    403: FaultKind.UNREACHABLE,
    404: FaultKind.GONE,
    412: FaultKind.RETRY,
    TOO_MANY: FaultKind.RETRY,
    500: FaultKind.UNCONFIRMED,
    502: FaultKind.UNCONFIRMED,
    503: FaultKind.RETRY,
    504: FaultKind.UNCONFIRMED,
}


def fault_of(status: int, code: str, retry_after: str | None, answered_at: str | None = None) -> DeliveryFault:
    """From the answer's status, the code in its body, and its headers `Retry-After` and `Date`."""
    kind = _BY_STATUS.get(status, FaultKind.UNCONFIRMED if status >= 500 else FaultKind.REJECTED)
    return DeliveryFault(kind, status, code, _seconds(retry_after or "", answered_at or ""))


def _seconds(retry_after: str, answered_at: str) -> float | None:
    """Whole seconds, or a moment by the clock of the service itself (RFC 9110, 10.2.3). None for anything else."""
    if retry_after.isascii() and retry_after.isdigit():
        return float(retry_after)
    until, since = _moment(retry_after), _moment(answered_at)
    return max(0.0, (until - since).total_seconds()) if until and since else None


def _moment(header: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(header)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
