from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.british_dates import WEEKDAYS, month_end, window_in
from bot.conversation.days_past import past_day_in
from bot.conversation.school_terms import SchoolBreak

TODAY = date(2023, 3, 3)  # a Friday
BOARD = date(2023, 3, 23)
BOARDS = (BOARD, date(2023, 5, 25))
A_DAY = st.dates(date(2020, 1, 1), date(2030, 12, 31))

WINDOWS = {
    # by a day: from today on
    "by 31 March": (TODAY, date(2023, 3, 31)),
    "by the 31st of March": (TODAY, date(2023, 3, 31)),
    "by 31st march 2023": (TODAY, date(2023, 3, 31)),
    "by 31 Mar 23": (TODAY, date(2023, 3, 31)),
    "by 31 Mar.": (TODAY, date(2023, 3, 31)),
    "by 31/03/2023": (TODAY, date(2023, 3, 31)),
    "by 31/3/23": (TODAY, date(2023, 3, 31)),
    "by 31.3.2023": (TODAY, date(2023, 3, 31)),
    "by 2023-03-31": (TODAY, date(2023, 3, 31)),
    "by 4/5/2023": (TODAY, date(2023, 5, 4)),
    "before 1 June": (TODAY, date(2023, 6, 1)),
    "by 1 January": (TODAY, date(2024, 1, 1)),
    # on a day: that day alone
    "on 31 March": (date(2023, 3, 31), date(2023, 3, 31)),
    "on 31/03/2023": (date(2023, 3, 31), date(2023, 3, 31)),
    "today": (TODAY, TODAY),
    "tomorrow": (date(2023, 3, 4), date(2023, 3, 4)),
    # weeks and months
    "this week": (TODAY, date(2023, 3, 5)),
    "by the end of the week": (TODAY, date(2023, 3, 5)),
    "next week": (date(2023, 3, 6), date(2023, 3, 12)),
    "this month": (TODAY, date(2023, 3, 31)),
    "by the end of the month": (TODAY, date(2023, 3, 31)),
    "next month": (date(2023, 4, 1), date(2023, 4, 30)),
    "in April": (date(2023, 4, 1), date(2023, 4, 30)),
    "during april": (date(2023, 4, 1), date(2023, 4, 30)),
    "in December 2023": (date(2023, 12, 1), date(2023, 12, 31)),
    "by April": (TODAY, date(2023, 4, 30)),
    "by end of April": (TODAY, date(2023, 4, 30)),
    "by the end of April": (TODAY, date(2023, 4, 30)),
    "by the end of April 2023": (TODAY, date(2023, 4, 30)),
    "by May": (TODAY, date(2023, 5, 31)),
    "by february": (TODAY, date(2024, 2, 29)),
    "April 2023": (TODAY, date(2023, 4, 30)),
    # the Board
    "before the next board": (TODAY, BOARD),
    "by the board": (TODAY, BOARD),
    "by the may board": (TODAY, date(2023, 5, 25)),
    "before the board in may": (TODAY, date(2023, 5, 25)),
    "for the july board": None,
    # loosely
    "end of feb": (TODAY, date(2024, 2, 29)),
    "by the end of sept": (TODAY, date(2023, 9, 30)),
    "back on track mid June": (TODAY, date(2023, 6, 15)),
    "by the middle of june": (TODAY, date(2023, 6, 15)),
    "from the start of june": (TODAY, date(2023, 6, 1)),
    "late june": (TODAY, date(2023, 6, 30)),
    "early june": None,
    "June 12": None,
    "in market towns": None,
    "by Juno": None,
    # weekdays
    "by friday": (TODAY, date(2023, 3, 10)),
    "by tues": (TODAY, date(2023, 3, 7)),
    "on Monday": (date(2023, 3, 6), date(2023, 3, 6)),
    "next Tuesday": (date(2023, 3, 7), date(2023, 3, 7)),
    "next sunday": None,
    # from now on
    "in two weeks": (TODAY, date(2023, 3, 17)),
    "in 10 days": (TODAY, date(2023, 3, 13)),
    "in a fortnight": (TODAY, date(2023, 3, 17)),
    "in six weeks' time": (TODAY, date(2023, 4, 14)),
    "two months from now": (TODAY, date(2023, 5, 3)),
    "over the next 3 months": (TODAY, date(2023, 6, 3)),
    "by the end of next month": (TODAY, date(2023, 4, 30)),
    # days and periods with a name
    "by easter": (TODAY, date(2023, 4, 9)),
    "on good friday": (date(2023, 4, 7), date(2023, 4, 7)),
    "before the bank holiday": (TODAY, date(2023, 4, 7)),
    "by the early may bank holiday": (TODAY, date(2023, 5, 1)),
    "by the spring bank holiday": (TODAY, date(2023, 5, 29)),
    "before christmas": (TODAY, date(2023, 12, 24)),
    "in q1": (date(2023, 4, 1), date(2023, 6, 30)),
    "by the end of quarter 4": (TODAY, date(2023, 3, 31)),
    "by the end of Q2 2023/24": (TODAY, date(2023, 9, 30)),
    "in Q2 2023": None,
    "this quarter": (TODAY, date(2023, 3, 31)),
    "next quarter": (date(2023, 4, 1), date(2023, 6, 30)),
    "by the end of the financial year": (TODAY, date(2023, 3, 31)),
    "this academic year": (TODAY, date(2023, 8, 31)),
    "by half term": None,
    "in the autumn term": None,
    # from one to another
    "between 1 April and 30 June": (date(2023, 4, 1), date(2023, 6, 30)),
    "between 1 and 14 April": (date(2023, 4, 1), date(2023, 4, 14)),
    "between April and June": (date(2023, 4, 1), date(2023, 6, 30)),
    "from 20 march until easter": (date(2023, 3, 20), date(2023, 4, 9)),
    # no time at all
    "how is area 4": None,
    "may I see what is due": None,
    "mar the surface": None,
    "on 31 February": None,
    "on 45/13/2023": None,
    "4.1.1": None,
    "": None,
}


