"""What somebody gets for what they said: words that say it all, and what a card shows of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.conversation.said import Intent, Said
from workflows.answers import (
    Abilities,
    ActionHistory,
    ActionList,
    ActionStatus,
    Choice,
    Figures,
    GroupStatus,
    Quotations,
)
from workflows.governing.options_shown import OptionsToGive
from workflows.governing.views import Decision, DecisionsWaiting
from workflows.readings.views import ReadingToCheck
from workflows.risks.views import RisksShown, RiskToAssess, RiskToRaise
from workflows.updates.views import NoChangeToConfirm, UpdateToCheck


@dataclass(frozen=True, slots=True)
class ReportWanted:
    """The exception report was asked for; the edge makes the links."""

    plan_key: str
    as_at: datetime


@dataclass(frozen=True, slots=True)
class AreasToConfirm:
    """Areas of the plan's drafts, for somebody who may confirm them; the edge makes the cards."""

    plan_key: str
    refs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EditionsToClear:
    """The plan's editions that are not issued; the edge makes the cards."""

    plan_key: str


@dataclass(frozen=True, slots=True)
class Lines:
    """Several sentences under a heading."""

    heading: str
    lines: tuple[str, ...]


Deciding = Decision | DecisionsWaiting | OptionsToGive | RiskToRaise | RiskToAssess


@dataclass(frozen=True, slots=True)
class CardsToFill:
    """Cards to be checked and saved, one message each; the edge draws them. `beside` is what no card says."""

    cards: tuple[UpdateToCheck | NoChangeToConfirm | ReadingToCheck, ...]
    beside: str = ""


@dataclass(frozen=True, slots=True)
class TakenFromView:
    """An update was withdrawn: every card that shows its item is drawn again, and every notice that told of it."""

    item: str
    notices: tuple[int, ...] = ()


CardsWanted = AreasToConfirm | EditionsToClear
Shown = Abilities | ActionHistory | ActionList | ActionStatus | Figures | GroupStatus | Lines | Quotations | RisksShown
"""What a card shows without more being looked up."""

View = Shown | Deciding | ReportWanted | CardsWanted | CardsToFill | TakenFromView | None


@dataclass(frozen=True, slots=True)
class Answered:
    """`text` says it all without a card; `view` is what a card shows; `refs` are what it speaks of, in order.

    `said` is what was understood, from which the next message may leave something out. `refused`: they lack the right
    to what they asked for, or nobody has it; the audit is told.
    """

    intent: Intent
    refs: tuple[str, ...]
    text: str
    suggestions: tuple[Choice, ...]
    view: View = None
    said: Said | None = None
    refused: bool = False
