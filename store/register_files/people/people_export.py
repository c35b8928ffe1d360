"""Writing people as a folder or a workbook. Importing it again changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlmodel import Session, select

from store.register_files.sheets.columns import Sheet
from store.register_files.sheets.export_cells import Cells, cells_of
from store.register_files.sheets.people_columns import (
    APPOINTMENTS,
    CLOSURES,
    DELEGATIONS,
    LEAVE,
    PEOPLE,
    ROLES,
    SCHOOL_HOLIDAYS,
)
from store.register_files.sheets.writing import write_sheets
from store.tables import Appointment, ClosureDay, Delegation, Leave, Person, Post, Role, SchoolHoliday
from store.types import OPEN_START


def export_people(session: Session, path: Path, *, now: datetime) -> None:
    """A workbook where the name ends in .xlsx, otherwise a folder. Raises a RegisterFileError."""
    write_sheets(path, people_rows(session), title="People of the register", now=now)


def people_rows(session: Session) -> dict[Sheet, Sequence[Cells]]:
    people = {person.id: person.key for person in session.exec(select(Person))}
    posts = {post.id: post for post in session.exec(select(Post))}

    def rows(sheet: Sheet, table: Any, named: Callable[[Any], Cells]) -> list[Cells]:
        """In the order of their cells, which is the same in every register."""
        found = [cells_of(sheet, one, **named(one)) for one in session.exec(select(table))]
        return sorted(found, key=lambda cells: [cells[name] for name in sheet.names])

    def of_person(one: Any) -> Cells:
        return {"person": people[one.person_id]}

    def appointed(one: Appointment) -> Cells:
        post = posts[one.post_id]
        since = {"from": ""} if one.starts_on == OPEN_START else {}
        return {"post": post.title, "organisation": post.organisation, **of_person(one), **since}

    def delegated(one: Delegation) -> Cells:
        ids = {"from_person": one.from_person_id, "to_person": one.to_person_id, "set_by": one.set_by_id}
        return {column: people[person_id] for column, person_id in ids.items()}

    return {
        PEOPLE: rows(PEOPLE, Person, lambda one: {"person": one.key}),
        APPOINTMENTS: rows(APPOINTMENTS, Appointment, appointed),
        ROLES: rows(ROLES, Role, lambda one: {**of_person(one), "plan": one.scope}),
        LEAVE: rows(LEAVE, Leave, of_person),
        DELEGATIONS: rows(DELEGATIONS, Delegation, delegated),
        CLOSURES: rows(CLOSURES, ClosureDay, lambda _: {}),
        SCHOOL_HOLIDAYS: rows(SCHOOL_HOLIDAYS, SchoolHoliday, lambda _: {}),
    }
