"""The board's cycle: every open action asked for once, those who did not answer reminded, then the cut-off.

The days are counted back from the meeting (`domain.md` 4.3): ask, first reminder, second reminder with a copy to the
SRO, cut-off at 17:00.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from store.back_schedule import BackSchedule
from store.types import Rung
from store.working_days import LONDON, london_date


@dataclass(frozen=True, slots=True)
class OpenCycle:
    """One meeting of a plan's board between the day of asking and its cut-off.

    `heard_since`: what was said from that day on answers it, and is not asked for again.
    """

    meeting_id: int
    plan_id: int
    plan_key: str
    board: str
    schedule: BackSchedule
    heard_since: date

    def answered_by(self, last_update_on: date | None) -> bool:
        return last_update_on is not None and last_update_on >= self.heard_since

    @property
    def occasion(self) -> str:
        return f"cycle:{self.meeting_id}"


@dataclass(frozen=True, slots=True)
class CycleStep:
    rung: Rung
    day: date


def steps_of(schedule: BackSchedule) -> tuple[CycleStep, ...]:
    """In order of time."""
    return (
        CycleStep(Rung.CYCLE_ASK, schedule.ask),
        CycleStep(Rung.CYCLE_REMIND, schedule.first_reminder),
        CycleStep(Rung.CYCLE_LAST, schedule.second_reminder),
    )


def is_open(schedule: BackSchedule, now: datetime) -> bool:
    """From the day of asking to the cut-off: what comes in later is for the next edition."""
    return schedule.ask <= london_date(now) and now < schedule.cut_off


def heard_since(schedule: BackSchedule, others: Iterable[BackSchedule], opened_on: date | None) -> date:
    """From the day of asking; or, so that nobody is asked for the same again a few days later, from that of another
    board of the plan that was still asking, or from the day the cycle opened before its meeting was moved."""
    days = [other.ask for other in others if other.ask <= schedule.ask <= london_date(other.cut_off)]
    return min([schedule.ask, *days, *([opened_on] if opened_on else [])])


def next_to_answer(cycles: Iterable[OpenCycle], last_update_on: date | None) -> OpenCycle | None:
    """Of several boards of a plan one at a time asks about an action: that whose cut-off comes first."""
    waiting = [cycle for cycle in cycles if not cycle.answered_by(last_update_on)]
    return min(waiting, key=lambda cycle: (cycle.schedule.cut_off, cycle.meeting_id), default=None)


def nearest_step(schedule: BackSchedule, today: date) -> CycleStep | None:
    """The latest step whose day has come, so that after an outage nobody gets the backlog."""
    come = [step for step in steps_of(schedule) if step.day <= today]
    return come[-1] if come else None


def cycle_words(rung: Rung, cycle: OpenCycle, *, heard: bool) -> str:
    """Why somebody is asked. `heard`: an earlier message about it reached them, so this one is a reminder."""
    cut_off = cycle.schedule.cut_off.astimezone(LONDON)
    until = f"{cut_off:%H:%M} on {cut_off:%A} {cut_off.day} {cut_off:%B}"
    meeting = f"{cycle.schedule.meeting.day} {cycle.schedule.meeting:%B %Y}"
    asked = f"an update on the whole action for the board of {meeting}, by {until}"
    if rung is Rung.CYCLE_SRO:
        return f"Copied to you as the area's SRO: no answer yet to {asked}"
    if rung is Rung.CYCLE_LAST and heard:
        return f"Last reminder: {asked}"
    if rung is Rung.CYCLE_REMIND and heard:
        return f"Reminder: {asked}"
    return asked[0].upper() + asked[1:]
