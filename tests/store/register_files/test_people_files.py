"""People out and in again: as a folder and as a workbook, with who is away and who acts for them."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from sqlmodel import Session, select

from store.register_files.errors import NoPeopleInFile
from store.register_files.people.people_export import export_people
from store.tables import Delegation, Person, SchoolHoliday


@pytest.fixture
def everybody(bring_in, small_plan: Path, people_folder: Path) -> Path:
    bring_in.register(small_plan)
    for file, content in {
        "leave.csv": "person,from,to\nada,2022-10-24,2022-10-28\n",
        "delegations.csv": "from_person,to_person,from,to,set_by,set_at\nada,ben,2022-10-24,2022-10-28,,\n",
        "closures.csv": "day,title\n2022-12-28,Christmas closure\n",
        "school_holidays.csv": "from,to,title\n2022-10-24,2022-10-28,October half-term\n",
    }.items():
        (people_folder / file).write_text(content, encoding="utf-8")
    bring_in.people(people_folder)
    return people_folder


@pytest.mark.usefixtures("everybody")
@pytest.mark.parametrize("name", ["out", "out.xlsx"])
def test_importing_an_export_of_people_changes_nothing(bring_in, session: Session, tmp_path, now, name) -> None:
    export_people(session, tmp_path / name, now=now)
    report = bring_in.people(tmp_path / name)
    assert (report.rows_read, report.unchanged) == (11, 11)
    assert (report.changes, report.gone, report.refused, report.warnings) == ((), (), (), ())


@pytest.mark.usefixtures("everybody")
def test_a_delegation_names_who_set_it_and_when(session: Session, now) -> None:
    ada = session.exec(select(Person).where(Person.key == "ada")).one()
    delegation = session.exec(select(Delegation)).one()
    assert (delegation.from_person_id, delegation.set_by_id, delegation.set_at) == (ada.id, ada.id, now)
    assert session.exec(select(SchoolHoliday)).one().ends_on == date(2022, 10, 28)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("ada,ada,2023-01-02,2023-01-06,,", "ada cannot act for themselves."),
        ("ada,zoe,2023-01-02,2023-01-06,,", 'There is no person "zoe".'),
        ("ada,,2023-01-02,2023-01-06,,", "The row has no to_person."),
        ("ada,ben,2023-01-02,,,", "A delegation needs a first day and a last day."),
    ],
)
def test_a_delegation_that_cannot_be_is_refused(everybody: Path, bring_in, row: str, reason: str) -> None:
    with (everybody / "delegations.csv").open("a", encoding="utf-8") as file:
        file.write(row + "\n")
    assert [refused.reason for refused in bring_in.people(everybody).refused] == [reason]


@pytest.mark.usefixtures("everybody")
def test_an_appointment_ended_in_the_workbook_is_ended_in_the_register(bring_in, session, tmp_path, now) -> None:
    export_people(session, tmp_path / "people.xlsx", now=now)
    book = openpyxl.load_workbook(tmp_path / "people.xlsx")
    book["appointments"]["E2"].value = datetime(2023, 3, 31)  # noqa: DTZ001
    book.save(tmp_path / "people.xlsx")
    (change,) = bring_in.people(tmp_path / "people.xlsx").changes
    assert (change.field, change.old, change.new) == ("to", "", "2023-03-31")


def test_a_workbook_without_people_is_refused(bring_in, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["name"])
    book.save(tmp_path / "other.xlsx")
    with pytest.raises(NoPeopleInFile, match=r'other\.xlsx has no sheet "people"'):
        bring_in.people(tmp_path / "other.xlsx")
