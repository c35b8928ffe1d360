"""What people tell the bot to do about asking: how it is read."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.acts import read_act
from bot.conversation.away_words import read_absence
from bot.conversation.days_away import days_in
from bot.conversation.lexicon import Lexicon
from bot.conversation.plain import plain, typed_words
from bot.conversation.said import Intent, Kind, Said, Target

TODAY = date(2023, 3, 3)
A, B = (Target(Kind.ACTION, ref, f"Title of {ref}") for ref in ("1.4.1", "2.3.1"))
AREAS = tuple(Target(Kind.AREA, ref, f"Title of area {ref}") for ref in ("3", "4"))
NAMES = Lexicon(
    targets=(*AREAS, A, B),
    by_ref={A.ref: (A,), B.ref: (B,)},
    order=(A.ref, B.ref),
    titles={},
    stems={},
    people=(),
    ratings={"red": "RED"},
    complete="",
    on_track="",
    own_names=frozenset(),
)
APRIL = date(2023, 4, 3), date(2023, 4, 14)


ACTS = {
    Intent.LEAVE,
    Intent.DELEGATE,
    Intent.END_COVER,
    Intent.SNOOZE,
    Intent.CHASE,
    Intent.CYCLE_STATUS,
    Intent.UNREACHED,
    Intent.CONFIRM_EDITION,
    Intent.EDITION_STATUS,
    Intent.UNKNOWN_REF,
}


def told(text: str) -> Said | None:
    typed = typed_words(text)
    words = plain(typed)
    return read_act(words, NAMES) or read_absence(typed, words, NAMES, TODAY, [])


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("I am away 3 to 14 April", Said(Intent.LEAVE, window=APRIL)),
        ("I'm on leave from 3 April until 14 April.", Said(Intent.LEAVE, window=APRIL)),
        ("i’ll be away tomorrow", Said(Intent.LEAVE, window=(date(2023, 3, 4), date(2023, 3, 4)))),
        ("I am away", Said(Intent.LEAVE)),
        ("Tom Reed is on leave 3 to 14 April", Said(Intent.LEAVE, whose="tom reed", window=APRIL)),
        ("Priya covers for me from 3 April to 14 April", Said(Intent.DELEGATE, cover="priya", window=APRIL)),
        ("Priya covers for Tom Reed 3-14 April", Said(Intent.DELEGATE, whose="tom reed", cover="priya", window=APRIL)),
        ("priya will act for me", Said(Intent.DELEGATE, cover="priya")),
        ("Nobody covers for me any more", Said(Intent.END_COVER)),
        (
            "snooze 1.4.1 until 14 April because the Panel meets then",
            Said(Intent.SNOOZE, refs=("1.4.1",), window=(APRIL[1], APRIL[1]), reason="the Panel meets then"),
        ),
        ("please snooze 1.4.1 milestone 2", Said(Intent.SNOOZE, refs=("1.4.1",), seq=2)),
        ("cycle status", Said(Intent.CYCLE_STATUS)),
        ("Who was not reached?", Said(Intent.UNREACHED)),
        ("chase 1.4.1", Said(Intent.CHASE, (A,))),
        ("chase 1.4.1 and 2.3.1 now", Said(Intent.CHASE, (A, B), confirmed=True)),
        ("Chase everyone who is silent", Said(Intent.CHASE)),
        ("Confirm edition.", Said(Intent.CONFIRM_EDITION)),
        ("confirm my areas", Said(Intent.CONFIRM_EDITION)),
        ("confirm areas 3 and 4", Said(Intent.CONFIRM_EDITION, refs=("3", "4"))),
        ("edition", Said(Intent.EDITION_STATUS)),
        ("the edition status", Said(Intent.EDITION_STATUS)),
        ("confirm 1.4.1", None),
        ("how is area 4", None),
        ("what is late in area 3", None),
        ("the panel is away from the office", None),
        ("status of 1.4.1", None),
        ("", None),
    ],
)
def test_plain_words_are_read_as_what_they_ask_for(text: str, act: Said | None) -> None:
    assert told(text) == act


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("28 December to 3 January", (date(2023, 12, 28), date(2024, 1, 3))),
        ("2023-04-03 to 2023-04-14", APRIL),
        ("3/4/2023 to 14/4/2023", APRIL),
        ("from 1 to 10 March", (date(2023, 3, 1), date(2023, 3, 10))),  # it has begun
        ("today until 10 March", (TODAY, date(2023, 3, 10))),
        ("14 April to 3 April 2023", (date(2022, 4, 14), date(2023, 4, 3))),
        ("31 April", None),
        ("3 to 14", None),
        ("soon", None),
        ("1 April, 2 April and 3 April", None),
    ],
)
def test_days_away_are_read_as_in_a_british_office(text: str, days: tuple[date, date] | None) -> None:
    assert days_in(text, TODAY) == days


@given(st.dates(date(2022, 1, 1), date(2026, 12, 31)), st.integers(0, 90))
def test_days_written_out_in_full_are_read_as_they_are(first: date, longer: int) -> None:
    last = date.fromordinal(first.toordinal() + longer)
    assert days_in(f"{first.day} {first:%B %Y} to {last.day} {last:%B %Y}", TODAY) == (first, last)


@given(st.text(max_size=80))
def test_whatever_is_said_is_one_of_these_or_nothing(text: str) -> None:
    found = told(text)
    assert found is None or found.intent in ACTS
