"""Reading a people folder: who there is, which posts they hold, what else they may do, and when they are away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlmodel import Session, select

from store.audit import AuditChain
from store.register_files.auditing import Imported, record_import
from store.register_files.cells import day, word_of
from store.register_files.columns import Sheet
from store.register_files.csv_table import Row
from store.register_files.errors import RefusedRow
from store.register_files.importing import Tables
from store.register_files.people_columns import APPOINTMENTS, CLOSURES, LEAVE, PEOPLE, PEOPLE_FOLDER, ROLES
from store.register_files.posts import Directory
from store.register_files.register_import import read_folder, warn_of_unread_columns
from store.register_files.report import ImportReport, Subject, Tally, Warned
from store.register_files.settling import Values, id_of, settle, values_of
from store.tables import Appointment, ClosureDay, Leave, Person, Plan, Post, Role
from store.types import OPEN_START, Capacity


def import_people(session: Session, folder: Path, *, now: datetime, audit: AuditChain, actor: str) -> ImportReport:
    """Reads a people folder. Raises a RegisterFileError if it cannot be read at all. Does not commit."""
    tables = read_folder(folder, PEOPLE_FOLDER)
    return import_people_tables(session, tables, source=folder.resolve().name, now=now, audit=audit, actor=actor)


def import_people_tables(
    session: Session, tables: Tables, *, source: str, now: datetime, audit: AuditChain, actor: str
) -> ImportReport:
    """The same from tables read elsewhere, by the names of the folder's files."""
    at = _People(session, tables)
    for sheet in PEOPLE_FOLDER:
        if sheet.file in tables:
            warn_of_unread_columns(at.tally, tables[sheet.file], sheet)
    at.read_people()
    at.read_appointments()
    at.read_roles()
    at.read_leave()
    at.read_closures()
    session.flush()
    if at.tally.touched:
        imported = Imported("people_imported", source, "", actor, now)
        record_import(session, audit, imported, at.tally, own_entry=("person", "appointment"))
    return at.tally.report(version=None)


