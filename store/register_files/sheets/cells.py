"""What a cell says: dates, lists, figures, yes or no. And how a value is written into one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from enum import StrEnum
from typing import Generic, TypeVar

from store.register_files.errors import UnreadableCell
from store.register_files.grids.wording import tidy
from store.working_days import LONDON, london_moment

Word = TypeVar("Word", bound=StrEnum)

NOON = time(12, 0)
"""The hour of an update that has a day alone: the same day in London and in UTC, summer and winter."""

_ISO = re.compile(r"(?P<y>[0-9]{4})-(?P<m>[0-9]{1,2})-(?P<d>[0-9]{1,2})")
_BRITISH = re.compile(r"(?P<d>[0-9]{1,2})(?P<mark>[/.])(?P<m>[0-9]{1,2})(?P=mark)(?P<y>[0-9]{4})")
_NUMBER = re.compile(r"[+-]?([0-9]{1,12}|[0-9]{1,3}(,[0-9]{3}){1,3})(\.[0-9]+)?")


def text(cell: str) -> str:
    """As any other file is read, so that a cell compares equal to itself whichever way it came."""
    return tidy(cell)


def text_list(cell: str) -> list[str]:
    """The entries between the semicolons, blank ones left out."""
    return [entry for entry in parallel_list(cell) if entry]


def parallel_list(cell: str) -> list[str]:
    """The entries between the semicolons, blank ones kept: each stands beside its fellow in another column."""
    return [entry.strip() for entry in cell.split(";")]


def day(cell: str) -> date | None:
    """An ISO date, 31/03/2023 or 31.03.2023; always in British order (`domain.md` 2.4). Blank: no date."""
    if not (cell := cell.strip()):
        return None
    found = _ISO.fullmatch(cell) or _BRITISH.fullmatch(cell)
    try:
        if found:
            return date(int(found["y"]), int(found["m"]), int(found["d"]))
    except ValueError:
        pass  # 31 February: said below, with everything else that is no date
    raise UnreadableCell(cell=cell, wanted="a date (write 2023-03-31 or 31/03/2023)")


def moment(cell: str) -> datetime | None:
    """A day, which means noon in London, or a day and a time, in London unless it names a zone. In UTC."""
    if not (cell := cell.strip()):
        return None
    date_part, _, time_part = cell.replace("T", " ", 1).partition(" ")
    on = day(date_part)
    if on is None:
        return None
    if not time_part:
        return london_moment(on, NOON)
    try:
        at = time.fromisoformat(time_part.replace(" ", ""))
    except ValueError:
        raise UnreadableCell(cell=cell, wanted="a date and a time (write 2023-03-31 14:30)") from None
    return datetime.combine(on, at, tzinfo=at.tzinfo or LONDON).astimezone(UTC)


def yes_or_no(cell: str) -> bool | None:
    word = cell.strip().casefold()
    if word not in ("", "yes", "no"):
        raise UnreadableCell(cell=cell, wanted="yes or no")
    return word == "yes" if word else None


def whole_number(cell: str) -> int | None:
    if not (cell := cell.strip()):
        return None
    if not re.fullmatch(r"-?[0-9]{1,9}", cell):
        raise UnreadableCell(cell=cell, wanted="a whole number")
    return int(cell)


def figure(cell: str) -> float | None:
    """ "35", "35%", "35.0" and "1,200" are figures; the unit stands with the indicator."""
    if not (cell := cell.strip()):
        return None
    bare = cell.removesuffix("%").strip()
    if not _NUMBER.fullmatch(bare):
        raise UnreadableCell(cell=cell, wanted="a figure")
    return float(bare.replace(",", ""))


def figure_if_any(cell: str) -> float | None:
    """Empty for a target in words ("live")."""
    try:
        return figure(cell)
    except UnreadableCell:
        return None


@dataclass(frozen=True, slots=True)
class Words(Generic[Word]):
    """A parser for one of the register's closed vocabularies; "Not started" is not_started."""

    vocabulary: type[Word]

    @property
    def words(self) -> list[str]:
        return [member.value for member in self.vocabulary]

    def __call__(self, cell: str) -> Word | None:
        spelled = re.sub(r"[\s-]+", "_", cell.strip().casefold())
        if not spelled:
            return None
        try:
            return self.vocabulary(spelled)
        except ValueError:
            raise UnreadableCell(cell=cell, wanted=f"one of: {', '.join(self.words)}") from None


def written(value: object) -> str:
    """A value as a cell: reading it gives the value back."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case float():
            return str(int(value)) if value.is_integer() else format(Decimal(repr(value)), "f")  # never 1e-05
        case datetime():
            return value.astimezone(LONDON).isoformat()
        case date():
            return value.isoformat()
        case _:
            return text(str(value))
