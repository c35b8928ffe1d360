from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlmodel import Session, select

from store.register_files.report import Changed
from store.tables import AuditEntry, Reading


@pytest.fixture
def readings(bring_in, small_plan: Path, tmp_path: Path):
    bring_in.register(small_plan)

    def write(*rows: str) -> Path:
        file = tmp_path / "readings.csv"
        file.write_text("\n".join(["indicator_ref,period_end,value,source", *rows]) + "\n", encoding="utf-8")
        return file

    return write


def test_a_figure_is_read_with_or_without_its_sign(session: Session, bring_in, readings) -> None:
    report = bring_in.readings(readings("I1,31/03/2023,35%,Dashboard", "I1,2023-04-30,35,", "I1,2023-05-31,8.9,"))
    assert (report.added, report.refused) == (3, ())
    rows = session.exec(select(Reading).order_by(Reading.period_end)).all()
    assert [(row.period_end, row.value, row.source) for row in rows] == [
        (date(2023, 3, 31), 35.0, "Dashboard"),
        (date(2023, 4, 30), 35.0, ""),
        (date(2023, 5, 31), 8.9, ""),
    ]


def test_the_same_readings_again_change_nothing(session: Session, bring_in, readings) -> None:
    file = readings("I1,2023-03-31,35%,Dashboard")
    bring_in.readings(file)
    report = bring_in.readings(file)
    assert (report.added, report.changed, report.unchanged) == (0, 0, 1)
    assert len(session.exec(select(AuditEntry).where(AuditEntry.action == "readings_imported")).all()) == 1


def test_another_figure_for_the_same_period_and_source_is_a_change(session: Session, bring_in, readings) -> None:
    bring_in.readings(readings("I1,2023-03-31,35,Dashboard"))
    report = bring_in.readings(readings("I1,2023-03-31,36.5,Dashboard", "I1,2023-03-31,40,Survey"))
    assert (report.added, report.changed) == (1, 1)
    assert report.changes == (Changed("reading I1 2023-03-31 Dashboard", "value", "35", "36.5"),)
    assert sorted(row.value for row in session.exec(select(Reading))) == [36.5, 40]


@pytest.mark.parametrize(
    ("row", "cell", "reason"),
    [
        ("I9,2023-03-31,35,", "I9", 'There is no indicator "I9".'),
        ("I1,,35,", "", "The row has no period_end."),
        ("I1,2023-03-31,,", "", "The row has no value."),
        ("I1,2023-03-31,about 35,", "about 35", 'value: "about 35" is not a figure.'),
        ("I1,2023-02-31,35,", "2023-02-31", 'period_end: "2023-02-31" is not a date (write 2023-03-31 or 31/03/2023).'),
        ("I1,2024-03-31,9,", "I1 2024-03-31", '"I1 2024-03-31" stands in line 2 already.'),
    ],
)
def test_a_reading_that_cannot_be_taken_is_refused(bring_in, readings, row, cell, reason) -> None:
    report = bring_in.readings(readings("I1,2024-03-31,26,", row))
    assert [(refused.line, refused.cell, refused.reason) for refused in report.refused] == [(3, cell, reason)]
    assert report.added == 1
