"""Quarters, halves, terms, seasons, and the years of schools and councils."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from store.register_files.plan_cells.british_dates import YEAR, YEARLESS, full_year
from store.register_files.plan_cells.date_reading import DateReading
from store.register_files.plan_cells.period import Period, last_day, printed_day

_SPLIT_YEAR: Final = r"(?:20)?[0-9]{2}\s*[/-]\s*(?:20)?[0-9]{2}(?![0-9])"
_ONE_OR_SPLIT: Final = rf"(?P<y>20[0-9]{{2}}\s*[/-]\s*(?:20)?[0-9]{{2}}(?![0-9])|[0-9]{{2}}/[0-9]{{2}}(?![0-9])|{YEAR})"
_QUARTER: Final = (
    r"(?:q(?:uarter|tr)?\.?\s*(?P<n>[1-4])|(?P<nth>first|second|third|fourth|last|1st|2nd|3rd|4th)\s+quarter)(?![0-9])"
)
_NTH: Final = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "last": 4, "4th": 4}
_OF: Final = r"(?:\s*[,-]\s*|\s+(?:of|in)\s+(?:the\s+)?|\s+)?"
_FINANCIAL: Final = r"(?P<financial>(?:financial|fiscal)\s+year\s*|fy\s*)?"

QUARTER = re.compile(rf"\b{_QUARTER}{_OF}{_FINANCIAL}{_ONE_OR_SPLIT}")
QUARTER_AFTER_YEAR = re.compile(rf"(?<![0-9]){_FINANCIAL}{_ONE_OR_SPLIT}[\s,-]*{_QUARTER}")
HALF = re.compile(
    rf"\b(?:h(?P<n>[12])|(?P<nth>first|second|1st|2nd)\s+half)(?:\s+year)?{_OF}{_FINANCIAL}{_ONE_OR_SPLIT}"
)
TERM = re.compile(rf"\b(?P<name>autumn|spring|summer)\s+terms?{_OF}{_ONE_OR_SPLIT}")
TERM_AFTER_YEAR = re.compile(rf"(?<![0-9]){_ONE_OR_SPLIT}\s+(?P<name>autumn|spring|summer)\s+terms?\b")
TERM_AROUND_YEAR = re.compile(rf"\b(?P<name>autumn|spring|summer)\s+{_ONE_OR_SPLIT}\s+terms?\b")
PART_WITHOUT_YEAR = re.compile(
    rf"\b(?:(?:autumn|spring|summer)\s+terms?\b|(?:spring|summer|autumn|winter)\b|{_QUARTER})"
)
SEASON = re.compile(rf"\b(?P<name>spring|summer|autumn|winter){_OF}{_ONE_OR_SPLIT}")
SCHOOL_YEAR = re.compile(
    rf"(?<![0-9])(?P<y>{_SPLIT_YEAR})\s*(?:academic|school)\s+years?"
    rf"|\b(?:(?:academic|school)\s+years?|ay)(?:\s+of)?[\s:,]*(?P<y2>{_SPLIT_YEAR})"
)
COUNCIL_YEAR = re.compile(
    rf"(?<![0-9])(?P<y>{_SPLIT_YEAR})\s*(?:financial|fiscal)\s+years?"
    rf"|\b(?:(?:financial|fiscal)\s+years?|f\.?y\.?)(?:\s+of)?[\s:,]*(?P<y2>{_SPLIT_YEAR})"
)
SPLIT_YEAR = re.compile(r"(?<![0-9./-])(?P<y>20[0-9]{2}\s*[/-]\s*(?:20)?[0-9]{2})(?![0-9/.-])")

_NOT_TWO_YEARS_IN_A_ROW: Final = Period(doubt='"{printed}" does not name two years in a row: correct the year.')
_SEASON_BEGINS: Final = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}


def quarter(found: re.Match[str], reading: DateReading) -> Period:
    number = int(found["n"]) if found["n"] else _NTH[found["nth"]]
    year, split = _years(found["y"])
    if year is None:
        return _NOT_TWO_YEARS_IN_A_ROW
    calendar, financial = _months(year, 3 * number - 2, 3), _months(year, 3 * number + 1, 3)
    if split or found["financial"] or reading.quarters == "financial":
        return financial
    if reading.quarters == "calendar":
        return calendar
    return Period(doubt=_either_kind(calendar, financial, "quarters"))


def half_year(found: re.Match[str], reading: DateReading) -> Period:
    number = int(found["n"]) if found["n"] else _NTH[found["nth"]]
    year, split = _years(found["y"])
    if year is None:
        return _NOT_TWO_YEARS_IN_A_ROW
    calendar, financial = _months(year, 6 * number - 5, 6), _months(year, 6 * number - 2, 6)
    if split or found["financial"] or reading.quarters == "financial":
        return financial
    if reading.quarters == "calendar":
        return calendar
    return Period(doubt=_either_kind(calendar, financial, "half years"))


def term(found: re.Match[str], reading: DateReading) -> Period:
    """By the council's own dates where the mapping file gives them; the autumn term opens a school year."""
    year, split = _years(found["y"])
    if year is None:
        return _NOT_TWO_YEARS_IN_A_ROW
    match found["name"]:
        case "autumn":
            return _from_to(date(year, 9, 1), year, reading.autumn_term_ends)
        case "spring":
            return _from_to(date(year + split, 1, 1), year + split, reading.spring_term_ends)
        case _:
            spring = _from_to(date(year + split, 1, 1), year + split, reading.spring_term_ends)
            assert spring.last is not None  # noqa: S101 - a term ends on a day
            return _from_to(spring.last + timedelta(days=1), year + split, reading.summer_term_ends)


