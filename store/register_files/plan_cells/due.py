"""When something is due, as plans print it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Due:
    """`due` is the last day of what was printed (`domain.md` 3.2), None where there is no date.

    A recurrence ("quarterly", "ongoing") or an open end stands in `recurrence`; what stands beside the date, such as
    a target ("70%"), in `beside`. `doubt` is a sentence where the cell can be read in more than one way.
    """

    text: str
    earliest: date | None = None
    due: date | None = None
    recurrence: str = ""
    beside: str = ""
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class DateReading:
    """What a plan's dates are read by. Blank: the plan does not say, and a cell that depends on it is in doubt."""

    quarters: str = ""  # "calendar" or "financial"
    counted_from: date | None = None  # of "3 months", "6 months"
    autumn_term_ends: tuple[int, int] = (12, 31)  # month and day; the council's own dates may say otherwise
    spring_term_ends: tuple[int, int] = (3, 31)
    summer_term_ends: tuple[int, int] = (7, 31)
