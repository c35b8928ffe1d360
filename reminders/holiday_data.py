"""Saying in good time that the bank holidays known to the program come to an end (`domain.md` 4.1)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlmodel import Session

from reminders.notices import plan_notice
from store.audit import AuditChain
from store.queries.people import people_with_role
from store.queries.plans import plans
from store.types import RoleName
from store.working_days import WorkingCalendar, london_date

HOLIDAYS_AHEAD = timedelta(days=180)
"""A ladder begins 20 working days before a due date and a board cycle two months before a meeting; half a year leaves
time to bring in a newer package."""


def known_until(calendar: WorkingCalendar) -> date:
    """The data comes in whole years."""
    return date(calendar.years[-1], 12, 31)


def runs_out(today: date, until: date) -> bool:
    return until < today + HOLIDAYS_AHEAD


def warn_of_the_end(session: Session, audit: AuditChain, now: datetime, calendar: WorkingCalendar) -> None:
    """The compliance team of every plan, once a month. Raises BeyondHolidayData."""
    today, until = london_date(now), known_until(calendar)
    if not runs_out(today, until):
        return
    told = {one.id: one for plan in plans(session) for one in people_with_role(session, RoleName.COMPLIANCE, plan.key)}
    for person in told.values():
        plan_notice(
            session,
            audit,
            to=person,
            kind="holidays",
            about=f"{today:%Y-%m}",
            title=f"Bank holidays are known only until {until.day} {until:%B %Y}",
            text="Nobody can be asked anything for a day after that, because nobody knows which days are working "
            "days. Ask whoever runs this bot to update the package govuk-bank-holidays.",
            now=now,
        )
