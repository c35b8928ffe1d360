"""The table that says what families will notice (`domain.md` 2.2, row 4). Its examples are never brought in."""

from __future__ import annotations

from store.register_files.grids.grid import Grid
from store.register_files.plan_layouts.cell_lines import one_line
from store.register_files.plan_layouts.draft import DraftArea, Place
from store.register_files.plan_layouts.headers import normalised
from store.register_files.plan_layouts.headings import across, enter_heading, enter_objective, leading_ref
from store.register_files.plan_layouts.layout import Reading
from store.register_files.report import Understood, Warned

_DIFFERENCE = ("how will this make a difference", "the difference this will make", "what difference will this make")
_EXAMPLE = ("an example in practice", "example in practice", "a child s story", "case study")
_ASIDE = "left aside: examples of children are never brought in"


def is_impact_table(grid: Grid) -> bool:
    return _header(grid) is not None


def read_impact_table(grid: Grid, reading: Reading) -> None:
    header = _header(grid)
    assert header is not None  # noqa: S101 - recognised before it is read
    index, difference, example = header
    _say_columns(grid, header, reading)
    for row, line in zip(grid.rows[:index], grid.lines, strict=False):
        for text in dict.fromkeys(cell.text.strip() for cell in row if cell.text.strip()):
            if not enter_heading(text, Place(grid.source, line), reading):
                reading.draft.unplaced.append(Warned(grid.source, line, f'"{text}" stands above the table.'))
    for row, line in zip(grid.rows[index + 1 :], grid.lines[index + 1 :], strict=True):
        place = Place(grid.source, line)
        if heading := across(row):
            if not enter_heading(heading, place, reading):
                reading.draft.unplaced.append(Warned(grid.source, line, f'"{heading}" runs across the table.'))
            continue
        for at, cell in enumerate(row):
            text = cell.text.strip()
            if not text or cell.spanned or at == example or normalised(text) == normalised(grid.rows[index][at].text):
                continue
            if at == difference:
                _add_outcome(one_line(text), place, reading)
            elif not _is_objective(text, place, reading):
                reading.draft.unplaced.append(Warned(grid.source, line, f'"{one_line(text)}" names no objective.'))


def _header(grid: Grid) -> tuple[int, int, int | None] | None:
    """The row of the header, the column of the difference, and that of the examples."""
    for index, row in enumerate(grid.rows[:5]):
        words = [normalised(cell.text) for cell in row]
        difference = next((at for at, label in enumerate(words) if label.startswith(_DIFFERENCE)), None)
        example = next((at for at, label in enumerate(words) if label in _EXAMPLE), None)
        if difference is not None and any("objective" in label or label in _EXAMPLE for label in words):
            return index, difference, example
    return None


def _say_columns(grid: Grid, header: tuple[int, int, int | None], reading: Reading) -> None:
    index, difference, example = header
    for at, cell in enumerate(grid.rows[index]):
        if not cell.spanned and cell.text.strip():
            meant = "outcomes.title" if at == difference else "" if at == example else "objectives.title"
            why = _ASIDE if at == example else "by its header"
            reading.draft.understood.append(Understood(grid.source, one_line(cell.text), meant, why))


def _add_outcome(text: str, place: Place, reading: Reading) -> None:
    if not reading.area_ref:
        sentence = f'"{text}" belongs to no area that has been named.'
        reading.draft.unplaced.append(Warned(place.source, place.line, sentence))
        return
    area = reading.draft.areas.setdefault(reading.area_ref, DraftArea(reading.area_ref, "", place))
    area.outcomes.append(text)


def _is_objective(text: str, place: Place, reading: Reading) -> bool:
    printed = leading_ref(one_line(text))
    if printed is None or not printed.text:
        return False
    enter_objective(printed.ref, printed.text, place, reading)
    return True
