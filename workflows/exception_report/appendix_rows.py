"""Rows of appendices A to C."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


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
class EditionDifference:
    """What a re-issue says otherwise than the edition it replaces. `part` is a field of the report, in words; `item` is
    a ref, or blank where the part is one value; `field` is blank where a whole item was added or removed."""

    part: str
    item: str
    change: str  # added, removed, changed
    field: str
    old: str
    new: str
