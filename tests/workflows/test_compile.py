"""The acceptance tests of `domain.md` 6.6, as far as they concern the compiled report, and the plan's extremes."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlmodel import Session

from store.cut import ConfirmationRow
from store.queries.cuts import take_cut
from store.types import DateChangeStatus, Lifecycle
from tests.workflows.cuts import (
    FAR,
    IN_PERIOD,
    LAST_CUT_OFF,
    NOW,
    SOON,
    a_cut,
    a_date_change,
    a_milestone,
    a_plan_of_four,
    an_action,
    an_edition,
    an_update,
)
from workflows.documents.json_document import write_json
from workflows.exception_report.compile import compile_report

LATE = date(2023, 1, 31)
COLOUR_WORDS = {"Blue", "Green", "Amber", "Red", "Grey", "Not reported", "Closed"}


def test_1_the_counts_reconcile_to_every_action_in_every_table() -> None:
    report = compile_report(a_plan_of_four())
    assert report.reconciles
    assert report.position["total"] == 4
    assert sum(line.now for line in report.position_table if not line.of_which) == 4
    assert sum(area.total for area in report.areas) == 4
    assert sum(sum(area.counts.values()) for area in report.areas) == 4
    assert len(report.register) == 4
    assert len(report.not_reported) == report.position["not_reported"] == 1
    assert sum(area.by_exception for area in report.areas) == len(report.exceptions) == 2


def test_1_counts_that_do_not_reconcile_keep_the_report_a_draft() -> None:
    """Two actions of one ref cannot come out of the register, but nothing else must hide it if they do."""
    twice = a_cut(an_action("1.1"), an_action("1.1"))
    report = compile_report(twice, final=True)
    assert (report.reconciles, report.status) == (False, "DRAFT")
    confirmed = tuple(ConfirmationRow(area.ref, "Director of Inclusion", NOW) for area in a_cut().areas)
    assert compile_report(a_cut(confirmations=confirmed), final=True).status == "FINAL"
    assert compile_report(a_cut(), final=True).status == "DRAFT"  # no SRO has confirmed it


def test_2_a_second_run_on_the_same_cut_gives_the_same_bytes() -> None:
    assert write_json(compile_report(a_plan_of_four())) == write_json(compile_report(a_plan_of_four()))


def test_3_taking_away_one_update_moves_one_action_to_not_reported_and_changes_no_other() -> None:
    cut = a_plan_of_four()
    less = replace(cut, updates=tuple(update for update in cut.updates if update.action_ref != "1.1"))
    before, after = compile_report(cut), compile_report(less)
    assert {row.ref for row in after.not_reported} - {row.ref for row in before.not_reported} == {"1.1"}
    assert after.position["not_reported"] == before.position["not_reported"] + 1
    for untouched in ("register", "exceptions"):
        rows = [[row for row in getattr(report, untouched) if row.ref != "1.1"] for report in (before, after)]
        assert rows[0] == rows[1]


def test_4_an_overdue_action_rated_green_fires_late_and_conflict_and_stays_green() -> None:
    report = compile_report(a_cut(milestones=(a_milestone(due=LATE),), updates=(an_update(rating="GREEN"),)))
    entry = report.exceptions[0]
    assert (entry.codes, entry.rating, entry.days_late) == (("E2", "E6"), "Green", 34)
    assert report.position["GREEN"] == 1


def test_5_a_date_moved_without_approval_awaits_it_and_is_still_late() -> None:
    asked = a_date_change(from_due=LATE, to_due=FAR)
    report = compile_report(
        a_cut(milestones=(a_milestone(due=LATE),), updates=(an_update(rating="AMBER"),), date_changes=(asked,))
    )
    entry = report.exceptions[0]
    assert entry.codes == ("E2", "E8")
    assert (entry.baseline, entry.current, entry.days_late) == (LATE, LATE, 34)
    assert report.position["date_changed"] == 0
    assert [change.status for change in report.date_changes] == ["Awaiting approval"]


def test_5_once_approved_it_is_late_no_more_but_still_counted_from_its_first_date() -> None:
    moved = a_date_change(status=DateChangeStatus.APPROVED, from_due=LATE, to_due=FAR)
    milestone = a_milestone(baseline=LATE, current=FAR)
    report = compile_report(a_cut(milestones=(milestone,), updates=(an_update(),), date_changes=(moved,)))
    assert report.position["date_changed"] == 1
    assert sum(line.now for line in report.position_table if line.of_which) == 1
    assert [(row.ref, row.moves, row.days_moved) for row in report.moved_dates] == [("1.1", 1, 334)]


def test_7_every_colour_stands_beside_its_word() -> None:
    report = compile_report(a_plan_of_four(editions=(an_edition(standing={"1.2": "AMBER"}),)))
    assert {line.label for line in report.position_table if not line.of_which} == COLOUR_WORDS
    assert {key.label for key in report.rating_key} == COLOUR_WORDS - {"Not reported", "Closed"}
    assert all(entry.rating and entry.movement and entry.previous_rating for entry in report.exceptions)
    assert all(re.search(r"[a-z]", line.change) for line in report.position_table)
    assert not re.search("[↑↓→←▲▼]", write_json(report).decode())


@pytest.mark.parametrize(
    ("before", "now", "words"),
    [
        ("AMBER", "RED", "Rated Red, was Amber, worse"),
        ("GREY", "RED", "Rated Red, was Grey, started"),
        ("RED", "RED", "Rated Red, no change"),
        ("not_reported", "RED", "Rated Red, was Not reported, first reported"),
        ("closed", "RED", "Rated Red, was Closed, reopened"),
        (None, "RED", "Rated Red, new"),
        ("GREEN", None, "Not reported, was Green"),
        ("not_reported", None, "Not reported, as in the last report"),
    ],
)
def test_8_a_screen_reader_reads_rating_last_rating_and_movement(
    before: str | None, now: str | None, words: str
) -> None:
    cut = a_cut(
        updates=(an_update(rating=now),) if now else (),
        editions=(an_edition(standing={"1.1": before} if before else {}),),
    )
    assert compile_report(cut).exceptions[0].rating_words == words


def test_8_a_rating_to_waiting_is_paused_and_one_that_improves_is_better() -> None:
    editions = (an_edition(standing={"1.1": "RED"}),)
    for rating, movement in (("GREY", "paused"), ("AMBER", "better")):
        late = a_cut(milestones=(a_milestone(due=LATE),), updates=(an_update(rating=rating),), editions=editions)
        assert compile_report(late).exceptions[0].movement == movement


def test_8_a_rating_known_before_a_silence_is_reported_again() -> None:
    silent = an_edition(standing={"1.1": "not_reported"}, last_rating={"1.1": "GREEN"})
    cut = a_cut(updates=(an_update(rating="RED"),), editions=(silent,))
    assert compile_report(cut).exceptions[0].movement == "reported again"


def test_9_the_24_milestones_of_31_march_2023_stand_in_the_report(session: Session) -> None:
    cut = take_cut(session, "bradford-wsoa-2022", datetime(2023, 3, 6, 17, 0, tzinfo=UTC))
    report = compile_report(cut)
    assert sum(row.due == SOON for row in report.due_before_next_board) == 24
    assert report.position["total"] == len(report.register) == 55
    assert 0 < sum(entry.full_entry for entry in report.exceptions) <= 10
    assert len(report.exceptions) == 55
    assert len(report.summary.split()) <= 120
    assert report.reconciles


def test_12_a_month_only_date_is_an_exception_on_the_first_of_the_next_month() -> None:
    november = a_milestone(due=date(2022, 11, 30), due_text="Nov 2022")
    on = {
        day: compile_report(
            a_cut(
                milestones=(november,),
                updates=(an_update(rating="AMBER", at=datetime(2022, 10, 31, tzinfo=UTC)),),
                meetings=(),
                taken_at=datetime(2022, *day, 12, tzinfo=UTC),
            )
        )
        for day in ((11, 1), (11, 30), (12, 1))
    }
    assert [len(report.exceptions) for report in on.values()] == [0, 0, 1]
    assert on[12, 1].exceptions[0].reasons == ("Milestone due 30 November 2022 not complete, 1 day late",)


def test_an_empty_plan_makes_an_empty_report() -> None:
    report = compile_report(replace(a_cut(), actions=(), milestones=()), final=True)
    assert (report.position["total"], report.exceptions, report.register) == (0, (), ())
    assert report.reconciles
    assert report.summary == (
        "Of 0 actions, none are reported by exception. This is the first report. No milestone is overdue. "
        "No decisions are asked of the Board."
    )
    assert report.resolution == "RESOLVED: that the report be noted."


def test_a_first_report_says_so_and_claims_no_movement() -> None:
    report = compile_report(a_plan_of_four(), edition=1)
    assert {line.change for line in report.position_table if not line.of_which} == {"First report"}
    assert {entry.movement for entry in report.exceptions} == {"new"}
    assert "This is the first report." in report.summary
    assert report.cleared == ()


def test_the_period_starts_on_the_day_after_the_last_cut_off() -> None:
    report = compile_report(a_cut())
    assert (report.period_from, report.period_to) == (date(2023, 1, 7), date(2023, 3, 6))
    assert compile_report(a_cut(meetings=())).period_from is None


def test_the_positions_keys_are_the_plans_own_codes_and_four_states_and_the_total() -> None:
    position = compile_report(a_plan_of_four()).position
    assert list(position) == "BLUE GREEN AMBER RED GREY not_rated not_reported closed date_changed total".split()


def test_the_memory_of_an_edition_is_what_the_next_report_compares_with() -> None:
    first = compile_report(a_plan_of_four(), edition=1).memory
    remembered = an_edition(
        standing=first.standing,
        last_rating=first.last_rating,
        exceptions=first.exceptions,
        completed=first.completed,
        cut_off_at=LAST_CUT_OFF,
    )
    assert first.standing == {"1.1": "GREEN", "1.2": "RED", "2.1": "not_reported", "2.2": "BLUE"}
    assert (first.exceptions, first.completed) == ({"1.2": ("E1", "E2"), "2.1": ("E4",)}, ("2.2/1",))
    second = compile_report(a_plan_of_four(editions=(remembered,)))
    assert {line.change for line in second.position_table if not line.of_which} == {"No change"}
    assert [entry.movement for entry in second.exceptions] == ["no change", "still not reported"]
    assert second.completed == ()


def test_a_paused_action_is_counted_as_closed_and_said_to_be_paused() -> None:
    paused = an_action(lifecycle=Lifecycle.PAUSED, decision_reference="SSPB 12")
    report = compile_report(a_cut(paused, milestones=(a_milestone(due=LATE),), updates=(an_update(at=IN_PERIOD),)))
    assert (report.position["closed"], report.exceptions, report.due_before_next_board) == (1, (), ())
    assert report.register[0].rating == "Paused"
    assert "1.1 is paused by decision SSPB 12, and is counted as closed." in report.data_notes


def test_the_title_names_the_kind_of_plan_in_words() -> None:
    cut = a_cut()
    assert compile_report(cut).title == "WSOA Exception Report: Board"
    other = replace(cut, plan=replace(cut.plan, kind="SEND_ACTION_PLAN"))
    assert compile_report(other).title == "SEND Action Plan Exception Report: Board"
