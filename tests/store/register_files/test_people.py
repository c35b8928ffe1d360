from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import Session, select

from store.register_files.errors import FileNotFound
from store.register_files.report import Changed
from store.tables import Appointment, AuditEntry, ClosureDay, Leave, Person, Role
from store.types import OPEN_START, Capacity, ContactRoute, RoleName


@pytest.fixture
def people(bring_in, small_plan: Path, people_folder: Path) -> Path:
    """The people's folder, the plan and its posts being there already."""
    bring_in.register(small_plan)
    return people_folder


def test_people_come_in_with_their_posts_and_roles(session: Session, bring_in, people: Path) -> None:
    report = bring_in.people(people)
    assert (report.rows_read, report.added, report.refused, report.version) == (7, 7, (), None)
    ada, ben = session.exec(select(Person).order_by(Person.key)).all()
    assert (ada.name, ada.route, ada.entra_object_id) == (
        "Ada Byron",
        ContactRoute.TEAMS,
        "00000000-0000-4000-8000-000000000001",
    )
    assert (ben.name, ben.route, ben.entra_object_id) == ("Ben O’Neill", ContactRoute.EMAIL, None)
    appointments = session.exec(select(Appointment).order_by(Appointment.id)).all()
    assert [(a.person_id, a.starts_on, a.capacity) for a in appointments] == [
        (ada.id, OPEN_START, Capacity.HOLDER),
        (ben.id, date(2022, 9, 1), Capacity.HOLDER),
        (ben.id, date(2022, 9, 1), Capacity.DEPUTY),
    ]
    roles = {(role.person_id, role.role, role.scope) for role in session.exec(select(Role))}
    assert roles == {(ada.id, RoleName.COMPLIANCE, ""), (ben.id, RoleName.BOARD, "small")}


def test_the_same_people_again_change_nothing(session: Session, bring_in, people: Path) -> None:
    bring_in.people(people)
    report = bring_in.people(people)
    assert (report.added, report.changed, report.unchanged, report.gone) == (0, 0, 7, ())
    assert len(session.exec(select(AuditEntry).where(AuditEntry.plan_key == "")).all()) == 1


def test_an_appointment_that_ends_is_changed_and_not_doubled(session: Session, bring_in, people: Path, edit) -> None:
    bring_in.people(people)
    edit(people / "appointments.csv", "ada,,,holder", "ada,,2023-03-31,holder")
    report = bring_in.people(people)
    assert report.changes == (Changed("appointment ada, holder of Director, Council", "to", "", "2023-03-31"),)
    assert len(session.exec(select(Appointment)).all()) == 3


def test_a_successor_is_a_further_appointment(bring_in, people: Path, edit) -> None:
    bring_in.people(people)
    edit(
        people / "appointments.csv",
        "Director,Council,ada,,,holder\n",
        "Director,Council,ada,,2023-03-31,holder\nDirector,Council,ben,2023-04-01,,holder\n",
    )
    report = bring_in.people(people)
    assert (report.added, report.changed) == (1, 1)


def test_a_change_of_a_person_is_audited_with_old_and_new(session: Session, bring_in, people: Path, edit) -> None:
    bring_in.people(people)
    edit(people / "people.csv", "ben@example.org", "b.oneill@example.org")
    bring_in.people(people)
    entry = session.exec(select(AuditEntry).where(AuditEntry.action == "person_changed")).one()
    assert (entry.plan_key, entry.subject) == ("", "ben")
    assert json.loads(entry.content or "")["changes"] == [
        {"field": "email", "old": "ben@example.org", "new": "b.oneill@example.org"}
    ]


def test_people_who_are_no_longer_in_the_file_stay_and_are_reported(bring_in, people: Path, edit) -> None:
    bring_in.people(people)
    edit(people / "roles.csv", "ben,board,small\n", "")
    edit(people / "appointments.csv", '"Manager, SEND",,ben,2022-09-01,,deputy\n', "")
    report = bring_in.people(people)
    assert report.gone == ("appointment ben, deputy of Manager, SEND from 2022-09-01", "role ben board small")
    assert report.changes == ()


