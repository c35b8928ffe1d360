"""How a workbook shows its cells: the fill and the number format of each style (ECMA-376 part 1, 18.8)."""

from __future__ import annotations

from typing import Any, NamedTuple

from store.register_files.grids.colour import shade, tinted
from store.register_files.grids.office_package import OfficePackage

_THEME_ORDER = (
    "lt1",
    "dk1",
    "lt2",
    "dk2",
    "accent1",
    "accent2",
    "accent3",
    "accent4",
    "accent5",
    "accent6",
    "hlink",
    "folHlink",
)
"""A cell's theme number counts light before dark, the other way round than the theme itself lists them."""


LONGEST_FORMAT = 255
"""Excel's own limit."""


class Style(NamedTuple):
    number_format: str = "General"
    fill: str = ""


def styles(package: OfficePackage, styles_part: str, theme_part: str) -> list[Style]:
    """By the number that cells give. Either part may be blank: the workbook has none."""
    if not styles_part:
        return [Style()]
    from openpyxl.styles.numbers import BUILTIN_FORMATS

    sheet = package.tree(styles_part)
    palette = _Palette(sheet, _theme(package, theme_part))
    formats: dict[int, str] = dict(BUILTIN_FORMATS)
    for number_format in sheet.iterfind("./{*}numFmts/{*}numFmt"):
        code = number_format.get("formatCode", "General")
        formats[int(number_format.get("numFmtId"))] = code if len(code) <= LONGEST_FORMAT else "General"
    fills = [palette.fill(fill) for fill in sheet.iterfind("./{*}fills/{*}fill")]
    found: list[Style] = []
    for style in sheet.iterfind("./{*}cellXfs/{*}xf"):
        fill = int(style.get("fillId", 0))
        number_format = formats.get(int(style.get("numFmtId", 0)), "General")
        found.append(Style(number_format, fills[fill] if fill < len(fills) else ""))
    return found or [Style()]


def _theme(package: OfficePackage, part: str) -> list[str]:
    """Twelve colours in the order of their numbers; blank for one the theme does not say."""
    scheme = package.tree(part).find(".//{*}clrScheme") if part else None
    if scheme is None:
        return []
    colours: list[str] = []
    for name in _THEME_ORDER:
        choice = scheme.find(f"./{{*}}{name}/*")
        colours.append("" if choice is None else choice.get("lastClr") or choice.get("val") or "")
    return colours


class _Palette:
    """What a colour given by a theme or index number looks like in this workbook."""

    def __init__(self, sheet: Any, theme: list[str]) -> None:
        from openpyxl.styles.colors import COLOR_INDEX

        own = [colour.get("rgb", "") for colour in sheet.iterfind("./{*}colors/{*}indexedColors/{*}rgbColor")]
        self.indexed: list[str] = own or list(COLOR_INDEX)
        self.theme = theme

    def fill(self, fill: Any) -> str:
        """Of a solid fill; a pattern or a gradient says no one colour."""
        pattern = fill.find("./{*}patternFill")
        if pattern is None or pattern.get("patternType") != "solid":
            return ""
        colour = pattern.find("./{*}fgColor")
        return "" if colour is None else self._shade(colour)

    def _shade(self, colour: Any) -> str:
        code: str = colour.get("rgb", "")
        for kind, known in (("theme", self.theme), ("indexed", self.indexed)):
            if (number := colour.get(kind)) is not None:
                code = known[int(number)] if int(number) < len(known) else ""
        if not shade(code) and code[-6:].upper() != "FFFFFF":
            return ""
        return shade(tinted(code[-6:], float(colour.get("tint", 0))))
