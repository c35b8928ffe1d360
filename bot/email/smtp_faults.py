"""What a mail server's answer means for a message (`design.md` section 9, "Asking").

How far the conversation had come decides: before the text was handed over nothing can have arrived; once it was, a lost
connection leaves it unknown.
"""

from __future__ import annotations

import re
from enum import Enum, auto

from aiosmtplib.errors import (
    SMTPConnectTimeoutError,
    SMTPException,
    SMTPResponseException,
    SMTPServerDisconnected,
    SMTPTimeoutError,
)

from bot.delivery_faults import DeliveryFault, FaultKind

LONGEST_REASON = 200
_STATUS = re.compile(r"^(?P<class>[245])\.(?P<subject>\d{1,3})\.\d{1,3}\b")


class Stage(Enum):
    """How far it had come."""

    GREETING = auto()  # connecting, encryption, login
    SENDER = auto()
    RECIPIENT = auto()
    TEXT = auto()


def fault_of_mail(error: SMTPException | OSError | ValueError, stage: Stage) -> DeliveryFault:
    if isinstance(error, SMTPResponseException) and 400 <= error.code < 600:
        return _refused(error, stage)
    if stage is Stage.TEXT:
        return DeliveryFault(FaultKind.UNCONFIRMED, 0, "the mail server fell silent after it was given the text")
    cut_off = isinstance(error, SMTPServerDisconnected | SMTPTimeoutError | SMTPConnectTimeoutError | OSError)
    if cut_off and not _wrong_certificate(error):
        return DeliveryFault(FaultKind.RETRY, 0, "the mail server cannot be reached")
    return DeliveryFault(FaultKind.REJECTED, 0, _reason(str(error)))


def _refused(error: SMTPResponseException, stage: Stage) -> DeliveryFault:
    """A temporary refusal (4xx) is tried again; a permanent one is the recipient's or ours."""
    reason = _reason(error.message)
    if error.code < 500:
        return DeliveryFault(FaultKind.RETRY, error.code, reason)
    kind = FaultKind.UNREACHABLE if _about_recipient(reason, stage) else FaultKind.REJECTED
    return DeliveryFault(kind, error.code, reason)


def _about_recipient(reason: str, stage: Stage) -> bool:
    """By the enhanced status where there is one (RFC 3463): 5.1 and 5.2 speak of an address and its mailbox; 5.7, the
    policy of a relay, of whoever sends, and must not mark everybody's address when our relay is set up wrongly."""
    status = _STATUS.match(reason)
    if status is None:
        return stage is Stage.RECIPIENT
    if stage is Stage.RECIPIENT:
        return status["subject"] not in {"5", "7"}
    return stage is Stage.TEXT and status["subject"] in {"1", "2"}


def _wrong_certificate(error: BaseException) -> bool:
    words = f"{error} {error.__cause__}"
    return "CERTIFICATE_VERIFY_FAILED" in words or "certificate verify failed" in words


def _reason(words: str) -> str:
    """The server's own words, on one line: they are shown to the compliance team."""
    return " ".join(words.split())[:LONGEST_REASON]
