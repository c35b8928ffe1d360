"""The cut-off with its working, counted as the board's paper is (`domain.md` 4.3)."""

from __future__ import annotations

from datetime import date

from store.cut import MeetingRow
from tests.workflows.cuts import NEXT_BOARD, NOW, a_cut, moment
from workflows.deadline import deadline_words, deadlines, next_deadline

MAY = date(2023, 5, 25)


def test_the_example_of_the_reference_is_counted_over_two_bank_holidays() -> None:
    found = deadlines(a_cut(meetings=(MeetingRow("Board", MAY, None),)))
    (deadline,) = found
    words = deadline_words(deadline, NOW)
    assert words[0] == "The cut-off for updates is 17:00 on Friday 5 May 2023, in 60 days."
    assert "13 working days before, weekends not counted, nor 8 May 2023 (bank holiday or closure)" in words[1]
    assert "asked for on 20 April 2023; reminders on 27 April 2023 and 3 May 2023" in words[2]


def test_the_councils_own_closure_moves_it_and_is_named() -> None:
    closed = date(2023, 3, 14)
    meetings = (MeetingRow("Board", NEXT_BOARD, None),)
    (deadline,) = deadlines(a_cut(meetings=meetings, closures=(closed,), taken_at=moment(date(2023, 3, 1))))
    assert closed in deadline.skipped
    assert deadline.schedule.cut_off.date() == date(2023, 3, 3)


def test_a_day_that_the_register_gives_is_said_to_be_given() -> None:
    meetings = (MeetingRow("Board", NEXT_BOARD, date(2023, 3, 10)),)
    (deadline,) = deadlines(a_cut(meetings=meetings))
    words = deadline_words(deadline, NOW)
    assert "17:00 on Friday 10 March 2023" in words[0]
    assert "the register gives this day" in words[1]


def test_the_meeting_named_is_meant_else_the_first_still_to_come() -> None:
    found = deadlines(a_cut())
    before, after = moment(date(2023, 3, 6), 9), moment(date(2023, 3, 7), 9)
    assert [one.schedule.meeting for one in found] == [NEXT_BOARD, MAY]
    assert next_deadline(found, before, None) == found[0]
    assert next_deadline(found, after, None) == found[1]
    assert next_deadline(found, after, (date(2023, 3, 7), date(2023, 3, 23))) == found[0]
    assert next_deadline([], after, None) is None


def test_a_cut_off_that_has_passed_is_told_as_past() -> None:
    found = deadlines(a_cut())
    words = deadline_words(found[0], moment(date(2023, 3, 7), 9))
    assert words[0] == "The cut-off for updates was 17:00 on Monday 6 March 2023."
    assert not any("next report" in line for line in words)
