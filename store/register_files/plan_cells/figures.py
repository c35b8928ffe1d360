"""The figures of a printed target: what each counts, and the date that stands beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from itertools import zip_longest
from typing import Final

from store.register_files.plan_cells.date_reading import DateReading
from store.register_files.plan_cells.due import read_dues
from store.register_files.plan_cells.periods import Found, periods_in
from store.register_files.plan_cells.printed_text import levelled

_NUMBER: Final = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,12})(?:\.[0-9]{1,6})?"
_FIGURE: Final = re.compile(
    r"(?P<operator>[<>≤≥]=?\s*|\b(?:at\s+least|no\s+more\s+than|not\s+more\s+than|no\s+less\s+than|up\s+to|more\s+than"
    r"|less\s+than|fewer\s+than|over|under|above|below|minimum(?:\s+of)?|maximum(?:\s+of)?)\s+)?"
    rf"(?<![\w.,/])(?P<number>{_NUMBER})(?![0-9])"
    r"(?P<unit>\s*(?:%+|per\s?cent\b(?!age)|percentage\s+points?\b|pp\b|ppts?\b|weeks?\b|wks?\b|months?\b|(?:working\s+)?days?\b)"
    r"|\s*/\s*(?:52|12)(?![0-9]))?(?![/a-z])"
)
_NOT_MEASURED: Final = re.compile(
    r"\b(?:aged?|ages|years?|key\s+stage|ks|phase|stage|area|priority|wsoa|no\.?|objective)\s*$"
)
_LED_IN: Final = re.compile(r"\b(?:by|in|for|from|until|during)(?:\s+the)?(?:\s+end(?:\s+of)?)?\s*$")
_DASH: Final = re.compile(r"\s*-\s*|\s+to\s+")
_YTD: Final = re.compile(r"\bytd\b|\byear[\s-]to[\s-]date\b")
_CUMULATIVE: Final = re.compile(r"\bcumulativ(?:e|ely)\b")

_OPERATORS: Final = {
    "at least": ">=", "no less than": ">=", "minimum": ">=", "minimum of": ">=", "≥": ">=", "≤": "<=", "up to": "<=",
    "no more than": "<=", "not more than": "<=", "maximum": "<=", "maximum of": "<=", "more than": ">", "over": ">",
    "above": ">", "less than": "<", "fewer than": "<", "under": "<", "below": "<",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """`text` includes the word that leads to it ("by 2025"); the places are those of the text it stands in."""

    text: str
    start: int
    end: int
    due: date | None
    doubt: str


@dataclass(frozen=True, slots=True)
class Figure:
    text: str
    start: int
    end: int
    value: float
    unit: str
    operator: str = ""
    doubt: str = ""
    date: PrintedDate | None = None


def figures_in(text: str, unit_hint: str) -> tuple[list[Figure], list[PrintedDate], list[str]]:
    """The figures, the dates, and the doubts of dates that stand beside no figure.

    Where some figures are per cent and others bare, the bare ones are part of the words: "within 18 weeks: 90%".
    """
    level = levelled(text)
    spans = [] if re.fullmatch(rf"\s*{_NUMBER}\s*", level) else list(periods_in(text, level, DateReading()))
    dates = [_printed_date(text, level, found) for found in spans if found.period.first or not found.period.month]
    hidden = level
    for printed in dates:
        hidden = hidden[: printed.start] + "_" * (printed.end - printed.start) + hidden[printed.end :]
    figures = [_figure(text, found, unit_hint) for found in _FIGURE.finditer(hidden) if _is_measured(hidden, found)]
    figures = _range_of_one_unit(hidden, figures, unit_hint)
    if any(figure.unit == "percent" for figure in figures):
        figures = [figure for figure in figures if figure.unit == "percent"]
    figures = _with_dates(hidden, figures, dates)
    return figures, dates, [] if figures else [printed.doubt for printed in dates if printed.doubt]


def series_in(level: str) -> str:
    if _YTD.search(level):
        return "ytd"
    return "cumulative" if _CUMULATIVE.search(level) else ""


def _printed_date(text: str, level: str, found: Found) -> PrintedDate:
    led_in = _LED_IN.search(level, 0, found.start)
    start = led_in.start() if led_in else found.start
    due = read_dues(text[start : found.end], DateReading())[0]
    return PrintedDate(text[start : found.end], start, found.end, due.due, due.doubt)


def _is_measured(level: str, found: re.Match[str]) -> bool:
    return not _NOT_MEASURED.search(level, 0, found.start("number")) or "%" in (found["unit"] or "")


def _figure(text: str, found: re.Match[str], unit_hint: str) -> Figure:
    value, unit = float(found["number"].replace(",", "")), _unit(found["unit"] or "", unit_hint)
    doubt = ""
    if (found["unit"] or "").count("%") > 1:
        doubt = "The per cent sign is printed more than once: correct it."
    elif unit == "percent" and value > 100:
        doubt = "More than 100 per cent: check the figure."
    operator = " ".join((found["operator"] or "").split())
    return Figure(
        text[found.start() : found.end()].strip(),
        found.start(),
        found.end(),
        value,
        unit,
        _OPERATORS.get(operator, operator),
        doubt,
    )


def _unit(printed: str, unit_hint: str) -> str:
    unit = "".join(printed.split())
    if not unit:
        return unit_hint or "number"
    for beginning, meaning in (("%", "percent"), ("percentagepoint", "percentage points"), ("pp", "percentage points"),
                               ("percent", "percent"), ("w", "weeks"), ("/52", "weeks"), ("m", "months"),
                               ("/12", "months")):  # fmt: skip
        if unit.startswith(beginning) and not unit.startswith("working"):
            return meaning
    return "days"


def _range_of_one_unit(level: str, figures: list[Figure], unit_hint: str) -> list[Figure]:
    """In "90-95%" the unit stands once and counts for both."""
    return [
        replace(one, unit=following.unit)
        if following and one.unit == (unit_hint or "number") and _DASH.fullmatch(level[one.end : following.start])
        else one
        for one, following in zip_longest(figures, figures[1:])
        if one
    ]


def _with_dates(level: str, figures: list[Figure], dates: list[PrintedDate]) -> list[Figure]:
    """Each with the date printed after it and before the next figure; or all before, where the dates lead."""
    if not figures or not dates:
        return figures
    lead = (
        dates[0].end <= figures[0].start and len(dates) >= len(figures) and not level[figures[-1].end :].strip("_ .)")
    )
    dated: list[Figure] = []
    for number, figure in enumerate(figures):
        begins = figures[number - 1].end if number else 0
        ends = figures[number + 1].start if number + 1 < len(figures) else len(level)
        before = [printed for printed in dates if begins <= printed.start and printed.end <= figure.start]
        after = [printed for printed in dates if figure.end <= printed.start and printed.end <= ends]
        chosen = (before[-1:] if lead else after[:1]) or (before[-1:] if len(figures) == 1 else [])
        dated.append(replace(figure, date=chosen[0]) if chosen else figure)
    return dated
