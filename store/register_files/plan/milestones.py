"""Milestones and their dates. A date that the register holds moves by decision, never by import."""

from __future__ import annotations

from datetime import date

from store.refs import normalised_ref
from store.register_files.errors import RefusedRow
from store.register_files.plan.date_changes import DateChanges
from store.register_files.plan.importing import Importing
from store.register_files.plan.settling import Values, id_of, settle, values_of
from store.register_files.report import Subject
from store.register_files.sheets.cells import whole_number
from store.register_files.sheets.columns import MILESTONES
from store.register_files.sheets.csv_table import Row
from store.tables import Milestone
from store.types import Lifecycle

AS_PRINTED = ("due_text", "due_earliest")
"""The baseline in the plan's words: they stay with it when a later version prints another date."""


COMPLETED = (Lifecycle.COMPLETE, Lifecycle.EMBEDDED)


def read_milestones(at: Importing) -> None:
    held = {key: at.milestone_subject(key) for key in at.milestones}
    changes = DateChanges(at)
    # Decisions first: a date that the history shows as approved is then no news.
    decided = changes.of_known_milestones()
    changes.read(decided)

    def handle(row: Row) -> None:
        action = at.action(row)
        seq = row.read("seq", whole_number)
        if seq is None or seq < 1:
            raise RefusedRow(row.text("seq"), "seq is not a whole number from 1 up.")
        key = normalised_ref(action.ref), seq
        subject = Subject("milestone", f"{action.ref}/{seq}")
        at.tally.once(row, key, subject.ref)
        values = values_of(row, MILESTONES)
        milestone = at.milestones.get(key)
        if milestone is not None:
            _settle(at, row, milestone, values, subject, changes)
        else:
            values.setdefault("current_due", values["baseline_due"])
            milestone = at.milestones[key] = Milestone(action_id=id_of(action), **values)
            at.session.add(milestone)
            at.tally.added.append(subject)
        if milestone.lifecycle in COMPLETED and milestone.completed_on is None:
            sentence = f"The {subject} is {milestone.lifecycle} and gives no date of completion: fill in completed_on."
            at.tally.warn(row, sentence)

    at.tally.each(at.rows(MILESTONES), lambda row: f"{row.text('action_ref')}/{row.text('seq')}", handle)
    at.missing(MILESTONES, held)
    at.session.flush()
    changes.read(changes.of_others(decided))


def _settle(
    at: Importing, row: Row, milestone: Milestone, values: Values, subject: Subject, changes: DateChanges
) -> None:
    due: date | None = values.pop("baseline_due")
    current: date | None = values.pop("current_due", None)
    known = {milestone.baseline_due, milestone.current_due}
    if due != milestone.baseline_due:
        for field in AS_PRINTED:
            values.pop(field, None)
    if due is None and milestone.baseline_due is not None:
        sentence = f"The {subject} is printed without a date; the register keeps {milestone.baseline_due}."
        at.tally.warn(row, sentence)
    before = milestone.lifecycle
    settle(at.tally, milestone, MILESTONES, values, subject)
    at.note_lifecycle(before, milestone)
    for column, printed in (("current_due", current), ("due", due)):
        if printed is not None and printed not in known:
            changes.ask(row, milestone, subject, column, printed)
            known.add(printed)
