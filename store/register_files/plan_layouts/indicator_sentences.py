"""Indicators printed as a list of sentences beside the words "Outcome Indicators" (`domain.md` 2.2, row 3)."""

from __future__ import annotations

import re

from store.register_files.grids.grid import Grid
from store.register_files.plan_layouts.cell_lines import one_line
from store.register_files.plan_layouts.draft import DraftIndicator, DraftPoint, Place
from store.register_files.plan_layouts.headers import normalised
from store.register_files.plan_layouts.headings import leading_ref
from store.register_files.plan_layouts.indicator_refs import number_indicators
from store.register_files.plan_layouts.indicator_words import direction_in, series_and_year, targets_in
from store.register_files.plan_layouts.layout import Reading
from store.register_files.report import Understood, Warned
from store.register_files.sheets.cells import written

_LABELS = frozenset(
    {"outcome indicators", "indicators", "impact measures", "impact measures and targets", "outcome", "impact"}
)
_WIDEST = 3
_BULLET = re.compile(r"^\s*(?:[•▪◦●○·*]|[-–—](?=\s))\s*")


def is_indicator_block(grid: Grid) -> bool:
    """A narrow table with the label in its first column, or above the list."""
    if not grid.rows or len(grid.rows[0]) > _WIDEST:
        return False
    labels = [normalised(cell.text) for row in grid.rows for cell in row if not cell.spanned and cell.text.strip()]
    return bool({"outcome indicators", "indicators", "impact measures"} & set(labels[:4]))


def read_indicator_block(grid: Grid, reading: Reading) -> None:
    found: list[DraftIndicator] = []
    for row, line in zip(grid.rows, grid.lines, strict=True):
        place = Place(grid.source, line)
        for cell in row:
            text = cell.text.strip()
            if cell.spanned or not text:
                continue
            if normalised(text) in _LABELS:
                said = Understood(grid.source, one_line(text), "indicators.title", "by its label")
                reading.draft.understood.append(said)
                continue
            found += [_indicator(sentence, place, reading) for sentence in _sentences(text)]
    number_indicators(found, reading)
    reading.draft.indicators += found
    _say(found, grid.source, reading)


def _sentences(text: str) -> list[str]:
    """A line with a ref or a bullet is one, or every line if none has; else it goes on with the line above."""
    lines = [line for line in text.split("\n") if line.strip()]
    begins = [bool(_BULLET.match(line) or leading_ref(line)) for line in lines]
    sentences: list[str] = []
    for line, begin in zip(lines, begins, strict=True):
        if sentences and not begin and (any(begins) or line.strip()[:1].islower()):
            sentences[-1] = f"{sentences[-1]} {line.strip()}"
        else:
            sentences.append(_BULLET.sub("", line).strip())
    return sentences


def _indicator(sentence: str, place: Place, reading: Reading) -> DraftIndicator:
    printed = leading_ref(sentence)
    title = one_line(printed.text if printed and printed.text else sentence)
    indicator = DraftIndicator(
        printed.ref if printed and printed.text else "", title, place, reading.area_ref, direction=direction_in(title)
    )
    indicator.series, indicator.year = series_and_year(title)
    targets = targets_in(title, reading.draft.dates)
    for target in targets:
        day = written(target.due.due) if target.due else ""
        indicator.points.append(DraftPoint(place, target.date_text, day, target.target))
        indicator.unit = target.unit
    if not any(letter.isdigit() for letter in title) or indicator.unit == "milestone":
        indicator.unit, indicator.direction = "milestone", "na"
    elif not targets:
        reading.draft.doubt(place, f'No one target can be read in "{title}": give its figure and its date.')
    return indicator


def _say(found: list[DraftIndicator], source: str, reading: Reading) -> None:
    said = [f"{one.ref} {one.direction}" for one in found if one.direction in ("up", "down")]
    if said:
        why = "from the words of the indicator: " + ", ".join(said)
        reading.draft.understood.append(Understood(source, "direction", "indicators.direction", why))
    unsaid = [one for one in found if not one.direction]
    if unsaid:
        refs = ", ".join(one.ref for one in unsaid)
        sentence = f"Say whether higher or lower is better for {refs}: their words do not."
        reading.draft.doubts.append(Warned(source, unsaid[0].place.line, sentence))
