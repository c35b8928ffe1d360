"""What the words around a date do to it: "by", "end of", "onwards", "quarterly", "(70%)", "completed"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import get_close_matches
from typing import Final

from store.register_files.plan_cells.british_dates import MONTHS
from store.register_files.plan_cells.period import Period
from store.register_files.plan_cells.printed_text import in_one_line, levelled
from store.register_files.plan_cells.recurrences import ONGOING, OPEN_ENDED, recurrence_in
from store.register_files.plan_cells.relative_times import relative_times

_BRACKETS: Final = re.compile(r"[(\[]([^()\[\]]*)[)\]]?")
_ONWARDS: Final = re.compile(r"\b(?:onwards?|on\s+wards?)\b")
_FROM: Final = re.compile(r"\b(?:from|since|starting|starts|start\s+in|commencing|commences|with\s+effect\s+from)\b")
_END_OF: Final = re.compile(r"\bend(?:\s+of)?\b|\bby\s+end\b")
_WITHIN: Final = re.compile(r"\b(?:start|beginning|early|mid|middle|late)\b(?:\s+of)?")
_BEFORE: Final = re.compile(r"\b(?<!not )(?:before|prior\s+to|ahead\s+of)\b")
_AFTER: Final = re.compile(r"\bafter\b")
_WEEK_OF: Final = re.compile(r"\b(?:w/c|w\.c\.|week\s+(?:commencing|beginning))")
_BY: Final = re.compile(r"\b(?:by|no\s+later\s+than)\b")
_FINISHED: Final = re.compile(r"\b(?<!be )(?:completed?|achieved|done|closed|finished|delivered|signed\s+off)\b")
_FIGURE: Final = re.compile(r"[<>]?\s*[0-9]+(?:\.[0-9]+)?\s*%")
_HARMLESS: Final = re.compile(
    r"\b(?:by|in|on|the|of|at|to|until|till|up|and|then|again|also|further|for|during|between|target|due|deadline|date"
    r"|week\s+ending|w/e|no\s+later\s+than|financial|academic|school|term|year|fy|both|each|month)\b|[^\w%]"
)
_UNDECIDED: Final = re.compile(
    r"(?:date\s+|timescale\s+)?(?:tbc|tba|tbd|t\.b\.c\.?|(?:still\s+)?to\s+be\s+(?:confirmed|agreed|advised|decided|determined|announced|set)"
    r"|not\s+(?:yet\s+)?(?:set|agreed|known|confirmed)|unknown|awaiting\s+\w+|\?+)(?:\s+date)?"
)
_NO_DATE: Final = re.compile(r"n\.?/?a\.?|not\s+applicable|none|nil|-+|no\s+date")
_AT_ONCE: Final = re.compile(
    r"immediate(?:ly)?|with\s+immediate\s+effect|asap|as\s+soon\s+as\s+(?:possible|practicable)|now|urgent(?:ly)?"
)


class Remaining:
    """What is left of a part of a cell, once what is understood has been taken out of it."""

    def __init__(self, cell: str, level: str, start: int, end: int) -> None:
        self._cell = cell[:end]
        self.level = " " * start + level[start:end]

    def clear(self, start: int, end: int) -> None:
        self.level = self.level[:start] + " " * (end - start) + self.level[end:]

    def take(self, shape: re.Pattern[str], before: int | None = None) -> bool:
        """Whether the shape is there, and takes it out; `before` a place, where that is given."""
        found = shape.search(self.level, 0, len(self.level) if before is None else before)
        if found:
            self.clear(found.start(), found.end())
        return bool(found)

    def take_brackets(self) -> list[str]:
        """What stands in brackets, as printed."""
        taken = [
            in_one_line(self._cell[found.start(1) : found.end(1)])
            for found in _BRACKETS.finditer(self.level)
            if found[1].strip()
        ]
        self.level = _BRACKETS.sub(lambda found: " " * len(found[0]), self.level)
        return taken

    def words(self) -> str:
        """What nothing has explained, as printed."""
        free = _HARMLESS.sub(lambda found: " " * len(found[0]), self.level)
        places = [found.span() for found in re.finditer(r"\S+", free)]
        if not places:
            return ""
        first, last = places[0][0], places[-1][1]
        understood = "".join(
            letter if self.level[at] != " " or letter.isspace() else " " for at, letter in enumerate(self._cell)
        )
        return in_one_line(understood[first:last])


@dataclass(frozen=True, slots=True)
class WordsBeside:
    first: date | None
    last: date | None
    recurrence: str
    beside: str
    doubt: str


def words_beside(remaining: Remaining, period: Period, *, before: int, is_range: bool) -> WordsBeside:
    """`before` is where the period begins."""
    beside: list[str] = []
    recurrence = ""
    for text in remaining.take_brackets():
        if found := recurrence_in(levelled(text)):
            recurrence = recurrence or found.word
        else:
            beside.append(text)
    if found := recurrence_in(remaining.level):
        recurrence = recurrence or found.word
        remaining.clear(found.start, found.end)
        remaining.take(ONGOING)
    first, last, doubts = period.first, period.last, [period.doubt]
    said_to_be_finished = remaining.take(_FINISHED) and not _BY.search(remaining.level)
    if said_to_be_finished and last:
        first, last = None, None
        doubts.append("This says when it was finished, not when it is due: give the date that was agreed.")
    elif first and last and not is_range:
        first, last, doubt, is_open = _moved(remaining, period, before, first, last)
        recurrence = recurrence or (OPEN_ENDED if is_open else "")
        doubts.append(doubt)
    elif is_range:
        remaining.take(_FROM, before)
    while figure := _FIGURE.search(remaining.level):
        beside.append(in_one_line(figure[0]))
        remaining.clear(figure.start(), figure.end())
    if words := remaining.words():
        beside.append(words)
        doubts.append(_unexplained(words))
    return WordsBeside(first, last, recurrence, "; ".join(beside), " ".join(doubt for doubt in doubts if doubt))


def _moved(
    remaining: Remaining, period: Period, before: int, first: date, last: date
) -> tuple[date, date | None, str, bool]:
    """The first and the last day, a doubt, and whether the end is open."""
    if remaining.take(_ONWARDS):
        return first, None, "", True
    if remaining.take(_FROM, before):
        return first, None, "", True
    if remaining.take(_AFTER, before):
        return last + timedelta(days=1), None, "", True
    if remaining.take(_BEFORE, before):
        day_before = first - timedelta(days=1)
        return day_before, day_before, 'It was read as the day before what follows "before": check it.', False
    if remaining.take(_WEEK_OF, before):
        return first, last + timedelta(days=6), "", False
    if remaining.take(_END_OF, before):
        return last, last, "", False
    if remaining.take(_WITHIN, before):
        return (
            first,
            last,
            "It was read as the last day of the period named: write the day if an earlier one is meant.",
            False,
        )
    if period.open_year and _BY.search(remaining.level, 0, before):
        year = last.year
        return (
            first,
            last,
            f'"by {year}" was read as 31 December {year}: if it means before {year}, write the day.',
            False,
        )
    return first, last, "", False


def stands_alone(level: str) -> bool:
    """Whether levelled text is understood without a date, all of it."""
    line = in_one_line(level).strip(" ,;.:()")
    recurrence = recurrence_in(line)
    if recurrence:
        rest = ONGOING.sub(" ", line[: recurrence.start] + " " + line[recurrence.end :])
        return not _HARMLESS.sub("", rest)
    shapes = (_UNDECIDED, _NO_DATE, _AT_ONCE, _FINISHED)
    return any(shape.fullmatch(line) for shape in shapes) or bool(relative_times(line, None))


def meaning_without_date(text: str) -> tuple[str, str]:
    """The recurrence and the doubt of a printed text without a date: at least one of the two."""
    line = in_one_line(levelled(text)).strip(" ,;.:()")
    if recurrence := recurrence_in(line):
        return recurrence.word, "" if stands_alone(line) else f'"{text}" names no date: check that none is meant.'
    if _UNDECIDED.fullmatch(line):
        return "", f'"{text}" leaves the date open: add it once it is agreed.'
    if _NO_DATE.fullmatch(line):
        return "", f'"{text}" gives no date: add one, or leave the cell blank.'
    if _AT_ONCE.fullmatch(line):
        return "", f'"{text}" is no date: write the day by which it is to be done.'
    if _FINISHED.search(line):
        return "", f'"{text}" says that it is finished, not when it was due: give the date that was agreed.'
    if re.fullmatch(r"[0-9.,]+", line):
        return "", f'"{text}" is a number and could not be read as a date: write, for example, 31 March 2023.'
    return "", f'"{text}" could not be read as a date{_nearest_month(line)}: write, for example, March 2023.'


def _unexplained(words: str) -> str:
    return (
        f'"{words}" stands beside the date{_nearest_month(levelled(words))}: check that the date is when this is due.'
    )


def _nearest_month(level: str) -> str:
    words: list[str] = re.findall("[a-z]{4,}", level)
    for word in words:
        nearest = get_close_matches(word, MONTHS, n=1, cutoff=0.8) if word not in MONTHS else []
        if nearest:
            return f" (did you mean {nearest[0].title()}?)"
    return ""
