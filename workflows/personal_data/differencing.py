"""Small counts that nobody wrote down, but that follow from two figures that somebody did (`domain.md` 8.1).

"45 of the 48 children" tells of 3 others, and so does "94% of the 48 children", or "48 children: 20 at home, 25 in
schools and the rest in hospital". What is found is the figure to leave out, so that the total may stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from workflows.personal_data.kinds import Kind
from workflows.personal_data.patterns import CHILD
from workflows.personal_data.scan import Passage

SMALL = range(1, 5)
_FIGURE = r"(?<![\d.,£/-])\d{1,5}(?![\d%/]|[.,]\d)"
_OF = r"(?:out\s+of|of)\s+(?:the\s+|our\s+|all\s+|those\s+|these\s+)?"
PART_OF_WHOLE = re.compile(rf"(?i)(?P<part>{_FIGURE})\s+{_OF}(?P<whole>{_FIGURE})\s+(?:\w+\s+)?{CHILD}\b")
WHOLE_THEN_PART = re.compile(
    rf"(?i)\bof\s+(?:the\s+|our\s+|all\s+)?(?P<whole>{_FIGURE})\s+(?:\w+\s+)?{CHILD}\b[^.;:\d]{{0,60}}?(?P<part>{_FIGURE})"
)
SHARE_OF_WHOLE = re.compile(
    rf"(?i)(?P<share>(?<![\d.,])(?P<number>\d{{1,3}}(?:\.\d)?)\s?(?:%|per\s?cent))\s+{_OF}(?P<whole>{_FIGURE})"
    rf"\s+(?:\w+\s+)?{CHILD}\b"
)
WHOLE_THEN_REST = re.compile(
    rf"(?i)(?P<whole>{_FIGURE})\s+(?:\w+\s+)?{CHILD}\b(?P<parts>[^.;!?]{{1,200}}?)"
    r"\b(?:the\s+(?:rest|others?)|remain(?:der|ing))\b"
)


def figures_that_tell(text: str) -> Iterator[Passage]:
    """The part, where it or what it leaves of the whole is fewer than 5; of several parts before a rest, the last."""
    for pattern in (PART_OF_WHOLE, WHOLE_THEN_PART):
        for found in pattern.finditer(text):
            if _tells(int(found["part"]), int(found["whole"])):
                yield Passage(*found.span("part"), Kind.SMALL_COUNT)
    for found in SHARE_OF_WHOLE.finditer(text):
        whole = int(found["whole"])
        if _tells(round(whole * float(found["number"]) / 100), whole):
            yield Passage(*found.span("share"), Kind.SMALL_COUNT)
    for found in WHOLE_THEN_REST.finditer(text):
        parts = list(re.finditer(_FIGURE, found["parts"]))
        if parts and int(found["whole"]) - sum(int(part[0]) for part in parts) in SMALL:
            start = found.start("parts")
            yield Passage(start + parts[-1].start(), start + parts[-1].end(), Kind.SMALL_COUNT)


def _tells(part: int, whole: int) -> bool:
    return part in SMALL or whole - part in SMALL
