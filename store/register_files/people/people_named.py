"""People as the files of a plan name them: by their keys."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import Session, select

from store.register_files.errors import RefusedRow
from store.register_files.plan.settling import id_of
from store.register_files.sheets.csv_table import Row
from store.tables import Person


@dataclass(frozen=True, slots=True)
class People:
    by_key: Mapping[str, Person]
    key_of: Mapping[int, str]

    @classmethod
    def of(cls, session: Session) -> People:
        people = session.exec(select(Person)).all()
        return cls({person.key: person for person in people}, {id_of(person): person.key for person in people})

    def id_in(self, row: Row, column: str) -> int:
        """Raises RefusedRow."""
        key = row.text(column)
        if not key:
            raise RefusedRow("", "The row names no person." if column == "person" else f"The row has no {column}.")
        if key not in self.by_key:
            sentence = (
                f'There is no person "{key}": bring the people in (`sendbot people import PATH`), then this again.'
            )
            raise RefusedRow(key, sentence)
        return id_of(self.by_key[key])

    def id_if_any(self, row: Row, column: str) -> int | None:
        """None for a blank cell. Raises RefusedRow."""
        return self.id_in(row, column) if row.text(column) else None
