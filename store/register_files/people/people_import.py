"""Reading people: who there is, which posts they hold, what else they may do, and when they are away."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlmodel import Session, select

from store.audit import AuditChain
from store.register_files.errors import NoPeopleInFile, RefusedRow
from store.register_files.grids import read_grids
from store.register_files.people.absences import read_closures, read_delegations, read_leave, read_school_holidays
from store.register_files.people.importing_people import ImportingPeople, refuse_disorder
from store.register_files.people.posts import Directory
from store.register_files.plan.auditing import Imported, record_import
from store.register_files.plan.importing import Tables, warn_of_unread_columns
from store.register_files.plan.settling import Values, id_of, values_of
from store.register_files.report import ImportReport, Subject
from store.register_files.sheets.cells import Words, day
from store.register_files.sheets.csv_table import Row
from store.register_files.sheets.people_columns import APPOINTMENTS, PEOPLE, PEOPLE_FOLDER, ROLES
from store.register_files.sheets.plan_source import read_folder
from store.register_files.sheets.workbooks import sheet_names, tables_of_workbook
from store.register_files.turns import wait_for_other_imports
from store.tables import Appointment, Person, Plan, Post, Role
from store.types import OPEN_START, Capacity


def import_people(session: Session, path: Path, *, now: datetime, audit: AuditChain, actor: str) -> ImportReport:
    """Reads a people folder, or a workbook with a sheet for each of its files.

    Raises a RegisterFileError if it cannot be read at all. Does not commit.
    """
    wait_for_other_imports(session)
    at = ImportingPeople(session, _tables(path), now)
    for sheet in PEOPLE_FOLDER:
        if sheet.file in at.tables:
            warn_of_unread_columns(at.tally, at.tables[sheet.file], sheet)
    _read_people(at)
    _read_appointments(at)
    _read_roles(at)
    read_leave(at)
    read_delegations(at)
    read_closures(at)
    read_school_holidays(at)
    session.flush()
    if at.tally.touched:
        imported = Imported("people_imported", path.resolve().name, "", actor, now)
        record_import(session, audit, imported, at.tally, own_entry=("person", "appointment"))
    return at.tally.report(version=None)


def _tables(path: Path) -> Tables:
    if path.is_dir() or not path.exists():
        return read_folder(path, PEOPLE_FOLDER)
    grids = read_grids(path)
    if PEOPLE.name not in sheet_names(grids):
        raise NoPeopleInFile(file=path.name)
    return tables_of_workbook(grids, PEOPLE_FOLDER)


def _read_people(at: ImportingPeople) -> None:
    at.people = {person.key: person for person in at.session.exec(select(Person))}
    held: dict[Any, Subject] = {key: Subject("person", key) for key in at.people}
    with_id = {person.entra_object_id: key for key, person in at.people.items()}

    def handle(row: Row) -> None:
        key = row.text("person")
        if not key:
            raise RefusedRow("", "The row has no person.")
        at.tally.once(row, key, key)
        if not row.text("name"):
            raise RefusedRow("", f'The person "{key}" has no name.')
        values = values_of(row, PEOPLE)
        entra_id = values.get("entra_object_id")
        if entra_id and with_id.setdefault(entra_id, key) != key:
            raise RefusedRow(entra_id, f"entra_object_id: that is the id of {with_id[entra_id]}.")
        before = at.people.get(key)
        if before is not None and values.get("email", before.email) != before.email:
            values["email_fault"] = ""  # what a mail server said of the old address says nothing of the new one
        at.settle(PEOPLE, at.people, key, Subject("person", key), values, lambda: Person(key=key, **values))

    at.each(PEOPLE, handle, held)
    at.session.flush()


def _read_appointments(at: ImportingPeople) -> None:
    posts = Directory.of_register(at.session)
    appointments = {
        (one.post_id, one.person_id, one.capacity, one.starts_on): one for one in at.session.exec(select(Appointment))
    }
    post_by_id = {post.id: post for post in at.session.exec(select(Post))}
    person_by_id = {person.id: person for person in at.people.values()}
    held: dict[Any, Subject] = {
        key: _appointment(person_by_id[key[1]], post_by_id[key[0]], key[2], key[3]) for key in appointments
    }

    def handle(row: Row) -> None:
        post, person = _post(row, posts), at.person(row)
        starts_on = row.read("from", day) or OPEN_START
        capacity = row.read("capacity", Words(Capacity)) or Capacity.HOLDER
        key = id_of(post), id_of(person), capacity, starts_on
        if key in appointments and posts.is_spelling(row.text("post"), row.text("organisation")):
            held.pop(key, None)  # merged since: the row under the post's own name says what holds
            return
        at.tally.once(row, key, person.key)
        values: Values = {**values_of(row, APPOINTMENTS), "starts_on": starts_on, "capacity": capacity}
        refuse_disorder(row, starts_on, values.get("ends_on"))
        at.settle(
            APPOINTMENTS,
            appointments,
            key,
            _appointment(person, post, capacity, starts_on),
            values,
            lambda: Appointment(post_id=id_of(post), person_id=id_of(person), **values),
        )

    at.each(APPOINTMENTS, handle, held)


def _read_roles(at: ImportingPeople) -> None:
    plans = {plan.key for plan in at.session.exec(select(Plan))}
    roles = {(one.person_id, one.role, one.scope): one for one in at.session.exec(select(Role))}
    key_of = {person.id: person.key for person in at.people.values()}
    held: dict[Any, Subject] = {key: _role(key_of[key[0]], key[1], key[2]) for key in roles}

    def handle(row: Row) -> None:
        person, scope = at.person(row), row.text("plan")
        values = values_of(row, ROLES)
        if values["role"] is None:
            raise RefusedRow("", f'The row gives "{person.key}" no role.')
        if scope and scope not in plans:
            raise RefusedRow(scope, f'There is no plan "{scope}".')
        key = id_of(person), values["role"], scope
        at.tally.once(row, key, person.key)
        subject = _role(person.key, values["role"], scope)
        at.settle(ROLES, roles, key, subject, values, lambda: Role(person_id=id_of(person), scope=scope, **values))

    at.each(ROLES, handle, held)


def _post(row: Row, posts: Directory) -> Post:
    """The post with that organisation; without one, the only post of that title."""
    title, organisation = (" ".join(row.text(column).split()) for column in ("post", "organisation"))
    post = posts.by_pair.get((title, organisation)) if organisation else posts.named(title)
    if post is None:
        whose = f' of "{organisation}"' if organisation else ""
        several = ", ".join(filter(None, posts.organisations_of(title)))
        hint = f" There is one of: {several}." if several else " Bring the register in first."
        raise RefusedRow(title, f'There is no post "{title}"{whose}.{hint}')
    return post


def _appointment(person: Person, post: Post, capacity: Capacity, starts_on: date) -> Subject:
    since = "" if starts_on == OPEN_START else f" from {starts_on}"
    organisation = f", {post.organisation}" if post.organisation else ""
    return Subject("appointment", f"{person.key}, {capacity} of {post.title}{organisation}{since}")


def _role(person: str, role: str, scope: str) -> Subject:
    return Subject("role", f"{person} {role} {scope}".strip())
