"""What stands between a draft and its being final."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Gate(StrEnum):
    COUNTS = "counts"
    CONFIRMATION = "confirmation"
    PERSONAL_DATA = "personal_data"
    SMALL_COUNT = "small_count"
    NEXT_STEP = "next_step"
    ADDRESSEE = "addressee"
    TEMPLATE_TEXT = "template_text"
    HEADINGS = "headings"
    RULES = "rules"


@dataclass(frozen=True, slots=True)
class Finding:
    """`place` names where: "2.4 milestone 1, narrative", "area 3", "table of section 3". The sentence says what to do,
    and never repeats what may identify a child."""

    gate: Gate
    place: str
    sentence: str
