"""Small counts that nobody wrote down, but that follow from two figures that somebody did (`domain.md` 8.1).

"45 of the 48 children" tells of 3 others. What is found is the figure to leave out, so that the total may stand.
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


def figures_that_tell(text: str) -> Iterator[Passage]:
    """The part, where it or what it leaves of the whole is fewer than 5."""
    for pattern in (PART_OF_WHOLE, WHOLE_THEN_PART):
        for found in pattern.finditer(text):
            part, whole = int(found["part"]), int(found["whole"])
            if part in SMALL or whole - part in SMALL:
                yield Passage(*found.span("part"), Kind.SMALL_COUNT)
