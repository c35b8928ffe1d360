"""How a board's cycle goes: who was asked, reached and heard, who is silent, and whom no message reaches."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from store.back_schedule import BackSchedule, back_schedule
from store.queries.asking import closure_days
from store.queries.cycles import (
    ActionInArea,
    AskedForCycle,
    MeetingAhead,
    actions_in_areas,
    asked_for,
    latest_cycle,
    meeting_by_id,
)
from store.queries.open_actions import last_said_of, open_actions_of
from store.tables import Plan
from store.types import MessageStatus, Rung
from store.working_days import WorkingCalendar, london_date

UNREACHED = (MessageStatus.FAILED, MessageStatus.UNCONFIRMED)


@dataclass(frozen=True, slots=True)
class AreaProgress:
    """Numbers of actions. `late`: no answer since the first reminder; `escalated`: copied to the SRO."""

    area_ref: str
    title: str
    asked: int
    delivered: int
    answered: int
    late: int
    escalated: int
    undeliverable: int


@dataclass(frozen=True, slots=True)
class Silent:
    """An action that was asked about and has no answer."""

    ref: str
    title: str
    area_ref: str
    asked: tuple[str, ...]  # names
    messages: int  # that arrived
    last_update_on: date | None


@dataclass(frozen=True, slots=True)
class Unreached:
    """Somebody whom a message did not reach, or perhaps did not."""

    person: str
    name: str
    route: str
    status: str
    fault: str
    refs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CycleStatus:
    plan: str
    board: str
    meeting: date
    asked_on: date
    cut_off: datetime
    closed: bool
    areas: tuple[AreaProgress, ...]
    silent: tuple[Silent, ...]
    unreached: tuple[Unreached, ...]


def cycle_status(session: Session, plan: Plan, now: datetime) -> CycleStatus | None:
    """Of the plan's latest cycle; None before the first has opened."""
    plan_id = plan.id or 0
    cycle = latest_cycle(session, plan_id, now)
    if cycle is None:
        return None
    ahead = meeting_by_id(session, cycle.meeting_id)
    calendar = WorkingCalendar.of_england(closure_days(session))
    schedule = back_schedule(ahead.meeting.held_on, calendar, ahead.meeting.cut_off_given)
    asked = asked_for(session, f"cycle:{cycle.meeting_id}", by=now)
    return progress_of(
        plan.key,
        ahead,
        schedule,
        actions_in_areas(session, plan_id),
        {one.action.id or 0 for one in open_actions_of(session, [plan_id], at=now)},
        asked,
        last_said_of(session, [plan_id], at=min(now, schedule.cut_off)),
        now,
    )


def progress_of(
    plan_key: str,
    ahead: MeetingAhead,
    schedule: BackSchedule,
    actions: Iterable[ActionInArea],
    still_open: set[int],
    ledger: Iterable[AskedForCycle],
    said: Mapping[int, datetime],
    now: datetime,
) -> CycleStatus:
    """Pure. An answer is any update on the action or a milestone of it, from the day of asking to the cut-off; `said`
    is the last of each action by then: what comes later is for the next edition."""
    asked: dict[int, list[AskedForCycle]] = defaultdict(list)
    for line in ledger:
        asked[line.action_id].append(line)
    by_area: dict[tuple[str, str], list[_Standing]] = defaultdict(list)
    for action in actions:
        if action.action_id in still_open or asked[action.action_id]:
            standing = _Standing(
                action, asked[action.action_id], said.get(action.action_id), schedule, london_date(now)
            )
            by_area[action.area_ref, action.area_title].append(standing)
    everything = [standing for standings in by_area.values() for standing in standings]
    return CycleStatus(
        plan=plan_key,
        board=ahead.board,
        meeting=ahead.meeting.held_on,
        asked_on=schedule.ask,
        cut_off=schedule.cut_off,
        closed=now >= schedule.cut_off,
        areas=tuple(_progress(area, title, standings) for (area, title), standings in by_area.items()),
        silent=tuple(standing.silent() for standing in everything if standing.asked and not standing.answered),
        unreached=_unreached(everything),
    )


@dataclass(frozen=True, slots=True)
class _Standing:
    action: ActionInArea
    ledger: list[AskedForCycle]
    said_at: datetime | None
    schedule: BackSchedule
    today: date

    @property
    def since(self) -> date:
        """The day of asking; the day this was first asked, when the meeting has been moved since."""
        first = min((london_date(line.asked_at) for line in self.ledger), default=self.schedule.ask)
        return min(first, self.schedule.ask)

    @property
    def asked(self) -> bool:
        return bool(self.ledger)

    @property
    def delivered(self) -> bool:
        return any(line.status is MessageStatus.SENT for line in self.ledger if line.rung is not Rung.CYCLE_SRO)

    @property
    def answered(self) -> bool:
        return self.said_at is not None and london_date(self.said_at) >= self.since

    @property
    def late(self) -> bool:
        return self.asked and not self.answered and self.today >= self.schedule.first_reminder

    @property
    def escalated(self) -> bool:
        return any(line.rung is Rung.CYCLE_SRO for line in self.ledger)

    @property
    def undeliverable(self) -> bool:
        return self.asked and not self.delivered and any(line.status in UNREACHED for line in self.ledger)

    def silent(self) -> Silent:
        to_leads = [line for line in self.ledger if line.rung is not Rung.CYCLE_SRO]
        return Silent(
            self.action.ref,
            self.action.title,
            self.action.area_ref,
            tuple(dict.fromkeys(line.person.name for line in to_leads)),
            sum(line.status is MessageStatus.SENT for line in to_leads),
            london_date(self.said_at) if self.said_at else None,
        )


def _progress(area_ref: str, title: str, standings: list[_Standing]) -> AreaProgress:
    return AreaProgress(
        area_ref=area_ref,
        title=title,
        asked=sum(one.asked for one in standings),
        delivered=sum(one.delivered for one in standings),
        answered=sum(one.answered for one in standings),
        late=sum(one.late for one in standings),
        escalated=sum(one.escalated for one in standings),
        undeliverable=sum(one.undeliverable for one in standings),
    )


def _unreached(standings: Iterable[_Standing]) -> tuple[Unreached, ...]:
    """By person; a later message that arrived does not hide an earlier one that did not."""
    refs: dict[tuple[str, str, str, str, str], dict[str, None]] = defaultdict(dict)
    for standing in standings:
        for line in standing.ledger:
            if line.status in UNREACHED:
                person = line.person
                refs[person.key, person.name, line.route.value, line.status.value, line.fault][standing.action.ref] = (
                    None
                )
    return tuple(Unreached(*who, refs=tuple(found)) for who, found in sorted(refs.items()))
