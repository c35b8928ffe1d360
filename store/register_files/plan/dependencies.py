"""What an action waits for: `depends_on` of the action and of its milestones, and dependencies.csv with its notes."""

from __future__ import annotations

from sqlmodel import col, select

from store.refs import normalised_ref
from store.register_files.errors import RefusedRow
from store.register_files.plan.importing import Importing, ref_in
from store.register_files.plan.settling import id_of, settle, values_of
from store.register_files.report import Subject
from store.register_files.sheets.cells import text_list
from store.register_files.sheets.columns import ACTIONS, MILESTONES
from store.register_files.sheets.csv_table import Row
from store.register_files.sheets.history_columns import DEPENDENCIES
from store.tables import Action, Dependency

Edge = tuple[int, int]
"""The id of the action that waits, and of the one waited for."""


def read_dependencies(at: Importing) -> None:
    """Only ever added: an edge may have been drawn in the bot, which no file knows of."""
    _Dependencies(at).read()


class _Dependencies:
    def __init__(self, at: Importing) -> None:
        self._at = at
        self._ref_of = {id_of(action): action.ref for action in at.actions.values()}
        edges = at.session.exec(select(Dependency).where(col(Dependency.action_id).in_(self._ref_of)))
        self._held = {(edge.action_id, edge.depends_on_id): edge for edge in edges}
        self._named: set[Edge] = set()

    def read(self) -> None:
        at = self._at
        just_added = set(at.tally.added)
        for row in at.tally.accepted((*at.rows(ACTIONS), *at.rows(MILESTONES))):
            action = at.action(row)
            seq = row.text("seq")
            subject = Subject("milestone", f"{action.ref}/{int(seq)}") if seq else Subject("action", action.ref)
            for ref in text_list(row.text("depends_on")):
                other = at.actions.get(normalised_ref(ref))
                if other is None or other is action:
                    what = "itself" if other else f'"{ref}", which is no action of this plan'
                    at.tally.warn(row, f"The action {action.ref} cannot wait for {what}: left out.")
                elif self._drawn(action, other) and subject not in just_added:
                    at.tally.change(subject, "depends_on", "", other.ref)
        at.tally.each(at.rows(DEPENDENCIES), ref_in("action_ref"), self._take)
        self._report_gone()
        at.session.flush()

    def _drawn(self, action: Action, other: Action) -> bool:
        """Whether that is a new edge."""
        edge = id_of(action), id_of(other)
        self._named.add(edge)
        if edge in self._held:
            return False
        self._held[edge] = Dependency(action_id=edge[0], depends_on_id=edge[1])
        self._at.session.add(self._held[edge])
        return True

    def _take(self, row: Row) -> None:
        """dependencies.csv: an edge with its note."""
        at, ref = self._at, row.text("depends_on")
        action, other = at.action(row), at.actions.get(normalised_ref(ref))
        if other is None or other is action:
            raise RefusedRow(ref, f'The action {action.ref} cannot wait for "{ref}", which is no other action.')
        subject = Subject("dependency", f"{action.ref} on {other.ref}")
        values = values_of(row, DEPENDENCIES)
        if self._drawn(action, other):
            at.tally.added.append(subject)
        settle(at.tally, self._held[id_of(action), id_of(other)], DEPENDENCIES, values, subject)

    def _report_gone(self) -> None:
        at = self._at
        if at.has_column(ACTIONS, "depends_on") or at.has_column(MILESTONES, "depends_on"):
            at.tally.gone += [
                Subject("dependency", f"{self._ref_of[waits]} on {self._ref_of.get(awaited, '?')}")
                for waits, awaited in sorted(self._held.keys() - self._named)
            ]
