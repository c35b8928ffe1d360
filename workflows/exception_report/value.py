"""The compiled exception report: one value, from which JSON, Word, Excel and HTML are all written.

Every sentence and number a reader sees is already here, so a writer only lays it out. Section numbers are those of
`domain.md` 6.2. Dates are dates and None means "none": each writer prints them in its own way, never as a blank.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class ReportPlan:
    key: str
    title: str
    local_area: str
    kind: str
    version: int


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


@dataclass(frozen=True, slots=True)
class NotReported:
    """`last_known` reads like "Green as at 31 October 2022 (not confirmed)", or "Never reported"."""

    ref: str
    title: str
    area_ref: str
    lead_posts: tuple[str, ...]
    last_update: date | None
    last_known: str
    cycles_missed: int
    requests_sent: int
    last_asked: date | None
    escalated_to: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReportDateChange:
    ref: str
    seq: int
    from_due: date | None
    to_due: date
    reason: str
    status: str  # "Awaiting approval", "Approved", "Refused"
    requested_by: str
    requested_on: date
    decided_by: str
    decided_on: date | None


@dataclass(frozen=True, slots=True)
class MovedDate:
    """A line of the league table of all dates ever moved."""

    ref: str
    seq: int
    moves: int
    baseline: date | None
    current: date | None
    days_moved: int


@dataclass(frozen=True, slots=True)
class ReportIndicator:
    """`status`: Off trajectory, Slightly off trajectory, Stale or No reading. Numbers are text with units."""

    ref: str
    area_ref: str
    service: str
    title: str
    status: str
    period: date | None
    target: str
    actual: str
    gap: str  # absolute and relative, in words
    travel: str  # better, worse, no change; "too few readings" under three comparable points
    source: str
    reading_on: date | None
    action_refs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DueMilestone:
    ref: str
    seq: int
    title: str
    measure: str
    due: date
    lead_posts: tuple[str, ...]
    rating: str
    confidence: str  # "Yes", "No: forecast 30 April 2023", "Unsure: no forecast"


@dataclass(frozen=True, slots=True)
class CompletedItem:
    ref: str
    seq: int
    title: str
    measure: str
    completed_on: date
    against_baseline: str  # "12 days late", "3 days early", "on the day"
    evidence: tuple[str, ...]
    accepted_by: str  # "Awaiting sign-off" when nobody has


@dataclass(frozen=True, slots=True)
class MilestoneDue:
    """A milestone whose date has passed, and what the register shows of it. `days_late` is 0 for one complete."""

    ref: str
    seq: int
    title: str
    measure: str
    due: date
    days_late: int
    verdict: str  # one of `due_by.Verdict`
    why: str


@dataclass(frozen=True, slots=True)
class ClearedException:
    ref: str
    title: str
    why: str


@dataclass(frozen=True, slots=True)
class AreaSignOff:
    area_ref: str
    area_title: str
    sros: tuple[str, ...]
    state: str  # "Not confirmed by SRO" or "Confirmed by ... on ..."


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """Appendix A: one row for each action of the plan."""

    ref: str
    title: str
    area_ref: str
    lead_posts: tuple[str, ...]
    rating: str
    timing: str
    next_due: date | None
    forecast: date | None
    milestones_complete: int
    milestones_total: int
    by_exception: str  # the codes, or "No"
    last_update: date | None


@dataclass(frozen=True, slots=True)
class KeyLine:
    """Appendix B: the plan's own words."""

    label: str
    meaning: str
    colour: str


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """Appendix C: what changed since the last edition."""

    ref: str
    field: str
    old: str
    new: str
    by: str
    on: date


@dataclass(frozen=True, slots=True)
class ReportComment:
    """The compliance team's own words, on a section (`ref` blank) or on an action (`section` blank)."""

    section: str
    ref: str
    text: str
    on: date


@dataclass(frozen=True, slots=True)
class EditionDifference:
    """What a re-issue says otherwise than the edition it replaces. `part` is a field of the report, in words; `item` is
    a ref, or blank where the part is one value; `field` is blank where a whole item was added or removed."""

    part: str
    item: str
    change: str  # added, removed, changed
    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class EditionMemory:
    """What later editions need of this one."""

    standing: dict[str, str]
    last_rating: dict[str, str]
    exceptions: dict[str, tuple[str, ...]]
    completed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ExceptionReport:
    plan: ReportPlan
    title: str
    board: str
    meeting_on: date | None
    next_meeting_on: date | None
    as_at: datetime
    cut_off: datetime
    period_from: date | None  # the first day after the last cut-off; None in a first report
    period_to: date
    edition: int | None
    status: str  # DRAFT, FINAL
    rules_version: str
    prepared_by: str
    marking: str
    summary: str  # section 1
    resolution: str
    asks: tuple[ReportAsk, ...]  # 2
    position: dict[str, int]  # by rating code, not_rated, not_reported, closed; date_changed is an "of which"; total
    position_table: tuple[PositionLine, ...]  # 3
    areas: tuple[AreaPosition, ...]  # 3
    reconciles: bool
    exceptions: tuple[ReportException, ...]  # 4 and 5, in order of severity
    not_reported: tuple[NotReported, ...]  # 6
    date_changes: tuple[ReportDateChange, ...]  # 7
    moved_dates: tuple[MovedDate, ...]  # 7
    indicators: tuple[ReportIndicator, ...]  # 8
    due_before_next_board: tuple[DueMilestone, ...]  # 9
    completed: tuple[CompletedItem, ...]  # 10
    milestones_due: tuple[MilestoneDue, ...]  # 10
    risks: tuple[str, ...]  # 11
    cleared: tuple[ClearedException, ...]  # 12
    data_notes: tuple[str, ...]  # 13
    sign_off: tuple[AreaSignOff, ...]  # 14
    register: tuple[RegisterLine, ...]  # A
    rating_key: tuple[KeyLine, ...]  # B
    timing_key: tuple[str, ...]  # B
    changes: tuple[ChangeLine, ...]  # C
    audit_head: str
    memory: EditionMemory
    commentary: tuple[ReportComment, ...] = ()
    cleared_by: str = ""  # "Ada Shah, 10 May 2023, 09:12"; blank until then
    replaces: int | None = None  # the number of the edition that this one is issued in place of
    replaced_because: str = ""
    differences: tuple[EditionDifference, ...] = ()  # C, from the edition replaced
