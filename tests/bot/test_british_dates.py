from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.british_dates import month_end, window_in

TODAY = date(2023, 3, 3)  # a Friday
BOARD = date(2023, 3, 23)
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
    assert window_in(text, TODAY, BOARD) == WINDOWS[text]


def test_without_a_board_ahead_the_next_board_names_no_time() -> None:
    assert window_in("before the next board", TODAY, None) is None


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
        assert window_in(f"due on {spelling}", today, None) == (day, day)
        assert window_in(f"due by {spelling}", today, None) == (min(today, day), day)


@given(A_DAY, A_DAY)
def test_a_day_without_its_year_is_the_next_one_to_come(today: date, day: date) -> None:
    found = window_in(f"on {day.day} {day:%B}", today, None)
    if found is None:
        assert (day.month, day.day) == (2, 29)
        return
    assert (found[1].month, found[1].day) == (day.month, day.day)
    assert today <= found[1] <= today + timedelta(days=366)


@given(A_DAY, st.text(max_size=40))
def test_no_text_upsets_it_and_no_window_ends_before_it_begins(today: date, text: str) -> None:
    found = window_in(text, today, today + timedelta(days=20))
    assert found is None or found[0] <= found[1]


@given(A_DAY)
def test_a_months_end_is_its_last_day(day: date) -> None:
    end = month_end(day.year, day.month)
    assert (end.year, end.month) == (day.year, day.month)
    assert (end + timedelta(days=1)).day == 1
