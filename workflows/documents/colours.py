"""A rating's colour as tints that text can be read on. The colour is an extra: the word is always there."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from workflows.exception_report.value import ExceptionReport

INK = "1B2530"
PAPER = "FFFFFF"
NIGHT = "14191E"
NO_COLOUR = "505A5F"
LIGHT_SHARE = 0.13  # of the colour on white paper: the ink keeps a contrast above 12 to 1
DARK_SHARE = 0.26  # of the colour on a dark screen: white keeps a contrast above 7 to 1


@dataclass(frozen=True, slots=True)
class Tint:
    """Hexadecimal, without the #. `bar` is the colour itself, as a stripe beside the word."""

    bar: str
    light: str
    dark: str
    dark_bar: str


def tints(report: ExceptionReport) -> dict[str, Tint]:
    """For each rating's label and each other state of the position table, and for a label in use that says more than
    the key ("Blue, awaiting sign-off"), which has the rating's own tint."""
    states = {line.label: stripe_of(line.colour) for line in report.position_table if not line.of_which}
    ratings = {line.label: tint_of(line.colour) for line in report.rating_key}
    longer = {
        line.rating: tint
        for line in report.register
        for label, tint in ratings.items()
        if line.rating.startswith(f"{label}, ")
    }
    return states | ratings | longer


def stripe_of(colour: str) -> Tint:
    """Not reported and Closed are states and no colours of the key: a stripe alone."""
    return replace(tint_of(colour), light=PAPER, dark=NIGHT)


def tint_of(colour: str) -> Tint:
    bar = colour.removeprefix("#").upper()
    if not re.fullmatch(r"[0-9A-F]{6}", bar):
        bar = NO_COLOUR
    return Tint(
        bar=bar,
        light=_mixed(bar, PAPER, LIGHT_SHARE),
        dark=_mixed(bar, NIGHT, DARK_SHARE),
        # A stripe must stand out from a dark page by 3 to 1, and a deep blue would not.
        dark_bar=_mixed(bar, PAPER, 0.65),
    )


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[0:2], 16), int(colour[2:4], 16), int(colour[4:6], 16)


def _mixed(colour: str, ground: str, share: float) -> str:
    pairs = zip(_parts(colour), _parts(ground), strict=True)
    return "".join(f"{round(share * one + (1 - share) * other):02X}" for one, other in pairs)
