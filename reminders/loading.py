"""Reading the register for the ladder and for the board's cycle."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel import Session

from reminders.cycle import OpenCycle, heard_since, is_open, next_to_answer
from reminders.due import DueMessage, OpenAction, OpenMilestone, due
from reminders.ladder import last_due_with_a_rung
from reminders.recipients import AskedBefore, Person, Recipient
from reminders.settings import Overrides
from store import tables
from store.back_schedule import back_schedule
from store.queries.absences import snoozed_until
from store.queries.asking import AskedOnce, asked_about, last_update_times, messaged_on, open_items_due_by
from store.queries.cycles import cycles_opened, meetings_between
from store.queries.open_actions import last_said_of, open_actions_of
from store.queries.people import (
    InPost,
    away_on,
    covers_on,
    in_post_on,
    people_with_role,
    post_names,
)
from store.types import Capacity, RoleName
from store.working_days import WorkingCalendar, london_date

LONGEST_CYCLE = timedelta(days=92)
"""No cycle opens earlier before its meeting, 23 working days being seven weeks at most, or ends later after it."""


def due_messages(
    session: Session,
    now: datetime,
    plan_id: int | None,
    calendar: WorkingCalendar,
    overrides: Overrides,
    *,
    at: datetime | None,
) -> tuple[DueMessage, ...]:
    """With `at`, as things stood then. Without, as they stand: an answer that came in since the clock was read, a
    moment ago, counts. Raises BeyondHolidayData."""
    reading = _Reading(session, now, plan_id, calendar, at, overrides, snoozed_until(session, at=at))
    return due(reading.milestones(), reading.actions(), reading.diaries(), now, calendar)


def open_cycles(
    session: Session, now: datetime, calendar: WorkingCalendar, plan_id: int | None = None
) -> list[OpenCycle]:
    """Of every meeting whose day of asking has come and whose cut-off has not, unless its cycle was closed."""
    today = london_date(now)
    around = [
        (ahead, back_schedule(ahead.meeting.held_on, calendar, ahead.meeting.cut_off_given))
        for ahead in meetings_between(session, today - LONGEST_CYCLE, today + LONGEST_CYCLE, plan_id)
    ]
    asking = [(ahead, schedule) for ahead, schedule in around if is_open(schedule, now)]
    opened = cycles_opened(session, [ahead.meeting.id or 0 for ahead, _ in asking])
    cycles: list[OpenCycle] = []
    for ahead, schedule in asking:
        held = opened.get(ahead.meeting.id or 0)
        if held and held.closed_at and held.closed_at <= now:
            continue
        others = [other for meeting, other in around if meeting.plan_id == ahead.plan_id]
        since = heard_since(schedule, others, london_date(held.opened_at) if held else None)
        cycles.append(OpenCycle(ahead.meeting.id or 0, ahead.plan_id, ahead.plan_key, ahead.board, schedule, since))
    return cycles


def next_cut_off(session: Session, plan_id: int, now: datetime, calendar: WorkingCalendar) -> datetime | None:
    """Of the plan's boards, the first to come; None when no meeting is ahead."""
    today = london_date(now)
    ahead = meetings_between(session, today, date.max, plan_id)
    cut_offs = (back_schedule(one.meeting.held_on, calendar, one.meeting.cut_off_given).cut_off for one in ahead)
    return next((moment for moment in cut_offs if moment > now), None)


@dataclass(frozen=True, slots=True)
class _Known:
    """The people of all items of one reading."""

    in_post: Mapping[int, list[InPost]]
    covers: Mapping[int, tables.Person]  # person id -> who acts for them today
    names: Mapping[int, str]
    compliance: Mapping[str, tuple[Recipient, ...]]

    def in_posts(self, post_ids: Iterable[int], capacity: Capacity) -> tuple[Recipient, ...]:
        found = [one for post in post_ids for one in self.in_post.get(post, []) if one.capacity is capacity]
        return tuple(dict.fromkeys(self._asked(one.person) for one in found))

    def vacant(self, post_ids: Iterable[int]) -> tuple[str, ...]:
        return tuple(
            self.names[post]
            for post in post_ids
            if not any(one.capacity is Capacity.HOLDER for one in self.in_post.get(post, []))
        )

    def _asked(self, person: tables.Person) -> Recipient:
        cover = self.covers.get(person.id or 0)
        return _recipient(cover, person.name) if cover else _recipient(person)


