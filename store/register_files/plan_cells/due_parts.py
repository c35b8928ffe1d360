"""Where one date of a cell ends and the next begins."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Final

from store.register_files.plan_cells.date_reading import DateReading
from store.register_files.plan_cells.due_words import stands_alone
from store.register_files.plan_cells.period import Period, month_of
from store.register_files.plan_cells.periods import Found, periods_in

_TO: Final = re.compile(
    r"[^\S\n]*(?:-|\bto\b|\buntil\b|\btill\b|\bthrough(?:\s+to)?\b|\bup\s+to\b)\s*(?:the\s+)?(?:end\s+of\s+)?"
)
_SLASH: Final = re.compile(r"\s*/\s*")
_LISTED: Final = re.compile(r"\s*(?:,|&|\+|\band\b|\bthen\b|\bor\b)\s*")
_BETWEEN: Final = re.compile(r"\bbetween\s+(?:the\s+)?$")
_AND: Final = re.compile(r"\s*(?:&|\band\b)\s*")
_BRACKETS: Final = re.compile(r"\([^()]*\)?|\[[^\[\]]*\]?")
_JOINS: Final = re.compile(r"\b(?:and|then|plus)\b|[&+]")
_LEADS_ON: Final = re.compile(
    r"\b(?:(?:by|in|on|the|at|of|from|end|start|beginning|early|mid|late|before|after|since|between|until|w/c|w/e)\W*)+$"
)


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the cell with one period, or with words alone. The places are the cell's."""

    start: int
    end: int
    period: Period | None = None
    period_start: int = 0
    period_end: int = 0
    is_range: bool = False


@dataclass(frozen=True, slots=True)
class _Item:
    start: int
    end: int
    period: Period
    is_range: bool = False


def parts_of(cell: str, level: str, reading: DateReading) -> Iterator[Part]:
    items = _ranges_joined(level, list(periods_in(cell, level, reading)))
    if len(items) == 1 and items[0].period.open_year and not _plain_year(level, items[0]):
        items = []
    if not items:
        yield from _without_periods(level)
        return
    starts = [0, *(_boundary(level, left.end, right.start) for left, right in pairwise(items))]
    for number, (item, start, end) in enumerate(zip(items, starts, [*starts[1:], len(cell)], strict=True)):
        if number + 1 < len(items) and re.fullmatch(r"[^\S\n]*", level[item.end : items[number + 1].start]):
            item = _nothing_after(item)
        yield from _own_lines_apart(level, Part(start, end, item.period, item.start, item.end, item.is_range))


def _ranges_joined(level: str, found: list[Found]) -> list[_Item]:
    items: list[_Item] = []
    for one in reversed(found):
        item = _Item(one.start, one.end, one.period)
        following = items[-1] if items else None
        if following:
            between = level[item.end : following.start]
            item = _with_year_of(item, following, between)
            if _is_range(level, one, item, between):
                items[-1] = _Item(item.start, following.end, _from_to(item.period, following.period), is_range=True)
                continue
        items.append(item)
    return items[::-1]


def _is_range(level: str, printed: Found, item: _Item, between: str) -> bool:
    """ "July/October 2019" is a range; "July 2019/October 2019" are two dates."""
    if _SLASH.fullmatch(between):
        return bool(printed.period.month)
    if _AND.fullmatch(between):
        return bool(_BETWEEN.search(level[: item.start]))
    return bool(_TO.fullmatch(between))


def _with_year_of(item: _Item, following: _Item, between: str) -> _Item:
    first = following.period.first
    joined = any(shape.fullmatch(between) for shape in (_TO, _SLASH, _LISTED))
    if not item.period.month or not first or not joined:
        return item
    year = first.year if item.period.month <= first.month else first.year - 1
    if item.period.day:
        try:
            on = date(year, item.period.month, item.period.day)
        except ValueError:  # 29 February of a common year
            return item
        return replace(item, period=Period(on, on))
    return replace(item, period=month_of(year, item.period.month))


def _from_to(left: Period, right: Period) -> Period:
    doubts = " ".join(doubt for doubt in (left.doubt, right.doubt) if doubt)
    if left.first is None or right.last is None:
        return Period(doubt=doubts)
    if right.last < left.first:
        return Period(doubt=f"{doubts} The range ends before it begins: correct one of its dates.".strip())
    return Period(left.first, right.last, doubts)


def _nothing_after(item: _Item) -> _Item:
    doubt = 'Nothing stands between this date and the next: if they are the two ends of one period, write "to" there.'
    return replace(item, period=replace(item.period, doubt=f"{item.period.doubt} {doubt}".strip()))


def _plain_year(level: str, item: _Item) -> bool:
    """A year beside a word that is not about time is no date: "Budget 2023"."""
    words = re.findall(r"[a-z]{3,}", _BRACKETS.sub(" ", level[: item.start] + " " + level[item.end :]))
    return not words or any(word in _YEAR_WORDS for word in words)


_YEAR_WORDS: Final = frozenset(
    "by end in from during early mid late before until since start beginning year onwards ongoing".split()
)


def _boundary(level: str, left: int, right: int) -> int:
    between = _without_brackets(level[left:right])
    if found := re.search(r"[\n;](?!\s*\()", between):
        return left + found.end()
    if found := re.search(r",(?![0-9])", between) or _JOINS.search(between) or _LEADS_ON.search(between):
        return left + found.start()
    return right


def _own_lines_apart(level: str, part: Part) -> Iterator[Part]:
    """A line that is understood without a date is a part of its own: "On-going" under "March 2023"."""
    before = list(_lines(level, part.start, part.period_start))
    after = list(_lines(level, part.period_end, part.end))
    start, end = part.start, part.end
    for line_start, line_end in before[:-1]:
        if stands_alone(level[line_start:line_end]):
            yield Part(line_start, line_end)
            start = line_end
        else:
            break
    apart: list[Part] = []
    for line_start, line_end in reversed(after[1:]):
        if not stands_alone(level[line_start:line_end]):
            break
        apart.append(Part(line_start, line_end))
        end = line_start
    yield replace(part, start=start, end=end)
    yield from reversed(apart)


def _without_periods(level: str) -> Iterator[Part]:
    lines = list(_lines(level, 0, len(level)))
    if all(stands_alone(level[start:end]) for start, end in lines):
        yield from (Part(start, end) for start, end in lines)
    else:
        yield Part(0, len(level))


def _lines(level: str, start: int, end: int) -> Iterable[tuple[int, int]]:
    """Blank lines left out, but for the first and the last, which touch what stands beside them."""
    breaks = re.finditer(r"[\n;]", _without_brackets(level[start:end]))
    places = [start, *(start + found.end() for found in breaks), end]
    spans = list(pairwise(places))
    last = len(spans) - 1
    return [
        span
        for number, span in enumerate(spans)
        if (number in (0, last) and last) or level[slice(*span)].strip(" \n;,")
    ]


def _without_brackets(level: str) -> str:
    """Of the same length: what stands in brackets belongs to what stands before them."""
    return _BRACKETS.sub(lambda found: " " * len(found[0]), level)
