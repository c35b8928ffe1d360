"""The people folder: its files and their columns (`design.md` section 7)."""

from __future__ import annotations

from store.register_files.sheets import cells
from store.register_files.sheets.columns import Column, Sheet
from store.types import Capacity, ContactRoute, RoleName

PEOPLE = Sheet(
    "people.csv",
    (
        Column("person", required=True),
        Column("name", "name", required=True),
        Column("email", "email"),
        Column("entra_object_id", "entra_object_id", lambda cell: cells.text(cell) or None),
        Column("organisation", "organisation"),
        Column("route", "route", cells.Words(ContactRoute), blank_keeps=True),
        Column("term_time_only", "term_time_only", cells.yes_or_no, blank_keeps=True),
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
        Column("capacity", "capacity", cells.Words(Capacity)),
    ),
)
ROLES = Sheet(
    "roles.csv",
    (
        Column("person", required=True),
        Column("role", "role", cells.Words(RoleName), required=True),
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
DELEGATIONS = Sheet(
    "delegations.csv",
    (
        Column("from_person", required=True),
        Column("to_person", required=True),
        Column("from", "starts_on", cells.day, required=True),
        Column("to", "ends_on", cells.day, required=True),
        Column("set_by"),
        Column("set_at", "set_at", cells.moment, blank_keeps=True),
    ),
)
CLOSURES = Sheet("closures.csv", (Column("day", "day", cells.day, required=True), Column("title", "title")))
SCHOOL_HOLIDAYS = Sheet(
    "school_holidays.csv",
    (
        Column("from", "starts_on", cells.day, required=True),
        Column("to", "ends_on", cells.day, required=True),
        Column("title", "title"),
    ),
)

PEOPLE_FOLDER = (PEOPLE, APPOINTMENTS, ROLES, LEAVE, DELEGATIONS, CLOSURES, SCHOOL_HOLIDAYS)
