"""A milestone that comes round again: once one occurrence is complete, the next stands in the register."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime

from sqlmodel import Session

from store.audit import AuditChain
from store.queries.governing import milestones_of
from store.tables import Action, Milestone, Plan

MONTHS = {
    "monthly": 1,
    "quarterly": 3,
    "biannual": 6,
    "biannually": 6,
    "6-monthly": 6,
    "six-monthly": 6,
    "annual": 12,
    "annually": 12,
    "yearly": 12,
}
"""Biannual is twice a year. What comes round by the term, by the week or after each event has no day to reckon from."""


def next_due(due: date, recurrence: str, *, after: date) -> date | None:
    """The first date in the milestone's own rhythm that lies after a day; a month's last day stays one.

    None for a recurrence that cannot be reckoned.

    >>> next_due(date(2022, 11, 30), "quarterly", after=date(2022, 11, 25))
    datetime.date(2023, 2, 28)
    """
    step = MONTHS.get(" ".join(recurrence.split()).casefold().removeprefix("ongoing "))
    if step is None:
        return None
    times = 1
    while (found := _months_after(due, times * step)) <= after:
        times += 1
    return found


def _months_after(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    last = monthrange(year, month)[1]
    ends_its_month = day.day == monthrange(day.year, day.month)[1]
    return date(year, month, last if ends_its_month else min(day.day, last))


def open_next_occurrence(
    session: Session, audit: AuditChain, *, milestone: Milestone, actor: str, now: datetime
) -> Milestone | None:
    """The next occurrence of one just completed, by the date first agreed, so that lateness does not carry over; what
    was missed meanwhile is not made up for.

    None where none is due: not complete, no rhythm, after the plan's end, or opened before.
    """
    due = milestone.baseline_due or milestone.current_due
    if due is None or milestone.completed_on is None:
        return None
    action = session.get_one(Action, milestone.action_id)
    plan = session.get_one(Plan, action.plan_id)
    coming = next_due(due, milestone.recurrence, after=max(due, milestone.completed_on))
    if coming is None or (plan.period_end is not None and coming > plan.period_end):
        return None
    siblings = milestones_of(session, action)
    if any(_comes_after(other, milestone, due) for other in siblings):
        return None
    opened = Milestone(
        action_id=action.id or 0,
        seq=siblings[-1].seq + 1,
        baseline_due=coming,
        current_due=coming,
        recurrence=milestone.recurrence,
        measure=milestone.measure,
        statutory=milestone.statutory,
        note=f"Next occurrence of milestone {milestone.seq}.",
    )
    session.add(opened)
    session.flush()
    audit.record(
        session,
        plan_key=plan.key,
        at=now,
        actor=actor,
        action="open_next_occurrence",
        subject=f"{action.ref}/{opened.seq}",
        content={"after": milestone.seq, "due": coming, "recurrence": milestone.recurrence},
    )
    return opened


def _comes_after(other: Milestone, milestone: Milestone, due: date) -> bool:
    same = (other.recurrence, other.measure) == (milestone.recurrence, milestone.measure)
    return same and other.id != milestone.id and other.baseline_due is not None and other.baseline_due > due
