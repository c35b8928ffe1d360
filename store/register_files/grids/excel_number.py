"""A number as Excel shows it."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, localcontext

from store.register_files.grids.number_format import Section, sections

_SHOWN_IN_FULL = 10**15
"""Excel keeps fifteen figures; past them whole numbers too are shown as powers of ten."""

_FORMAT_LENGTH = 300
"""Digits enough for the longest format there is, which has 255 characters."""


def shown(value: float, code: str) -> str:
    """By the number format `code`: 0.35 by 0% is "35%", 1.1 by 0.00 is "1.10". Unusual formats show as General does."""
    choices = sections(code)
    section, magnitude = choices[0], value
    if value < 0 and len(choices) > 1:
        section, magnitude = choices[1], -value
    elif value == 0 and len(choices) > 2:
        section = choices[2]
    return _by_section(magnitude, section) or general(value)


def general(value: float) -> str:
    """As in a wide column without a format: whole numbers in full, else ten figures."""
    if abs(value) < _SHOWN_IN_FULL and value == int(value):
        return str(int(value))
    return f"{value:.10g}".replace("e", "E")


def _by_section(value: float, section: Section) -> str:
    """Blank for a section that is not a plain pattern of digits between words."""
    digits = [piece.text for piece in section if piece.kind == "digits"]
    bare = "".join(piece.text for piece in section if piece.kind == "bare")
    if abs(value) >= _SHOWN_IN_FULL or bare.count("%") > 1 or len(digits) > 1 or "".join(digits).count(".") > 1:
        return ""
    if set(bare) - set(" %$-+():!^&'~{}<>=£€,.") or any(p.kind == "condition" for p in section):
        return ""
    number = _figures(abs(value) * 100 ** bare.count("%"), digits[0]) if digits else ""
    text = "".join(number if piece.kind == "digits" else piece.text for piece in section).strip()
    return f"-{text}" if value < 0 and number else text


def _figures(value: float, pattern: str) -> str:
    whole, _, decimals = pattern.partition(".")
    scaled = Decimal(repr(value)) / 1000 ** (len(pattern) - len(pattern.rstrip(",")))
    with localcontext(prec=_FORMAT_LENGTH):
        rounded = round(scaled, 12).quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP)
    figures = f"{rounded:,f}" if "," in whole.rstrip(",") else f"{rounded:f}"
    before, point, after = figures.partition(".")
    while len(after) > decimals.count("0") and after.endswith("0"):
        after = after[:-1]
    return before.zfill(whole.count("0")) + (point + after if after else "")
