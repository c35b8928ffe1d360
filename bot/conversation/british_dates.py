"""Days as people say them in a British office; always day before month, and never guessed."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from bot.conversation.named_days import named_day, named_period
from bot.conversation.school_terms import SchoolBreak, names_a_term, school_window

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MID_MONTH = 15
TWO_DIGITS_FROM = 2000
MOST_YEARS_OFF = 8

Window = tuple[date, date]

A_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:r?u?ary|raury)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_YEAR = r"(?:,? ?'?(?P<year>\d{4}|\d{2})\b(?![:.%/]))?"
_DAY_MONTH = re.compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {A_MONTH}{_YEAR}")
_MONTH_DAY = re.compile(rf"\b{A_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)(?:,? (?P<year>\d{{4}}))?\b")
_MONTH_YEAR = re.compile(rf"\b{A_MONTH}{_YEAR}")
_NUMERIC = re.compile(r"\b(?P<day>\d{1,2})[/.](?P<month>\d{1,2})[/.](?P<year>\d{4}|\d{2})\b")
_ISO = re.compile(r"\b(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})\b")

_MONTH_FOLLOWS = re.compile(
    r"\b(?:by|in|for|until|till|of|during|before|end|mid|middle|late|early|start|beginning|next|this|since|from|track)"
    r"(?: of)?(?: the)?[ -]+$"
)
"""\"may\" and \"mar\" are words of their own: as a month they come after one of these, or beside a year."""

_MIDDLE = re.compile(r"\b(?:mid|middle of|half ?way through)[ -]$")
_FIRST = re.compile(r"\b(?:start|beginning) of $")
_LOOSE = re.compile(r"\b(?:early|earlier)(?: in)? $")
A_WEEKDAY = r"(?P<day>mon|tues?|weds?|thu(?:rs?)?|fri|sat|sun|" + "|".join(WEEKDAYS) + r")"
_WEEKDAY = re.compile(rf"\b(?:(?P<next>next)|this|by|on|before|until|till|coming)(?: the)? {A_WEEKDAY}\b")
_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "a couple of": 2, "couple of": 2, "three": 3, "four": 4, "five": 5,
    "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "twelve": 12,
}  # fmt: skip
_COUNT = rf"(?P<count>\d{{1,3}}|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})"
_AHEAD = re.compile(
    rf"\b(?:in|within|over|for|after|next|coming)(?: the)?(?: next| coming)? "
    rf"(?:{_COUNT} (?P<unit>days?|weeks?|fortnights?|months?)|(?P<one>fortnight))\b"
    rf"|\b(?P<count2>\d{{1,3}}|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))}) "
    rf"(?P<unit2>days?|weeks?|fortnights?|months?)(?:'s?)? (?:time\b|from (?:now|today)\b)"
)
_DAYS_IN = {"day": 1, "week": 7, "fortnight": 14}
_BETWEEN = re.compile(r"\b(?:between|from) (?P<first>.{1,40}?) (?:and|to|until|till|-) (?P<last>.{1,40})")
_ONE_BOARD = re.compile(rf"\b(?:{A_MONTH} (?:board|meeting|sspb)|(?:board|meeting|sspb) (?:in|of) (?P<in>[a-z]+))\b")
_NEXT_BOARD = re.compile(r"\b(?:next (?:board|meeting|sspb)|the board)\b")


def window_in(text: str, today: date, boards: Sequence[date], breaks: Sequence[SchoolBreak] = ()) -> Window | None:
    """First and last day meant; "by" counts from today, a month without a year is the next one to end.

    `boards`: the days of the meetings, earliest first; `breaks`: school holidays. None when the text names no time, or
    one that may be several: "next Friday" said on a Monday, "early June", a school term whose dates are not held.
    """
    words = f" {' '.join(text.casefold().split())} "
    if names_a_term(words):
        return school_window(words, today, breaks)
    if _ONE_BOARD.search(words):
        return _board(words, today, boards)
    for read in _READERS:
        found = read(words, today, boards)
        if found is not None:
            return found
    return None


def _between(words: str, today: date, boards: Sequence[date]) -> Window | None:
    """Each end in its own words; the first may leave out what the last one says."""
    found = _BETWEEN.search(words)
    last = window_in(f"in {found['last']}", today, boards) if found else None
    if found is None or last is None:
        return None
    said = found["first"]
    if re.fullmatch(r"\d{1,2}(?:st|nd|rd|th)?", said):
        said = f"{said} {last[1]:%B %Y}".casefold()
    day = day_named(f" {said} ", today) or named_day(f" {said} ", today)
    period = (day, day) if day else window_in(f"in {said}", today, boards)
    return (period[0], last[1]) if period and period[0] <= last[1] else None


def _board(words: str, today: date, boards: Sequence[date]) -> Window | None:
    ahead = [day for day in boards if day >= today]
    if found := _ONE_BOARD.search(words):
        name = (found["month"] or found["in"] or "")[:3]
        if name not in MONTHS:
            return None
        ahead = [day for day in ahead if day.month == MONTHS.index(name) + 1]
    elif not _NEXT_BOARD.search(words):
        return None
    return (today, ahead[0]) if ahead else None


