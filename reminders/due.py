"""Who is due to be asked about what: rows and `now` in, requests out. Nothing here is stored or sent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from reminders.ladder import (
    CHASES,
    DEFAULT_LADDER,
    ESCALATIONS,
    RUNG_ORDER,
    LadderSettings,
    RungDate,
    rung_words,
    rungs_for,
)
from store.types import ContactRoute, Rung
from store.working_days import LONDON, WorkingCalendar, london_date, london_moment


@dataclass(frozen=True, slots=True)
class Recipient:
    id: int
    key: str
    name: str
    route: ContactRoute


@dataclass(frozen=True, slots=True)
class AskedBefore:
    """A line of the ledger about one milestone and its present date. `delivered_on` is None until it arrived."""

    rung: Rung
    person_id: int
    delivered_on: date | None
    is_open: bool


@dataclass(frozen=True, slots=True)
class OpenMilestone:
    """A milestone that is not complete, with everybody the ladder may turn to."""

    milestone_id: int
    action_id: int
    ref: str
    sort_key: str
    seq: int
    title: str
    measure: str
    due: date
    leads: tuple[Recipient, ...]
    deputies: tuple[Recipient, ...]
    sros: tuple[Recipient, ...]
    compliance: tuple[Recipient, ...]
    vacant: tuple[str, ...]  # lead posts that nobody holds
    last_update_on: date | None
    asked: tuple[AskedBefore, ...]

    @property
    def occasion(self) -> str:
        """An approved new date is a new occasion, and so opens a new ladder."""
        return f"due:{self.due.isoformat()}"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody's diary: no message on a day of recorded leave, and one message of requests a day."""

    id: int
    away: bool
    messaged_today: bool


@dataclass(frozen=True, slots=True)
class DueItem:
    milestone: OpenMilestone
    rung: Rung
    reason: str


@dataclass(frozen=True, slots=True)
class DueMessage:
    """One message for one person, with every item they are due to be asked about that day."""

    recipient: Recipient
    send_at: datetime
    items: tuple[DueItem, ...]


def due(
    milestones: Iterable[OpenMilestone],
    diaries: Iterable[Person],
    now: datetime,
    calendar: WorkingCalendar,
    settings: LadderSettings = DEFAULT_LADDER,
) -> tuple[DueMessage, ...]:
    """What is to be sent on the day of `now`, from its sending time on: due, not yet asked, still open.

    Raises BeyondHolidayData when a date lies after the bank holidays held.
    """
    today = london_date(now)
    send_at = sending_time(now, calendar, settings)
    if send_at is None:
        return ()
    busy = {person.id for person in diaries if person.away or person.messaged_today}
    passed: dict[date, list[RungDate]] = {}  # many milestones share a due date
    by_person: dict[Recipient, list[DueItem]] = defaultdict(list)
    for milestone in milestones:
        if milestone.due not in passed:
            ladder = rungs_for(milestone.due, calendar, settings)
            passed[milestone.due] = [step for step in ladder if step.day <= today]
        for rung, recipients in _due_rungs(milestone, passed[milestone.due], today, calendar, settings):
            for recipient in recipients:
                if recipient.id not in busy:
                    reason = _reason(rung, recipient, milestone, today, calendar)
                    by_person[recipient].append(DueItem(milestone, rung, reason))
    return tuple(
        DueMessage(recipient, send_at, tuple(sorted(items, key=_reading_order)))
        for recipient, items in sorted(by_person.items(), key=lambda pair: pair[0].key)
    )


def sending_time(
    now: datetime, calendar: WorkingCalendar, settings: LadderSettings = DEFAULT_LADDER
) -> datetime | None:
    """When messages of this day go out: at the set time, at once if that has passed, None if today is quiet."""
    local = now.astimezone(LONDON)
    if not calendar.is_working(local.date()) or local.time() >= settings.quiet_from:
        return None
    return max(now, london_moment(local.date(), settings.send_at))


