"""What a risk weighs, for every likelihood, impact and day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.types import RiskKind
from workflows.risks.scoring import (
    HIGH_FROM,
    MEDIUM_FROM,
    REVIEW_DAYS,
    Band,
    band_of,
    likelihood_of,
    movement_of,
    needs_review,
    score,
    score_words,
)

OF_FIVE = st.integers(1, 5)
DAY = date(2023, 3, 6)


@given(OF_FIVE, OF_FIVE)
def test_a_score_lies_between_1_and_25_and_has_one_band(likelihood: int, impact: int) -> None:
    points = score(likelihood, impact)
    assert 1 <= points <= 25
    assert band_of(points) == (Band.HIGH if points >= HIGH_FROM else Band.MEDIUM if points >= MEDIUM_FROM else Band.LOW)


@given(OF_FIVE, OF_FIVE, OF_FIVE)
def test_a_graver_impact_never_lowers_a_band(likelihood: int, impact: int, other: int) -> None:
    order = [Band.LOW, Band.MEDIUM, Band.HIGH]
    first, second = sorted((impact, other))
    assert order.index(band_of(score(likelihood, first))) <= order.index(band_of(score(likelihood, second)))


@given(st.integers(1, 25), st.none() | st.integers(1, 25))
def test_a_movement_is_said_in_a_word_and_against_the_assessment_before(points: int, before: int | None) -> None:
    said = movement_of(points, before)
    if before is None:
        assert said == "first assessment"
    elif before == points:
        assert said == "unchanged"
    else:
        assert said == f"{'up' if points > before else 'down'} from {before}"


@pytest.mark.parametrize(
    ("points", "before", "words"),
    [(15, 12, "15, High, up from 12"), (14, 14, "14, Medium, unchanged"), (7, None, "7, Low, first assessment")],
)
def test_a_score_reads_with_its_band_and_its_movement(points: int, before: int | None, words: str) -> None:
    assert score_words(points, before) == words


@given(st.none() | st.integers())
def test_an_issue_has_happened_whatever_is_said_of_its_likelihood(given: int | None) -> None:
    assert likelihood_of(RiskKind.ISSUE, given) == 5
    assert likelihood_of(RiskKind.RISK, given) == given


@pytest.mark.parametrize(("days", "needs"), [(0, False), (REVIEW_DAYS, False), (REVIEW_DAYS + 1, True)])
def test_an_assessment_lasts_a_quarter(days: int, *, needs: bool) -> None:
    assert needs_review(DAY - timedelta(days=days), DAY) is needs
