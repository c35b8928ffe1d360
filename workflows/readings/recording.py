"""Recording a reading: by a lead or deputy of a linked action, the SRO of the area, or the compliance team."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from store.audit import AuditChain
from store.database import one_at_a_time
from store.queries.people import Remit, remit_of
from store.queries.readings import actions_of, area_ref_of, reading_of
from store.tables import Indicator, Plan, Reading
from store.types import RoleName
from store.working_days import london_date
from workflows.indicators import with_unit
from workflows.language import day_words
from workflows.personal_data import find_passages
from workflows.personal_data.scan import refusal_words, without_passages
from workflows.readings.views import ReadingTyped
from workflows.updates.actions import Speaker
from workflows.updates.rules import EARLIEST

LONGEST_SOURCE = 200
MOST_PERCENT = 100.0


class ReadingRefused(Exception):
    """The reading was not recorded; the message says why."""


class NotYourIndicator(ReadingRefused):
    def __init__(self, ref: str) -> None:
        super().__init__(
            f"Only a lead of an action behind indicator {ref}, the SRO of its area or the compliance team can give its "
            "figures: please pass it on to them."
        )


class ReadingIncomplete(ReadingRefused):
    """`problems` says what is wrong; `typed` is what may be given back."""

    def __init__(self, problems: tuple[str, ...], typed: ReadingTyped) -> None:
        self.problems, self.typed = problems, typed
        super().__init__(problems[0])


@dataclass(frozen=True, slots=True)
class ReadingRecorded:
    ref: str
    words: str


def may_give(remit: Remit, indicator_actions: set[str], area_ref: str) -> bool:
    theirs = {*remit.leads, *remit.deputises}
    return bool(theirs & indicator_actions) or area_ref in remit.areas or RoleName.COMPLIANCE in remit.roles


def check_right(session: Session, person: Speaker, plan: Plan, indicator: Indicator, now: datetime) -> None:
    """Raises NotYourIndicator."""
    remit = remit_of(session, person.id or 0, plan, london_date(now))
    if not may_give(remit, actions_of(session, indicator.id or 0), area_ref_of(session, indicator)):
        raise NotYourIndicator(indicator.ref)


def problems_of_reading(typed: ReadingTyped, unit: str, today: date) -> tuple[str, ...]:
    found: list[str] = []
    if typed.value is None:
        found.append("Give the figure as a number, such as 81.5.")
    elif typed.value < 0 or (unit == "percent" and typed.value > MOST_PERCENT):
        found.append("A share is between 0 and 100 per cent: check the figure." if unit == "percent" else
                     "A figure cannot be below 0: check it.")  # fmt: skip
    if typed.period_end is None:
        found.append("Give the last day of the period that the figure is of.")
    elif typed.period_end > today:
        found.append(f"{day_words(typed.period_end)} is still to come: give the period that the figure is of.")
    elif typed.period_end < EARLIEST:
        found.append(f"{day_words(typed.period_end)} looks mistyped: check the year.")
    if not typed.source:
        found.append("Say where the figure can be seen: the report or the system.")
    elif len(typed.source) > LONGEST_SOURCE:
        found.append(f"Shorten the source: {len(typed.source)} characters, at most {LONGEST_SOURCE} fit.")
    elif passages := find_passages(typed.source):
        found.append(refusal_words(passages))
    return tuple(found)


def record_reading(
    session: Session,
    audit: AuditChain,
    *,
    person: Speaker,
    plan: Plan,
    indicator: Indicator,
    typed: ReadingTyped,
    now: datetime,
) -> ReadingRecorded:
    """Another figure for the same period and source takes the place of the first, and the audit keeps both.

    Raises ReadingRefused: NotYourIndicator, ReadingIncomplete.
    """
    check_right(session, person, plan, indicator, now)
    problems = problems_of_reading(typed, indicator.unit, london_date(now))
    if problems or typed.value is None or typed.period_end is None:
        kept = without_passages(typed.source, find_passages(typed.source))
        raise ReadingIncomplete(problems, ReadingTyped(typed.value, typed.period_end, kept, typed.value_typed))
    one_at_a_time(session, f"reading of indicator {indicator.id}")
    held = reading_of(session, indicator.id or 0, typed.period_end, typed.source)
    before = held.value if held else None
    if held is None:
        session.add(
            Reading(
                indicator_id=indicator.id or 0,
                period_end=typed.period_end,
                value=typed.value,
                source=typed.source,
                recorded_at=now,
            )
        )
    elif held.value != typed.value:
        held.value, held.recorded_at = typed.value, now
    figure = with_unit(typed.value, indicator.unit)
    said = f"{figure} for the period to {day_words(typed.period_end)}, from {typed.source}"
    if before == typed.value:
        return ReadingRecorded(indicator.ref, f"Indicator {indicator.ref} had this figure already: {said}.")
    audit.record(
        session,
        plan_key=plan.key,
        at=now,
        actor=person.key,
        action="record_reading",
        subject=f"indicator {indicator.ref}",
        content={"period_end": typed.period_end, "old": before, "new": typed.value, "source": typed.source},
    )
    instead = f" It stood at {with_unit(before, indicator.unit)}." if before is not None else ""
    return ReadingRecorded(indicator.ref, f"Recorded for indicator {indicator.ref}: {said}.{instead}")