def _due_rungs(
    milestone: OpenMilestone,
    passed: list[RungDate],
    today: date,
    calendar: WorkingCalendar,
    settings: LadderSettings,
) -> Iterator[tuple[Rung, tuple[Recipient, ...]]]:
    """The nearest rung that has come, once, and never the backlog; beside it whoever is next up the ladder."""
    asking = [step for step in passed if step.rung not in ESCALATIONS]
    if not asking:
        return
    nearest = asking[-1]
    if not _answered_since(nearest, milestone):
        people = _asked_at(nearest.rung, milestone)
        yield nearest.rung, tuple(person for person in people if _not_asked_since(nearest.rung, person, milestone))
    yield from _escalations(milestone, {step.rung for step in passed}, today, calendar, settings)


def _asked_at(rung: Rung, milestone: OpenMilestone) -> tuple[Recipient, ...]:
    """The leads; at the third chase their deputies too. Nobody in post: the next up the ladder who is there."""
    if not milestone.leads:
        return milestone.deputies or milestone.sros or milestone.compliance
    if rung is Rung.CHASE_3:
        return tuple(dict.fromkeys(milestone.leads + milestone.deputies))
    return milestone.leads


def _not_asked_since(rung: Rung, person: Recipient, milestone: OpenMilestone) -> bool:
    place = RUNG_ORDER[rung]
    return not any(
        before.person_id == person.id and RUNG_ORDER[before.rung] >= place and before.rung not in ESCALATIONS
        for before in milestone.asked
    )


def _answered_since(step: RungDate, milestone: OpenMilestone) -> bool:
    """An update on or after the rung's day, before anybody was asked at it, already says what it would ask."""
    return milestone.last_update_on is not None and milestone.last_update_on >= step.day


def _escalations(
    milestone: OpenMilestone, reached: set[Rung], today: date, calendar: WorkingCalendar, settings: LadderSettings
) -> Iterator[tuple[Rung, tuple[Recipient, ...]]]:
    """The SRO, then the compliance team, each a grace after the last message below that arrived and has no answer.

    Nobody hears about a person who was never asked or whom the message never reached, nor about their own silence.
    """
    chased = {person.id for person in _asked_at(Rung.CHASE_3, milestone)}
    told = {before.person_id for before in milestone.asked if before.rung in ESCALATIONS}
    sros = tuple(person for person in milestone.sros if person.id not in chased)
    below_compliance = Rung.SRO if sros else Rung.CHASE_3
    for below, rung, people in (
        (Rung.CHASE_3, Rung.SRO, sros),
        (below_compliance, Rung.COMPLIANCE, milestone.compliance),
    ):
        arrived = [
            before.delivered_on
            for before in milestone.asked
            if before.rung is below and before.is_open and before.delivered_on
        ]
        if rung in reached and arrived and calendar.add(max(arrived), settings.escalate_after) <= today:
            yield rung, tuple(person for person in people if person.id not in chased | told)


def _reason(rung: Rung, recipient: Recipient, milestone: OpenMilestone, today: date, calendar: WorkingCalendar) -> str:
    """Nobody is told "Reminder 2" who never had a first message, and whoever stands in for a lead is told why."""
    heard = any(before.person_id == recipient.id and before.delivered_on for before in milestone.asked)
    words = rung_words(Rung.OVERDUE if rung in CHASES and not heard else rung, milestone.due, today, calendar)
    if rung in ESCALATIONS or recipient in milestone.leads:
        return words
    if milestone.leads:
        return f"{words}. Asked of you as deputy"
    if milestone.vacant:
        return f"{words}. Asked of you because nobody holds the post {milestone.vacant[0]}"
    return f"{words}. Asked of you because the action names no lead"


def _reading_order(item: DueItem) -> tuple[date, str, int]:
    return item.milestone.due, item.milestone.sort_key, item.milestone.seq
