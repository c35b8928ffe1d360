"""Rows of sections 2 to 5: the asks, the positions, the exceptions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class ReportAsk:
    """`kind` in words: Decide, Approve date, Unblock or Note."""

    number: int
    kind: str
    text: str
    addressed_to: str
    by_when: date | None
    refs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PositionLine:
    """`last` is None without an earlier edition; `change` is in words ("2 more", "no change", "first report").

    `of_which` marks the one line that stands outside the sum (dates changed with approval).
    """

    label: str
    now: int
    last: int | None
    change: str
    colour: str
    of_which: bool = False


@dataclass(frozen=True, slots=True)
class AreaPosition:
    """One improvement area. `counts` are by rating label, then by state, and sum to `total`."""

    ref: str
    title: str
    sros: tuple[str, ...]
    counts: dict[str, int]
    total: int
    by_exception: int
    worst: str  # a rating's label, "Reported, not rated", "Not reported" or "None"
    worst_because: str  # "Red because 1 of 14: 3.2.1"


@dataclass(frozen=True, slots=True)
class MilestoneDates:
    seq: int
    measure: str
    due_text: str
    baseline: date | None
    current: date | None
    forecast: date | None
    completed_on: date | None
    timing: str  # in words: "34 days late", "Due in 12 days", "Complete"
    days_late: int
    days_late_baseline: int


@dataclass(frozen=True, slots=True)
class Recovery:
    """Path to green (`domain.md` 6.4)."""

    what: str
    by_whom: str
    by_when: date | None
    back_on_track: date | None


@dataclass(frozen=True, slots=True)
class ReportOption:
    """One thing that the Board can choose; option 1 is doing nothing. `effect` is on children and families."""

    number: int
    text: str
    effect: str


@dataclass(frozen=True, slots=True)
class ReportException:
    """One action by exception. Dates are those of the milestone that matters most (late first, else next due)."""

    ref: str
    title: str
    area_ref: str
    area_title: str
    sros: tuple[str, ...]
    lead_posts: tuple[str, ...]
    rating: str  # label, "Reported, not rated" or "Not reported"
    rating_words: str  # "Rated Red, was Amber, worse": what a screen reader should say
    previous_rating: str  # label, "Reported, not rated", "Not reported" or "None"
    movement: str  # worse, better, no change, started, paused, new, no longer reported, ...
    codes: tuple[str, ...]
    reasons: tuple[str, ...]
    severity: int
    baseline: date | None
    current: date | None
    forecast: date | None
    days_late: int
    days_late_baseline: int
    milestones: tuple[MilestoneDates, ...]
    full_entry: bool  # in section 5; the others stand in the index alone
    update_text: str
    update_by: str  # a post: "Strategic Manager SEND, CBMDC", "Deputy to ...", or blank
    update_at: datetime | None
    cause: str
    effect: str
    recovery: Recovery | None
    recovery_required: bool  # where it is required and missing: "No recovery plan received"
    waiting_for: str
    help_needed: str
    evidence: tuple[str, ...]
    options_required: bool
    ask_numbers: tuple[int, ...]
    update_id: int | None = None  # of the update quoted
    options: tuple[ReportOption, ...] = ()  # where they are required and empty, the SRO is asked for them
    recommended: int = 0  # the number of an option; 0 without options
    recommendation: str = ""  # why that one
    lesson: str = ""
    options_by: str = ""  # a post, as with `update_by`
    options_at: datetime | None = None
    options_minute: str = ""  # under which the Board received them; blank while they are to be put to it
