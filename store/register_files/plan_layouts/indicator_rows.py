"""The rows of a table of indicators."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from store.register_files.grids.grid import Grid
from store.register_files.plan_cells.due import read_dues
from store.register_files.plan_cells.measures import TargetCell, read_baseline, read_target
from store.register_files.plan_layouts.cell_lines import one_line
from store.register_files.plan_layouts.draft import DraftIndicator, DraftPoint, Place
from store.register_files.plan_layouts.headers import normalised
from store.register_files.plan_layouts.headings import across, enter_heading, leading_ref
from store.register_files.plan_layouts.indicator_header import IndicatorHeader
from store.register_files.plan_layouts.indicator_refs import number_indicators
from store.register_files.plan_layouts.indicator_words import (
    direction_in,
    series_and_year,
    targets_in,
    without_year_to_date,
)
from store.register_files.plan_layouts.layout import Reading
from store.register_files.report import Understood, Warned
from store.register_files.sheets.cells import written

_NOTE = re.compile(r"(?:caveat|note|nb|n\.b\.|source|\*)\s*[:.]?", re.IGNORECASE)
_UNITS = re.compile(r"\b(?:weeks?|days?|months?|per ?cent|percent|wks?)\b", re.IGNORECASE)
_WORDS = re.compile(r"[^\W\d_]{2,}")
_MEANT = {
    "ref": "indicators.indicator_ref",
    "title": "indicators.title",
    "target": "indicator_targets.target",
    "date": "indicator_targets.date",
}


@dataclass(slots=True)
class IndicatorRows:
    grid: Grid
    header: IndicatorHeader
    reading: Reading
    service: str = ""
    found: list[DraftIndicator] = field(default_factory=list[DraftIndicator])

    def read(self) -> None:
        self._say_columns()
        for index in range(self.header.first):
            for text in dict.fromkeys(cell.text.strip() for cell in self.grid.rows[index] if cell.text.strip()):
                self._banner(text, self._place(index))
        for index in range(self.header.end, len(self.grid.rows)):
            self._read_row(index)
        number_indicators(self.found, self.reading)
        self.reading.draft.indicators += self.found
        self._say_directions()

    def _read_row(self, index: int) -> None:
        place = self._place(index)
        row = self.grid.rows[index]
        texts = {at: cell.text.strip() for at, cell in enumerate(row) if not cell.spanned and cell.text.strip()}
        words = {normalised(label) for label in self.header.labels}
        if not texts or all(normalised(text) in words for text in texts.values()):
            return
        at_title = next(at for at, name in self.header.fields.items() if name == "title")
        named = {name: texts[at] for at, name in self.header.fields.items() if at in texts}
        self.service = one_line(named.get("service", self.service))
        if (whole := across(row) or (len(texts) == 1 and next(iter(texts.values())))) and (
            at_title in texts or across(row) or _NOTE.match(whole)
        ):
            self._banner(whole, place, alone=not across(row))
            return
        if "service" in named and len(texts) == 1:
            said = Understood(self.grid.source, self.service, "indicators.service", "a row of its own")
            self.reading.draft.understood.append(said)
            return
        if "title" not in named:
            self._without_title(texts, place)
            return
        self._add(index, texts, named)

    def _add(self, index: int, texts: Mapping[int, str], named: Mapping[str, str]) -> None:
        place, title = self._place(index), one_line(named["title"])
        printed = leading_ref(title) if "ref" not in named else None
        indicator = DraftIndicator(
            ref=named.get("ref", printed.ref if printed else ""),
            title=printed.text if printed and printed.text else title,
            place=place,
            area_ref=self.reading.area_ref,
            service=self.service,
            unit=named.get("unit", ""),
            note=one_line(named.get("note", "")),
            action_refs=re.split(r"[;,\s]+", named.get("action_refs", "").strip()) if "action_refs" in named else [],
        )
        indicator.series, indicator.year = series_and_year(title)
        self._read_baseline(indicator, named.get("baseline", ""))
        marked: list[str] = []
        for date in self.header.dates:
            if cell := texts.get(date.column, ""):
                bare, year_to_date = without_year_to_date(cell)
                marked += [date.printed] if year_to_date else []
                self._add_point(indicator, date.printed, _iso(date.due.due), bare or cell)
        self._say_series(indicator, marked)
        if "target" in named:
            self._read_target(indicator, named["target"], named.get("date", ""))
        elif "date" in named:
            self._unplaced(place, f'"{named["date"]}" is a date without a target.')
        self._compare_with_sentence(indicator)
        self._settle_direction(indicator)
        self.found.append(indicator)
        for at, text in texts.items():
            if at not in self.header.fields and at not in {date.column for date in self.header.dates}:
                self._unplaced(place, f'"{text}" under "{self.header.labels[at]}" is beside "{title}".')

    def _read_baseline(self, indicator: DraftIndicator, cell: str) -> None:
        if not cell:
            return
        read = read_baseline(one_line(cell))
        indicator.baseline = written(read.value) if read.value is not None else read.text
        indicator.baseline_date = read.date_text
        indicator.unit = indicator.unit or read.unit
        if read.value is not None:
            _keep_words(indicator, one_line(cell).replace(read.date_text, ""))
        if read.doubt:
            self.reading.draft.doubt(indicator.place, read.doubt)

    def _add_point(self, indicator: DraftIndicator, date_text: str, period_end: str, cell: str) -> None:
        read = read_target(one_line(cell), indicator.unit)
        indicator.unit = indicator.unit or read.unit
        if read.doubt:
            self.reading.draft.doubt(indicator.place, read.doubt)
        target = _target(read)
        indicator.points.append(DraftPoint(indicator.place, date_text, period_end, target))
        if target != read.text:
            _keep_words(indicator, cell)

    def _read_target(self, indicator: DraftIndicator, cell: str, date_cell: str) -> None:
        """One target and its date; or the dates stand in the target itself ("25% in 2022 to 65% by December 2025")."""
        dues = read_dues(date_cell, self.reading.draft.dates)
        read = read_target(one_line(cell), indicator.unit)
        indicator.unit = indicator.unit or read.unit
        if read.baseline is not None and not indicator.baseline:
            base = read.baseline
            indicator.baseline = written(base.value) if base.value is not None else base.text
            indicator.baseline_date = base.date_text
        dated = [point for point in read.points if point.date_text]
        if dated:
            _keep_words(indicator, cell)
        for point in dated:
            target = written(point.value) if point.value is not None else read.text
            indicator.points.append(DraftPoint(indicator.place, point.date_text, _iso(point.due), target))
        if not dated:
            for due in dues or (None,):
                date_text, day = (due.text, _iso(due.due)) if due else ("", "")
                self._add_point(indicator, date_text, day, cell)
            if len(dues) > 1:
                sentence = f'"{one_line(cell)}" is one target for {len(dues)} dates; it stands with each of them.'
                self.reading.draft.doubt(indicator.place, sentence)
        elif dues:
            self._unplaced(indicator.place, f'"{date_cell}" stands beside a target that has dates of its own.')

    def _compare_with_sentence(self, indicator: DraftIndicator) -> None:
        """ "By June 2024 90% of ..." above columns that do not have June 2024 is one more target; one that they have
        and that says otherwise is in doubt."""
        if not self.header.dates:
            return
        held = {point.period_end: point for point in indicator.points}
        for target in targets_in(indicator.title, self.reading.draft.dates):
            day = _iso(target.due.due) if target.due else ""
            if not day or target.unit != "percent":
                continue
            if day not in held:
                indicator.points.append(DraftPoint(indicator.place, target.date_text, day, target.target))
                sentence = f'"{target.date_text}" stands in the words of the indicator and in no column; it was added.'
                self.reading.draft.doubt(indicator.place, sentence)
            elif written(read_target(held[day].target, "percent").value) not in ("", written(float(target.target))):
                sentence = f"The words say {target.target} for {target.date_text}, the column {held[day].target}."
                self.reading.draft.doubt(indicator.place, sentence)
        indicator.points.sort(key=lambda point: point.period_end or "9999")

    def _say_series(self, indicator: DraftIndicator, marked: list[str]) -> None:
        if marked and len(marked) == len(indicator.points):
            indicator.series = "ytd"
        elif marked:
            indicator.note = f"{indicator.note} Marked YTD: {', '.join(marked)}.".strip()
            sentence = f'"{indicator.title}" is marked YTD under {", ".join(marked)} only: say which series it is.'
            self.reading.draft.doubt(indicator.place, sentence)

    def _settle_direction(self, indicator: DraftIndicator) -> None:
        if indicator.points and not any(re.search(r"\d", point.target) for point in indicator.points):
            indicator.unit, indicator.direction = indicator.unit or "milestone", "na"
        elif indicator.unit in ("weeks", "days", "months") and "wait" in indicator.title.casefold():
            indicator.direction = "down"
        else:
            indicator.direction = direction_in(indicator.title)

    def _banner(self, text: str, place: Place, *, alone: bool = False) -> None:
        """A row of one text: a caveat about the rows above it, a heading, else the service of the rows below it."""
        if _NOTE.match(text):
            about = [one for one in self.found if one.service == self.service]
            for indicator in about:
                indicator.note = f"{indicator.note} {one_line(text)}".strip()
            if not about:
                self._unplaced(place, f'"{text}" is a note, and no indicator stands above it.')
        elif alone:
            self._add_bare(text, place)
        elif not enter_heading(text, place, self.reading) and len(text) <= 80:
            self.service = one_line(text)
            said = Understood(self.grid.source, text, "indicators.service", "a heading across the table")
            self.reading.draft.understood.append(said)
        elif len(text) > 80:
            self._unplaced(place, f'"{text}" runs across the table and names no service.')

    def _add_bare(self, text: str, place: Place) -> None:
        """An indicator beside nothing but empty cells."""
        indicator = DraftIndicator("", one_line(text), place, self.reading.area_ref, self.service)
        self.reading.draft.doubt(place, f'"{one_line(text)}" has neither a baseline nor a target.')
        self.found.append(indicator)

    def _without_title(self, texts: Mapping[int, str], place: Place) -> None:
        for at, text in texts.items():
            label = self.header.labels[at] if at < len(self.header.labels) else ""
            self._unplaced(place, f'"{text}" under "{label}" stands beside no indicator.')

    def _say_columns(self) -> None:
        dates = {date.column for date in self.header.dates}
        for at, label in enumerate(self.header.labels):
            name = self.header.fields.get(at, "")
            meant = "indicator_targets.date" if at in dates else _MEANT.get(name, f"indicators.{name}" if name else "")
            why = "a date as the heading" if at in dates else "by its header" if name else "no header that is known"
            if label:
                self.reading.draft.understood.append(Understood(self.grid.source, label, meant, why))

    def _say_directions(self) -> None:
        said = [f"{one.ref} {one.direction}" for one in self.found if one.direction in ("up", "down")]
        if said:
            why = "from the words of the indicator: " + ", ".join(said)
            self.reading.draft.understood.append(Understood(self.grid.source, "direction", "indicators.direction", why))
        unsaid = [one.ref for one in self.found if not one.direction]
        if unsaid:
            sentence = f"Say whether higher or lower is better for {', '.join(unsaid)}: their words do not."
            self.reading.draft.doubt(Place(self.grid.source, 0), sentence)

    def _unplaced(self, place: Place, sentence: str) -> None:
        self.reading.draft.unplaced.append(Warned(place.source, place.line, sentence))

    def _place(self, index: int) -> Place:
        return Place(self.grid.source, self.grid.lines[index])


def _keep_words(indicator: DraftIndicator, cell: str) -> None:
    """A cell that says more than a figure and its unit is kept whole in the note."""
    if _WORDS.search(_UNITS.sub("", cell)):
        indicator.note = f'{indicator.note} As printed: "{one_line(cell)}".'.strip()


def _iso(day: object) -> str:
    return written(day)


def _target(read: TargetCell) -> str:
    return written(read.value) if read.value is not None and read.kind == "figure" else read.text
