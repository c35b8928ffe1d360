"""An update without a rating: neither silence nor a rating, in every table and against the last report."""

from __future__ import annotations

import pytest

from tests.workflows.cuts import a_cut, a_plan_of_four, an_action, an_edition, an_update
from workflows.exception_report.assess import assess
from workflows.exception_report.compile import compile_report
from workflows.exception_report.entries import movement_of
from workflows.standing import NOT_RATED, NOT_REPORTED
from workflows.status import group_status

STATE = "Reported, not rated"
UNRATED = a_cut(
    an_action("1.1"), an_action("1.2"), an_action("2.1"), updates=(an_update("1.1", ""), an_update("1.2", "RED"))
)


def test_it_has_a_line_in_the_position_and_in_every_area_and_the_sums_hold() -> None:
    report = compile_report(UNRATED)
    assert report.reconciles
    assert (report.position[NOT_RATED], report.position[NOT_REPORTED], report.position["RED"]) == (1, 1, 1)
    assert [line.label for line in report.position_table][-4:] == [
        STATE,
        "Not reported",
        "Closed",
        "Date changed with approval (of which)",
    ]
    assert [area.counts[STATE] for area in report.areas] == [1, 0]


def test_where_every_update_has_a_rating_no_table_has_a_line_for_it() -> None:
    report = compile_report(a_plan_of_four())
    assert report.position[NOT_RATED] == 0
    assert STATE not in {line.label for line in report.position_table}
    assert all(STATE not in area.counts for area in report.areas)


def test_the_line_stays_while_the_last_report_had_such_an_action() -> None:
    report = compile_report(a_plan_of_four(editions=(an_edition(1, {"1.1": NOT_RATED}),)))
    (line,) = [line for line in report.position_table if line.label == STATE]
    assert (line.now, line.last, line.change) == (0, 1, "1 fewer")


def test_it_is_no_exception_by_itself_and_is_asked_for_in_the_data_notes() -> None:
    report = compile_report(UNRATED)
    assert "1.1" not in {entry.ref for entry in report.exceptions}
    assert "1.1" not in {row.ref for row in report.not_reported}
    assert (
        "1 action was reported in the period without a rating: 1.1. The lead of each is to rate it."
        in report.data_notes
    )


def test_in_an_answer_the_counts_are_those_of_the_report() -> None:
    assessed = assess(UNRATED)
    area = [standing for standing in assessed.standings.values() if standing.area.ref == "1"]
    shown = group_status(assessed, "Area 1", area)
    assert {line.label: line.count for line in shown.counts} == compile_report(UNRATED).areas[0].counts
    assert sum(line.count for line in shown.counts) == shown.total == 2


@pytest.mark.parametrize(
    ("before", "known", "rating", "words"),
    [
        (None, (), "", "new"),
        (NOT_REPORTED, (), "", "first reported"),
        (NOT_REPORTED, ("1.1",), "", "reported again"),
        (NOT_RATED, (), "", "still not rated"),
        ("GREEN", ("1.1",), "", "no longer rated"),
        (NOT_RATED, (), "GREEN", "newly rated"),
        (NOT_RATED, (), None, "no longer reported"),
    ],
)
def test_movement_against_the_last_report_is_told_in_words(
    before: str | None, known: tuple[str, ...], rating: str | None, words: str
) -> None:
    editions = () if before is None else (an_edition(1, {"1.1": before}, last_rating=dict.fromkeys(known, "GREEN")),)
    updates = () if rating is None else (an_update("1.1", rating),)
    assert movement_of(assess(a_cut(editions=editions, updates=updates)).cases["1.1"]) == words
