"""Moves of due dates: the history in date_changes.csv, and what a later version of the plan asks for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime

from sqlmodel import col, select

from store.refs import normalised_ref
from store.register_files.errors import RefusedRow
from store.register_files.people.people_named import People
from store.register_files.plan.importing import Importing
from store.register_files.plan.settling import Values, id_of, settle, values_of
from store.register_files.report import Subject
from store.register_files.sheets.cells import written
from store.register_files.sheets.csv_table import Row
from store.register_files.sheets.history_columns import DATE_CHANGES
from store.tables import DateChange, Milestone
from store.types import DateChangeStatus

Place = tuple[str, int]
"""A milestone: its action's normalised ref, and its seq."""


class DateChanges:
    """The date changes of one plan during an import, by milestone."""

    def __init__(self, at: Importing) -> None:
        self._at = at
        self._held: dict[int, list[DateChange]] = defaultdict(list)
        milestones = [id_of(milestone) for milestone in at.milestones.values()]
        for change in at.session.exec(select(DateChange).where(col(DateChange.milestone_id).in_(milestones))):
            self._held[change.milestone_id].append(change)
        self._people = People.of(at.session)

    def of_known_milestones(self) -> list[Row]:
        return [row for row in self._at.rows(DATE_CHANGES) if place_of(row) in self._at.milestones]

    def of_others(self, read: Iterable[Row]) -> list[Row]:
        done = {row.line for row in read}
        return [row for row in self._at.rows(DATE_CHANGES) if row.line not in done]

    def read(self, rows: Iterable[Row]) -> None:
        """Takes rows of the history over: once each, and never undoing what was decided since."""
        self._at.tally.each(rows, lambda row: f"{row.text('action_ref')}/{row.text('seq')}", self._take)

    def _take(self, row: Row) -> None:
        at = self._at
        place = place_of(row)
        milestone = at.milestones.get(place)
        if milestone is None:
            ref = row.text("action_ref")
            raise RefusedRow(ref, f'There is no milestone {row.text("seq")} of the action "{ref}".')
        subject = Subject("date change", f"{at.action(row).ref}/{milestone.seq} to {row.text('to_due')}")
        values = self._values(row)
        same = [
            change
            for change in self._held[id_of(milestone)]
            if (change.to_due, change.requested_at) == (values["to_due"], values["requested_at"])
        ]
        if not same:
            change = DateChange(milestone_id=id_of(milestone), **values)
            at.session.add(change)
            self._held[id_of(milestone)].append(change)
            at.tally.added.append(subject)
            self._bring_into_force(place, milestone, change)
        elif same[0].status is DateChangeStatus.REQUESTED:
            settle(at.tally, same[0], DATE_CHANGES, values, subject)
            self._bring_into_force(place, milestone, same[0])
        elif values["status"] is not same[0].status:
            at.tally.warn(row, f"The {subject} was {same[0].status} since: the register's decision stays.")

    def _values(self, row: Row) -> Values:
        values = values_of(row, DATE_CHANGES)
        for column in ("to_due", "status", "requested_at"):
            if values[column] is None:
                raise RefusedRow("", f"The row has no {column}.")
        for column, field in (("requested_by", "requested_by_id"), ("decided_by", "decided_by_id")):
            values[field] = self._people.id_if_any(row, column)
        return values

    def _bring_into_force(self, key: Place, milestone: Milestone, change: DateChange) -> None:
        """An approval brought in is in force, unless a later one is."""
        approved = [one for one in self._held[id_of(milestone)] if one.status is DateChangeStatus.APPROVED]
        latest = max(approved, key=_decided_at, default=None)
        if latest is change and milestone.current_due != change.to_due:
            subject = self._at.milestone_subject(key)
            self._at.tally.follow(subject, "current_due", milestone.current_due, change.to_due)
            milestone.current_due = change.to_due

    def ask(self, row: Row, milestone: Milestone, subject: Subject, column: str, printed: date) -> None:
        """A date printed anew becomes a request, unless that date was asked for or decided on before."""
        tally = self._at.tally
        now_held = written(milestone.current_due) or "no date"
        before = [change for change in self._held[id_of(milestone)] if change.to_due == printed]
        if before:
            tally.warn(
                row,
                f"The {subject} is printed for {printed}; the register holds {now_held}. "
                f"A change to {printed} is {before[-1].status} already, so nothing new was asked for.",
            )
            return
        change = DateChange(
            milestone_id=id_of(milestone),
            from_due=milestone.current_due,
            to_due=printed,
            reason=f"Imported plan version {self._at.version} prints a different date",
            requested_at=self._at.now,
        )
        self._at.session.add(change)
        self._held[id_of(milestone)].append(change)
        tally.change(subject, column, milestone.current_due, printed)
        tally.warn(
            row,
            f"The {subject} is printed for {printed}; the register holds {now_held}. "
            "The date stays, and a date change was requested.",
        )


def place_of(row: Row) -> Place:
    """The row's milestone; seq 0, which none has, when the cell is no number."""
    seq = row.text("seq")
    return normalised_ref(row.text("action_ref")), int(seq) if seq.isdecimal() else 0


def _decided_at(change: DateChange) -> datetime:
    return change.decided_at or change.requested_at
