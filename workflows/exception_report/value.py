"""The compiled exception report: one value, from which JSON, Word, Excel and HTML are all written.

Every sentence and number a reader sees is already here, so a writer only lays it out. Section numbers are those of
`domain.md` 6.2. Dates are dates and None means "none": each writer prints them in its own way, never as a blank.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from workflows.exception_report.annex_rows import (
    AreaSignOff,
    ClearedException,
    CompletedItem,
    Dependency,
    DueMilestone,
    EmbeddingAction,
    MilestoneDue,
    MovedDate,
    NotReported,
    ReportDateChange,
    ReportIndicator,
)
from workflows.exception_report.appendix_rows import ChangeLine, EditionDifference, KeyLine, RegisterLine
from workflows.exception_report.body_rows import (
    AreaPosition,
    PositionLine,
    ReportAsk,
    ReportException,
)
from workflows.risks.lines import OpenRisk


@dataclass(frozen=True, slots=True)
class ReportPlan:
    key: str
    title: str
    local_area: str
    kind: str
    version: int


@dataclass(frozen=True, slots=True)
class ReportComment:
    """The compliance team's own words, on a section (`ref` blank) or on an action (`section` blank)."""

    section: str
    ref: str
    text: str
    on: date


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
    risks: tuple[OpenRisk | Dependency, ...]  # 11
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
    embedding: tuple[EmbeddingAction, ...] = ()  # 10
    open_risks: tuple[OpenRisk, ...] = ()  # all of the plan's, whether or not they touch an entry of section 5
