"""A rating's own colour, brought to the few names Teams draws. The word always stands beside it."""

from __future__ import annotations

import colorsys
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from microsoft_teams.cards.core import ChartColor, ContainerStyle, TextColor


@dataclass(frozen=True, slots=True)
class Tint:
    """One colour as Teams names it in a text, behind a text and in a chart."""

    text: TextColor
    box: ContainerStyle
    chart: ChartColor


RED: Final = Tint("Attention", "attention", "attention")
AMBER: Final = Tint("Warning", "warning", "warning")
GREEN: Final = Tint("Good", "good", "good")
BLUE: Final = Tint("Accent", "accent", "categoricalBlue")
GREY: Final = Tint("Default", "emphasis", "neutral")

GREYISH: Final = 0.2
"""Below this saturation a colour is a grey to the eye: GOV.UK's #505A5F has 0.09."""


@lru_cache(maxsize=256)
def tint_of(colour: str) -> Tint:
    """The nearest of the five by hue; anything that is no colour is grey."""
    if not re.fullmatch(r"#?[0-9A-Fa-f]{6}", colour):
        return GREY
    digits = colour.removeprefix("#")
    red, green, blue = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    hue, lightness, saturation = colorsys.rgb_to_hls(red, green, blue)
    if saturation < GREYISH or not 0.08 < lightness < 0.95:
        return GREY
    degrees = hue * 360
    if degrees < 20 or degrees >= 320:
        return RED
    if degrees < 70:
        return AMBER
    return GREEN if degrees < 170 else BLUE
