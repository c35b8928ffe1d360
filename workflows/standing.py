"""How each action of a plan stands: the lead's rating, what the dates say, and whether anybody reported.

"Not reported" is a standing of its own, and so is "reported, not rated". An old rating is remembered and shown as such,
never carried forward.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from store.back_schedule import back_schedule
from store.cut import ActionRow, AreaRow, DataCut, EditionRow, MilestoneRow, RatingRow, UpdateRow
from store.types import CLOSED_LIFECYCLES, COMPLETE_LIFECYCLES, Lifecycle, RatingRole
from store.working_days import WorkingCalendar, london_date
from workflows.telling_update import item_told, rank_of, said_at, said_since, telling
from workflows.timing import (
    LATE,
    MilestoneTiming,
    Timing,
    complete_undated,
    milestone_timing,
    not_timed,
    worst_timing,
)

NOT_RATED = "not_rated"
NOT_REPORTED = "not_reported"
CLOSED = "closed"
STATE_LABELS = {NOT_RATED: "Reported, not rated", NOT_REPORTED: "Not reported", CLOSED: "Closed"}
"""Of what is no rating, in the order in which tables show it."""

SETTLED = CLOSED_LIFECYCLES | {Lifecycle.PAUSED}
"""Closed or paused by a recorded decision: nobody is asked, so nobody is late or silent. Counted as closed."""


@dataclass(frozen=True, slots=True)
class Period:
    """The time a report speaks of. `start` is the last cut-off, None before the first; both ends are moments."""

    start: datetime | None
    end: datetime
    next_meeting: date | None
    meeting_after_next: date | None
    board: str

    def holds(self, moment: datetime) -> bool:
        return (self.start is None or moment > self.start) and moment <= self.end


@dataclass(frozen=True, slots=True)
class Standing:
    """One action at the cut.

    `key` is a rating's code, "not_rated", "not_reported" or "closed", and is what every table counts. `rating` is the
    lead's, given in the period; `last_known` is the last one ever given. `because` names the item a worst-of rating
    came from, `rated_by` is the update that gave it, `since` a later one on that item without a rating, and `latest`
    the newest update on any item of the action.
    """

    action: ActionRow
    area: AreaRow
    milestones: tuple[MilestoneTiming, ...]
    timing: Timing
    key: str
    rating: RatingRow | None
    last_known: RatingRow | None
    last_known_at: datetime | None
    because: str
    rated_by: UpdateRow | None
    since: UpdateRow | None
    latest: UpdateRow | None
    reported: bool
    signed_off: bool  # by the SRO; read only where the rating is Complete

    @property
    def role(self) -> RatingRole | None:
        """What the rules may read of the rating: nothing until somebody has confirmed the plan's key."""
        return self.rating.role if self.rating and self.rating.confirmed else None

    @property
    def told(self) -> UpdateRow | None:
        """What explains the rating printed. Fields that a later update on that item left blank keep their words."""
        rated, since = self.rated_by, self.since
        if rated is None or since is None:
            return rated or self.latest
        speaks = since if since.narrative else rated
        return replace(
            speaks,
            rating_code=rated.rating_code,
            cause=since.cause or rated.cause,
            effect=since.effect or rated.effect,
            recovery=since.recovery or rated.recovery,
            recovery_owner=since.recovery_owner or rated.recovery_owner,
            recovery_by=since.recovery_by or rated.recovery_by,
            forecast=since.forecast or rated.forecast,
            completed_on=since.completed_on or rated.completed_on,
            waiting_for=since.waiting_for or rated.waiting_for,
            help_needed=since.help_needed or rated.help_needed,
            evidence=tuple(dict.fromkeys((*rated.evidence, *since.evidence))),
        )

    @property
    def nothing_open(self) -> bool:
        """Every milestone is complete, so nobody is asked any more, whatever the action is rated."""
        return bool(self.milestones) and all(item.timing is Timing.DONE for item in self.milestones)

    @property
    def late(self) -> tuple[MilestoneTiming, ...]:
        """Milestones past their current date, the longest overdue first."""
        return tuple(sorted((m for m in self.milestones if m.timing in LATE), key=lambda m: -m.days_late))

    @property
    def days_late(self) -> int:
        return self.late[0].days_late if self.late else 0

    @property
    def focus(self) -> MilestoneTiming | None:
        """The milestone that matters most: the longest overdue, else the next due, else the last."""
        if self.late:
            return self.late[0]
        open_ones = [m for m in self.milestones if m.timing is not Timing.DONE and m.milestone.current]
        if open_ones:
            return min(open_ones, key=lambda m: (m.milestone.current or date.max, m.milestone.seq))
        return self.milestones[-1] if self.milestones else None

    @property
    def rating_label(self) -> str:
        if self.key == CLOSED:
            return "Paused" if self.action.lifecycle is Lifecycle.PAUSED else "Closed"
        if self.rating is None:
            return STATE_LABELS[self.key]
        if self.role is RatingRole.COMPLETE and not self.signed_off:
            return f"{self.rating.label}, awaiting sign-off"
        return self.rating.label


