"""Colours of cells as "#RRGGBB"; no colour and white are both blank."""

from __future__ import annotations

import colorsys
import re

_HEX = re.compile(r"(?:[0-9A-Fa-f]{2})?(?P<rgb>[0-9A-Fa-f]{6})")
_WHITE = "#FFFFFF"


def shade(code: str) -> str:
    """From "92D050", or "FF92D050" with its opacity first, which Office ignores. Anything else is no colour."""
    found = _HEX.fullmatch(code)
    colour = f"#{found['rgb'].upper()}" if found else _WHITE
    return "" if colour == _WHITE else colour


def tinted(code: str, tint: float) -> str:
    """Lighter (up to 1) or darker (down to -1), in six hexadecimal digits (ECMA-376 part 1, 18.8.19)."""
    if not tint:
        return code
    red, green, blue = (int(code[at : at + 2], 16) / 255 for at in (0, 2, 4))
    hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    mixed = colorsys.hls_to_rgb(hue, min(max(light, 0.0), 1.0), saturation)
    return "".join(f"{round(part * 255):02X}" for part in mixed)
