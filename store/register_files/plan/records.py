"""Records that are only ever added: a row that the register holds already is not added twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import Session

from store.register_files.errors import RefusedRow
from store.register_files.plan.settling import Values, values_of
from store.register_files.report import Subject, Tally
from store.register_files.sheets.cells import text
from store.register_files.sheets.columns import Sheet
from store.register_files.sheets.csv_table import Row


@dataclass(frozen=True, slots=True)
class Records:
    """`links` gives the fields that name other records, and raises RefusedRow.

    `later` may come to a record after it was made (its acceptance, its end): filled in where blank, and never undone.
    """

    sheet: Sheet
    table: Any
    held: Iterable[Any]
    links: Callable[[Row], Values]
    subject: Callable[[Row], Subject]
    later: dict[str, str] = field(default_factory=dict[str, str])  # field -> column

    def identity(self, record: Any) -> tuple[object, ...]:
        fields = (name for name in self.table.model_fields if name != "id" and name not in self.later)
        values = (getattr(record, name) for name in fields)
        return tuple(text(value) if isinstance(value, str) else value for value in values)


def read_records(session: Session, tally: Tally, rows: Iterable[Row], records: Records) -> None:
    held: dict[tuple[object, ...], list[Any]] = defaultdict(list)
    for record in records.held:
        held[records.identity(record)].append(record)
    needed = [column for column in records.sheet.columns if column.required and column.field]

    def handle(row: Row) -> None:
        values = values_of(row, records.sheet)
        for column in needed:
            if values[column.field] is None:
                raise RefusedRow("", f"The row has no {column.name}.")
        record = records.table(**values, **records.links(row))
        same = held[records.identity(record)]
        if not same:
            session.add(record)
            tally.added.append(records.subject(row))
            return
        _add_what_came_later(row, same.pop(0), record)

    def _add_what_came_later(row: Row, one: Any, given: Any) -> None:
        for name, column in records.later.items():
            old, new = getattr(one, name), getattr(given, name)
            if new is None or new == old:
                continue
            if old is None:
                setattr(one, name, new)
                tally.change(records.subject(row), column, "", row.text(column))
            else:
                tally.warn(row, f"The {records.subject(row)} has another {column} in the register, which stays.")

    tally.each(rows, lambda row: row.text(records.sheet.columns[0].name), handle)
    session.flush()
