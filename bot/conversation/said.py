"""What a message means, whoever reads it: an intent, and what it is about (`domain.md` section 5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Intent(StrEnum):
    HELP = "HELP"
    GREETING = "GREETING"
    # asked
    MY_ACTIONS = "MY_ACTIONS"
    STATUS_PLAN = "STATUS_PLAN"
    STATUS_AREA = "STATUS_AREA"
    STATUS_OBJECTIVE = "STATUS_OBJECTIVE"
    STATUS_ACTION = "STATUS_ACTION"
    STATUS_SERVICE = "STATUS_SERVICE"
    STATUS_PERSON = "STATUS_PERSON"
    AMBIGUOUS_REF = "AMBIGUOUS_REF"
    LIST_BY_RATING = "LIST_BY_RATING"
    COUNT = "COUNT"
    OVERDUE = "OVERDUE"
    DUE = "DUE"
    DUE_WINDOW = "DUE_WINDOW"
    NOT_REPORTED = "NOT_REPORTED"
    CHANGES = "CHANGES"
    EXPLAIN_CHANGE = "EXPLAIN_CHANGE"
    EXPLAIN_EXCEPTION = "EXPLAIN_EXCEPTION"
    ASKS = "ASKS"
    RISKS = "RISKS"
    CONFIDENCE = "CONFIDENCE"
    HISTORY = "HISTORY"
    KPI_CHECK = "KPI_CHECK"
    EVIDENCE_GAPS = "EVIDENCE_GAPS"
    PATH_TO_GREEN = "PATH_TO_GREEN"
    QUOTE = "QUOTE"
    DEADLINE = "DEADLINE"
    PROVENANCE = "PROVENANCE"
    COMPILE = "COMPILE"
    CYCLE_STATUS = "CYCLE_STATUS"
    UNREACHED = "UNREACHED"
    EDITION_STATUS = "EDITION_STATUS"
    # told
    UPDATE = "UPDATE"
    UPDATE_COPY = "UPDATE_COPY"
    NIL_RETURN = "NIL_RETURN"
    RATE_BLUE = "RATE_BLUE"
    KPI_ENTRY = "KPI_ENTRY"
    CORRECT = "CORRECT"
    DATE_CHANGE_REQUEST = "DATE_CHANGE_REQUEST"
    APPROVE_DATE = "APPROVE_DATE"
    DECISIONS_WAITING = "DECISIONS_WAITING"
    SIGN_OFF = "SIGN_OFF"
    CHALLENGE_RATING = "CHALLENGE_RATING"
    CALL_IN = "CALL_IN"
    RISK_ENTRY = "RISK_ENTRY"
    OPTIONS = "OPTIONS"
    LEAD_CHANGE = "LEAD_CHANGE"
    LEAVE = "LEAVE"
    DELEGATE = "DELEGATE"
    END_COVER = "END_COVER"
    SNOOZE = "SNOOZE"
    CHASE = "CHASE"
    CONFIRM_EDITION = "CONFIRM_EDITION"
    # refused
    REFUSE_PERSONAL = "REFUSE_PERSONAL"
    PERSONAL_DATA_INCIDENT = "PERSONAL_DATA_INCIDENT"
    OTHER_PLAN = "OTHER_PLAN"
    UNKNOWN_REF = "UNKNOWN_REF"
    NOT_UNDERSTOOD = "NOT_UNDERSTOOD"


TELLS = frozenset(
    {
        Intent.UPDATE,
        Intent.UPDATE_COPY,
        Intent.NIL_RETURN,
        Intent.RATE_BLUE,
        Intent.KPI_ENTRY,
        Intent.CORRECT,
        Intent.DATE_CHANGE_REQUEST,
        Intent.APPROVE_DATE,
        Intent.DECISIONS_WAITING,
        Intent.SIGN_OFF,
        Intent.CHALLENGE_RATING,
        Intent.CALL_IN,
        Intent.RISK_ENTRY,
        Intent.OPTIONS,
        Intent.LEAD_CHANGE,
        Intent.LEAVE,
        Intent.DELEGATE,
        Intent.END_COVER,
        Intent.SNOOZE,
        Intent.CHASE,
        Intent.CONFIRM_EDITION,
        Intent.REFUSE_PERSONAL,
        Intent.PERSONAL_DATA_INCIDENT,
    }
)
"""Whoever says one of these wants something done or refused, and asks nothing of the plan."""


class Kind(StrEnum):
    AREA = "area"
    OBJECTIVE = "objective"
    ACTION = "action"
    SERVICE = "service"
    POST = "post"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Target:
    """Something of the plan that a message is about. A service, a post or a person has its name for a ref."""

    kind: Kind
    ref: str
    title: str


ME = ""


@dataclass(frozen=True, slots=True)
class Said:
    """One message, read.

    `targets` narrow a list or are what is asked or told about. `rating_codes` are those named, in the plan's own key.
    `window` is the first and last day meant. `everything`: the whole plan was asked for in words. `least`: a number
    that narrows a list ("two reminders"). `words` are what was typed, without a mention and on one line. `counted` is
    the question whose answers are counted ("how many are late"). `page` is which page of a long list, from 0.

    Of what was told: `whose` and `cover` are names as typed, `whose` blank is the speaker; `seq` is a milestone's
    number; `confirmed`: the speaker has said yes to it. `refs` of None are everybody's, or all that are the speaker's.

    Of what was not understood, `nearest` are the likeliest meanings, the first of them first.
    """

    intent: Intent
    targets: tuple[Target, ...] = ()
    rating_codes: tuple[str, ...] = ()
    window: tuple[date, date] | None = None
    everything: bool = False
    unknown_ref: str = ""
    least: int = 0
    words: str = ""
    counted: Intent | None = None
    page: int = 0
    whose: str = ME
    cover: str = ""
    refs: tuple[str, ...] | None = None
    seq: int | None = None
    reason: str = ""
    confirmed: bool = False
    nearest: tuple[Intent, ...] = ()

    @property
    def day(self) -> date | None:
        """The last day meant: "by the end of June" is the 30th."""
        return self.window[1] if self.window else None
