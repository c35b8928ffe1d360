"""Working days of England and Wales, in Europe/London (`domain.md` 4.1 and 4.2)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


class CalendarError(Exception):
    """The calendar cannot answer."""


class BeyondHolidayData(CalendarError):
    """The day lies outside the years of bank holidays that the program holds."""

    def __init__(self, day: date, first: int, last: int) -> None:
        super().__init__(
            f"Bank holidays are held for {first} to {last}, so nothing can be planned for {day:%d %B %Y}: "
            "update the package govuk-bank-holidays."
        )


@cache
def bank_holidays() -> frozenset[date]:
    """Bank holidays of England and Wales, one-off ones included, from the data bundled with the package."""
    from govuk_bank_holidays.bank_holidays import BankHolidays

    held: Any = BankHolidays(locale="en", use_cached_holidays=True)  # the package is half typed
    return frozenset(day["date"] for day in held.get_holidays(division=BankHolidays.ENGLAND_AND_WALES))


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """Monday to Friday but for bank holidays and the council's own closure days."""

    holidays: frozenset[date]
    closures: frozenset[date]
    years: range  # that the holidays cover

    @classmethod
    def of_england(cls, closures: Iterable[date] = ()) -> WorkingCalendar:
        held = bank_holidays()
        return cls(held, frozenset(closures), range(min(held).year, max(held).year + 1))

    def is_working(self, day: date) -> bool:
        """Raises BeyondHolidayData for a year without holiday data, where any answer would be a guess."""
        if day.year not in self.years:
            raise BeyondHolidayData(day, self.years[0], self.years[-1])
        return day.weekday() < 5 and day not in self.holidays and day not in self.closures

    def on_or_before(self, day: date) -> date:
        while not self.is_working(day):
            day -= timedelta(days=1)
        return day

    def on_or_after(self, day: date) -> date:
        while not self.is_working(day):
            day += timedelta(days=1)
        return day

    def add(self, day: date, working_days: int) -> date:
        """The nth working day after `day` (before it, for a negative n); `day` itself need not be one."""
        step = timedelta(days=1 if working_days >= 0 else -1)
        for _ in range(abs(working_days)):
            day += step
            while not self.is_working(day):
                day += step
        return day

    def between(self, start: date, end: date) -> int:
        """Working days strictly between the two: the "clear" days of `domain.md` 4.2."""
        days = (end - start).days
        return sum(self.is_working(start + timedelta(days=n)) for n in range(1, days))


def london_moment(day: date, at: time) -> datetime:
    """Wall time in London, as a moment in UTC."""
    return datetime.combine(day, at, tzinfo=LONDON).astimezone(UTC)


def london_date(moment: datetime) -> date:
    return moment.astimezone(LONDON).date()


def end_of_day(day: date) -> datetime:
    """The last moment of a day in London: what a bare date means in `--as-at`."""
    return london_moment(day, time(23, 59, 59))
