"""What becomes of a message that met a fault (`design.md` sections 4 and 9)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.delivery_faults import DeliveryFault, FaultKind
from store.types import ContactRoute, MessageStatus

RETRY_AFTER = timedelta(minutes=1)
"""The first wait; each further one is twice as long."""

JITTER = 0.5
"""Up to so much of a wait is added by chance, so that not everybody comes back in the same second."""

MOST_ATTEMPTS = 6
"""By one route: with the waits between them about half an hour."""


@dataclass(frozen=True, slots=True)
class Next:
    """What a message is to be from now on."""

    status: MessageStatus
    route: ContactRoute
    attempts: int
    send_at: datetime
    fault: str
    tried: str


@dataclass(frozen=True, slots=True)
class Tried:
    """The message as the fault met it. `other` is the route by which the person can be reached beside it, if any."""

    route: ContactRoute
    attempts: int
    send_at: datetime
    tried: str
    other: ContactRoute | None


def after_fault(message: Tried, fault: DeliveryFault, now: datetime, chance: float) -> Next:
    """`chance` is from 0 to 1.

    Only what surely did not arrive is sent again, by the same route or by the other; each route has its turn once.
    """
    if fault.kind is FaultKind.UNCONFIRMED:
        return _ended(message, MessageStatus.UNCONFIRMED, fault)
    if fault.kind is FaultKind.HELD:
        # Nothing left the house, so this was no attempt.
        return _again(message, fault, now + wait_of(fault, 1, chance), message.attempts - 1)
    if fault.kind is FaultKind.RETRY and message.attempts < MOST_ATTEMPTS:
        return _again(message, fault, now + wait_of(fault, message.attempts, chance), message.attempts)
    if message.other is not None and f"{message.other.value}: " not in message.tried:
        tried = "; ".join(filter(None, (message.tried, f"{message.route.value}: {fault.kind.value}, {fault.answer}")))
        return Next(MessageStatus.PLANNED, message.other, 0, now, "", tried)
    return _ended(message, MessageStatus.FAILED, fault)


def wait_of(fault: DeliveryFault, attempts: int, chance: float) -> timedelta:
    """As long as the service asks for and never less; unasked, twice as long after each attempt."""
    if fault.retry_after is not None:
        return timedelta(seconds=fault.retry_after) * (1 + chance * JITTER / 10)
    return RETRY_AFTER * 2 ** (attempts - 1) * (1 + chance * JITTER)


def _again(message: Tried, fault: DeliveryFault, at: datetime, attempts: int) -> Next:
    return Next(MessageStatus.PLANNED, message.route, attempts, at, str(fault), message.tried)


def _ended(message: Tried, status: MessageStatus, fault: DeliveryFault) -> Next:
    return Next(status, message.route, message.attempts, message.send_at, str(fault), message.tried)
