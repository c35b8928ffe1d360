"""Who is due to be asked about what: rows and `now` in, requests out. Nothing here is stored or sent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from reminders.cycle import OpenCycle, cycle_words, nearest_step
from reminders.ladder import (
    CHASES,
    ESCALATIONS,
    RUNG_ORDER,
    LadderSettings,
    RungDate,
    rung_words,
    rungs_for,
)
from reminders.recipients import AskedBefore, OpenItem, Person, Recipient
from store.types import Rung
from store.working_days import LONDON, WorkingCalendar, london_date, london_moment


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenMilestone(OpenItem):
    """A milestone that is not complete."""

    milestone_id: int
    seq: int
    measure: str
    due: date

    @property
    def key(self) -> str:
        return f"m:{self.milestone_id}"

    @property
    def occasion(self) -> str:
        """An approved new date is a new occasion, and so opens a new ladder."""
        return f"due:{self.due.isoformat()}"


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenAction(OpenItem):
    """An action that a board wants to hear of. `last_update_on` counts what was said of its milestones too."""

    cycle: OpenCycle

    @property
    def key(self) -> str:
        return f"a:{self.action_id}"

    @property
    def occasion(self) -> str:
        return self.cycle.occasion


@dataclass(frozen=True, slots=True)
class DueItem:
    item: OpenMilestone | OpenAction
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
    actions: Iterable[OpenAction],
    diaries: Iterable[Person],
    now: datetime,
    calendar: WorkingCalendar,
) -> tuple[DueMessage, ...]:
    """What is to be sent on the day of `now`, from its sending time on: due, not yet asked, still open.

    Raises BeyondHolidayData when a date lies after the bank holidays held.
    """
    today = london_date(now)
    if not calendar.is_working(today):
        return ()
    busy = {person.id for person in diaries if person.away or person.messaged_today}
    passed: dict[tuple[date, LadderSettings], list[RungDate]] = {}  # many milestones share a due date
    asked: dict[int, list[DueItem]] = defaultdict(list)
    recipients: dict[int, Recipient] = {}

    def ask(item: OpenMilestone | OpenAction, steps: Iterable[tuple[Rung, tuple[Recipient, ...]]]) -> None:
        for rung, people in steps:
            for person in people:
                if person.id not in busy:
                    recipients.setdefault(person.id, person)
                    asked[person.id].append(DueItem(item, rung, _reason(rung, person, item, today, calendar)))

    for milestone in milestones:
        if _left_alone(milestone, now):
            continue
        ladder = milestone.due, milestone.settings
        if ladder not in passed:
            rungs = rungs_for(milestone.due, calendar, milestone.settings)
            passed[ladder] = [step for step in rungs if step.day <= today]
        ask(milestone, _due_rungs(milestone, passed[ladder], today, calendar))
    for action in actions:
        if not _left_alone(action, now):
            ask(action, _due_steps(action, today))
    return tuple(
        DueMessage(
            recipient, _send_at(asked[recipient.id], now), tuple(sorted(asked[recipient.id], key=_reading_order))
        )
        for recipient in sorted(recipients.values(), key=lambda person: person.key)
    )


def sending_time(now: datetime, calendar: WorkingCalendar, settings: LadderSettings) -> datetime | None:
    """When messages of this day go out: at the set time, at once if that has passed, None if today is quiet."""
    local = now.astimezone(LONDON)
    if not calendar.is_working(local.date()) or local.time() >= settings.quiet_from:
        return None
    return max(now, london_moment(local.date(), settings.send_at))


def _left_alone(item: OpenItem, now: datetime) -> bool:
    """Snoozed, or too late in the day for its plan."""
    local = now.astimezone(LONDON)
    return local.time() >= item.settings.quiet_from or bool(item.snoozed_until and local.date() < item.snoozed_until)


def _send_at(items: list[DueItem], now: datetime) -> datetime:
    """One message a day, so the plan that wants it latest decides."""
    return max(now, london_moment(london_date(now), max(item.item.settings.send_at for item in items)))


def _due_rungs(
    milestone: OpenMilestone, passed: list[RungDate], today: date, calendar: WorkingCalendar
) -> Iterator[tuple[Rung, tuple[Recipient, ...]]]:
    """The nearest rung that has come, once, and never the backlog; beside it whoever is next up the ladder."""
    asking = [step for step in passed if step.rung not in ESCALATIONS]
    if not asking:
        return
    nearest = asking[-1]
    if not _answered_since(nearest.day, milestone):
        people = milestone.asked_of(last_of_chases=nearest.rung is _last_rung(milestone.settings))
        yield nearest.rung, tuple(person for person in people if _not_asked_since(nearest.rung, person, milestone))
    yield from _escalations(milestone, {step.rung for step in passed}, today, calendar)


def _due_steps(action: OpenAction, today: date) -> Iterator[tuple[Rung, tuple[Recipient, ...]]]:
    """The cycle's nearest step; with the last of them a copy to the SROs about whoever was reached and is silent."""
    step = nearest_step(action.cycle.schedule, today)
    if step is None or action.cycle.answered_by(action.last_update_on):
        return
    people = action.asked_of(last_of_chases=step.rung is Rung.CYCLE_LAST)
    yield step.rung, tuple(person for person in people if _not_asked_since(step.rung, person, action))
    if step.rung is Rung.CYCLE_LAST and any(_silent_since(before, today) for before in action.asked):
        told = {before.person_id for before in action.asked if before.rung is Rung.CYCLE_SRO}
        asked = {person.id for person in people}
        yield Rung.CYCLE_SRO, tuple(person for person in action.sros if person.id not in asked | told)


