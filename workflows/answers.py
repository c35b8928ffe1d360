"""Answers to questions as plain values; a card, the chat and `sendbot ask` print the same ones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class ActionLine:
    """One action or milestone in a list. `rating` is its word; `note` says why it is listed, or what is due."""

    ref: str
    seq: int | None
    title: str
    rating: str
    rating_colour: str
    note: str
    lead_posts: tuple[str, ...]
    item: str = ""  # "m:12" when the reader may update it, else blank


@dataclass(frozen=True, slots=True)
class ActionList:
    """A heading and its lines. `empty` is what to say when there are none; `more` counts those left out."""

    heading: str
    lines: tuple[ActionLine, ...]
    empty: str
    as_at: datetime
    more: int = 0


@dataclass(frozen=True, slots=True)
class CountLine:
    label: str
    count: int
    last: int | None  # at the last board; None without an edition
    colour: str


@dataclass(frozen=True, slots=True)
class GroupStatus:
    """How an area, an objective or the whole plan stands."""

    heading: str  # "Area 3: Uneven delivery of ..."
    sros: tuple[str, ...]
    as_at: datetime
    worst: str
    worst_because: str
    counts: tuple[CountLine, ...]
    total: int
    by_exception: int  # as the report counts them: those reported for silence alone too
    movement: str  # in words, against the last board's report, or that there is none
    exceptions: tuple[ActionLine, ...]  # those with a reason beyond silence
    due_next: tuple[ActionLine, ...]
    due_until: date
    silent: tuple[ActionLine, ...]
    more_exceptions: int
    more_due: int
    more_silent: int

    @property
    def for_silence_alone(self) -> int:
        """Actions by exception that `exceptions` leaves to `silent`."""
        return self.by_exception - len(self.exceptions) - self.more_exceptions


@dataclass(frozen=True, slots=True)
class MilestoneLine:
    seq: int
    measure: str
    timing: str
    baseline: date | None
    current: date | None
    forecast: date | None
    completed_on: date | None
    item: str = ""


@dataclass(frozen=True, slots=True)
class ActionStatus:
    """One action: its rating, dates and last word."""

    ref: str
    title: str
    area: str
    lead_posts: tuple[str, ...]
    rating: str
    rating_colour: str
    rating_note: str  # "Rated by ... on ...", "Last known: Green as at 3 March 2023 (not confirmed)"
    conflict: str  # what the dates say when they disagree with the rating, or blank
    milestones: tuple[MilestoneLine, ...]
    last_words: str
    last_by: str
    last_at: datetime | None
    exceptions: tuple[str, ...]
    as_at: datetime


@dataclass(frozen=True, slots=True)
class ActionHistory:
    """The last of what happened to an action, oldest first; `more` counts what came before."""

    heading: str
    lines: tuple[str, ...]
    as_at: datetime
    more: int = 0


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several things that may be meant, or a suggestion: its label and what it asks when pressed.

    `title` is what stands beside the button when the label alone does not say enough.
    """

    label: str
    ask: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class ReportReady:
    """Where a report can be fetched, by one person and for a while. A link is its form and its address."""

    title: str
    summary: str
    as_at: datetime
    status: str
    links: tuple[tuple[str, str], ...]  # ("Word", "https://...")
    valid_until: datetime
