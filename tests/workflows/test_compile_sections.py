"""Sections 6 to 13 and the appendices: what is due, complete, cleared, changed, noted and registered."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest

from store.cut import AskedRow, CallInRow, ChallengeRow, DataCut, LifecycleChangeRow, MeetingRow
from store.types import DateChangeStatus, Direction, Lifecycle
from tests.workflows.cuts import (
    BEFORE_PERIOD,
    BOARD_AFTER,
    DIRECTOR,
    FAR,
    IN_PERIOD,
    KEY,
    NEXT_BOARD,
    SOON,
    TODAY,
    UNCONFIRMED,
    a_cut,
    a_date_change,
    a_milestone,
    a_post,
    a_sign_off,
    an_action,
    an_area,
    an_edition,
    an_indicator,
    an_update,
    evidence_of,
    moment,
)
from workflows.exception_report.annex_rows import Dependency
from workflows.exception_report.compile import compile_report
from workflows.register_check import findings_of

LATE = date(2023, 1, 31)
DECEMBER = date(2022, 12, 31)


def test_what_is_not_reported_shows_its_last_rating_as_unconfirmed_with_its_date() -> None:
    asked = AskedRow("1.1", 3, IN_PERIOD, ("Ada Byron",))
    cut = a_cut(an_action("1.1"), an_action("1.2"), updates=(an_update(at=BEFORE_PERIOD),), asked=(asked,))
    known, never = compile_report(cut).not_reported
    assert known.last_known == "Green as at 12 December 2022 (not confirmed)"
    assert (known.requests_sent, known.last_asked) == (3, date(2023, 2, 20))
    assert known.escalated_to == ("Director of Learning, Wharfeside",)
    assert (never.last_known, never.last_update, never.requests_sent) == ("Never reported", None, 0)


@pytest.mark.parametrize(
    ("due", "listed"),
    [(TODAY, True), (BOARD_AFTER, True), (BOARD_AFTER + timedelta(days=1), False), (TODAY - timedelta(days=1), False)],
)
def test_what_falls_due_up_to_the_board_after_this_is_listed_so_that_no_report_misses_it(
    due: date, listed: bool
) -> None:
    report = compile_report(a_cut(milestones=(a_milestone(due=due),)))
    assert bool(report.due_before_next_board) is listed


def test_without_a_board_after_this_one_the_list_runs_a_month_beyond_it() -> None:
    cut = a_cut(milestones=(a_milestone(due=date(2023, 4, 23)), a_milestone(seq=2, due=date(2023, 4, 24))))
    report = compile_report(replace(cut, meetings=(MeetingRow("Board", NEXT_BOARD, None),)))
    assert [row.seq for row in report.due_before_next_board] == [1]


@pytest.mark.parametrize(
    ("forecast", "confidence"),
    [
        (None, "Unsure: no forecast"),
        (SOON, "Yes"),
        (date(2023, 4, 15), "No: forecast 15 April 2023"),
        (date(2023, 2, 28), "Unsure: the forecast, 28 February 2023, has passed"),
    ],
)
def test_each_milestone_due_says_whether_the_lead_will_meet_it(forecast: date | None, confidence: str) -> None:
    report = compile_report(a_cut(milestones=(a_milestone(due=SOON, forecast=forecast),)))
    assert report.due_before_next_board[0].confidence == confidence


def test_what_is_complete_set_aside_or_without_a_date_falls_due_no_more() -> None:
    milestones = (
        a_milestone(due=SOON, completed_on=TODAY),
        a_milestone(seq=2, due=SOON, lifecycle=Lifecycle.WITHDRAWN),
        a_milestone(seq=3, due=None),
        a_milestone("1.2", due=SOON),
    )
    cut = a_cut(an_action(), an_action("1.2", lifecycle=Lifecycle.SUPERSEDED), milestones=milestones)
    assert compile_report(cut).due_before_next_board == ()


def test_what_was_completed_since_the_last_report_says_how_early_and_who_accepted_it() -> None:
    milestones = (
        a_milestone(seq=1, due=LATE, completed_on=date(2022, 12, 1)),
        a_milestone(seq=2, due=LATE, completed_on=LATE - timedelta(days=3)),
        a_milestone(seq=3, due=LATE, completed_on=LATE + timedelta(days=1)),
        a_milestone(seq=4, due=None, completed_on=LATE),
    )
    evidence = (evidence_of(seq=2, accepted_by="Ada Byron"), evidence_of(seq=3, title="Letter"))
    cut = a_cut(milestones=milestones, evidence=evidence, editions=(an_edition(completed=("1.1/1",)),))
    rows = compile_report(cut).completed
    assert [(row.seq, row.against_baseline) for row in rows] == [
        (2, "3 days early"),
        (3, "1 day late"),
        (4, "No date agreed"),
    ]
    assert [row.accepted_by for row in rows] == [DIRECTOR.name, "Awaiting sign-off", "Awaiting sign-off"]
    assert [row.evidence for row in rows] == [("Minutes",), ("Letter",), ()]


def test_an_actions_sign_off_accepts_its_milestones() -> None:
    cut = a_cut(milestones=(a_milestone(due=LATE, completed_on=LATE),), sign_offs=(a_sign_off(),))
    row = compile_report(cut).completed[0]
    assert (row.accepted_by, row.against_baseline) == (DIRECTOR.name, "On the day")


def cleared(codes: tuple[str, ...], cut: DataCut) -> str:
    last = an_edition(exceptions={"1.1": codes})
    rows = compile_report(replace(cut, editions=(last,))).cleared
    return rows[0].why if rows else ""


def test_each_exception_that_left_the_report_says_why() -> None:
    green = (an_update(),)
    done = a_cut(milestones=(a_milestone(due=LATE, completed_on=LATE),), updates=green)
    assert cleared(("E2",), done) == "Milestone 1 complete; rated Green"
    moved = a_cut(milestones=(a_milestone(baseline=LATE, current=SOON),), updates=green)
    assert cleared(("E2", "E4"), moved) == "No milestone is late any more; rated Green"
    assert cleared(("E4",), a_cut(updates=green)) == "Reported again, rated Green"
    assert cleared(("E1",), a_cut(updates=green)) == "Rated Green; no reason to report it is left"
    closed = a_cut(an_action(lifecycle=Lifecycle.WITHDRAWN, decision_reference="SSPB 9"))
    assert cleared(("E1",), closed) == "Closed by decision SSPB 9"
    paused = a_cut(an_action(lifecycle=Lifecycle.PAUSED))
    assert cleared(("E1",), paused) == "Paused by decision (no reference held)"
    assert cleared(("E4",), a_cut()) == ""


def test_an_exception_whose_action_the_register_no_longer_holds_is_cleared_aloud() -> None:
    cut = a_cut(updates=(an_update(),), editions=(an_edition(exceptions={"7.7": ("E1",)}),))
    row = compile_report(cut).cleared[0]
    assert (row.ref, row.why) == ("7.7", "The register no longer holds it")


def test_the_change_log_holds_ratings_completions_forecasts_and_moves_each_by_a_post() -> None:
    milestones = (a_milestone(seq=1, due=LATE, completed_on=LATE), a_milestone(seq=2), a_milestone(seq=3, due=FAR))
    updates = (
        an_update(rating="AMBER", seq=1, completed_on=LATE),
        an_update(rating="AMBER", seq=2, forecast=FAR + timedelta(days=9), person="Cal Price"),
        an_update(rating="AMBER", seq=3, forecast=FAR),
    )
    moved = a_date_change(seq=2, status=DateChangeStatus.APPROVED, decided_by="")
    editions = (an_edition(standing={"1.1": "GREEN"}),)
    cut = a_cut(milestones=milestones, updates=updates, date_changes=(moved,), editions=editions)
    lead = "Plans Manager, Wharfeside"
    assert [(c.ref, c.field, c.old, c.new, c.by) for c in compile_report(cut).changes] == [
        ("1.1", "Rating", "Green", "Amber", lead),
        ("1.1 milestone 1", "Completed on", "Not complete", "31 January 2023", lead),
        ("1.1 milestone 2", "Forecast", "Due 31 December 2023", "9 January 2024", f"Deputy to {lead}"),
        ("1.1 milestone 2", "Current date", "31 March 2023", "30 April 2023", "Not recorded"),
    ]


def test_the_change_log_leaves_out_what_was_said_before_the_period() -> None:
    cut = a_cut(updates=(an_update(rating="RED", seq=1, at=BEFORE_PERIOD, forecast=SOON),))
    assert compile_report(cut).changes == ()


def test_the_report_names_posts_and_no_person_who_holds_one() -> None:
    """`domain.md` 8.1: a run of Reds against a name is personal data."""
    covered = an_update(rating="RED", person="Dee Shah", on_behalf_of="Ben Okafor")
    call_in = CallInRow("1.1", "Ada Byron", IN_PERIOD, True, "Families wrote to us")
    challenge = ChallengeRow("1.1", "Ada Byron", IN_PERIOD, "The figures say otherwise")
    asked = AskedRow("1.1", 1, IN_PERIOD, ("Ada Byron",))
    cut = a_cut(updates=(covered,), call_ins=(call_in,), challenges=(challenge,), date_changes=(a_date_change(),))
    words = repr(compile_report(replace(cut, asked=(asked,))))
    assert not [name for name in ("Ada", "Ben", "Dee") if name in words]
    assert compile_report(cut).exceptions[0].update_by == "On behalf of Plans Manager, Wharfeside"


def test_of_several_milestones_an_update_says_which_it_is_about() -> None:
    several = (a_milestone(seq=1), a_milestone(seq=2))
    report = compile_report(a_cut(milestones=several, updates=(an_update(rating="RED", seq=2),)))
    assert report.exceptions[0].update_by == "Plans Manager, Wharfeside, on milestone 2"


def test_an_update_by_somebody_who_has_left_is_the_leads_of_the_time() -> None:
    report = compile_report(a_cut(updates=(an_update(rating="RED", person="Somebody who left"),)))
    assert report.exceptions[0].update_by == "The lead at the time"


def test_the_register_has_a_row_for_each_action_with_what_is_next_due() -> None:
    milestones = (
        a_milestone("1.1", due=LATE, completed_on=LATE),
        a_milestone("1.2", seq=1, due=LATE, completed_on=LATE),
        a_milestone("1.2", seq=2, forecast=FAR),
    )
    cut = a_cut(an_action("1.1"), an_action("1.2"), an_action("1.3"), milestones=milestones)
    rows = compile_report(cut).register
    assert [(row.timing, row.next_due, row.forecast) for row in rows] == [
        ("Complete", None, None),
        ("Due 31 December 2023", FAR, FAR),
        ("No milestone", None, None),
    ]
    assert [(row.milestones_complete, row.milestones_total) for row in rows] == [(1, 1), (1, 2), (0, 0)]
    assert [row.by_exception for row in rows] == ["E4", "E4", "E4"]


def test_indicators_off_trajectory_come_first_and_those_on_it_not_at_all() -> None:
    rows = (
        an_indicator(points=[(DECEMBER, 80.0)], ref="I1"),
        an_indicator([(DECEMBER, 80.0)], [(DECEMBER, 80.0)], ref="I2"),
        an_indicator([(DECEMBER, 50.0)], [(DECEMBER, 80.0)], ref="I3", direction=Direction.UP),
    )
    report = compile_report(a_cut(indicators=rows))
    assert [(row.ref, row.status) for row in report.indicators] == [("I3", "Off trajectory"), ("I1", "No reading")]


def test_data_notes_say_what_the_reader_should_know_of_the_data() -> None:
    notes = compile_report(
        a_cut(
            an_action(leads=(DIRECTOR,)),
            milestones=(a_milestone(due=None), a_milestone(seq=2, due=None, completed_on=LATE)),
            indicators=(an_indicator(points=[(DECEMBER, 80.0)], action_refs=()),),
            challenges=(ChallengeRow("1.1", "The Chair", IN_PERIOD, "It was not done"),),
        )
    ).data_notes
    assert notes[1:-1] == (
        "Area 1: its SRO also leads 1.1, and so reports to themselves there.",
        "1 milestone has no date, and so cannot be late: 1.1 milestone 1.",
        "1 indicator names no action, and so can bring no action into this report; section 8 covers them on their own.",
        "1 indicator has passed a target date without a reading.",
        "The rating of 1.1 is disputed by The Chair: It was not done",
    )
    assert re.fullmatch(
        r"\d+ findings are open in the check of the register \(.+\): the compliance team holds the list\.", notes[-1]
    )


def test_a_register_without_findings_has_no_note_of_its_check() -> None:
    two_ratings = a_cut(ratings=(KEY[0], KEY[3]))
    assert findings_of(two_ratings) == ()
    for cut in (a_cut(), two_ratings):
        said = [note for note in compile_report(cut).data_notes if "check of the register" in note]
        assert len(said) == bool(findings_of(cut))


def test_data_notes_name_what_is_complete_to_the_last_milestone_but_not_rated_so() -> None:
    done = (a_milestone("1.1", completed_on=LATE), a_milestone("1.2", completed_on=LATE))
    actions = an_action("1.1"), an_action("1.2"), an_action("1.3")
    notes = compile_report(a_cut(*actions, milestones=done, updates=(an_update("1.2", "BLUE"),))).data_notes
    assert (
        "Every milestone of 1.1 is complete, but nobody has rated it Blue. "
        "The lead is to do so, with evidence, or to say what is left."
    ) in notes


def test_data_notes_know_a_person_in_two_posts() -> None:
    lead = a_post("Another Post", holders=DIRECTOR.holders)
    assert any("its SRO also leads 1.1" in note for note in compile_report(a_cut(an_action(leads=(lead,)))).data_notes)


def test_data_notes_say_when_the_key_or_the_people_are_missing() -> None:
    unconfirmed = compile_report(a_cut(ratings=UNCONFIRMED)).data_notes
    assert "Nobody has confirmed what this plan's ratings mean, so no rule that reads a rating has run." in unconfirmed
    partly = compile_report(a_cut(ratings=(*KEY[:4], UNCONFIRMED[4]))).data_notes
    assert "Nobody has confirmed what Grey means in this plan, so no rule has read it." in partly
    nobody = compile_report(a_cut(an_action(leads=()), areas=(an_area(sros=()),))).data_notes
    assert "The register holds nobody in post yet, so no vacant post is reported." in nobody


def test_the_last_known_rating_bears_the_day_it_was_given_and_not_that_of_later_words() -> None:
    rated = an_update(rating="GREEN", at=moment(date(2022, 10, 31)), id=1)
    since = an_update(rating="", at=BEFORE_PERIOD, id=2)
    (row,) = compile_report(a_cut(updates=(since, rated))).not_reported
    assert (row.last_known, row.last_update) == ("Green as at 31 October 2022 (not confirmed)", date(2022, 12, 12))


def test_what_is_forecast_late_stands_among_what_falls_due_whenever_its_date_is() -> None:
    late = a_milestone(due=FAR, forecast=FAR + timedelta(days=20))
    (row,) = compile_report(a_cut(milestones=(late,), updates=(an_update(),))).due_before_next_board
    assert (row.due, row.confidence) == (FAR, "No: forecast 20 January 2024")
    assert compile_report(a_cut(updates=(an_update(),))).due_before_next_board == ()


def test_a_decision_of_the_period_stands_in_the_change_log_with_its_reference() -> None:
    decided = LifecycleChangeRow(
        "1.1", None, Lifecycle.IN_PROGRESS, Lifecycle.PAUSED, "SSPB 2023/4", "No money", "", "Ada Byron", IN_PERIOD
    )
    (line,) = compile_report(a_cut(an_action(lifecycle=Lifecycle.PAUSED), lifecycle_changes=(decided,))).changes
    assert (line.ref, line.field, line.old, line.new, line.by) == (
        "1.1",
        "State by decision",
        "In progress",
        "Paused, decision SSPB 2023/4",
        DIRECTOR.name,
    )
    earlier = replace(decided, at=BEFORE_PERIOD)
    assert compile_report(a_cut(lifecycle_changes=(earlier,))).changes == ()


def test_section_11_says_what_holds_an_entry() -> None:
    held = an_action("1.1", depends_on=("1.2",))
    late = a_milestone("1.2", due=LATE)
    cut = a_cut(held, an_action("1.2"), milestones=(a_milestone("1.1"), late), updates=(an_update("1.1"),))
    assert Dependency("Dependency", "1.1", "1.1: Held by 1.2") in compile_report(cut).risks


def test_an_indicator_is_owned_by_the_sro_of_its_area() -> None:
    (row,) = compile_report(a_cut(indicators=(an_indicator(points=[(DECEMBER, 80.0)]),))).indicators
    assert row.owner == DIRECTOR.name
