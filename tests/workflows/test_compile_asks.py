"""What the Board is asked, the path to green, and the sentences that stand for the whole report."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from store.cut import AskRow, DataCut
from store.types import AskKind
from tests.workflows.cuts import (
    BEFORE_PERIOD,
    FAR,
    IN_PERIOD,
    NEXT_BOARD,
    SOON,
    TODAY,
    a_cut,
    a_milestone,
    a_plan_of_four,
    an_action,
    an_area,
    an_edition,
    an_update,
    options_for,
)
from workflows.exception_report.body_rows import Recovery
from workflows.exception_report.compile import compile_report
from workflows.exception_report.value import ExceptionReport

LATE = date(2023, 1, 31)
PLAN = {
    "cause": "Two vacancies",
    "recovery": "Agency staff until May",
    "recovery_owner": "Plans Manager",
    "recovery_by": SOON,
    "forecast": date(2023, 4, 30),
}


def silent(*refs: str, cycles: int) -> DataCut:
    editions = tuple(an_edition(n, dict.fromkeys(refs, "not_reported")) for n in range(cycles - 1, 0, -1))
    return a_cut(*(an_action(ref) for ref in refs), editions=editions)


def test_with_nothing_asked_the_summary_says_so() -> None:
    report = compile_report(a_cut(updates=(an_update(),)))
    assert report.asks == ()
    assert report.summary.endswith("No decisions are asked of the Board.")


def test_asks_that_people_raised_come_first_and_are_numbered() -> None:
    raised = AskRow(AskKind.APPROVE_DATE, "Approve 30 April for 1.2", "The Board", NEXT_BOARD, ("1.2",))
    cut = a_plan_of_four(updates=(an_update("1.2", "RED"),), asks=(raised,))
    asks = compile_report(cut).asks
    assert [(ask.number, ask.kind, ask.refs) for ask in asks] == [
        (1, "Approve date", ("1.2",)),
        (2, "Unblock", ("1.2",)),
    ]
    assert compile_report(cut).exceptions[0].ask_numbers == (1, 2)


def test_a_missing_recovery_plan_is_asked_of_the_areas_sro_by_the_board() -> None:
    ask = compile_report(a_cut(updates=(an_update(rating="RED"),))).asks[0]
    assert ask.text == "Bring a recovery plan for 1.1: none has been received."
    assert ask.addressed_to == "Director of Learning, Wharfeside (SRO, area 1)"
    assert (ask.kind, ask.by_when, ask.refs) == ("Unblock", NEXT_BOARD, ("1.1",))


def test_an_area_without_an_sro_is_asked_all_the_same() -> None:
    ask = compile_report(a_cut(updates=(an_update(rating="RED"),), areas=(an_area(sros=()),))).asks[0]
    assert ask.addressed_to == "SRO of area 1, not named"


def test_a_recovery_plan_received_is_printed_with_its_four_fields_and_asked_for_no_more() -> None:
    report = compile_report(a_cut(updates=(an_update(rating="RED", **PLAN),)))
    assert report.asks == ()
    assert report.exceptions[0].recovery == Recovery("Agency staff until May", "Plans Manager", SOON, date(2023, 4, 30))


def test_a_recovery_plan_whose_dates_have_all_passed_is_asked_for_anew() -> None:
    old = {**PLAN, "recovery_by": TODAY - timedelta(days=9), "forecast": TODAY - timedelta(days=1)}
    report = compile_report(a_cut(updates=(an_update(rating="RED", **old),)))
    assert report.asks[0].text == "Bring a new recovery plan for 1.1: the dates of the last one have passed."
    assert report.exceptions[0].recovery is not None


def test_the_recovery_plan_is_the_one_given_with_the_rating_and_not_the_latest_word_on_something_else() -> None:
    red = an_update(rating="RED", seq=1, narrative="Held up", evidence=("Letter",), **PLAN)
    later = an_update(rating="GREEN", seq=2, narrative="All well", at=IN_PERIOD + timedelta(days=2))
    report = compile_report(a_cut(updates=(red, later)))
    entry = report.exceptions[0]
    assert (entry.update_text, entry.cause, entry.evidence) == ("Held up", "Two vacancies", ("Letter",))
    assert report.asks == ()


@pytest.mark.parametrize(
    ("milestone", "rating", "required"),
    [
        (a_milestone(), "RED", True),
        (a_milestone(due=LATE), "AMBER", True),
        (a_milestone(due=TODAY - timedelta(days=31)), "AMBER", False),
        (a_milestone(baseline=FAR - timedelta(days=91), current=FAR), "AMBER", True),
        (a_milestone(due=SOON, statutory=True), "AMBER", True),
    ],
)
def test_who_needs_a_path_to_green(milestone: object, rating: str, required: bool) -> None:
    entry = compile_report(a_cut(milestones=(milestone,), updates=(an_update(rating=rating),))).exceptions[0]
    assert (entry.recovery_required, entry.recovery) == (required, None)


def test_options_are_required_when_red_and_two_months_late_or_moved_too_far() -> None:
    def required(milestone: object, rating: str = "RED") -> bool:
        cut = a_cut(milestones=(milestone,), updates=(an_update(rating=rating),))
        return compile_report(cut).exceptions[0].options_required

    assert not required(a_milestone(due=TODAY - timedelta(days=62)))
    assert required(a_milestone(due=TODAY - timedelta(days=63)))
    assert required(a_milestone(baseline=FAR - timedelta(days=91), current=FAR))
    assert not required(a_milestone(due=TODAY - timedelta(days=63)), "AMBER")


def test_the_third_cycle_of_silence_is_an_ask_of_the_chair() -> None:
    assert compile_report(silent("1.1", cycles=2)).asks == ()
    ask = compile_report(silent("1.1", cycles=3)).asks[0]
    assert (ask.kind, ask.addressed_to, ask.refs) == ("Decide", "The Chair", ("1.1",))
    assert ask.text == "Decide how 1.1 will be reported: no update received in 3 or more reports running."


def test_the_chair_is_not_asked_about_an_action_with_nothing_left_to_do() -> None:
    cut = silent("1.1", cycles=3)
    assert compile_report(replace(cut, milestones=(a_milestone(completed_on=LATE),))).asks == ()


def test_many_silent_actions_are_counted_in_the_sentence_and_listed_beside_it() -> None:
    refs = [f"1.{n}" for n in range(1, 9)]
    ask = compile_report(silent(*refs, cycles=3)).asks[0]
    assert ask.text.startswith("Decide how 8 actions will be reported")
    assert ask.refs == tuple(refs)


def test_the_summary_counts_names_the_longest_overdue_and_says_what_is_asked() -> None:
    last = an_edition(exceptions={"1.1": ("E4",)})
    updates = (an_update("1.1"), an_update("1.2", "RED"), an_update("2.2", "BLUE"))
    assert compile_report(a_plan_of_four(updates=updates, editions=(last,))).summary == (
        "Of 4 actions, 2 are reported by exception, 1 more than in the last report. "
        "1.2 is the longest overdue (34 days). The Board is asked to unblock 1 matter."
    )


def test_the_summary_names_all_that_are_overdue_the_longest_or_counts_them() -> None:
    def summary(*refs: str) -> str:
        milestones = tuple(a_milestone(ref, due=TODAY - timedelta(days=1)) for ref in refs)
        updates = tuple(an_update(ref, "AMBER") for ref in refs)
        cut = a_cut(*(an_action(ref) for ref in refs), milestones=milestones, updates=updates)
        return compile_report(cut).summary

    assert "1.1 and 1.2 are the longest overdue (1 day)." in summary("1.1", "1.2")
    assert "4 actions are the longest overdue (1 day)." in summary("1.1", "1.2", "1.3", "1.4")


def test_the_summary_tells_decisions_from_other_asks() -> None:
    kinds = (AskKind.NOTE, AskKind.DECIDE, AskKind.DECIDE, AskKind.APPROVE_DATE)
    asks = tuple(AskRow(kind, "This", "The Board", None, ()) for kind in kinds)
    assert compile_report(a_cut(updates=(an_update(),), asks=asks)).summary.endswith(
        "The Board is asked to decide 2 matters, approve 1 date and note 1 matter."
    )


def test_the_summary_never_runs_over_120_words() -> None:
    refs = [f"1.{n}" for n in range(1, 90)]
    milestones = tuple(a_milestone(ref, due=LATE) for ref in refs)
    cut = replace(silent(*refs, cycles=4), milestones=milestones)
    assert len(compile_report(cut).summary.split()) <= 120


def test_the_resolution_adds_up_to_every_action_and_says_which_numbers_overlap() -> None:
    assert compile_report(a_plan_of_four()).resolution == (
        "RESOLVED: (a) that the exceptions reported, and the corrective action being taken, be noted; (b) that it be "
        "noted that, of 4 actions, 3 (75%) are not late, 0 (0%) are up to one month late and 1 (25%) are over one "
        "month late; and that, of the same 4, 0 (0%) had a date changed with approval and 1 (25%) were not reported."
    )


WORDS_TO_AVOID = ("outstanding", "slipped", "re-profiled", "EHCP", "users", "cases", "failure", "agencies")


def printed(report: ExceptionReport) -> str:
    """Every sentence that the rules wrote, without the plan's and the leads' own words."""
    parts = [report.summary, report.resolution, *report.data_notes, *report.timing_key]
    parts += [ask.text for ask in report.asks] + [row.why for row in report.cleared]
    for entry in report.exceptions:
        parts += [entry.rating_words, *entry.reasons, *(item.timing for item in entry.milestones)]
    return "\n".join(parts)


def test_the_report_uses_the_words_of_the_vocabulary() -> None:
    editions = (an_edition(standing={"1.1": "RED", "2.1": "GREEN"}, exceptions={"1.1": ("E1",), "9.9": ("E2",)}),)
    words = printed(compile_report(a_plan_of_four(editions=editions, updates=(an_update("1.1", at=BEFORE_PERIOD),))))
    assert not [word for word in WORDS_TO_AVOID if word.casefold() in words.casefold()]
    assert "not complete" in words


def test_where_options_are_required_the_sro_is_asked_for_them() -> None:
    """Red and more than 62 days late; the entry says that they were asked for, and so they are."""
    long_late = a_milestone(due=date(2022, 12, 1))
    red = an_update(rating="RED", cause="Two vacancies", recovery="Agency staff", recovery_by=SOON, forecast=SOON)
    report = compile_report(a_cut(milestones=(long_late,), updates=(red,)))
    assert report.exceptions[0].options_required
    (ask,) = report.asks
    assert ask.text == "Bring options for 1.1: at least two, one of them doing nothing."
    assert (ask.addressed_to, ask.refs) == ("Director of Learning, Wharfeside (SRO, area 1)", ("1.1",))
    assert report.exceptions[0].ask_numbers == (1,)


def test_with_options_given_the_board_is_asked_to_choose_and_the_sro_for_nothing() -> None:
    long_late = a_milestone(due=date(2022, 12, 1))
    red = an_update(rating="RED", cause="Two vacancies", recovery="Agency staff", recovery_by=SOON, forecast=SOON)
    report = compile_report(a_cut(milestones=(long_late,), updates=(red,), options=(options_for("1.1"),)))
    (ask,) = report.asks
    assert ask.text == "Choose between the options for 1.1; option 2 is recommended."
    assert (ask.kind, ask.addressed_to, ask.by_when, ask.refs) == ("Decide", "The Board", NEXT_BOARD, ("1.1",))
    assert "The Board is asked to decide 1 matter." in report.summary
    entry = report.exceptions[0]
    assert (entry.options_required, entry.recommended, entry.ask_numbers) == (True, 2, (1,))
    assert [(one.number, one.text) for one in entry.options] == [(1, "Do nothing"), (2, "Buy in an agency")]
    assert entry.options_by == "Plans Manager, Wharfeside"


def test_options_for_an_action_that_has_recovered_are_not_put_to_the_board() -> None:
    long_late = a_milestone(due=date(2022, 12, 1))
    report = compile_report(
        a_cut(milestones=(long_late,), updates=(an_update(rating="AMBER"),), options=(options_for("1.1"),))
    )
    assert report.exceptions[0].options == ()
    assert not [ask for ask in report.asks if "option" in ask.text]


def test_options_given_before_they_are_required_are_put_to_the_board_all_the_same() -> None:
    report = compile_report(a_cut(updates=(an_update(rating="RED"),), options=(options_for("1.1"),)))
    assert (report.exceptions[0].options_required, report.exceptions[0].recommended) == (False, 2)
    assert [ask.kind for ask in report.asks][:1] == ["Decide"]


@pytest.mark.parametrize("minute", ["", "SSPB 14"])
def test_options_that_the_board_has_received_are_not_asked_about_again(minute: str) -> None:
    """What it chose stands in its minute, which the entry names."""
    put = options_for("1.1", at=BEFORE_PERIOD)
    editions = (an_edition(standing={"1.1": "RED"}, minute=minute),)
    report = compile_report(a_cut(updates=(an_update(rating="RED"),), options=(put,), editions=editions))
    assert [ask.text for ask in report.asks if "Choose" in ask.text] == (
        [] if minute else ["Choose between the options for 1.1; option 2 is recommended."]
    )
    assert report.exceptions[0].options_minute == minute
    newer = replace(put, at=IN_PERIOD)
    again = compile_report(a_cut(updates=(an_update(rating="RED"),), options=(newer,), editions=editions))
    assert again.exceptions[0].options_minute == ""
    assert [ask for ask in again.asks if "Choose" in ask.text]
