"""Everything the triggers of one action may look at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from store.cut import DataCut, DateChangeRow, EditionRow, MilestoneRow, RatingRow
from store.types import DateChangeStatus
from store.working_days import london_date
from workflows.exception_report import limits
from workflows.indicators import IndicatorState
from workflows.standing import NOT_REPORTED, SETTLED, Period, Standing
from workflows.timing import DUE_SOON_DAYS, MilestoneTiming, Timing


@dataclass(frozen=True, slots=True)
class Rebaselined:
    """How often a milestone's date was moved with approval, and how far it now lies from the one first agreed."""

    moves: int
    days: int

    @property
    def over_limit(self) -> bool:
        return self.moves >= limits.REBASELINE_MOVES or self.days > limits.REBASELINE_SLIP_DAYS


@dataclass(frozen=True, slots=True)
class Case:
    """`indicators` are those linked to this action; `anybody_appointed` is whether the plan has people in post."""

    standing: Standing
    cut: DataCut
    period: Period
    all_standings: Mapping[str, Standing]
    indicators: tuple[IndicatorState, ...]
    ratings: Mapping[str, RatingRow]
    anybody_appointed: bool

    @property
    def today(self) -> date:
        return london_date(self.cut.taken_at)

    @property
    def last_edition(self) -> EditionRow | None:
        return self.cut.editions[0] if self.cut.editions else None

    @property
    def previous_key(self) -> str:
        """A rating's code or a state's key; blank for an action that no edition has held."""
        return self.last_edition.standing.get(self.standing.action.ref, "") if self.last_edition else ""

    @property
    def previous(self) -> RatingRow | None:
        """The rating printed in the last edition."""
        return self.ratings.get(self.previous_key)

    @property
    def reported_before(self) -> bool:
        """Whether any rating was known at the last edition."""
        return self.last_edition is not None and self.standing.action.ref in self.last_edition.last_rating

    @property
    def approved_moves(self) -> list[DateChangeRow]:
        return [change for change in self.date_changes if change.status is DateChangeStatus.APPROVED]

    @property
    def date_changes(self) -> list[DateChangeRow]:
        return [change for change in self.cut.date_changes if change.action_ref == self.standing.action.ref]

    @property
    def cycles_missed(self) -> int:
        """Reports running, this one included, without an update."""
        missed = 0 if self.standing.key != NOT_REPORTED else 1
        if missed:
            for edition in self.cut.editions:
                if edition.standing.get(self.standing.action.ref) != NOT_REPORTED:
                    break
                missed += 1
        return missed

    @property
    def rebaselined(self) -> Rebaselined | None:
        """The open milestone moved furthest beyond the limit, if any is beyond it."""
        moved = [self._moved(item.milestone) for item in self.standing.milestones if is_open(item)]
        return max((one for one in moved if one.over_limit), key=lambda one: (one.days, one.moves), default=None)

    def _moved(self, milestone: MilestoneRow) -> Rebaselined:
        moves = sum(change.seq == milestone.seq for change in self.approved_moves)
        current, baseline = milestone.current, milestone.baseline
        return Rebaselined(moves, (current - baseline).days if current and baseline else 0)

    @property
    def accepted_evidence(self) -> bool:
        ref = self.standing.action.ref
        return any(item.action_ref == ref and item.accepted_by for item in self.cut.evidence) or any(
            sign_off.action_ref == ref and sign_off.accepted for sign_off in self.cut.sign_offs
        )


def is_open(item: MilestoneTiming) -> bool:
    """Neither complete nor set aside by a decision of its own."""
    return item.timing is not Timing.DONE and item.milestone.lifecycle not in SETTLED


def is_due_soon(item: MilestoneTiming, today: date) -> bool:
    """Within a month of its date, whatever the lead forecasts."""
    due = item.milestone.current
    upcoming = item.timing in {Timing.DUE_SOON, Timing.FORECAST_LATE}
    return upcoming and due is not None and due - today <= timedelta(days=DUE_SOON_DAYS)
