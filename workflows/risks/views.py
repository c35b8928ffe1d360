"""What is shown of the risk log, and what was typed into its forms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from store.types import RiskKind
from workflows.risks.lines import OpenRisk

RISKS_PAGE = 8
"""Lines of a card."""


@dataclass(frozen=True, slots=True)
class RiskTyped:
    """As it was typed: `actions` are refs in one line, `owner` is a post's id or its name. `reason` is of a closing.
    `stripped`: something that may identify a child was taken out."""

    kind: RiskKind | None = None
    title: str = ""
    actions: str = ""
    owner: str = ""
    likelihood: int | None = None
    impact: int | None = None
    next_step: str = ""
    next_step_by: date | None = None
    reason: str = ""
    stripped: bool = False


@dataclass(frozen=True, slots=True)
class PostToChoose:
    id: int
    name: str


@dataclass(frozen=True, slots=True)
class RiskToRaise:
    plan_key: str
    posts: tuple[PostToChoose, ...]
    typed: RiskTyped

    @property
    def words(self) -> str:
        what = f": {self.typed.title}" if self.typed.title else ""
        return (
            f"A new {(self.typed.kind or RiskKind.RISK).value} for the log{what}. Nothing is recorded until you save."
        )


@dataclass(frozen=True, slots=True)
class RiskToAssess:
    """`seen` is the id of the assessment that stands, 0 where there is none."""

    risk_id: int
    ref: str
    kind: RiskKind
    title: str
    action_refs: tuple[str, ...]
    owner: str
    score_words: str
    assessed: str  # "by Ada Shah on 3 March 2023"; blank where nobody has
    seen: int
    may_close: bool
    typed: RiskTyped

    @property
    def words(self) -> str:
        return f"{self.ref}: {self.title}. It stands at {self.score_words}. Nothing is recorded until you save."


@dataclass(frozen=True, slots=True)
class RisksShown:
    """A part of the log, by pages from 0; `empty` is what is said of none."""

    heading: str
    risks: tuple[OpenRisk, ...]
    empty: str
    as_at: datetime
    page: int = 0

    @property
    def shown(self) -> tuple[OpenRisk, ...]:
        return self.risks[self.page * RISKS_PAGE : (self.page + 1) * RISKS_PAGE]

    @property
    def left(self) -> int:
        return max(0, len(self.risks) - (self.page + 1) * RISKS_PAGE)


RiskForm = RiskToRaise | RiskToAssess
