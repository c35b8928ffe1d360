"""Rows of sections 6 to 12 and 14."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


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
    owner: str  # posts


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
class EmbeddingAction:
    """An action newly complete, or complete and not embedded yet; `state` says which, in words."""

    ref: str
    title: str
    state: str


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
class Dependency:
    """What an action waits for, or what help it needs, in a sentence of its own: "1.1: Held by 1.2"."""

    kind: str  # "Dependency", "Waiting", "Help needed"
    ref: str
    text: str


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
