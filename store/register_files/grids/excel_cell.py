"""One cell of a sheet as a person sees it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from math import isfinite

from store.register_files.grids.excel_date import as_shown, dated
from store.register_files.grids.excel_number import general, shown
from store.register_files.grids.excel_sheet import RawCell
from store.register_files.grids.excel_styles import Style
from store.register_files.grids.grid import Cell
from store.register_files.grids.number_format import DateParts, date_parts
from store.register_files.grids.wording import tidy

_DAY_AND_TIME = DateParts(year=True, month=True, day=True, time=True)


@dataclass(slots=True)
class Doubts:
    """Cells, by name, of which a person should hear."""

    errors: list[str] = field(default_factory=list[str])
    formulas: list[str] = field(default_factory=list[str])
    no_dates: list[str] = field(default_factory=list[str])


class CellReader:
    """Knows what a workbook keeps outside its cells: their texts and their styles."""

    def __init__(self, texts: Sequence[str], styles: Sequence[Style], *, from_1904: bool) -> None:
        self._texts = texts
        self._styles = styles
        self._from_1904 = from_1904
        self._date_parts = [date_parts(style.number_format) for style in styles]

    def cell(self, name: str, raw: RawCell, doubts: Doubts, *, hidden: bool) -> Cell:
        """`name` is "B4". Raises LookupError or ValueError where the parts of the workbook contradict each other."""
        style = self._styles[raw.style]
        if raw.formula_without_result:
            doubts.formulas.append(name)
        if not raw.content:
            return Cell(fill=style.fill, hidden=hidden)
        match raw.kind:
            case "s":
                return Cell(self._texts[int(raw.content)], fill=style.fill, hidden=hidden)
            case "str" | "inlineStr":
                return Cell(tidy(raw.content), fill=style.fill, hidden=hidden)
            case "b":
                truth = raw.content in {"1", "true"}
                return Cell("TRUE" if truth else "FALSE", truth, style.fill, hidden)
            case "e":
                doubts.errors.append(name)
                return Cell(raw.content, fill=style.fill, hidden=hidden)
            case "d":
                moment = datetime.fromisoformat(raw.content).replace(tzinfo=None)
                on = as_shown(moment, self._date_parts[raw.style] or _DAY_AND_TIME)
                return Cell(on.text, on.value, style.fill, hidden)
            case _:
                return self._number(name, raw, style, doubts, hidden=hidden)

    def _number(self, name: str, raw: RawCell, style: Style, doubts: Doubts, *, hidden: bool) -> Cell:
        number = float(raw.content)
        if not isfinite(number):
            raise ValueError(raw.content)
        if parts := self._date_parts[raw.style]:
            if on := dated(number, parts, from_1904=self._from_1904):
                return Cell(on.text, on.value, style.fill, hidden)
            doubts.no_dates.append(name)
            return Cell(general(number), _plain(number), style.fill, hidden)
        return Cell(shown(number, style.number_format), _plain(number), style.fill, hidden)


def _plain(number: float) -> float | int:
    return int(number) if number.is_integer() else number
