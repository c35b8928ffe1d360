"""Times counted from a day that the plan names elsewhere: "within 6 months", "3, 6 and 12 months", "18/52"."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from store.register_files.plan_cells.period import last_day

_NUMBER_WORDS: Final = {
    word: number
    for number, word in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)
}
_NUMBER: Final = rf"(?:[0-9]{{1,3}}|{'|'.join(_NUMBER_WORDS)}|eighteen|twenty[\s-]four)"
_COUNTED: Final = re.compile(
    r"(?:(?:with)?in|by|after|at|for|over|next|the|first|up\s+to|no\s+later\s+than|\s)*"
    rf"(?P<numbers>{_NUMBER}(?:\s*(?:,|/|&|and|or|-|to|\s)\s*{_NUMBER})*)[\s-]*(?P<unit>day|week|month|year|yr)s?'?"
    r"(?P<from>\s+(?:from|of|after)\b.{0,80})?[\s.]*"
)
_IN_PARTS: Final = re.compile(r"(?:within|in|by|\s)*(?P<count>[0-9]{1,3})\s*/\s*(?P<unit>12|52)[\s.]*")
_MORE_WORDS: Final = {"eighteen": 18, "twenty four": 24, "twenty-four": 24}


def relative_times(level: str, counted_from: date | None) -> tuple[tuple[date | None, str], ...]:
    """The day and the doubt of each time in a levelled text that holds nothing else; empty where it is none."""
    if found := _IN_PARTS.fullmatch(level):
        count, unit = int(found["count"]), "month" if found["unit"] == "12" else "week"
        doubt = f'"{found[0].strip()}" was read as {count} {unit}s: if it means a day, write the date in full.'
        return (_counted(count, unit, counted_from, doubt),)
    found = _COUNTED.fullmatch(level)
    if not found:
        return ()
    counts = [_number(printed) for printed in re.findall(_NUMBER, found["numbers"])]
    doubt = ""
    if found["from"]:
        doubt = (
            f'It is counted "{" ".join(found["from"].split())}": check that this is the day set in the mapping file.'
        )
    unit = "year" if found["unit"] == "yr" else found["unit"]
    return tuple(_counted(count, unit, counted_from, doubt) for count in counts)


def _number(printed: str) -> int:
    if printed.isdecimal():
        return int(printed)
    return _NUMBER_WORDS.get(printed) or _MORE_WORDS[" ".join(printed.split())]


def _counted(count: int, unit: str, counted_from: date | None, doubt: str) -> tuple[date | None, str]:
    if counted_from is None:
        return None, "The plan does not say from which day this is counted: set counted_from in the mapping file."
    match unit:
        case "day":
            return counted_from + timedelta(days=count), doubt
        case "week":
            return counted_from + timedelta(weeks=count), doubt
        case _:
            months = counted_from.month - 1 + count * (12 if unit == "year" else 1)
            year, month = counted_from.year + months // 12, months % 12 + 1
            return date(year, month, min(counted_from.day, last_day(year, month).day)), doubt
