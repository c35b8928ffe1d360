"""A row that cannot be taken is refused by name; every other row comes in."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlmodel import Session, select

from store.register_files.report import Refused
from store.tables import Action, Milestone

BAD_ROWS = [
    ("areas.csv", "1,Again,,\n", "1", "1", '"1" stands in line 2 already.'),
    ("areas.csv", ",No ref,,\n", "", "", "The row has no area_ref."),
    ("objectives.csv", "9.1,9,Elsewhere\n", "9.1", "9", 'There is no area "9".'),
    ("objectives.csv", "1.1,1,Again\n", "1.1", "1.1", '"1.1" stands in line 2 already.'),
    ("ratings.csv", "GREY,Grey,x,,,,,\n", "GREY", "x", 'order: "x" is not a whole number.'),
    ("ratings.csv", "GREY,Grey,4,,,,,perhaps\n", "GREY", "perhaps", 'confirmed: "perhaps" is not yes or no.'),
    (
        "ratings.csv",
        "GREY,Grey,4,,asleep,,,\n",
        "GREY",
        "asleep",
        'role: "asleep" is not one of: complete, on_track, in_progress, at_risk, off_track, waiting.',
    ),
    ("actions.csv", "1.1 .1,1.1,1,Again,,,\n", "1.1 .1", "1.1 .1", '"1.1 .1" stands in line 2 already.'),
    ("actions.csv", "3.1,,3,No such area,,,\n", "3.1", "3", 'There is no area "3".'),
    ("actions.csv", "3.1,,,No area,,,\n", "3.1", "", "The row names no area."),
    ("actions.csv", "3.1,7.7,1,No such objective,,,\n", "3.1", "7.7", 'There is no objective "7.7".'),
    (
        "actions.csv",
        "3.1,2.4,1,Wrong area,,,\n",
        "3.1",
        "2.4",
        'The objective "2.4" is in area 2, not in area 1.',
    ),
    ("milestones.csv", "9.9,1,,,2023-01-31,,,\n", "9.9/1", "9.9", 'There is no action "9.9".'),
    ("milestones.csv", "1.1.1,1,,,2023-01-31,,,\n", "1.1.1/1", "1.1.1/1", '"1.1.1/1" stands in line 2 already.'),
    ("milestones.csv", "1.1.1,,,,2023-01-31,,,\n", "1.1.1/", "", "seq is not a whole number from 1 up."),
    (
        "milestones.csv",
        "1.1.1,99999999999999999999,,,2023-01-31,,,\n",
        "1.1.1/99999999999999999999",
        "99999999999999999999",
        'seq: "99999999999999999999" is not a whole number.',
    ),
    ("milestones.csv", "1.1.1,two,,,2023-01-31,,,\n", "1.1.1/two", "two", 'seq: "two" is not a whole number.'),
    (
        "milestones.csv",
        "1.1.1,2,,,31 January,,,\n",
        "1.1.1/2",
        "31 January",
        'due: "31 January" is not a date (write 2023-03-31 or 31/03/2023).',
    ),
    (
        "milestones.csv",
        "1.1.1,2,,2023-02-30,2023-02-28,,,\n",
        "1.1.1/2",
        "2023-02-30",
        'due_earliest: "2023-02-30" is not a date (write 2023-03-31 or 31/03/2023).',
    ),
    (
        "milestones.csv",
        "1.1.1,2,,,2023-01-31,,one, with a comma,too many\n",
        "1.1.1/2",
        "",
        "The row has more cells than the header: a comma may want quotes.",
    ),
    ("indicators.csv", "I3,5,Elsewhere,,,,,\n", "I3", "5", 'There is no area "5".'),
    (
        "indicators.csv",
        "I3,1,Odd,,sideways,,,\n",
        "I3",
        "sideways",
        'direction: "sideways" is not one of: up, down, na.',
    ),
    ("indicator_targets.csv", "I9,,,5\n", "I9", "I9", 'There is no indicator "I9".'),
    ("outcomes.csv", "7,Nowhere\n", "7", "7", 'There is no area "7".'),
    ("posts.csv", ",Council,lead,\n", "", "", "The row names no post."),
    ("meetings.csv", "Board,2022-11-24,\n", "2022-11-24", "2022-11-24", '"2022-11-24" stands in line 2 already.'),
    ("meetings.csv", "Board,,\n", "", "", "The row has no held_on."),
]


@pytest.mark.parametrize(("file", "line", "ref", "cell", "reason"), BAD_ROWS)
def test_a_bad_row_is_refused_with_its_line_its_cell_and_one_sentence(
    bring_in, small_plan: Path, file: str, line: str, ref: str, cell: str, reason: str
) -> None:
    path = small_plan / file
    content = path.read_text(encoding="utf-8")
    path.write_text(content + line, encoding="utf-8")
    report = bring_in.register(small_plan)
    assert report.refused == (Refused(file, len(content.splitlines()) + 1, ref, cell, reason),)
    assert report.added == 31
    assert report.rows_read == report.added + report.changed + report.unchanged + len(report.refused)


def test_the_milestones_of_a_refused_action_are_refused_too(session: Session, bring_in, small_plan: Path, edit) -> None:
    edit(small_plan / "actions.csv", "1.1.2,1.1,1", "1.1.2,1.1,8")
    report = bring_in.register(small_plan)
    assert [(refused.file, refused.line, refused.ref) for refused in report.refused] == [
        ("actions.csv", 3, "1.1.2"),
        ("milestones.csv", 3, "1.1.2/1"),
        ("milestones.csv", 4, "1.1.2/2"),
    ]
    assert sorted(session.exec(select(Action.ref))) == ["1.1.1", "2.4"]
    assert len(session.exec(select(Milestone)).all()) == 2


def test_a_refused_row_leaves_the_register_as_it_was_and_is_not_gone(bring_in, small_plan: Path, edit) -> None:
    bring_in.register(small_plan)
    edit(
        small_plan / "milestones.csv",
        "1.1.1,1,November 2022,2022-11-01,2022-11-30,,Plan published",
        "1.1.1,1,,,soon,,Other",
    )
    report = bring_in.register(small_plan)
    assert [refused.cell for refused in report.refused] == ["soon"]
    assert (report.added, report.changed, report.gone, report.version) == (0, 0, (), 1)


def test_a_row_mended_later_comes_in_later(bring_in, small_plan: Path, edit) -> None:
    edit(small_plan / "milestones.csv", "2022-11-30", "2022-11-31")
    assert bring_in.register(small_plan).added == 30
    edit(small_plan / "milestones.csv", "2022-11-31", "30.11.2022")
    report = bring_in.register(small_plan)
    assert (report.added, report.changed, report.refused) == (1, 0, ())


def test_apostrophes_dashes_and_accents_stay_as_printed(session: Session, bring_in, small_plan: Path, edit) -> None:
    title = "CYP’s “say” – Zoë’s café; 25 % → 65 %"
    edit(small_plan / "actions.csv", "Publish the plan", title)
    bring_in.register(small_plan)
    assert session.exec(select(Action.title).where(Action.ref == "1.1.1")).one() == title
    assert bring_in.register(small_plan).changes == ()


def test_a_folder_saved_by_a_spreadsheet_with_a_byte_order_mark_comes_in_the_same(bring_in, small_plan: Path) -> None:
    for file in small_plan.iterdir():
        file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    report = bring_in.register(small_plan)
    assert (report.added, report.refused, report.warnings) == (31, (), ())
