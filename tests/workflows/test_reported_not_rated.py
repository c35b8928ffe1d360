"""An update without a rating: neither silence nor a rating, in every table and against the last report."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.register_files.plan.updates_import import import_updates
from tests.workflows.cuts import (
    BEFORE_PERIOD,
    IN_PERIOD,
    NOW,
    RED,
    a_cut,
    a_plan_of_four,
    an_action,
    an_edition,
    an_update,
    standing_of,
)
from tests.workflows.register import LATER, PLAN, REF, Register
from tests.workflows.register import RED as ANSWERED_RED
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


def test_an_update_without_a_rating_does_not_hide_the_rating_given_before_it_in_the_period() -> None:
    rated = an_update(rating="RED", cause="Two vacancies", recovery="Agency staff", at=IN_PERIOD, id=1)
    since = an_update(rating="", narrative="One post is filled", person="Cal Price", at=NOW, id=2)
    standing = standing_of(a_cut(updates=(since, rated)))
    assert (standing.key, standing.rating, standing.latest) == ("RED", RED, since)
    assert standing.told is not None
    assert (standing.told.narrative, standing.told.person, standing.told.at) == ("One post is filled", "Cal Price", NOW)
    assert (standing.told.cause, standing.told.recovery) == ("Two vacancies", "Agency staff")


def test_words_are_never_given_to_the_person_who_only_added_a_date() -> None:
    rated = an_update(rating="RED", narrative="Two vacancies", at=IN_PERIOD, id=1)
    since = an_update(rating="", narrative="", person="Cal Price", help_needed="A post", at=NOW, id=2)
    told = standing_of(a_cut(updates=(rated, since))).told
    assert told is not None
    assert (told.narrative, told.person, told.at, told.help_needed) == (
        "Two vacancies",
        rated.person,
        IN_PERIOD,
        "A post",
    )


def test_a_rating_of_an_earlier_period_is_the_last_known_and_no_more() -> None:
    rated = an_update(rating="RED", at=BEFORE_PERIOD, id=1)
    standing = standing_of(a_cut(updates=(rated, an_update(rating="", id=2))))
    assert (standing.key, standing.last_known) == (NOT_RATED, RED)


def test_the_register_keeps_the_rating_and_the_words_that_came_after_it(register: Register, tmp_path: Path) -> None:
    register.record(ANSWERED_RED)
    file = tmp_path / "updates.csv"
    file.write_text(
        "action_ref,seq,person,at,rating,narrative\n"
        f"{REF},1,compliance-officer,2022-11-07 12:00,,One partner has agreed\n",
        encoding="utf-8",
    )
    done = import_updates(register.session, file, now=LATER, audit=register.audit, actor="test", plan_key=PLAN)
    assert (done.added, done.refused) == (1, ())
    cut = register.cut(LATER)
    assert [row.rating_code for row in cut.updates] == ["", "RED"]
    standing = assess(cut).standings[REF]
    assert (standing.key, standing.told and standing.told.narrative) == ("RED", "One partner has agreed")
    register.record(ANSWERED_RED, at=LATER.replace(hour=16), seen=cut.updates[0].id)
    assert [row.rating_code for row in register.cut(LATER.replace(hour=17)).updates] == ["RED"]
