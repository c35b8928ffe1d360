"""How often something recurs, in the words of the register: quarterly, 6-monthly, open-ended."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

OPEN_ENDED: Final = "open-ended"
ONGOING: Final = re.compile(r"\b(?:on[\s-]?going|continuous(?:ly)?|continuing|continual(?:ly)?|rolling|thereafter)\b")

_UNITS: Final = r"(?P<unit>day|week|fortnight|month|quarter|term|year)"
_COUNT: Final = "(?P<count>[0-9]{1,2}|two|three|four|six|twelve)"
_COUNTS: Final = {"two": "2", "three": "3", "four": "4", "six": "6", "twelve": "12"}
_EVERY: Final = re.compile(rf"\b(?:every|each|per|once\s+a|once\s+per)\s+(?:{_COUNT}\s+)?{_UNITS}s?\b")
_COUNTED: Final = re.compile(rf"\b{_COUNT}[\s-]*(?P<unit>week|month)ly\b")
_EACH_EVENT: Final = re.compile(
    r"\b(?:after|following)\s+(?:each|every)\s+(?!month|quarter|term|year|week|day)(?P<event>[a-z]+)"
)
_WORDS: Final = (
    (re.compile(r"\bhalf[\s-]*termly\b"), "half-termly"),
    (re.compile(r"\b(?:half[\s-]*yearly|six[\s-]*monthly)\b"), "6-monthly"),
    (re.compile(r"\b(?:bi[\s-]*annual(?:ly)?|twice\s+(?:a|per)\s+year|twice[\s-]+yearly)\b"), "biannual"),
    (re.compile(r"\bbi[\s-]*ennial(?:ly)?\b"), "biennial"),
    (re.compile(r"\bbi[\s-]*monthly\b"), "bimonthly"),
    (re.compile(r"\b(?:bi[\s-]*weekly|fortnightly)\b"), "fortnightly"),
    (re.compile(r"\bdaily\b"), "daily"),
    (re.compile(r"\bweekly\b"), "weekly"),
    (re.compile(r"\bmonthly\b"), "monthly"),
    (re.compile(r"\bquarterly\b"), "quarterly"),
    (re.compile(r"\btermly\b"), "termly"),
    (re.compile(r"\b(?:annual(?:ly)?|yearly)\b"), "annual"),
)
_OF_UNIT: Final = {
    "day": "daily", "week": "weekly", "fortnight": "fortnightly", "month": "monthly", "quarter": "quarterly",
    "term": "termly", "year": "annual",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Recurrence:
    word: str
    start: int
    end: int


def recurrence_in(level: str) -> Recurrence | None:
    """The first in levelled text; "ongoing" counts only where nothing says how often."""
    return _counted(level) or _worded(level) or _ongoing(level)


def _counted(level: str) -> Recurrence | None:
    for shape in (_COUNTED, _EVERY):
        if found := shape.search(level):
            count, unit = found["count"], found["unit"]
            word = f"{_COUNTS.get(count, count)}-{unit}ly" if count else _OF_UNIT[unit]
            return Recurrence(word, found.start(), found.end())
    if found := _EACH_EVENT.search(level):
        return Recurrence(f"after each {found['event']}", found.start(), found.end())
    return None


def _worded(level: str) -> Recurrence | None:
    all_found = [(shape.search(level), word) for shape, word in _WORDS]
    first = min(((found.start(), found.end(), word) for found, word in all_found if found), default=None)
    return Recurrence(first[2], first[0], first[1]) if first else None


def _ongoing(level: str) -> Recurrence | None:
    found = ONGOING.search(level)
    return Recurrence(OPEN_ENDED, found.start(), found.end()) if found else None
