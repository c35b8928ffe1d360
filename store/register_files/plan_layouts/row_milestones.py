"""The milestones of one row: dates with the measures beside them (`domain.md` 2.4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from store.register_files.plan_cells.due import Due
from store.register_files.plan_layouts.cell_lines import blocks, in_blocks, one_line
from store.register_files.plan_layouts.dated_cells import dues_in, taken_as
from store.register_files.plan_layouts.draft import Draft, DraftMilestone
from store.register_files.plan_layouts.headers import FIELDS
from store.register_files.plan_layouts.printed_rows import PrintedRow
from store.register_files.plan_layouts.several_actions import DATE_NOT_TOLD

OTHER_DATES = ("current_due", "forecast_due", "completed_on")


def milestones_of(row: PrintedRow, draft: Draft) -> list[DraftMilestone]:
    """None for a row that says nothing of a date or a measure."""
    dues = list(dues_in(row.cell("due"), draft.dates))
    if not_told := row.text(DATE_NOT_TOLD):
        dues = [Due(not_told)]
    for due in dues:
        if due.doubt:
            draft.doubt(row.place, due.doubt)
    _keep_unread(row, dues, draft)
    if not dues and not any(row.text(name) for name in ("measure", "note", *OTHER_DATES)):
        return []
    milestones = [DraftMilestone(row.place, due) for due in dues] or [DraftMilestone(row.place)]
    _add_measures(row, milestones, draft)
    for milestone in milestones:
        milestone.note = "; ".join(filter(None, (milestone.note, one_line(row.text("note")))))
    for name in OTHER_DATES:
        _add_date(row, name, milestones, draft)
    return milestones


def _keep_unread(row: PrintedRow, dues: Sequence[Due], draft: Draft) -> None:
    """Words of the cell that no date took with it."""
    read = " ".join(one_line(due.text) for due in dues)
    words = row.text("due").split()
    if dues and (left := [word for word in words if word not in read]):
        draft.doubt(row.place, f'In the date "{one_line(row.text("due"))}" these words were not read: {" ".join(left)}')


def _add_measures(row: PrintedRow, milestones: Sequence[DraftMilestone], draft: Draft) -> None:
    measure = row.text("measure")
    if not measure:
        return
    count = len(milestones)
    parts = in_blocks(measure, count) if count > 1 else (measure,)
    if parts is not None:
        for milestone, part in zip(milestones, parts, strict=True):
            milestone.measure = part
        return
    one = len(blocks(measure)) == 1
    for milestone in milestones:
        milestone.measure = measure
        milestone.note = f"One measure printed for {count} dates." if one else ""
    beside = "one measure" if one else "another number of measures"
    draft.doubt(row.place, f"{count} dates stand beside {beside}: each holds the whole cell: {one_line(measure)}")


def _add_date(row: PrintedRow, name: str, milestones: list[DraftMilestone], draft: Draft) -> None:
    """A revised, forecast or completed date: one for the one milestone, or as many as there are."""
    cell = row.cell(name)
    if not cell.text.strip():
        return
    found = dues_in(replace(cell, text=cell.text.strip()), draft.dates)
    days = [due.due for due in found]
    header = FIELDS[name].meant
    if len(days) != len(milestones) or None in days:
        sentence = f'"{one_line(cell.text)}" cannot be read as {header} of {len(milestones)} milestones: left out.'
        draft.doubt(row.place, sentence)
        return
    for milestone, due, day in zip(milestones, found, days, strict=True):
        setattr(milestone, name, day.isoformat() if day else "")
        for doubt in filter(None, (due.doubt, taken_as(due, day, header))):
            draft.doubt(row.place, doubt)