@pytest.mark.parametrize("text", WINDOWS)
def test_times_as_people_write_them(text: str) -> None:
    assert window_in(text, TODAY, BOARDS) == WINDOWS[text]


def test_without_a_board_ahead_the_next_board_names_no_time() -> None:
    assert window_in("before the next board", TODAY, ()) is None


@given(A_DAY, A_DAY)
def test_a_day_written_in_full_is_that_day_in_every_spelling(today: date, day: date) -> None:
    spellings = (
        f"{day:%d/%m/%Y}",
        f"{day.isoformat()}",
        f"{day.day} {day:%B} {day.year}",
        f"{day.day} {day:%b} {day.year}",
        f"{day:%d.%m.%Y}",
    )
    for spelling in spellings:
        assert window_in(f"due on {spelling}", today, ()) == (day, day)
        assert window_in(f"due by {spelling}", today, ()) == (min(today, day), day)


@given(A_DAY, A_DAY)
def test_a_day_without_its_year_is_the_next_one_to_come(today: date, day: date) -> None:
    found = window_in(f"on {day.day} {day:%B}", today, ())
    if found is None:
        assert (day.month, day.day) == (2, 29)
        return
    assert (found[1].month, found[1].day) == (day.month, day.day)
    assert today <= found[1] <= today + timedelta(days=366)


@given(A_DAY, st.text(max_size=40))
def test_no_text_upsets_it_and_no_window_ends_before_it_begins(today: date, text: str) -> None:
    found = window_in(text, today, (today + timedelta(days=20),))
    assert found is None or found[0] <= found[1]


@given(A_DAY)
def test_a_months_end_is_its_last_day(day: date) -> None:
    end = month_end(day.year, day.month)
    assert (end.year, end.month) == (day.year, day.month)
    assert (end + timedelta(days=1)).day == 1


@given(A_DAY, st.sampled_from(WEEKDAYS))
def test_by_a_weekday_is_the_next_such_day_within_the_week(today: date, weekday: str) -> None:
    found = window_in(f"by {weekday}", today, ())
    assert found is not None
    assert found[0] == today
    assert 1 <= (found[1] - today).days <= 7
    assert WEEKDAYS[found[1].weekday()] == weekday


@given(st.dates(date(2020, 1, 1), date(2027, 12, 31)))
def test_by_easter_is_a_sunday_between_late_march_and_late_april_within_a_year_or_so(today: date) -> None:
    found = window_in("by easter", today, ())
    assert found is not None
    easter = found[1]
    assert easter.weekday() == 6
    assert (3, 22) <= (easter.month, easter.day) <= (4, 25)
    assert today <= easter <= today + timedelta(days=390)


@given(A_DAY, st.integers(1, 4))
def test_a_quarter_is_of_the_financial_year_and_the_next_to_end(today: date, quarter: int) -> None:
    found = window_in(f"in q{quarter}", today, ())
    assert found is not None
    first, last = found
    assert (first.day, first.month) == (1, {1: 4, 2: 7, 3: 10, 4: 1}[quarter])
    assert (last + timedelta(days=1)).day == 1
    assert today <= last <= today + timedelta(days=366)


PAST = {
    "done yesterday": date(2023, 3, 2),
    "finished today": TODAY,
    "on monday": date(2023, 2, 27),
    "last monday": None,
    "on friday": date(2023, 2, 24),
    "on 28 February": date(2023, 2, 28),
    "on 4 March": date(2022, 3, 4),
    "on 01/03/2023": date(2023, 3, 1),
    "in february": None,
    "finished": None,
}


@pytest.mark.parametrize("text", PAST)
def test_days_on_which_something_was_finished(text: str) -> None:
    assert past_day_in(text, TODAY) == PAST[text]


@given(A_DAY, st.text(max_size=40))
def test_a_day_that_has_been_without_its_year_is_never_to_come(today: date, text: str) -> None:
    found = past_day_in(f"on {today.day} {today:%B} {text}", today)
    assert found is None or found <= today or any(letter.isdigit() for letter in text)


BREAKS = (
    SchoolBreak(date(2023, 4, 3), date(2023, 4, 14), "Easter holiday"),
    SchoolBreak(date(2023, 5, 29), date(2023, 6, 2), "Whit half term"),
    SchoolBreak(date(2023, 7, 25), date(2023, 9, 4), "Summer holiday"),
)


@pytest.mark.parametrize(
    ("text", "window"),
    [
        ("by half term", (TODAY, date(2023, 5, 28))),
        ("over half-term", (date(2023, 5, 29), date(2023, 6, 2))),
        ("by the end of the spring term", (TODAY, date(2023, 4, 2))),
        ("in the summer term", (TODAY, date(2023, 7, 24))),
        ("before the easter holidays", (TODAY, date(2023, 4, 2))),
        ("by the autumn term", None),
    ],
)
def test_school_terms_are_those_that_the_register_holds(text: str, window: tuple[date, date] | None) -> None:
    assert window_in(text, TODAY, BOARDS, BREAKS) == window
