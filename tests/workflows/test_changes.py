"""What has changed since the last report, and the two updates behind a change of rating."""

from __future__ import annotations

from datetime import date

import pytest

from store.queries.said_updates import SaidUpdate
from store.types import DateChangeStatus
from tests.workflows.cuts import (
    BEFORE_PERIOD,
    IN_PERIOD,
    SOON,
    a_cut,
    a_date_change,
    a_milestone,
    an_action,
    an_edition,
    an_update,
    moment,
)
from workflows.changes import NEW, WAITING, changes_list
from workflows.exception_reasons import all_codes, code_words, exception_list, reasons_of
from workflows.exception_report.assess import Assessment, assess
from workflows.rating_change import NO_WORDS, rating_change


def changed(**held: object) -> list[tuple[str, int | None, str, str]]:
    assessed = assess(a_cut(*(an_action(ref) for ref in ("1.1", "1.2", "1.3")), **held))
    listed = changes_list(assessed, list(assessed.standings.values()), "in the plan")
    return [(line.ref, line.seq, line.group, line.note) for line in listed.lines]


LAST = an_edition(4, {"1.1": "GREEN", "1.2": "GREEN", "1.3": "RED"})


def test_a_rating_that_moved_is_told_with_both_and_by_which_post() -> None:
    assert changed(updates=(an_update("1.1", "RED"),), editions=(LAST,)) == [
        ("1.1", None, "Ratings given", "Green to Red, by Plans Manager, Wharfeside on 20 February 2023")
    ]


def test_a_date_moved_says_who_approved_and_one_that_waits_stands_apart() -> None:
    changes = (
        a_date_change("1.1", status=DateChangeStatus.APPROVED),
        a_date_change("1.2"),
        a_date_change("1.3", status=DateChangeStatus.REFUSED),
    )
    found = changed(date_changes=changes, editions=(LAST,))
    assert found[0] == (
        "1.1",
        1,
        "Dates moved with approval",
        "31 March 2023 to 30 April 2023, approved by Director of Learning, Wharfeside on 23 February 2023",
    )
    assert [(ref, group) for ref, _, group, _ in found[1:]] == [("1.2", WAITING), ("1.3", WAITING)]
    assert found[1][3].endswith("awaiting approval")
    assert "refused by Director of Learning, Wharfeside on 23 February 2023" in found[2][3]


def test_a_completion_and_an_action_that_is_new_are_changes_too() -> None:
    edition = an_edition(4, {"1.1": "GREEN", "1.2": "GREEN"})
    milestones = (a_milestone("1.1", due=SOON, completed_on=date(2023, 2, 20)), a_milestone("1.2"), a_milestone("1.3"))
    said = (an_update("1.1", "GREEN", seq=1, completed_on=date(2023, 2, 20)),)
    found = changed(milestones=milestones, updates=said, editions=(edition,))
    assert [(ref, group) for ref, _, group, _ in found] == [("1.1", "Completed"), ("1.3", NEW)]


def test_nothing_changed_is_one_sentence_with_the_report_it_is_held_against() -> None:
    assessed = assess(a_cut(editions=(an_edition(4, {"1.1": "not_reported"}),)))
    listed = changes_list(assessed, list(assessed.standings.values()), "in area 1")
    assert listed.empty == "Nothing has changed in area 1 since report 4, of 6 January 2023."


def said(at: int, rating: str, seq: int | None = None, words: str = "", cause: str = "") -> SaidUpdate:
    """`at` is a day of February 2023; the id follows the day."""
    return SaidUpdate(at, seq, "Ben Okafor", "", moment(date(2023, 2, at)), rating, words, cause)


def judged(rating: str, update_id: int, seq: int | None = None) -> Assessment:
    at = moment(date(2023, 2, update_id))
    return assess(a_cut(updates=(an_update("1.1", rating, seq=seq, id=update_id, at=at),), editions=(LAST,)))


def test_the_two_updates_behind_a_change_are_quoted_earlier_first() -> None:
    history = [said(1, "GREEN", words="All well."), said(9, "RED", words="It stopped.", cause="No staff.")]
    told = rating_change(judged("RED", 9), "1.1", history)
    assert told.said[0] == "1.1 went from Green to Red on 9 February 2023. Both updates say why:"
    assert told.said[1] == "Report 4 printed it as Green."
    assert [(one.source, one.words, one.note) for one in told.quotations] == [
        ("Green: Ben Okafor, 1 February 2023, 10:00", "All well.", ""),
        ("Red: Ben Okafor, 9 February 2023, 10:00", "It stopped.", "Cause: No staff."),
    ]


def test_a_rating_repeated_is_explained_by_the_update_that_first_gave_it() -> None:
    history = [said(1, "GREEN"), said(5, "RED", words="It stopped."), said(9, "RED", words="Still stopped.")]
    told = rating_change(judged("RED", 9), "1.1", history)
    assert [one.words for one in told.quotations] == [NO_WORDS, "It stopped."]


def test_another_milestones_rating_is_no_change_of_this_one() -> None:
    history = [said(1, "AMBER", seq=2), said(3, "GREEN", seq=1), said(9, "RED", seq=1)]
    told = rating_change(judged("RED", 9, seq=1), "1.1", history)
    assert [one.source.split(":")[0] for one in told.quotations] == ["Green of milestone 1", "Red of milestone 1"]


@pytest.mark.parametrize(
    ("history", "sentence"),
    [
        ([], "Nobody has rated 1.1 yet, so there is no change to explain."),
        ([said(9, "RED")], "1.1 has been Red since it was first rated, on 9 February 2023"),
    ],
)
def test_without_two_ratings_nothing_is_invented(history: list[SaidUpdate], sentence: str) -> None:
    told = rating_change(judged("RED", 9), "1.1", history)
    assert told.said[0].startswith(sentence)
    assert len(told.quotations) == len(history)


def test_an_old_rating_is_quoted_but_not_carried_on() -> None:
    assessed = assess(a_cut(updates=(an_update("1.1", "GREEN", at=BEFORE_PERIOD, id=1),)))
    told = rating_change(assessed, "1.1", [SaidUpdate(1, None, "Ben Okafor", "", BEFORE_PERIOD, "GREEN", "Well.", "")])
    assert told.said[-1].endswith("it now stands as not reported.")


def test_every_code_of_the_report_has_words() -> None:
    assert len(all_codes()) == 15
    assert code_words("E4").startswith("E4, no update:")
    assert code_words("E16") == ""


def test_exceptions_are_listed_gravest_first_with_codes_and_what_they_mean() -> None:
    cut = a_cut(an_action("1.1"), an_action("1.2"), updates=(an_update("1.2", "RED", at=IN_PERIOD),))
    assessed = assess(cut)
    listed = exception_list(assessed, list(assessed.standings.values()), "in the plan")
    assert [line.ref for line in listed.lines] == ["1.2", "1.1"]
    assert listed.lines[0].note.startswith("E1 Rated Red by the lead")
    assert listed.notes == ("E1 is off track and E4 is no update.",)
    (reason,) = reasons_of(assessed, "1.1")
    assert reason.startswith("E4, no update: ")
    assert "Here: No update received (1 cycle running)" in reason