def period_of(cut: DataCut) -> Period:
    """From the last cut-off of the plan's board to the moment of the cut."""
    calendar = WorkingCalendar.of_england(cut.closures)
    cut_off = {
        meeting: back_schedule(meeting.held_on, calendar, meeting.cut_off_given).cut_off for meeting in cut.meetings
    }
    today = london_date(cut.taken_at)
    passed = [moment for moment in cut_off.values() if moment < cut.taken_at]
    coming = [meeting for meeting in cut.meetings if meeting.held_on >= today]
    # The meeting this cut is for: the first whose cut-off is not behind it. On the cut-off itself, still that one.
    ahead = [meeting for meeting in coming if cut_off[meeting] >= cut.taken_at] or coming
    return Period(
        start=max(passed, default=None),
        end=cut.taken_at,
        next_meeting=ahead[0].held_on if ahead else None,
        meeting_after_next=ahead[1].held_on if len(ahead) > 1 else None,
        board=ahead[0].board if ahead else (cut.meetings[-1].board if cut.meetings else ""),
    )


def standings(cut: DataCut, period: Period) -> dict[str, Standing]:
    """Every action of the plan, by ref, in the plan's order."""
    as_at = london_date(cut.taken_at)
    ratings = {rating.code: rating for rating in cut.ratings}
    areas = {area.ref: area for area in cut.areas}
    updates: dict[str, list[UpdateRow]] = defaultdict(list)
    for update in cut.updates:
        updates[update.action_ref].append(update)
    milestones: dict[str, list[MilestoneRow]] = defaultdict(list)
    for milestone in sorted(cut.milestones, key=lambda milestone: milestone.seq):
        milestones[milestone.action_ref].append(milestone)
    signed_off = {sign_off.action_ref: sign_off.accepted for sign_off in sorted(cut.sign_offs, key=lambda row: row.at)}
    return {
        action.ref: _standing(
            action,
            areas[action.area_ref],
            tuple(_timed(action, milestone, as_at) for milestone in milestones[action.ref]),
            updates[action.ref],
            period,
            ratings,
            signed_off.get(action.ref, False),
        )
        for action in sorted(cut.actions, key=lambda action: (action.sort_key, action.ref))
    }


