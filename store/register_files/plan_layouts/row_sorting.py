"""Which row is an action, which a further milestone, which the rest of the row above."""

from __future__ import annotations

from collections.abc import Sequence

from store.refs import normalised_ref
from store.register_files.plan_cells.due import read_dues
from store.register_files.plan_layouts.area_cells import enter_row_headings
from store.register_files.plan_layouts.area_headings import area_heading
from store.register_files.plan_layouts.cell_lines import blocks, goes_on, one_line
from store.register_files.plan_layouts.header_rows import Column
from store.register_files.plan_layouts.headers import normalised
from store.register_files.plan_layouts.headings import Printed, area_before, leading_ref, objective_heading
from store.register_files.plan_layouts.layout import Reading
from store.register_files.plan_layouts.printed_rows import PrintedAction, PrintedRow
from store.register_files.plan_layouts.several_actions import apart
from store.register_files.report import Warned

HEADINGS = frozenset({"area", "area_ref", "objective", "objective_ref", "sro"})
"""Fields that say under what a row stands. A row of these alone heads those below it."""


class RowSorting:
    """One table's rows, placed in order. Where nothing sure can be said the row is left for a person to place."""

    def __init__(self, columns: Sequence[Column], rows: Sequence[PrintedRow], reading: Reading) -> None:
        self._reading = reading
        fields = {column.field for column in columns}
        in_titles = [found for row in rows if (found := leading_ref(row.own("title")))]
        self._in_column = "ref" in fields and any(row.text("ref") for row in rows)
        self._in_title = not self._in_column and bool(in_titles)
        self._of_area = "area_ref" in fields and not self._in_column
        self._refs = {normalised_ref(found.ref) for found in in_titles}
        self._numbered: list[PrintedAction] = []
        self._held = {normalised_ref(action.ref): action for action in reading.printed}
        self._elsewhere = {normalised_ref(action.ref) for action in reading.draft.actions}
        self._next_number: dict[str, int] = {}

    def heading(self, row: PrintedRow, text: str) -> str:
        """The text of a row that is nothing but a heading: it says so, or the refs below it begin with its own."""
        if not text or row.aside:
            return ""
        ref = leading_ref(text)
        above_others = ref is not None and any(
            other.startswith(f"{normalised_ref(ref.ref)}.") for other in self._refs if self._in_title
        )
        return text if above_others or area_heading(text) or objective_heading(text) else ""

    def place(self, row: PrintedRow) -> None:
        printed = self._printed(row)
        goes_on_above = not printed.ref and (not printed.text or goes_on(printed.text))
        enter_row_headings(row, printed.ref, self._reading)
        if self._of_area:
            self._keep_outcomes(row)
        if printed.ref:
            self._with_ref(row, printed)
        elif "title" in row.merged and self._last is not None:
            self._last.rows.append(row)
        elif goes_on_above:
            self._without_title(row, printed)
        elif self._in_column or self._in_title:
            self._leave(row, "The row has a title and no ref")
        else:
            self._number(row)

    def say(self) -> None:
        """One doubt for all the refs that the table does not print."""
        if self._numbered:
            first, last = self._numbered[0], self._numbered[-1]
            sentence = (
                f"The table prints no refs for its actions: they were numbered in printed order, {first.ref} to "
                f"{last.ref}. Give them refs in the document if their order may change."
            )
            self._reading.draft.doubt(first.place, sentence)

    @property
    def _last(self) -> PrintedAction | None:
        return self._reading.printed[-1] if self._reading.printed else None

    def _printed(self, row: PrintedRow) -> Printed:
        title = one_line(row.text("title"))
        if self._in_column:
            return Printed(row.text("ref"), title)
        if self._in_title and "title" not in row.merged and (found := leading_ref(title)):
            return found
        return Printed("", title)

    def _with_ref(self, row: PrintedRow, printed: Printed) -> None:
        draft = self._reading.draft
        held = self._held.get(normalised_ref(printed.ref))
        if normalised_ref(printed.ref) in self._elsewhere:
            self._leave(row, f'The ref "{printed.ref}" stands in another table of the document already')
        elif held is None and not printed.text:
            self._leave(row, f'The ref "{printed.ref}" has no title')
        elif held is None:
            self._add(row, printed)
            prefix = area_before(printed.ref)
            if prefix.isdigit() and self._reading.area_ref.isdigit() and prefix != self._reading.area_ref:
                sentence = f"The ref {printed.ref} stands below the heading of area {self._reading.area_ref}."
                draft.doubt(row.place, sentence)
        elif not printed.text or normalised(printed.text) == normalised(held.title):
            held.rows.append(row)
        else:
            where = f"line {held.place.line} of {held.place.source}"
            self._leave(row, f'The ref "{printed.ref}" stands in {where} with another title ("{held.title}")')

    def _keep_outcomes(self, row: PrintedRow) -> None:
        """Where the ref is the area's, so is what the row is to bring about."""
        area = self._reading.draft.areas.get(self._reading.area_ref)
        if area is None or "measure" not in row.cells:
            return
        for outcome in blocks(row.cells.pop("measure").text):
            if goes_on(outcome) and area.outcomes:
                area.outcomes[-1] += f" {outcome}"
            else:
                area.outcomes.append(outcome)

    def _without_title(self, row: PrintedRow, printed: Printed) -> None:
        """The rest of a row broken over pages, or a further milestone of the action above."""
        last = self._last
        if all(name in HEADINGS or name in row.merged for name in row.cells):
            return
        if last is None:
            self._leave(row, "The row stands below no action")
            return
        due = row.own("due")
        step = not printed.text and any(found.due for found in read_dues(due, self._reading.draft.dates))
        if step and not self._in_title:
            last.rows.append(row)
            return
        if printed.text:
            last.title = f"{last.title} {printed.text}"
        last.rows[-1].go_on_with(row)
        sentence = f"The row has no ref and was read as the rest of {last.ref} above: {row.words}"
        self._reading.draft.doubt(row.place, sentence)

    def _number(self, row: PrintedRow) -> None:
        titles = blocks(row.text("title"))
        for title, part in apart(row, titles, self._reading.draft):
            area_ref = self._reading.area_ref
            ref = self._next_ref(area_ref)
            self._numbered.append(self._add(part, Printed(ref, title)))

    def _next_ref(self, area_ref: str) -> str:
        start = f"{area_ref}." if area_ref else ""
        number = self._next_number.get(start, 1)
        while (key := normalised_ref(f"{start}{number}")) in self._held or key in self._elsewhere:
            number += 1
        self._next_number[start] = number + 1
        return f"{start}{number}"

    def _add(self, row: PrintedRow, printed: Printed) -> PrintedAction:
        reading = self._reading
        action = PrintedAction(printed.ref, printed.text, row.place, reading.area_ref, reading.objective_ref, [row])
        reading.printed.append(action)
        self._held[normalised_ref(printed.ref)] = action
        return action

    def _leave(self, row: PrintedRow, why: str) -> None:
        self._reading.draft.unplaced.append(Warned(row.place.source, row.place.line, f"{why}: {row.words}"))
