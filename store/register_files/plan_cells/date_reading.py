"""What a plan's dates are read by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class DateReading:
    """Blank: the plan does not say, and a cell that depends on it is in doubt."""

    quarters: str = ""  # "calendar" or "financial"
    counted_from: date | None = None  # of "3 months", "6 months"
    autumn_term_ends: tuple[int, int] = (12, 31)  # month and day; the council's own dates may say otherwise
    spring_term_ends: tuple[int, int] = (3, 31)
    summer_term_ends: tuple[int, int] = (7, 31)
