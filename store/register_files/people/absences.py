"""When people are away, who acts for them, and when the council or its schools are closed."""

from __future__ import annotations

from sqlmodel import select

from store.register_files.errors import RefusedRow
from store.register_files.people.importing_people import ImportingPeople, refuse_disorder
from store.register_files.plan.settling import Values, id_of, values_of
from store.register_files.report import Subject
from store.register_files.sheets.csv_table import Row
from store.register_files.sheets.people_columns import CLOSURES, DELEGATIONS, LEAVE, SCHOOL_HOLIDAYS
from store.tables import ClosureDay, Delegation, Leave, SchoolHoliday


def read_leave(at: ImportingPeople) -> None:
    leave = {(one.person_id, one.starts_on): one for one in at.session.exec(select(Leave))}

    def handle(row: Row) -> None:
        person = at.person(row)
        values = _first_to_last(row, values_of(row, LEAVE), "Leave")
        key = id_of(person), values["starts_on"]
        at.tally.once(row, key, person.key)
        subject = Subject("leave", f"{person.key} {values['starts_on']}")
        at.settle(LEAVE, leave, key, subject, values, lambda: Leave(person_id=id_of(person), **values))

    at.each(LEAVE, handle, {})


def read_delegations(at: ImportingPeople) -> None:
    """Who set one, and when, is part of the record where the file says it: otherwise the person away, and now."""
    held = {(one.from_person_id, one.to_person_id, one.starts_on): one for one in at.session.exec(select(Delegation))}

    def handle(row: Row) -> None:
        giver, taker = at.person(row, "from_person"), at.person(row, "to_person")
        if giver is taker:
            raise RefusedRow(giver.key, f"{giver.key} cannot act for themselves.")
        values = _first_to_last(row, values_of(row, DELEGATIONS), "A delegation")
        key = id_of(giver), id_of(taker), values["starts_on"]
        at.tally.once(row, key, giver.key)
        set_by = at.person(row, "set_by") if row.text("set_by") else giver

        def made() -> Delegation:
            given: Values = {"set_at": at.now, **values}
            return Delegation(from_person_id=key[0], to_person_id=key[1], set_by_id=id_of(set_by), **given)

        subject = Subject("delegation", f"{giver.key} to {taker.key} {values['starts_on']}")
        at.settle(DELEGATIONS, held, key, subject, values, made)

    at.each(DELEGATIONS, handle, {})


def read_closures(at: ImportingPeople) -> None:
    closures = {one.day: one for one in at.session.exec(select(ClosureDay))}

    def handle(row: Row) -> None:
        values = values_of(row, CLOSURES)
        if values["day"] is None:
            raise RefusedRow("", "The row has no day.")
        at.tally.once(row, values["day"], row.text("day"))
        subject = Subject("closure", str(values["day"]))
        at.settle(CLOSURES, closures, values["day"], subject, values, lambda: ClosureDay(**values))

    at.each(CLOSURES, handle, {})


def read_school_holidays(at: ImportingPeople) -> None:
    holidays = {one.starts_on: one for one in at.session.exec(select(SchoolHoliday))}

    def handle(row: Row) -> None:
        values = _first_to_last(row, values_of(row, SCHOOL_HOLIDAYS), "A school holiday")
        at.tally.once(row, values["starts_on"], row.text("from"))
        subject = Subject("school holiday", str(values["starts_on"]))
        at.settle(SCHOOL_HOLIDAYS, holidays, values["starts_on"], subject, values, lambda: SchoolHoliday(**values))

    at.each(SCHOOL_HOLIDAYS, handle, {})


def _first_to_last(row: Row, values: Values, what: str) -> Values:
    """Raises RefusedRow."""
    if values["starts_on"] is None or values["ends_on"] is None:
        raise RefusedRow("", f"{what} needs a first day and a last day.")
    refuse_disorder(row, values["starts_on"], values["ends_on"])
    return values
