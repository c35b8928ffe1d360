"""What a person says of a document beforehand, where its own words do not (`--mapping FILE`)."""

from __future__ import annotations

from dataclasses import dataclass, field

from store.register_files.plan_cells.due import DateReading


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys are printed words, normalised as headers are (`headers.normalised`); initials stay as printed."""

    plan: dict[str, str] = field(default_factory=dict[str, str])
    dates: DateReading = field(default_factory=DateReading)
    columns: dict[str, str] = field(default_factory=dict[str, str])  # header -> field, blank to leave aside
    skipped_sheets: frozenset[str] = frozenset()
    leads: dict[str, str] = field(default_factory=dict[str, str])  # initials -> "Post, Organisation", as printed
    areas: dict[str, str] = field(default_factory=dict[str, str])  # heading -> area ref
    ratings: dict[str, str] = field(default_factory=dict[str, str])  # word or colour -> rating text
