"""One import under way: the plan, what the register holds of it, and the tally."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from store.refs import normalised_ref
from store.register_files.errors import RefusedRow
from store.register_files.people.posts import Posts
from store.register_files.plan.settling import Listed, id_of, mirror
from store.register_files.report import Subject, Tally, Warned
from store.register_files.sheets.cells import written
from store.register_files.sheets.columns import Sheet
from store.register_files.sheets.csv_table import Row, Table
from store.tables import Action, ImprovementArea, LifecycleChange, Milestone, Objective, Plan
from store.types import Lifecycle

Tables = Mapping[str, Table]
"""File name -> what it holds."""


@dataclass(slots=True)
class Importing:
    """Areas, objectives, actions and milestones are held by their normalised refs; the readers add new ones."""

    session: Session
    tables: Tables
    plan: Plan
    version: int  # the plan's, should anything change
    now: datetime
    tally: Tally
    posts: Posts
    areas: dict[str, ImprovementArea] = field(default_factory=dict[str, ImprovementArea])
    objectives: dict[tuple[str, str], Objective] = field(default_factory=dict[tuple[str, str], Objective])
    actions: dict[str, Action] = field(default_factory=dict[str, Action])
    milestones: dict[tuple[str, int], Milestone] = field(default_factory=dict[tuple[str, int], Milestone])
    lifecycle_changes: list[LifecycleChange] = field(default_factory=list[LifecycleChange])  # of this import

    @property
    def plan_id(self) -> int:
        return id_of(self.plan)

    def rows(self, sheet: Sheet) -> tuple[Row, ...]:
        return self.table(sheet).rows

    def has_column(self, sheet: Sheet, column: str) -> bool:
        return column in self.table(sheet).columns

    def table(self, sheet: Sheet) -> Table:
        return self.tables.get(sheet.file) or Table(sheet.file, (), ())

    def missing(self, sheet: Sheet, held: Mapping[Any, Subject]) -> None:
        """Reports what the file no longer has."""
        if sheet.file in self.tables:
            self.tally.missing(sheet.file, held)
        else:
            self.left_out(sheet, len(held))

    def left_out(self, sheet: Sheet, held: int) -> None:
        """A folder may lack an optional file; what the register holds of it stays."""
        if sheet.file not in self.tables and held:
            self.tally.warnings.append(Warned(sheet.file, 0, kept_without(sheet, held)))

    def mirror(self, listed: Listed) -> None:
        """Rows without a ref of their own."""
        if listed.sheet.file in self.tables:
            mirror(self.session, self.tally, self.rows(listed.sheet), listed)
        else:
            self.left_out(listed.sheet, sum(map(len, listed.held.values())))

    def load(self) -> None:
        """Fills the four dictionaries with what the register holds of the plan."""
        areas = list(self.session.exec(select(ImprovementArea).where(ImprovementArea.plan_id == self.plan_id)))
        actions = list(self.session.exec(select(Action).where(Action.plan_id == self.plan_id)))
        self.areas = {normalised_ref(area.ref): area for area in areas}
        self.actions = {normalised_ref(action.ref): action for action in actions}
        area_key = {area.id: key for key, area in self.areas.items()}
        action_key = {action.id: key for key, action in self.actions.items()}
        objectives = self.session.exec(select(Objective).where(col(Objective.area_id).in_(area_key)))
        self.objectives = {(area_key[one.area_id], normalised_ref(one.ref)): one for one in objectives}
        milestones = self.session.exec(select(Milestone).where(col(Milestone.action_id).in_(action_key)))
        self.milestones = {(action_key[one.action_id], one.seq): one for one in milestones}

    def area(self, row: Row) -> ImprovementArea:
        """Raises RefusedRow."""
        ref = row.text("area_ref")
        area = self.areas.get(normalised_ref(ref))
        if area is None:
            raise RefusedRow(ref, f'There is no area "{ref}".' if ref else "The row names no area.")
        return area

    def action(self, row: Row) -> Action:
        """Raises RefusedRow."""
        ref = row.text("action_ref")
        action = self.actions.get(normalised_ref(ref))
        if action is None:
            raise RefusedRow(ref, f'There is no action "{ref}".' if ref else "The row names no action.")
        return action

    def note_lifecycle(self, before: Lifecycle, record: Action | Milestone) -> None:
        """A lifecycle that a plan version changes is a decision that nobody took in the register."""
        if record.lifecycle is before:
            return
        milestone = record if isinstance(record, Milestone) else None
        self.lifecycle_changes.append(
            LifecycleChange(
                action_id=milestone.action_id if milestone else id_of(record),
                milestone_id=milestone and milestone.id,
                before=before,
                after=record.lifecycle,
                decision_reference=record.decision_reference,
                reason=f"Imported plan version {self.version}",
                at=self.now,
            )
        )

    def milestone_subject(self, key: tuple[str, int]) -> Subject:
        return Subject("milestone", f"{self.actions[key[0]].ref}/{key[1]}")


def kept_without(sheet: Sheet, held: int) -> str:
    kept = "the row" if held == 1 else f"the {held} rows"
    return f"There was no {sheet.file} to read: the register keeps {kept} it holds."


def warn_of_unread_columns(tally: Tally, table: Table, sheet: Sheet) -> None:
    for column in table.columns:
        if column not in sheet.names:
            place = table.rows[0].place if table.rows else table.file
            tally.warnings.append(Warned(place, 1, f'The column "{column}" is not one that is read.'))


def key_of(row: Row, column: str, tally: Tally) -> str:
    """The row's own ref, normalised, and noted as met. Raises RefusedRow if it is blank or stands twice."""
    ref = row.text(column)
    key = normalised_ref(ref)
    if not key:
        raise RefusedRow(ref, f"The row has no {column}.")
    tally.once(row, key, ref)
    return key


def ref_in(column: str) -> Callable[[Row], str]:
    """Reads a row's ref for the report."""

    def read(row: Row) -> str:
        return row.text(column)

    return read


def names(refs: Iterable[Hashable]) -> str:
    """Several things as one cell."""
    return ";".join(written(ref) for ref in refs)
