"""The words of a workbook: its shared texts, and those a cell holds itself (ECMA-376 part 1, 18.4)."""

from __future__ import annotations

import re
from typing import Any

from store.register_files.grids.office_package import OfficePackage
from store.register_files.grids.office_xml import elements
from store.register_files.grids.wording import tidy

_ESCAPED = re.compile(r"_x(?!D[89A-F])(?P<code>[0-9A-F]{4})_", re.IGNORECASE)
"""A character that XML cannot hold, or an underscore that only looks like the beginning of one."""

LONGEST_TEXT = 32_767 * 7
"""Excel's own limit for a cell, were every character escaped."""


def shared_texts(package: OfficePackage, part: str) -> list[str]:
    """By the number that cells give. Blank `part`: the workbook has none."""
    if not part:
        return []
    with package.opened(part) as stream:
        return [tidy(text_of(item)) for item in elements(stream, "si")]


def text_of(element: Any) -> str:
    """All its runs of differing looks in one; without the reading aid that Japanese text may have.

    Raises ValueError for more than a cell can hold.
    """
    runs = [*element.iterfind("./{*}t"), *element.iterfind("./{*}r/{*}t")]
    text = "".join(run.text or "" for run in runs)
    if len(text) > LONGEST_TEXT:
        raise ValueError(len(text))
    return _ESCAPED.sub(lambda found: chr(int(found["code"], 16)), text)
