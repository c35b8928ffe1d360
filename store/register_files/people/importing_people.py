"""One import of people under way: what the files hold, whom the register knows, and the tally."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlmodel import Session

from store.register_files.errors import RefusedRow
from store.register_files.plan.importing import Tables, kept_without
from store.register_files.plan.settling import Values, settle
from store.register_files.report import Subject, Tally, Warned
from store.register_files.sheets.columns import Sheet
from store.register_files.sheets.csv_table import Row
from store.tables import Person


@dataclass(slots=True)
class ImportingPeople:
    session: Session
    tables: Tables
    now: datetime
    tally: Tally = field(default_factory=Tally)
    people: dict[str, Person] = field(default_factory=dict[str, Person])

    def each(self, sheet: Sheet, handle: Callable[[Row], None], held: dict[Any, Subject]) -> None:
        """Reads a file, and reports what the register holds beyond it. Past leave and closures are no news."""
        table = self.tables.get(sheet.file)
        if table is None:
            if held:
                self.tally.warnings.append(Warned(sheet.file, 0, kept_without(sheet, len(held))))
            return
        shown = "person" if "person" in sheet.names else sheet.columns[0].name
        self.tally.each(table.rows, lambda row: row.text(shown), handle)
        self.tally.missing(sheet.file, held)

    def settle(
        self,
        sheet: Sheet,
        held: dict[Any, Any],
        key: object,
        subject: Subject,
        values: Values,
        make: Callable[[], Any],
    ) -> None:
        if key in held:
            settle(self.tally, held[key], sheet, values, subject)
            return
        held[key] = make()
        self.session.add(held[key])
        self.tally.added.append(subject)

    def person(self, row: Row, column: str = "person") -> Person:
        """Raises RefusedRow."""
        key = row.text(column)
        if key not in self.people:
            raise RefusedRow(key, f'There is no person "{key}".' if key else f"The row has no {column}.")
        return self.people[key]


def refuse_disorder(row: Row, starts_on: date, ends_on: date | None) -> None:
    """Raises RefusedRow."""
    if ends_on and ends_on < starts_on:
        raise RefusedRow(row.text("to"), f"It would end on {ends_on}, before it begins on {starts_on}.")
