"""Actions as printed become actions of the draft, once the whole document has been read."""

from __future__ import annotations

from collections.abc import Sequence

from store.register_files.grids.grid import Cell
from store.register_files.plan_cells.ratings import read_rating
from store.register_files.plan_layouts.cell_lines import blocks, one_line
from store.register_files.plan_layouts.dated_cells import dues_in, taken_as
from store.register_files.plan_layouts.draft import Draft, DraftAction, DraftMilestone
from store.register_files.plan_layouts.headers import normalised
from store.register_files.plan_layouts.layout import Reading
from store.register_files.plan_layouts.printed_rows import PrintedAction, PrintedRow
from store.register_files.plan_layouts.row_milestones import milestones_of


def settle_rows(reading: Reading) -> None:
    row_a_milestone = any(len(one.rows) > 1 for one in reading.printed)
    of_one = any(_is_part_of_one(row.cell("percent")) for one in reading.printed for row in one.rows)
    reading.draft.actions += [
        _action(one, reading, row_a_milestone=row_a_milestone, of_one=of_one) for one in reading.printed
    ]


def _action(printed: PrintedAction, reading: Reading, *, row_a_milestone: bool, of_one: bool) -> DraftAction:
    """`of_one`: the document keeps 35% as 0.35, and so 100% as 1."""
    draft = reading.draft
    action = DraftAction(
        printed.ref,
        printed.title,
        printed.place,
        area_ref=printed.area_ref,
        objective_ref=printed.objective_ref,
        lead_cell=_once(printed.rows, "lead", "\n\n"),
        organisation_cell=_once(printed.rows, "organisation", "\n\n"),
        baseline=_once(printed.rows, "baseline", "; "),
    )
    for row in printed.rows:
        action.partners += [name for name in _partners(row.own("partners")) if name not in action.partners]
        _add_start(row, action, draft)
        milestones = milestones_of(row, draft)
        action.milestones += milestones
        told = milestones[0] if row_a_milestone and len(milestones) == 1 else action
        told.progress_text = _joined(told.progress_text, _progress(row, draft, of_one=of_one))
        _add_rating(row, told, reading)
    return action


def _once(rows: Sequence[PrintedRow], name: str, between: str) -> str:
    """Each wording once: a tracker prints the owner again with every milestone."""
    return between.join({normalised(text): text for row in rows if (text := row.own(name))}.values())


def _joined(before: str, text: str) -> str:
    return "\n".join(filter(None, (before, text)))


def _partners(cell: str) -> list[str]:
    """Commas do not part them: "BDCFT, BTHFT" may be one entry as printed."""
    return [name for line in blocks(cell) for part in line.split(";") if (name := one_line(part))]


def _add_start(row: PrintedRow, action: DraftAction, draft: Draft) -> None:
    cell = row.cell("planned_start")
    if not row.own("planned_start"):
        return
    found = dues_in(cell, draft.dates)
    start = (found[0].earliest or found[0].due) if len(found) == 1 else None
    if start is None:
        draft.doubt(row.place, f'The start "{one_line(cell.text)}" cannot be read as a date: left out.')
    elif action.planned_start not in ("", start.isoformat()):
        draft.doubt(row.place, f"Action {action.ref} starts on {action.planned_start} above: {start} is left out.")
    else:
        action.planned_start = start.isoformat()
        for doubt in filter(None, (found[0].doubt, taken_as(found[0], start, "actions.planned_start"))):
            draft.doubt(row.place, doubt)


def _progress(row: PrintedRow, draft: Draft, *, of_one: bool) -> str:
    return _joined(_percent(row, draft, of_one=of_one) if row.own("percent") else "", row.own("progress"))


def _percent(row: PrintedRow, draft: Draft, *, of_one: bool) -> str:
    cell = row.cell("percent")
    text = cell.text.strip()
    if of_one and isinstance(cell.value, float | int) and 0 <= cell.value <= 1 and "%" not in text:
        text = f"{cell.value:.0%}"
    elif text == "1":
        draft.doubt(row.place, 'Whether "1" is one per cent or all of it cannot be told: write 1% or 100%.')
        return "1 complete"
    return f"{text}% complete" if text.isdigit() else f"{text} complete"


def _is_part_of_one(cell: Cell) -> bool:
    return isinstance(cell.value, float) and 0 < cell.value < 1 and "%" not in cell.text


def _add_rating(row: PrintedRow, told: DraftAction | DraftMilestone, reading: Reading) -> None:
    if "rating" in row.merged or "rating" not in row.cells:
        return
    cell = row.cell("rating")
    text = one_line(cell.text)
    rating = read_rating(text, cell.fill, [(one.code, one.label) for one in reading.draft.ratings])
    if rating.doubt:
        reading.draft.doubt(row.place, rating.doubt)
    printed = rating.text or rating.colour
    meant = reading.mapping.ratings.get(normalised(printed), printed)
    held = told.rating_text
    if held and meant and normalised(held) != normalised(meant):
        reading.draft.doubt(row.place, f'The rating "{meant}" stands beside "{held}": both are kept as text.')
        meant = f"{held} / {meant}"
    if meant:
        told.rating_text = meant
