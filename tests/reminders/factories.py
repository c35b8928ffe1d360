"""Milestones, people and lines of the ledger with plain defaults, each to be overridden by keyword."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from reminders.due import DueMessage, OpenMilestone, due
from reminders.recipients import AskedBefore, Person, Recipient
from store.types import ContactRoute, Rung
from store.working_days import WorkingCalendar, london_moment

CALENDAR = WorkingCalendar.of_england()
SENDING = time(9, 30)

DUE = date(2023, 3, 31)
"""A Friday; nothing but weekends in the twenty working days before it, Easter soon after."""

RUNG_DAYS = {
    Rung.BEFORE_20: date(2023, 3, 3),
    Rung.BEFORE_10: date(2023, 3, 17),
    Rung.BEFORE_5: date(2023, 3, 24),
    Rung.BEFORE_1: date(2023, 3, 30),
    Rung.OVERDUE: date(2023, 4, 3),
    Rung.CHASE_1: date(2023, 4, 12),  # past Good Friday, 7 April, and Easter Monday, 10 April
    Rung.CHASE_2: date(2023, 4, 19),
    Rung.CHASE_3: date(2023, 4, 26),
    Rung.SRO: date(2023, 5, 4),  # past 1 May
    Rung.COMPLIANCE: date(2023, 5, 12),  # past 8 May, the Coronation
}
"""The ladder of DUE, counted by hand on a calendar."""


def person(number: int, key: str, **overrides: Any) -> Recipient:
    return Recipient(**{"id": number, "key": key, "name": key.title(), "route": ContactRoute.TEAMS, **overrides})


LEAD = person(1, "lead")
CO_LEAD = person(2, "co-lead", route=ContactRoute.EMAIL)
DEPUTY = person(3, "deputy")
SRO = person(4, "sro")
JOINT_SRO = person(5, "sro-joint")
COMPLIANCE = person(6, "team")


def milestone(number: int = 1, **overrides: Any) -> OpenMilestone:
    fields: dict[str, Any] = {
        "milestone_id": number,
        "action_id": number,
        "ref": f"1.{number}",
        "sort_key": f"000001.{number:06}",
        "seq": 1,
        "title": "Publish the plan",
        "measure": "The plan is published",
        "due": DUE,
        "leads": (LEAD,),
        "deputies": (DEPUTY,),
        "sros": (SRO,),
        "compliance": (COMPLIANCE,),
        "vacant": (),
        "last_update_on": None,
        "asked": (),
    }
    return OpenMilestone(**{**fields, **overrides})


def asked(rung: Rung, who: Recipient = LEAD, **overrides: Any) -> AskedBefore:
    """Delivered on the rung's own day and not answered."""
    fields: dict[str, Any] = {"rung": rung, "person_id": who.id, "delivered_on": RUNG_DAYS[rung], "is_open": True}
    return AskedBefore(**{**fields, **overrides})


def asked_up_to(last: Rung, who: Recipient = LEAD, **overrides: Any) -> tuple[AskedBefore, ...]:
    ladder = list(RUNG_DAYS)
    return tuple(asked(rung, who, **overrides) for rung in ladder[: ladder.index(last) + 1])


def due_on(
    day: date,
    *milestones: OpenMilestone,
    at: time = SENDING,
    away: tuple[Recipient, ...] = (),
    messaged: tuple[Recipient, ...] = (),
    calendar: WorkingCalendar = CALENDAR,
) -> tuple[DueMessage, ...]:
    diaries = [Person(who.id, who in away, who in messaged) for who in {*away, *messaged}]
    return due(milestones or (milestone(),), (), diaries, london_moment(day, at), calendar)


def rungs_asked(messages: tuple[DueMessage, ...]) -> dict[str, list[Rung]]:
    """Who is asked at which rungs, by the person's key."""
    return {message.recipient.key: [item.rung for item in message.items] for message in messages}


def moment(day: date, at: time = SENDING) -> datetime:
    return london_moment(day, at)
