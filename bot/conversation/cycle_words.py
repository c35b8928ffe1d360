"""A board's round of asking, in words."""

from __future__ import annotations

from reminders.by_hand import Chased, ChasePlan
from reminders.overview import AreaProgress, CycleStatus
from store.working_days import LONDON
from workflows.language import count_words, day_words, list_words

NO_CYCLE = (
    "No board's round of asking has begun yet: it opens by itself 23 working days before a meeting in the register."
)


def cycle_lines(status: CycleStatus | None) -> list[str]:
    if status is None:
        return [NO_CYCLE]
    cut_off = status.cut_off.astimezone(LONDON)
    state = "closed at the cut-off of" if status.closed else "open until the cut-off,"
    moment = f"{cut_off:%H:%M} on {day_words(cut_off.date())}"
    return [
        f"{status.board}, meeting of {day_words(status.meeting)}: {state} {moment}.",
        *(_area(area) for area in status.areas),
        *silent_lines(status),
        *unreached_lines(status),
    ]


def silent_lines(status: CycleStatus) -> list[str]:
    return [
        f"No answer: {one.ref} {one.title} ({list_words(one.asked, 'nobody asked')}; "
        f"{count_words(one.messages, 'message')} delivered; last update {day_words(one.last_update_on, none='none')})"
        for one in status.silent
    ]


def unreached_lines(status: CycleStatus) -> list[str]:
    return [
        f"Not reached: {one.name} by {one.route}, {one.status} ({one.fault or 'no reason given'}): "
        f"{', '.join(one.refs)}"
        for one in status.unreached
    ]


def _area(area: AreaProgress) -> str:
    parts = [f"{area.asked} asked", f"{area.delivered} delivered", f"{area.answered} answered"]
    for number, word in ((area.late, "late"), (area.escalated, "escalated"), (area.undeliverable, "undeliverable")):
        if number:
            parts.append(f"{number} {word}")
    return f"Area {area.area_ref}, {area.title}: {', '.join(parts)}."


def chased_words(chased: Chased) -> str:
    sent = (
        f"{list_words(chased.sent_to)} will be asked again about {count_words(chased.items, 'item')}."
        if chased.sent_to
        else "Nobody was chased."
    )
    return sent + _left_alone(chased.left_alone)


def to_chase_words(planned: ChasePlan) -> str:
    names = [message.recipient.name for message in planned.messages]
    asks = (
        f"Shall I ask {list_words(names)} again about {count_words(planned.items, 'item')}?"
        if names
        else "There is nobody to chase now."
    )
    return asks + _left_alone(planned.left_alone)


def _left_alone(people: tuple[tuple[str, str], ...]) -> str:
    return "".join(f" {name} {why}, and is left alone." for name, why in people)
