"""What somebody says in a channel to have an area posted there, or no more."""

from __future__ import annotations

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.tie_words import StopWanted, TieWanted, read_wish, weekly_of_words
from reminders.channel_ties import WEEKDAYS, Weekly


@pytest.mark.parametrize(
    ("said", "area", "weekly"),
    [
        ("post area 3 here every Monday at 9", "3", Weekly(0, time(9))),
        ("Please post area 3 here every monday at 9am.", "3", Weekly(0, time(9))),
        ("post area 4 in this channel each Friday at 2pm", "4", Weekly(4, time(14))),
        ("post the whole plan here every Tuesday at 14:30", "", Weekly(1, time(14, 30))),
        ("post the plan here weekly on wednesdays at 09.15", "", Weekly(2, time(9, 15))),
        ("post how area 3 stands here every thurs at noon", "3", Weekly(3, time(12))),
        ("post area 3 here on Sunday at 12am", "3", Weekly(6, time(0))),
        ("post area 3 here", "3", None),
        ("post area 3 here every day at 9", "3", None),
        ("post area 3 here every Monday", "3", None),
        ("post area 3 here every Monday at 25:00", "3", None),
        ("post area 3 here every Monday at 13pm", "3", None),
    ],
)
def test_a_wish_to_have_something_posted_is_read(said: str, area: str, weekly: Weekly | None) -> None:
    assert read_wish(said) == TieWanted(area, weekly)


@pytest.mark.parametrize(
    ("said", "area"),
    [
        ("stop posting area 3 here", "3"),
        ("Stop posting the whole plan here please", ""),
        ("stop posting the whole plan here", ""),
        ("don’t post area 3 here any more", "3"),
        ("stop posting here", None),
    ],
)
def test_a_wish_to_stop_is_read(said: str, area: str | None) -> None:
    assert read_wish(said) == StopWanted(area)


@pytest.mark.parametrize("said", ["", "how is area 3?", "post", "who posts area 3 here", "what is posted here?"])
def test_other_words_are_no_wish(said: str) -> None:
    assert read_wish(said) is None


@given(day=st.sampled_from(WEEKDAYS), at=st.times())
def test_every_day_and_minute_can_be_said(day: str, at: time) -> None:
    assert weekly_of_words(f"{day} at {at:%H:%M}") == Weekly(WEEKDAYS.index(day), at.replace(second=0, microsecond=0))


@given(st.text(max_size=80))
def test_whatever_follows_a_wish_to_post_it_is_read_or_left_alone(text: str) -> None:
    wish = read_wish(f"post area 3 here {text}")
    assert wish is None or isinstance(wish, TieWanted | StopWanted)
    weekly = weekly_of_words(text)
    assert weekly is None or weekly.weekday in range(7)
