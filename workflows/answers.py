"""Answers to questions as plain values; a card, the chat and `sendbot ask` print the same ones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

PAGE = 24
"""Lines of a list that are shown at once: as many as fall due on the busiest day of the plan that we know."""

FIGURES_PAGE = 12
"""Indicators that are shown at once: each takes twice the room of a line."""


@dataclass(frozen=True, slots=True)
class ActionLine:
    """One action or milestone in a list. `rating` is its word; `note` says why it is listed, or what is due.

    Lines of one `group` stand together under its name: a lead's post, a kind of change.
    """

    ref: str
    seq: int | None
    title: str
    rating: str
    rating_colour: str
    note: str
    lead_posts: tuple[str, ...]
    item: str = ""  # "m:12" when the reader may update it, else blank
    group: str = ""


@dataclass(frozen=True, slots=True)
class ActionList:
    """A heading and its lines. `empty` is what to say when there are none; `more` counts those left out.

    `notes` say how to read it. It is shown by pages, of which the first is 0.
    """

    heading: str
    lines: tuple[ActionLine, ...]
    empty: str
    as_at: datetime
    more: int = 0
    notes: tuple[str, ...] = ()
    page: int = 0

    @property
    def shown(self) -> tuple[ActionLine, ...]:
        return self.lines[self.page * PAGE : (self.page + 1) * PAGE]

    @property
    def left(self) -> int:
        """Lines after those shown."""
        return max(0, len(self.lines) - (self.page + 1) * PAGE) + self.more

    @property
    def place(self) -> str:
        """25 to 48 of 53; blank where everything is shown at once."""
        if not self.page and not self.left:
            return ""
        first = self.page * PAGE + 1
        return f"{first} to {first + len(self.shown) - 1} of {len(self.lines) + self.more}"


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
    movement: str = ""  # against the last board's report, or blank without one
    risks: str = ""  # open ones that touch it, each with its score: "R1 (15, High, up from 12)"


@dataclass(frozen=True, slots=True)
class Figure:
    """An indicator: its target and its actual figure, each with its own period, and never one for the other.

    `target` and `actual` are text with units, or say that there is none; `note` says how to read them.
    """

    ref: str
    title: str
    status: str
    target: str
    target_period: str
    actual: str
    actual_period: str
    gap: str
    source: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Figures:
    """Indicators, and the actions that go with them where these were asked for too."""

    heading: str
    figures: tuple[Figure, ...]
    empty: str
    as_at: datetime
    actions: tuple[ActionLine, ...] = ()
    notes: tuple[str, ...] = ()
    page: int = 0

    @property
    def shown(self) -> tuple[Figure, ...]:
        return self.figures[self.page * FIGURES_PAGE : (self.page + 1) * FIGURES_PAGE]

    @property
    def left(self) -> int:
        """Figures after those shown."""
        return max(0, len(self.figures) - (self.page + 1) * FIGURES_PAGE)


@dataclass(frozen=True, slots=True)
class Quotation:
    """Somebody's words, or the plan's, as they stand. `source` says whose and of when; `note` what goes with them."""

    source: str
    words: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Quotations:
    """A sentence or two that say what is quoted, and the quotations."""

    heading: str
    said: tuple[str, ...]
    quotations: tuple[Quotation, ...]
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
class Abilities:
    """What somebody can ask or do, by kind: the kind's name and its examples."""

    said: str
    kinds: tuple[tuple[str, tuple[Choice, ...]], ...]


@dataclass(frozen=True, slots=True)
class ReportReady:
    """Where a report can be fetched, by one person and for a while. A link is its form and its address.

    `to_save` are the forms that can be put into their OneDrive, each with the token that stands for the file.
    """

    title: str
    summary: str
    as_at: datetime
    status: str
    links: tuple[tuple[str, str], ...]  # ("Word", "https://...")
    valid_until: datetime
    to_save: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class EditionIssued:
    """An edition that has gone out, for one of those whom it goes to. `replaces`: which edition it takes the place of,
    and why; blank as a rule."""

    number: int
    plan_title: str
    ready: ReportReady
    replaces: str
