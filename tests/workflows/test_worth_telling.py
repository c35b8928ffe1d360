"""Which updates the SRO hears of on the same day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.types import RatingRole
from workflows.timing import LATE_MINOR_DAYS
from workflows.updates.worth_telling import Said, Worth, worth_telling

DUE = date(2023, 3, 31)


def said(**overrides: Any) -> Said:
    return Said(**{"role": RatingRole.ON_TRACK, "current": DUE, "forecast": None, "statutory": False, **overrides})


def test_off_track_is_always_told() -> None:
    assert worth_telling(said(role=RatingRole.OFF_TRACK)) is Worth.OFF_TRACK
    assert worth_telling(said(role=RatingRole.OFF_TRACK, current=None)) is Worth.OFF_TRACK


@pytest.mark.parametrize("role", [role for role in RatingRole if role is not RatingRole.OFF_TRACK] + [None])
def test_any_other_rating_is_not_told_by_itself(role: RatingRole | None) -> None:
    assert worth_telling(said(role=role)) is None


@given(st.integers(-100, 400), st.booleans())
def test_a_forecast_is_told_beyond_tolerance_and_of_a_statutory_date_from_the_first_day(
    days: int, statutory: bool
) -> None:
    told = worth_telling(said(forecast=DUE + timedelta(days=days), statutory=statutory))
    assert (told is Worth.FORECAST_LATE) is (days > (0 if statutory else LATE_MINOR_DAYS))


def test_a_completion_is_told_while_it_waits_for_sign_off() -> None:
    assert worth_telling(said(role=RatingRole.COMPLETE, awaits_sign_off=True)) is Worth.SIGN_OFF


def test_without_a_date_in_force_no_forecast_is_late() -> None:
    assert worth_telling(said(current=None, forecast=DUE)) is None