@dataclass(slots=True)
class _People:
    """One import under way."""

    session: Session
    tables: Tables
    tally: Tally = field(default_factory=Tally)
    people: dict[str, Person] = field(default_factory=dict[str, Person])

    def read_people(self) -> None:
        self.people = {person.key: person for person in self.session.exec(select(Person))}
        held: dict[Any, Subject] = {key: Subject("person", key) for key in self.people}
        with_id = {person.entra_object_id: key for key, person in self.people.items()}

        def handle(row: Row) -> None:
            key = row.text("person")
            if not key:
                raise RefusedRow("", "The row has no person.")
            self.tally.once(row, key, key)
            if not row.text("name"):
                raise RefusedRow("", f'The person "{key}" has no name.')
            values = values_of(row, PEOPLE)
            entra_id = values.get("entra_object_id")
            if entra_id and with_id.setdefault(entra_id, key) != key:
                raise RefusedRow(entra_id, f"entra_object_id: that is the id of {with_id[entra_id]}.")
            self._settle(PEOPLE, self.people, key, Subject("person", key), values, lambda: Person(key=key, **values))

        self._each(PEOPLE, "person", handle, held)
        self.session.flush()

    def read_appointments(self) -> None:
        posts = Directory(self.session.exec(select(Post).order_by(Post.title, Post.organisation)))
        appointments = {
            (one.post_id, one.person_id, one.capacity, one.starts_on): one
            for one in self.session.exec(select(Appointment))
        }
        post_by_id = {post.id: post for post in posts.by_pair.values()}
        person_by_id = {person.id: person for person in self.people.values()}
        held: dict[Any, Subject] = {
            key: _appointment(person_by_id[key[1]], post_by_id[key[0]], key[2], key[3]) for key in appointments
        }

        def handle(row: Row) -> None:
            post, person = _post(row, posts), self._person(row)
            starts_on = row.read("from", day) or OPEN_START
            capacity = row.read("capacity", word_of(Capacity)) or Capacity.HOLDER
            key = id_of(post), id_of(person), capacity, starts_on
            self.tally.once(row, key, person.key)
            values: Values = {**values_of(row, APPOINTMENTS), "starts_on": starts_on, "capacity": capacity}
            _in_order(row, starts_on, values.get("ends_on"))
            self._settle(
                APPOINTMENTS,
                appointments,
                key,
                _appointment(person, post, capacity, starts_on),
                values,
                lambda: Appointment(post_id=id_of(post), person_id=id_of(person), **values),
            )

        self._each(APPOINTMENTS, "person", handle, held)

    def read_roles(self) -> None:
        plans = {plan.key for plan in self.session.exec(select(Plan))}
        roles = {(one.person_id, one.role, one.scope): one for one in self.session.exec(select(Role))}
        key_of = {person.id: person.key for person in self.people.values()}
        held: dict[Any, Subject] = {key: _role(key_of[key[0]], key[1], key[2]) for key in roles}

        def handle(row: Row) -> None:
            person, scope = self._person(row), row.text("plan")
            values = values_of(row, ROLES)
            if values["role"] is None:
                raise RefusedRow("", f'The row gives "{person.key}" no role.')
            if scope and scope not in plans:
                raise RefusedRow(scope, f'There is no plan "{scope}".')
            key = id_of(person), values["role"], scope
            self.tally.once(row, key, person.key)
            self._settle(
                ROLES,
                roles,
                key,
                _role(person.key, values["role"], scope),
                values,
                lambda: Role(person_id=id_of(person), scope=scope, **values),
            )

        self._each(ROLES, "person", handle, held)

    def read_leave(self) -> None:
        leave = {(one.person_id, one.starts_on): one for one in self.session.exec(select(Leave))}

        def handle(row: Row) -> None:
            person = self._person(row)
            values = values_of(row, LEAVE)
            if values["starts_on"] is None or values["ends_on"] is None:
                raise RefusedRow("", "Leave needs a first day and a last day.")
            _in_order(row, values["starts_on"], values["ends_on"])
            key = id_of(person), values["starts_on"]
            self.tally.once(row, key, person.key)
            self._settle(
                LEAVE,
                leave,
                key,
                Subject("leave", f"{person.key} {values['starts_on']}"),
                values,
                lambda: Leave(person_id=id_of(person), **values),
            )

        self._each(LEAVE, "person", handle, {})

    def read_closures(self) -> None:
        closures = {one.day: one for one in self.session.exec(select(ClosureDay))}

        def handle(row: Row) -> None:
            values = values_of(row, CLOSURES)
            if values["day"] is None:
                raise RefusedRow("", "The row has no day.")
            self.tally.once(row, values["day"], row.text("day"))
            subject = Subject("closure", str(values["day"]))
            self._settle(CLOSURES, closures, values["day"], subject, values, lambda: ClosureDay(**values))

        self._each(CLOSURES, "day", handle, {})

    def _each(self, sheet: Sheet, ref: str, handle: Callable[[Row], None], held: dict[Any, Subject]) -> None:
        """Reads a file, and reports what the register holds beyond it. Past leave and closures are no news."""
        table = self.tables.get(sheet.file)
        if table is None:
            if held:
                sentence = f"{sheet.file} is not in the folder: the register keeps the {len(held)} rows it holds."
                self.tally.warnings.append(Warned(sheet.file, 0, sentence))
            return
        self.tally.each(table.rows, lambda row: row.text(ref), handle)
        self.tally.missing(sheet.file, held)

    def _settle(
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

    def _person(self, row: Row) -> Person:
        key = row.text("person")
        if key not in self.people:
            raise RefusedRow(key, f'There is no person "{key}".')
        return self.people[key]


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


def _in_order(row: Row, starts_on: date, ends_on: date | None) -> None:
    if ends_on and ends_on < starts_on:
        raise RefusedRow(row.text("to"), f"It would end on {ends_on}, before it begins on {starts_on}.")


def _appointment(person: Person, post: Post, capacity: Capacity, starts_on: date) -> Subject:
    since = "" if starts_on == OPEN_START else f" from {starts_on}"
    organisation = f", {post.organisation}" if post.organisation else ""
    return Subject("appointment", f"{person.key}, {capacity} of {post.title}{organisation}{since}")


def _role(person: str, role: str, scope: str) -> Subject:
    return Subject("role", f"{person} {role} {scope}".strip())
