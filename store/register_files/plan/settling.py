"""Bringing the register into line with a row: what differs is changed and reported, field by field."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from store.register_files.errors import RefusedRow
from store.register_files.report import Subject, Tally
from store.register_files.sheets.cells import written
from store.register_files.sheets.columns import Sheet
from store.register_files.sheets.csv_table import Row

Values = dict[str, Any]
"""Field of the record -> value."""


def id_of(record: Any) -> int:
    """The id of a record that has been flushed."""
    return int(record.id)


def values_of(row: Row, sheet: Sheet) -> Values:
    """What the row says: columns the file lacks, and blanks that say nothing, are left out. Raises RefusedRow."""
    return {
        column.field: row.read(column.name, column.parse)
        for column in sheet.columns
        if column.field and row.has(column.name) and (row.text(column.name) or not column.blank_keeps)
    }


def settle(tally: Tally, record: Any, sheet: Sheet, values: Mapping[str, Any], subject: Subject) -> None:
    """Changes are reported under the file's column name."""
    names = {column.field: column.name for column in sheet.columns if column.field}
    for field, new in values.items():
        old = getattr(record, field)
        if written(old) != written(new):  # the space around a text is no difference: no cell can say it
            setattr(record, field, new)
            if field in names:
                tally.change(subject, names[field], old, new)


@dataclass(frozen=True, slots=True)
class Listed:
    """Rows without a ref of their own, known by their place in the list of an owner: targets, outcomes.

    Nothing points to them, so a list becomes the file's: a row that went is taken out, and reported. An owner of
    whom the file has no row at all keeps its list.
    """

    sheet: Sheet
    kind: str
    owner_of: Callable[[Row], Any]  # raises RefusedRow
    ref_of: Callable[[int], str]  # of an owner's id
    make: Callable[[int, int], Any]  # a blank record for an owner's id and a position
    held: Mapping[int, list[Any]]  # by owner's id, in order of position
    also: Callable[[Values], None] | None = None  # adds what follows from the cells

    def read(self, row: Row) -> tuple[int, Values]:
        values = values_of(row, self.sheet)
        if self.also:
            self.also(values)
        return id_of(self.owner_of(row)), values

    def subject(self, owner: int, place: int) -> Subject:
        return Subject(self.kind, "/".join(filter(None, (self.ref_of(owner), str(place)))))


def mirror(session: Session, tally: Tally, rows: Sequence[Row], listed: Listed) -> None:
    in_doubt = _owners_in_doubt(tally, rows, listed)
    taken: dict[int, int] = defaultdict(int)

    def handle(row: Row) -> None:
        owner, values = listed.read(row)
        taken[owner] += 1
        if owner in in_doubt:
            return
        place, held = taken[owner], listed.held.get(owner, [])
        if place <= len(held):
            settle(tally, held[place - 1], listed.sheet, values, listed.subject(owner, place))
            return
        record = listed.make(owner, place)
        for field, value in values.items():
            setattr(record, field, value)
        session.add(record)
        tally.added.append(listed.subject(owner, place))

    tally.each(rows, lambda row: row.text(listed.sheet.columns[0].name), handle)
    last = listed.sheet.columns[-1]
    for owner, held in listed.held.items():
        for place, record in enumerate(held[taken[owner] :], start=taken[owner] + 1):
            if not taken[owner]:
                tally.gone.append(listed.subject(owner, place))
            elif owner not in in_doubt:
                tally.follow(listed.subject(owner, place), last.name, getattr(record, last.field), "")
                session.delete(record)


def _owners_in_doubt(tally: Tally, rows: Sequence[Row], listed: Listed) -> set[int]:
    """Owners whose list cannot be read whole: taking it as it stands would move every later row up by one."""
    in_doubt: set[int] = set()
    for row in rows:
        try:
            listed.read(row)
        except RefusedRow:
            owner = _owner_if_known(row, listed)
            if owner in listed.held and owner not in in_doubt:
                in_doubt.add(owner)
                whose = f"The {listed.kind} rows of {listed.ref_of(owner)}".removesuffix(" of ")
                tally.warn(row, f"{whose} stay as they are until every one can be read.")
    return in_doubt


def _owner_if_known(row: Row, listed: Listed) -> int:
    try:
        return id_of(listed.owner_of(row))
    except RefusedRow:
        return 0
