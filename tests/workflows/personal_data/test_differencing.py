"""Two figures that together tell of fewer than 5 children."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workflows.editions.small_counts import counts_printed, text_hash
from workflows.editions.workflow import SmallCount
from workflows.personal_data.differencing import figures_that_tell


def printed(text: str) -> str:
    return counts_printed("1.1, narrative", text, (), ()).text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("45 of the 48 children have a plan.", "some of the 48 children have a plan."),
        ("We saw 17 out of 20 young people.", "We saw some out of 20 young people."),
        ("3 of 48 pupils moved.", "fewer than 5 of 48 pupils moved."),
        ("Of 48 children, 46 have a plan.", "Of 48 children, some have a plan."),
        ("94% of the 48 children have a plan.", "some of the 48 children have a plan."),
        ("4% of our 50 pupils moved.", "some of our 50 pupils moved."),
        (
            "We saw 48 children: 20 at home, 25 in schools and the rest in hospital.",
            "We saw 48 children: 20 at home, some in schools and the rest in hospital.",
        ),
        ("Of the 30 pupils seen in May 27 went back.", "Of the 30 pupils seen in May some went back."),
    ],
)
def test_the_part_is_left_out_and_the_total_stays(text: str, shown: str) -> None:
    assert printed(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "45 of the 60 children have a plan.",
        "45 of 48 schools have answered.",
        "48 of 48 children have a plan.",
        "Of 48 children, 90% have a plan.",
        "Of 48 children, 12 have a plan.",
        "In 2022 we met 2023 times.",
        "50% of the 48 children have a plan.",
        "We saw 48 children: 20 at home, 10 in schools and the rest in hospital.",
        "94% of 48 schools have answered.",
    ],
)
def test_where_nothing_small_follows_the_text_stays(text: str) -> None:
    assert list(figures_that_tell(text)) == []
    assert printed(text) == text


def test_a_person_may_say_why_the_figures_may_stand() -> None:
    text = "45 of the 48 children have a plan."
    place = "1.1, narrative"
    undecided = counts_printed(place, text, (), ())
    assert (undecided.suppressed, undecided.undecided) == (True, True)
    shown = SmallCount(place, text_hash(text), shown=True)
    assert counts_printed(place, text, (shown,), ()).text == text


@settings(max_examples=60, deadline=None, database=None)
@given(st.integers(1, 400), st.integers(0, 400))
def test_nothing_printed_lets_a_small_count_be_worked_out(whole: int, left: int) -> None:
    part = max(whole - left, 0)
    for text in (f"{part} of {whole} children were seen", f"Of {whole} children, {part} were seen"):
        tells = 0 < part < 5 or 0 < whole - part < 5
        assert (printed(text) != text) == tells
