"""What a check finds."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from store.cut import DataCut


class Severity(StrEnum):
    """In order of gravity.

    ERROR: two entries cannot both be right, or somebody who must answer is not named; settle it before the register
    is relied on. WARNING: probably a slip, or something a report will have to explain. NOTE: worth knowing.
    """

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """`places` are refs (codes of ratings for the key), the one to look at first in front; `sentence` says the rest."""

    code: str
    sentence: str
    places: tuple[str, ...]
    severity: Severity


Check = Callable[[DataCut], Iterable[Finding]]
