"""The rungs of the ladder for one milestone (`design.md` section 4, promise 8)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time, timedelta

from store.types import Rung
from store.working_days import WorkingCalendar

BEFORE = {Rung.BEFORE_20: 20, Rung.BEFORE_10: 10, Rung.BEFORE_5: 5, Rung.BEFORE_1: 1}
CHASES = (Rung.CHASE_1, Rung.CHASE_2, Rung.CHASE_3)
ESCALATIONS = (Rung.SRO, Rung.COMPLIANCE)
LADDER = (*BEFORE, Rung.OVERDUE, *CHASES, *ESCALATIONS)
RUNG_ORDER = {rung: place for place, rung in enumerate(Rung)}


@dataclass(frozen=True, slots=True)
class LadderSettings:
    """Working days and London wall times; the defaults are the promise. `before` counts down to the due date."""

    before: tuple[int, ...] = tuple(BEFORE.values())
    chase_every: int = 5
    chases: int = len(CHASES)
    escalate_after: int = 5
    send_at: time = time(9, 30)
    quiet_until: time = time(8, 30)
    quiet_from: time = time(17, 30)

    @property
    def before_rungs(self) -> tuple[tuple[Rung, int], ...]:
        """The rungs before the date, the last ones when a plan wants fewer than four."""
        return tuple(zip(tuple(BEFORE)[len(BEFORE) - len(self.before) :], self.before, strict=True))


DEFAULT_LADDER = LadderSettings()


@dataclass(frozen=True, slots=True)
class RungDate:
    rung: Rung
    day: date


def rungs_for(due: date, calendar: WorkingCalendar, settings: LadderSettings = DEFAULT_LADDER) -> tuple[RungDate, ...]:
    """Every rung of a milestone due on `due`, in order of time.

    The rungs before it count from D, the last working day on or before the due date. Of a date in or before the first
    year of bank holidays held, every rung has long passed, on whatever day: they are all given as that date.
    """
    if due.year <= calendar.years[0]:
        return tuple(RungDate(rung, due) for rung in LADDER)
    last_working = calendar.on_or_before(due)
    days = [RungDate(rung, calendar.add(last_working, -count)) for rung, count in settings.before_rungs]
    day = calendar.add(due, 1)
    days.append(RungDate(Rung.OVERDUE, day))
    for rung in CHASES[: settings.chases]:
        day = calendar.add(day, settings.chase_every)
        days.append(RungDate(rung, day))
    for rung in ESCALATIONS:
        day = calendar.add(day, settings.escalate_after)
        days.append(RungDate(rung, day))
    return tuple(days)


def last_due_with_a_rung(today: date, calendar: WorkingCalendar, settings: LadderSettings = DEFAULT_LADDER) -> date:
    """The latest due date whose first rung has come by `today`, a working day."""
    longest = max(settings.before, default=0)
    return calendar.add(today, longest + 1) - timedelta(days=1)


def rung_words(rung: Rung, due: date, today: date, calendar: WorkingCalendar, *, chases: int = len(CHASES)) -> str:
    """Why somebody is asked, for the card and the dry run. `today` is the day the message goes out."""
    if rung in BEFORE:
        ahead = calendar.between(today, due) + (1 if due > today and calendar.is_working(due) else 0)
        if not ahead:
            return "Due today" if due == today else f"Due on {due:%A}, and today is the last working day before it"
        return f"Due in {ahead} working {'day' if ahead == 1 else 'days'}"
    days = (today - due).days
    late = f"{days} {'day' if days == 1 else 'days'} past its date"
    if rung is Rung.OVERDUE:
        return f"Not reported complete, {late}"
    if rung is Rung.SRO:
        return f"Passed to you as the area's SRO: no answer from the lead, {late}"
    if rung is Rung.COMPLIANCE:
        return f"Passed to the compliance team: no answer from the lead, deputy or SRO, {late}"
    return f"Reminder {rung.value.removeprefix('chase_')} of {chases}, {late}"
