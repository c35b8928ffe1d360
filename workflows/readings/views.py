"""A reading that somebody gives, to be checked before it is recorded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that may be meant, and how it comes about: "both shares together: 81.5% of 90.7%"."""

    value: float
    how: str


@dataclass(frozen=True, slots=True)
class ReadingTyped:
    """What stands in the form. `value` is None where it was left out or is no number."""

    value: float | None = None
    period_end: date | None = None
    source: str = ""
    value_typed: str = ""


@dataclass(frozen=True, slots=True)
class ReadingToCheck:
    """`figures` are those read from the words, the likeliest first; several are to be chosen from. `held` says what is
    on record for the period, `asks` what its reader should look at.
    """

    indicator_id: int
    ref: str
    title: str
    unit: str
    figures: tuple[Figure, ...]
    typed: ReadingTyped
    asks: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