def season(found: re.Match[str], _: DateReading) -> Period:
    """Whole months, as the Met Office counts them: spring is March to May, winter December to February."""
    name = found["name"]
    year, split = _years(found["y"])
    if year is None:
        return _NOT_TWO_YEARS_IN_A_ROW
    if name in ("spring", "summer"):
        year += split
    whole = _months(year, _SEASON_BEGINS[name], 3)
    if name == "winter" and not split:
        assert whole.last is not None  # noqa: S101 - three months have a last day
        return Period(
            whole.first,
            whole.last,
            f'"{{printed}}" was read as December {year} to {printed_day(whole.last)}: '
            f"if it means January and February {year}, write the month.",
        )
    return whole


def school_year(found: re.Match[str], _: DateReading) -> Period:
    year, split = _years(found["y"] or found["y2"])
    return _months(year, 9, 12) if year and split else _NOT_TWO_YEARS_IN_A_ROW


def council_year(found: re.Match[str], _: DateReading) -> Period:
    year, split = _years(found["y"] or found["y2"])
    return _months(year, 4, 12) if year and split else _NOT_TWO_YEARS_IN_A_ROW


def split_year(found: re.Match[str], _: DateReading) -> Period:
    year, split = _years(found["y"])
    if year and split:
        return Period(
            doubt=f'"{{printed}}" ends on 31 March {year + 1} as a financial year and on 31 August {year + 1} '
            f"as an academic year: write which is meant."
        )
    first, last = (full_year(part) for part in re.findall("[0-9]+", found["y"]))
    if first < last:
        return Period(date(first, 1, 1), date(last, 12, 31))
    return _NOT_TWO_YEARS_IN_A_ROW


def without_year(_found: re.Match[str], _: DateReading) -> Period:
    return Period(doubt=YEARLESS)


def _years(printed: str) -> tuple[int | None, bool]:
    """The first year, and whether a second one follows it; no year where the two do not follow each other."""
    years = [full_year(part) for part in re.findall("[0-9]+", printed)]
    if len(years) == 1:
        return years[0], False
    return (years[0], True) if years[1] == years[0] + 1 else (None, True)


def _months(year: int, month: int, count: int) -> Period:
    """`month` may run past December into the next year."""
    begins, ends = month - 1, month + count - 2
    return Period(date(year + begins // 12, begins % 12 + 1, 1), last_day(year + ends // 12, ends % 12 + 1))


def _from_to(first: date, year: int, ends: tuple[int, int]) -> Period:
    return Period(first, date(year, *ends))


def _either_kind(calendar: Period, financial: Period, kind: str) -> str:
    ends = [printed_day(period.last) for period in (calendar, financial) if period.last]
    return (
        f'"{{printed}}" ends on {ends[0]} in calendar {kind} and on {ends[1]} in financial ones: '
        f"set quarters to calendar or financial in the mapping file."
    )