@dataclass(frozen=True, slots=True)
class _Reading:
    """One reading of the register, for the day of `now`."""

    session: Session
    now: datetime
    plan_id: int | None
    calendar: WorkingCalendar
    at: datetime | None
    overrides: Overrides
    snoozed: Mapping[str, date]

    @property
    def today(self) -> date:
        return london_date(self.now)

    def diaries(self) -> list[Person]:
        away = away_on(self.session, self.today)
        messaged = messaged_on(self.session, self.today, at=self.at)
        return [Person(person, person in away, person in messaged) for person in away | messaged]

    def milestones(self) -> list[OpenMilestone]:
        due_by = max(last_due_with_a_rung(self.today, self.calendar, ladder) for ladder in self.overrides.in_use())
        items = open_items_due_by(self.session, due_by, self.plan_id, at=self.at)
        known = self._known(
            [post for item in items for post in item.lead_post_ids + item.sro_post_ids],
            {item.plan.key for item in items},
        )
        ids = [item.milestone.id or 0 for item in items]
        asked = asked_about(self.session, [f"m:{milestone_id}" for milestone_id in ids])
        updated = last_update_times(self.session, ids, at=self.at)
        return [
            OpenMilestone(
                milestone_id=milestone_id,
                action_id=item.action.id or 0,
                ref=item.action.ref,
                sort_key=item.action.sort_key,
                seq=item.milestone.seq,
                title=item.action.title,
                measure=item.milestone.measure,
                due=item.due,
                leads=known.in_posts(item.lead_post_ids, Capacity.HOLDER),
                deputies=known.in_posts(item.lead_post_ids, Capacity.DEPUTY),
                sros=known.in_posts(item.sro_post_ids, Capacity.HOLDER),
                compliance=known.compliance[item.plan.key],
                vacant=known.vacant(item.lead_post_ids),
                last_update_on=_day(updated.get(milestone_id)),
                asked=self._lines(asked[f"m:{milestone_id}"], f"due:{item.due.isoformat()}", updated.get(milestone_id)),
                settings=self.overrides.ladder_of(item.plan.id or 0, item.action.area_id),
                snoozed_until=self._snoozed(f"m:{milestone_id}", item.due),
            )
            for milestone_id, item in zip(ids, items, strict=True)
        ]

    def actions(self) -> list[OpenAction]:
        cycles = open_cycles(self.session, self.now, self.calendar, self.plan_id)
        if not cycles:
            return []
        plans = sorted({cycle.plan_id for cycle in cycles})
        items = open_actions_of(self.session, plans, at=self.at)
        known = self._known(
            [post for item in items for post in item.lead_post_ids + item.sro_post_ids],
            {item.plan.key for item in items},
        )
        asked = asked_about(self.session, [f"a:{item.action.id}" for item in items])
        said = last_said_of(self.session, plans, at=self.at)
        found: list[OpenAction] = []
        for item in items:
            action_id, last = item.action.id or 0, said.get(item.action.id or 0)
            of_plan = [cycle for cycle in cycles if cycle.plan_id == item.plan.id]
            cycle = next_to_answer(of_plan, _day(last))
            if cycle is None:
                continue
            found.append(
                OpenAction(
                    action_id=action_id,
                    ref=item.action.ref,
                    sort_key=item.action.sort_key,
                    title=item.action.title,
                    leads=known.in_posts(item.lead_post_ids, Capacity.HOLDER),
                    deputies=known.in_posts(item.lead_post_ids, Capacity.DEPUTY),
                    sros=known.in_posts(item.sro_post_ids, Capacity.HOLDER),
                    compliance=known.compliance[item.plan.key],
                    vacant=known.vacant(item.lead_post_ids),
                    last_update_on=_day(last),
                    asked=self._lines(asked[f"a:{action_id}"], cycle.occasion, last),
                    settings=self.overrides.ladder_of(item.plan.id or 0, item.action.area_id),
                    snoozed_until=self._snoozed(f"a:{action_id}", london_date(cycle.schedule.cut_off)),
                    cycle=cycle,
                )
            )
        return found

    def _snoozed(self, item: str, latest: date) -> date | None:
        """Never past the due date or the cut-off, wherever that has moved to since."""
        until = self.snoozed.get(item)
        return min(until, latest) if until else None

    def _known(self, posts: Iterable[int], plan_keys: Iterable[str]) -> _Known:
        wanted = set(posts)
        return _Known(
            in_post=in_post_on(self.session, wanted, self.today),
            covers=covers_on(self.session, self.today),
            names=post_names(self.session, wanted),
            compliance={
                key: tuple(_recipient(p) for p in people_with_role(self.session, RoleName.COMPLIANCE, key))
                for key in sorted(plan_keys)
            },
        )

    def _lines(self, ledger: Iterable[AskedOnce], occasion: str, said: datetime | None) -> tuple[AskedBefore, ...]:
        return tuple(
            AskedBefore(
                rung=asked.rung,
                person_id=asked.person_id,
                delivered_on=_day(sent := self._by(asked.sent_at)),
                is_open=self._by(asked.closed_at) is None and not _answers(said, sent),
            )
            for asked in ledger
            if asked.occasion == occasion and self._by(asked.asked_at)
        )

    def _by(self, moment: datetime | None) -> datetime | None:
        """The moment, unless it lies after the one that is looked back to."""
        return moment if moment and (self.at is None or moment <= self.at) else None


def _answers(said: datetime | None, sent: datetime | None) -> bool:
    """What came in by an import says nothing of requests, yet was said since the message arrived."""
    return said is not None and sent is not None and said >= sent


def _day(moment: datetime | None) -> date | None:
    return london_date(moment) if moment else None


def _recipient(person: tables.Person, covers: str = "") -> Recipient:
    return Recipient(person.id or 0, person.key, person.name, person.route, covers)