def _near(words: str, today: date, _boards: Sequence[date]) -> Window | None:
    monday = today - timedelta(days=today.weekday())
    following = month_end(today.year, today.month) + timedelta(days=1)
    if "today" in words:
        return today, today
    if "tomorrow" in words:
        return today + timedelta(days=1), today + timedelta(days=1)
    if "end of next week" in words:
        return today, monday + timedelta(days=13)
    if "next week" in words:
        return monday + timedelta(days=7), monday + timedelta(days=13)
    if "this week" in words or "end of the week" in words:
        return today, monday + timedelta(days=6)
    if "end of next month" in words:
        return today, month_end(following.year, following.month)
    if re.search(r"\bnext month\b", words):
        return following, month_end(following.year, following.month)
    if re.search(r"\b(?:this month|end of (?:the |this )?month|month[ -]end)\b", words):
        return today, month_end(today.year, today.month)
    return None


def _ahead(words: str, today: date, _boards: Sequence[date]) -> Window | None:
    found = _AHEAD.search(words)
    if found is None:
        return None
    said, unit = found["count"] or found["count2"] or "one", (found["unit"] or found["unit2"] or "fortnight")
    number = _NUMBERS.get(said) or int(said)
    if unit.startswith("month"):
        return today, _months_on(today, number)
    return today, today + timedelta(days=number * _DAYS_IN[unit.rstrip("s")])


def _weekday(words: str, today: date, _boards: Sequence[date]) -> Window | None:
    """The next such day to come. "Next" is the week after this one, unless that is also the next to come."""
    found = _WEEKDAY.search(words)
    if found is None:
        return None
    place = next(n for n, day in enumerate(WEEKDAYS) if day.startswith(found["day"][:3]))
    ahead = (place - today.weekday() - 1) % 7 + 1
    if found["next"] and today.weekday() + ahead < 7:
        return None  # this week's or next week's
    day = today + timedelta(days=ahead)
    return (day, day) if found["next"] or " on " in words or " this " in words else (today, day)


def _exact(words: str, today: date, _boards: Sequence[date]) -> Window | None:
    day = day_named(words, today)
    if day is None:
        return None
    return (day, day) if " on " in words else (min(today, day), day)


def _feast(words: str, today: date, _boards: Sequence[date]) -> Window | None:
    day = named_day(words, today)
    if day is None:
        return None
    return (day, day) if " on " in words else (today, day)


def _period(words: str, today: date, _boards: Sequence[date]) -> Window | None:
    found = named_period(words, today)
    if found is None:
        return None
    return found if re.search(r"\b(?:in|during|for|next)\b(?! the end)", words) else (min(today, found[1]), found[1])


def _month(words: str, today: date, _boards: Sequence[date]) -> Window | None:
    for found in _MONTH_YEAR.finditer(words):
        before = words[: found.start()]
        if not found["year"] and not _MONTH_FOLLOWS.search(before):
            continue
        if _LOOSE.search(before):
            return None
        month = MONTHS.index(found["month"][:3]) + 1
        year = _year(found["year"]) if found["year"] else today.year
        if abs(year - today.year) > MOST_YEARS_OFF:
            return None  # "June 12": a day or a year
        day = MID_MONTH if _MIDDLE.search(before) else 1 if _FIRST.search(before) else month_end(year, month).day
        if not found["year"] and date(year, month, day) < today:
            year += 1
            day = day if day in {1, MID_MONTH} else month_end(year, month).day
        last = date(year, month, day)
        if day not in {1, MID_MONTH} and re.search(r"\b(?:in|during)(?: late)? $", before):
            return date(year, month, 1), last
        return min(today, last), last
    return None


_READERS: tuple[Callable[[str, date, Sequence[date]], Window | None], ...] = (
    _between, _board, _near, _ahead, _exact, _weekday, _feast, _period, _month,
)  # fmt: skip


def day_named(words: str, today: date) -> date | None:
    """A day by its date; without its year the next one to come. None for a day that is in no calendar."""
    for pattern in (_ISO, _NUMERIC):
        if found := pattern.search(words):
            return _day(_year(found["year"]), int(found["month"]), int(found["day"]))
    found = _DAY_MONTH.search(words) or _MONTH_DAY.search(words)
    if not found:
        return None
    month, number = MONTHS.index(found["month"][:3]) + 1, int(found["day"])
    if found["year"]:
        return _day(_year(found["year"]), month, number)
    this_year = _day(today.year, month, number)
    return this_year if this_year and this_year >= today else _day(today.year + 1, month, number)


def whole_day(text: str) -> date | None:
    """The one day that a text is, with its year, and nothing beside it: 31/3/2023, 31 March 2023, 2023-03-31."""
    words = " ".join(text.casefold().split())
    for pattern in (_ISO, _NUMERIC):
        if found := pattern.fullmatch(words):
            return _day(_year(found["year"]), int(found["month"]), int(found["day"]))
    found = _DAY_MONTH.fullmatch(words)
    if not found or not found["year"]:
        return None
    return _day(_year(found["year"]), MONTHS.index(found["month"][:3]) + 1, int(found["day"]))


def month_end(year: int, month: int) -> date:
    following = date(year + month // 12, month % 12 + 1, 1)
    return following - timedelta(days=1)


def _months_on(day: date, months: int) -> date:
    """The same day of a later month, or that month's last."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, month_end(year, month + 1).day))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else TWO_DIGITS_FROM + int(text)
