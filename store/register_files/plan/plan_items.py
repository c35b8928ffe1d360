"""The actions and milestones of a plan as the rows of its history name them: action_ref, and seq for a milestone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import Session, col, select

from store.refs import normalised_ref
from store.register_files.errors import RefusedRow
from store.register_files.plan.settling import id_of
from store.register_files.sheets.cells import whole_number
from store.register_files.sheets.csv_table import Row
from store.tables import Action, Milestone, Plan


@dataclass(frozen=True, slots=True)
class PlanItems:
    actions: Mapping[str, Action]  # by normalised ref
    milestones: Mapping[tuple[str, int], Milestone]  # by that and seq

    @classmethod
    def of(cls, session: Session, plan: Plan) -> PlanItems:
        actions = {
            normalised_ref(one.ref): one for one in session.exec(select(Action).where(Action.plan_id == plan.id))
        }
        key_of = {action.id: key for key, action in actions.items()}
        milestones = session.exec(select(Milestone).where(col(Milestone.action_id).in_(key_of)))
        return cls(actions, {(key_of[one.action_id], one.seq): one for one in milestones})

    @property
    def action_ids(self) -> list[int]:
        return [id_of(action) for action in self.actions.values()]

    def names(self) -> dict[tuple[int, int | None], str]:
        """(action id, milestone id or none) -> "1.1.1" or "1.1.1/2"."""
        whole: dict[tuple[int, int | None], str] = {(id_of(one), None): one.ref for one in self.actions.values()}
        parts = {
            (one.action_id, one.id): f"{self.actions[key].ref}/{one.seq}" for (key, _), one in self.milestones.items()
        }
        return {**whole, **parts}

    def action(self, row: Row, column: str = "action_ref") -> Action:
        """Raises RefusedRow."""
        ref = row.text(column)
        action = self.actions.get(normalised_ref(ref))
        if action is None:
            raise RefusedRow(ref, f'There is no action "{ref}".' if ref else "The row names no action.")
        return action

    def item(self, row: Row) -> tuple[Action, Milestone | None]:
        """Raises RefusedRow."""
        action = self.action(row)
        seq = row.read("seq", whole_number)
        if seq is None:
            return action, None
        milestone = self.milestones.get((normalised_ref(action.ref), seq))
        if milestone is None:
            raise RefusedRow(row.text("seq"), f"The action {action.ref} has no milestone {seq}.")
        return action, milestone