def _standing(
    action: ActionRow,
    area: AreaRow,
    milestones: tuple[MilestoneTiming, ...],
    said: list[UpdateRow],
    period: Period,
    ratings: Mapping[str, RatingRow],
    signed_off: bool,
) -> Standing:
    settled = action.lifecycle in SETTLED
    in_period = [update for update in said if period.holds(update.at)]
    ever = telling(said, ratings)
    last_known = ratings[ever.rating_code] if ever else None
    rated_by = None if settled else telling(in_period, ratings)
    if rated_by is None and ever and not settled and _stays_complete(ever, ratings, milestones):
        rated_by = ever
    rating = ratings[rated_by.rating_code] if rated_by else None
    return Standing(
        action=action,
        area=area,
        milestones=milestones,
        timing=Timing.UNDATED if settled else worst_timing(milestones),
        key=CLOSED if settled else rating.code if rating else NOT_RATED if in_period else NOT_REPORTED,
        rating=rating,
        last_known=last_known,
        last_known_at=ever.at if ever else None,
        because="" if settled else item_told(in_period, ratings),
        rated_by=rated_by,
        since=said_since(rated_by, said),
        latest=max(said, key=said_at, default=None),
        reported=bool(in_period) or settled or rating is not None,
        signed_off=signed_off,
    )


def _timed(action: ActionRow, milestone: MilestoneRow, as_at: date) -> MilestoneTiming:
    """A decision about an action holds for its milestones, and so does its completion; what is complete stays so."""
    timed = milestone_timing(milestone, as_at)
    if timed.timing is Timing.DONE:
        return timed
    if action.lifecycle in COMPLETE_LIFECYCLES and milestone.lifecycle not in SETTLED:
        return complete_undated(milestone)
    return not_timed(milestone) if action.lifecycle in SETTLED else timed


def _stays_complete(
    update: UpdateRow, ratings: Mapping[str, RatingRow], milestones: tuple[MilestoneTiming, ...]
) -> bool:
    """Nobody is asked again about what is complete: the action as a whole, not one milestone of several."""
    rating = ratings[update.rating_code]
    whole = update.seq is None or all(item.timing is Timing.DONE for item in milestones)
    return whole and rating.confirmed and rating.role is RatingRole.COMPLETE


def is_worse(now: RatingRow, before: RatingRow) -> bool:
    """By the plan's own order; a rating outside it (Grey) is neither better nor worse."""
    return bool(now.rank and before.rank and now.rank > before.rank)


def worst_of(group: Iterable[Standing]) -> tuple[str, str]:
    """Worst wins, with its reason: ("Red", "Red because 1 of 14: 3.2.1")."""
    members = [standing for standing in group if standing.key != CLOSED]
    rated = [standing for standing in members if standing.rating]
    unrated = sum(standing.key == NOT_RATED for standing in members)
    silent = len(members) - len(rated) - unrated
    unknown = f"; {silent} not reported" if silent else ""
    if not rated and unrated:
        label = STATE_LABELS[NOT_RATED]
        return label, f"{label}: {unrated} of {len(members)}{unknown}"
    if not rated:
        return (STATE_LABELS[NOT_REPORTED], "No update in the period") if members else ("None", "No open actions")
    worst = max(
        (standing.rating for standing in rated if standing.rating),
        key=lambda rating: (rank_of(rating), -rating.position),
    )
    refs = [standing.action.ref for standing in rated if standing.rating == worst]
    named = ", ".join(refs[:6]) + (f" and {len(refs) - 6} more" if len(refs) > 6 else "")
    without = f"; {unrated} not rated" if unrated else ""
    return worst.label, f"{worst.label} because {len(refs)} of {len(members)}: {named}{without}{unknown}"


def states_shown(unrated: bool, last: EditionRow | None) -> list[str]:
    """The states that tables have a line for. One is rare: an update without a rating, now or in the last edition."""
    shown = unrated or (last is not None and NOT_RATED in last.standing.values())
    return [key for key in STATE_LABELS if shown or key != NOT_RATED]


def counted(group: Iterable[Standing], ratings: Iterable[RatingRow]) -> dict[str, int]:
    """Disjoint counts by rating code, then by state: they sum to the number of actions."""
    counts = dict.fromkeys([rating.code for rating in ratings] + list(STATE_LABELS), 0)
    for standing in group:
        counts[standing.key] += 1
    return counts
