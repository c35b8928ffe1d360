"""What the words of an indicator say of its direction, its year and its dates, and no more than they say."""

from __future__ import annotations

import re
from dataclasses import dataclass

from store.register_files.plan_cells.due import DateReading, Due, read_dues
from store.register_files.plan_layouts.cell_lines import one_line

_UP = re.compile(r"\b(?:increas\w*|rais(?:e|es|ed|ing))\b", re.IGNORECASE)
_DOWN = re.compile(r"\b(?:reduc\w*|decreas\w*|fewer|gap|(?:average|longest) (?:length of )?wait\w*)\b", re.IGNORECASE)
"""Words of change alone: "20 days or less" and "more than 18 weeks" say where a line is, not which way is better."""

_YEAR_TO_DATE = re.compile(r"\b(?:ytd|year[ -]to[ -]date)\b:?", re.IGNORECASE)
_CUMULATIVE = re.compile(r"\bcumulative\b(?P<span>.*)", re.IGNORECASE | re.DOTALL)
_FIGURE = re.compile(r"(?<![\w.])(?P<figure>\d+(?:\.\d+)?)\s*%+")
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*"
_DATE = re.compile(
    rf"\b(?:(?P<lead>by|in|from)\s+)?(?P<date>(?:20)?\d\d/(?:20)?\d\d\s+academic year|{_MONTH}\s+(?:20)?\d\d\b"
    rf"|(?<=by )20\d\d\b|(?<=in )20\d\d\b)",
    re.IGNORECASE,
)
_STATES = re.compile(
    r"\b(?:launched|agreed|live|active|available|published|in place|complete|completed|embedded|signed off"
    r"|operational|adopted|established)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Target:
    """`due` is None where the words give a figure and no date."""

    date_text: str
    due: Due | None
    target: str
    unit: str


def targets_in(sentence: str, dates: DateReading) -> tuple[Target, ...]:
    """ "70% in 2024, 80% in 2025" gives two; "goes live by September 2023" gives the word.

    Figures and dates are paired in their order when there are as many of each. A single figure without a date is a
    target without a date. Anything else is left to a person: none.
    """
    words = one_line(sentence)
    figures = [found["figure"] for found in _FIGURE.finditer(words)]
    dated = [
        (found[0], due) for found in _DATE.finditer(words) for due in read_dues(found["date"], dates)[:1] if due.due
    ]
    if len(figures) == len(dated):
        return tuple(Target(text, due, figure, "percent") for figure, (text, due) in zip(figures, dated, strict=True))
    if len(figures) == 1 and not dated:
        return (Target("", None, figures[0], "percent"),)
    states = _STATES.findall(words)
    if not figures and len(dated) == 1 and states:
        return (Target(*dated[0], states[-1].casefold(), "milestone"),)
    return ()


def direction_in(words: str) -> str:
    """ "up" or "down" where the words themselves say so, and not both."""
    up, down = bool(_UP.search(words)), bool(_DOWN.search(words))
    if up == down:
        return ""
    return "up" if up else "down"


def without_year_to_date(cell: str) -> tuple[str, bool]:
    """The cell without the mark, and whether it had one."""
    return _YEAR_TO_DATE.sub("", cell).strip(), bool(_YEAR_TO_DATE.search(cell))


def series_and_year(words: str) -> tuple[str, str]:
    """Of a sentence: cumulative or ytd; academic where it counts from September, financial where from April."""
    found = _CUMULATIVE.search(words)
    series = "cumulative" if found else "ytd" if _YEAR_TO_DATE.search(words) else ""
    span = found["span"].casefold() if found else words.casefold()
    if "academic year" in span or re.match(r"\W*(?:from )?sept", span):
        return series, "academic"
    if "financial year" in span or re.match(r"\W*(?:from )?april", span):
        return series, "financial"
    return series, ""
