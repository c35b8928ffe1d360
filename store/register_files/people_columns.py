"""The people folder: its files and their columns (`design.md` section 7)."""

from __future__ import annotations

from store.register_files import cells
from store.register_files.columns import Column, Sheet
from store.types import Capacity, ContactRoute, RoleName

PEOPLE = Sheet(
    "people.csv",
    (
        Column("person", required=True),
        Column("name", "name", required=True),
        Column("email", "email"),
        Column("entra_object_id", "entra_object_id", lambda cell: cells.text(cell) or None),
        Column("organisation", "organisation"),
        Column("route", "route", cells.word_of(ContactRoute), blank_keeps=True),
    ),
    required=True,
)
APPOINTMENTS = Sheet(
    "appointments.csv",
    (
        Column("post", required=True),
        Column("organisation"),
        Column("person", required=True),
        Column("from", "starts_on", cells.day),
        Column("to", "ends_on", cells.day),
        Column("capacity", "capacity", cells.word_of(Capacity)),
    ),
)
ROLES = Sheet(
    "roles.csv",
    (
        Column("person", required=True),
        Column("role", "role", cells.word_of(RoleName), required=True),
        Column("plan"),
    ),
)
LEAVE = Sheet(
    "leave.csv",
    (
        Column("person", required=True),
        Column("from", "starts_on", cells.day, required=True),
        Column("to", "ends_on", cells.day, required=True),
    ),
)
CLOSURES = Sheet("closures.csv", (Column("day", "day", cells.day, required=True), Column("title", "title")))

PEOPLE_FOLDER = (PEOPLE, APPOINTMENTS, ROLES, LEAVE, CLOSURES)