@pytest.mark.parametrize(
    ("file", "row", "cell", "reason"),
    [
        ("people.csv", "ada,Ada Twice,,,,\n", "ada", '"ada" stands in line 2 already.'),
        ("people.csv", ",Nobody,,,,\n", "", "The row has no person."),
        ("people.csv", "zoe,,,,,\n", "", 'The person "zoe" has no name.'),
        ("people.csv", "zoe,Zoë,,,,fax\n", "fax", 'route: "fax" is not one of: teams, email.'),
        (
            "people.csv",
            "zoe,Zoë,,00000000-0000-4000-8000-000000000001,,\n",
            "00000000-0000-4000-8000-000000000001",
            "entra_object_id: that is the id of ada.",
        ),
        (
            "appointments.csv",
            "Head of Care,Council,ada,,,\n",
            "Head of Care",
            'There is no post "Head of Care" of "Council". There is one of: Trust.',
        ),
        (
            "appointments.csv",
            "Gardener,,ada,,,\n",
            "Gardener",
            'There is no post "Gardener". Bring the register in first.',
        ),
        ("appointments.csv", "Director,Council,zoe,,,\n", "zoe", 'There is no person "zoe".'),
        (
            "appointments.csv",
            "Director,Council,ben,2023-04-01,2023-03-31,\n",
            "2023-03-31",
            "It would end on 2023-03-31, before it begins on 2023-04-01.",
        ),
        (
            "appointments.csv",
            "Director,Council,ben,,,acting\n",
            "acting",
            'capacity: "acting" is not one of: holder, deputy.',
        ),
        ("roles.csv", "zoe,board,\n", "zoe", 'There is no person "zoe".'),
        ("roles.csv", "ada,king,\n", "king", 'role: "king" is not one of: compliance, administrator, board.'),
        ("roles.csv", "ada,board,elsewhere\n", "elsewhere", 'There is no plan "elsewhere".'),
        ("roles.csv", "ada,,\n", "", 'The row gives "ada" no role.'),
    ],
)
def test_a_row_of_people_that_cannot_be_taken_is_refused(
    bring_in, people: Path, file: str, row: str, cell: str, reason: str
) -> None:
    content = (people / file).read_text(encoding="utf-8")
    (people / file).write_text(content + row, encoding="utf-8")
    report = bring_in.people(people)
    assert [(r.file, r.line, r.cell, r.reason) for r in report.refused] == [
        (file, len(content.splitlines()) + 1, cell, reason)
    ]
    assert report.added == 7


def test_a_post_without_organisation_in_the_file_is_the_only_one_of_its_title(bring_in, people: Path, edit) -> None:
    edit(people / "appointments.csv", "Director,Council,ada", "Director,,ada")
    assert bring_in.people(people).refused == ()


def test_leave_and_closures_come_in_too(session: Session, bring_in, people: Path, edit) -> None:
    (people / "leave.csv").write_text(
        "person,from,to\nada,2022-10-24,2022-10-28\nben,2022-10-24,2022-10-21\nben,2022-12-01,\n", encoding="utf-8"
    )
    (people / "closures.csv").write_text("day,title\n28/12/2022,Christmas closure\n,\nsoon,x\n", encoding="utf-8")
    report = bring_in.people(people)
    assert [(refused.file, refused.line, refused.reason) for refused in report.refused] == [
        ("leave.csv", 3, "It would end on 2022-10-21, before it begins on 2022-10-24."),
        ("leave.csv", 4, "Leave needs a first day and a last day."),
        ("closures.csv", 4, 'day: "soon" is not a date (write 2023-03-31 or 31/03/2023).'),
    ]
    assert session.exec(select(Leave)).one().ends_on == date(2022, 10, 28)
    assert session.exec(select(ClosureDay)).one().day == date(2022, 12, 28)
    edit(people / "leave.csv", "ada,2022-10-24,2022-10-28", "ada,2022-10-24,2022-10-31")
    assert bring_in.people(people).changes == (Changed("leave ada 2022-10-24", "to", "2022-10-28", "2022-10-31"),)


def test_people_csv_alone_is_enough_for_a_new_email_address(bring_in, people: Path) -> None:
    bring_in.people(people)
    (people / "roles.csv").unlink()
    (people / "appointments.csv").unlink()
    report = bring_in.people(people)
    assert [warning.sentence for warning in report.warnings] == [
        "There was no appointments.csv to read: the register keeps the 3 rows it holds.",
        "There was no roles.csv to read: the register keeps the 2 rows it holds.",
    ]
    (people / "people.csv").unlink()
    with pytest.raises(FileNotFound):
        bring_in.people(people)


def test_a_new_address_is_tried_again_though_the_old_one_was_refused(
    session: Session, bring_in, people: Path, edit
) -> None:
    bring_in.people(people)
    ben = session.exec(select(Person).where(Person.key == "ben")).one()
    ben.email_fault = "550 no such mailbox"
    session.commit()
    bring_in.people(people)
    assert ben.email_fault == "550 no such mailbox", "the same address is no better than before"
    edit(people / "people.csv", "ben@example.org", "ben.oneill@example.org")
    bring_in.people(people)
    assert (ben.email, ben.email_fault) == ("ben.oneill@example.org", "")
