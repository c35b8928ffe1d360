"""The targets that an indicator's own title states: "90% by June 2024"."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TARGET = re.compile(
    rf"(?P<figure>\d+(?:\.\d+)?)\s?(?:%|per\s?cent|weeks?|days?)?\s+(?:by|in)\s+(?:the\s+end\s+of\s+)?"
    rf"(?P<month>{'|'.join(_MONTHS)})[a-z]*\.?\s+(?P<year>20\d{{2}}|\d{{2}})\b",
    re.IGNORECASE,
)


def title_targets(title: str) -> list[tuple[float, date]]:
    """Figures with the last day of their month. A year alone ("70% by 2025") is too vague to hold a point against."""
    found: list[tuple[float, date]] = []
    for match in _TARGET.finditer(title):
        month = _MONTHS.index(match["month"][:3].casefold()) + 1
        year = int(match["year"]) if len(match["year"]) == 4 else 2000 + int(match["year"])
        found.append((float(match["figure"]), date(year, month, monthrange(year, month)[1])))
    return found