def _silent_since(before: AskedBefore, today: date) -> bool:
    """Reached on an earlier day: nobody is told of a silence that is minutes old."""
    return before.is_open and before.delivered_on is not None and before.delivered_on < today


def _last_rung(settings: LadderSettings) -> Rung:
    """The last message to the lead before it goes up the ladder."""
    return CHASES[settings.chases - 1] if settings.chases else Rung.OVERDUE


def _not_asked_since(rung: Rung, person: Recipient, item: OpenItem) -> bool:
    place = RUNG_ORDER[rung]
    copies = (*ESCALATIONS, Rung.CYCLE_SRO)
    return not any(
        before.person_id == person.id and RUNG_ORDER[before.rung] >= place and before.rung not in copies
        for before in item.asked
    )


def _answered_since(day: date, item: OpenItem) -> bool:
    """An update on or after the day, before anybody was asked, already says what would be asked."""
    return item.last_update_on is not None and item.last_update_on >= day


def _escalations(
    milestone: OpenMilestone, reached: set[Rung], today: date, calendar: WorkingCalendar
) -> Iterator[tuple[Rung, tuple[Recipient, ...]]]:
    """The SRO, then the compliance team, each a grace after the last message below that arrived and has no answer.

    Nobody hears about a person who was never asked or whom the message never reached, nor about their own silence.
    """
    settings = milestone.settings
    last = _last_rung(settings)
    chased = {person.id for person in milestone.asked_of(last_of_chases=True)}
    told = {before.person_id for before in milestone.asked if before.rung in ESCALATIONS}
    sros = tuple(person for person in milestone.sros if person.id not in chased)
    below_compliance = Rung.SRO if sros else last
    for below, rung, people in (
        (last, Rung.SRO, sros),
        (below_compliance, Rung.COMPLIANCE, milestone.compliance),
    ):
        arrived = [
            before.delivered_on
            for before in milestone.asked
            if before.rung is below
            and before.is_open
            and before.delivered_on
            and (below is Rung.SRO or before.person_id in chased)
        ]
        if rung in reached and arrived and calendar.add(max(arrived), settings.escalate_after) <= today:
            yield rung, tuple(person for person in people if person.id not in chased | told)


def _reason(
    rung: Rung, person: Recipient, item: OpenMilestone | OpenAction, today: date, calendar: WorkingCalendar
) -> str:
    """Nobody is told "Reminder 2" who never had a first message, and whoever stands in for a lead is told why."""
    heard = item.heard(person)
    if isinstance(item, OpenAction):
        words = cycle_words(rung, item.cycle, heard=heard)
    else:
        said = Rung.OVERDUE if rung in CHASES and not heard else rung
        words = rung_words(said, item.due, today, calendar, chases=item.settings.chases)
    if person.covers:
        return f"{words}. Asked of you as cover for {person.covers}"
    if rung in (*ESCALATIONS, Rung.CYCLE_SRO) or person in item.leads:
        return words
    if item.leads:
        return f"{words}. Asked of you as deputy"
    if item.vacant:
        return f"{words}. Asked of you because nobody holds the post {item.vacant[0]}"
    return f"{words}. Asked of you because the action names no lead"


def _reading_order(due_item: DueItem) -> tuple[date, str, int]:
    """By date, then as the plan has them; whole actions after the milestones."""
    item = due_item.item
    if isinstance(item, OpenMilestone):
        return item.due, item.sort_key, item.seq
    return date.max, item.sort_key, 0
