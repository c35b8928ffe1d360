"""The colour of a cell, in the word for it: colour never stands alone."""

from __future__ import annotations

import re
from colorsys import rgb_to_hsv
from typing import Final

_LEAST_CHROMA: Final = 0.09
"""Of 1. Below it the eye sees grey: the grey of government (#505A5F) has 0.06, Excel's palest green 0.16."""

_WHITISH, _BLACKISH = 0.9, 0.2
"""Greys lighter or darker than this are paper, banding and ink."""

OTHER: Final = "another colour"
_HUES: Final = ((15, "red"), (68, "amber"), (170, "green"), (262, "blue"), (330, OTHER), (361, "red"))
"""Degrees below which a hue is called so. Yellow counts as amber; purple is in no key of any plan seen."""


def colour_word(fill: str) -> str:
    """blue, green, amber, red, grey or another colour; blank for no fill, white and black."""
    found = re.fullmatch(r"#?(?:[0-9a-fA-F]{2})?([0-9a-fA-F]{6})", fill.strip())
    if not found:
        return ""
    red, green, blue = (int(found[1][at : at + 2], 16) / 255 for at in (0, 2, 4))
    hue, _, value = rgb_to_hsv(red, green, blue)
    if value < _BLACKISH:
        return ""
    if value - min(red, green, blue) < _LEAST_CHROMA:
        return "grey" if value < _WHITISH else ""
    return next(word for limit, word in _HUES if hue * 360 < limit)
