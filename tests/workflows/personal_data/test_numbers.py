"""The checks inside NHS numbers and unique pupil numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows.personal_data.numbers import UPN_LETTERS, is_nhs_number, is_upn


@pytest.mark.parametrize("digits", ["9434765919", "4010232137", "9876543210"])
def test_an_nhs_number_with_its_check_digit_is_one(digits: str) -> None:
    assert is_nhs_number(digits)


@pytest.mark.parametrize("digits", ["9434765918", "4010232130", "1234567890", "1111111111", "943476591", "abcdefghij"])
def test_ten_digits_that_fail_the_check_are_none(digits: str) -> None:
    assert not is_nhs_number(digits)


@given(st.from_regex(r"[0-9]{9}", fullmatch=True))
def test_at_most_one_last_digit_makes_an_nhs_number(nine: str) -> None:
    assert sum(is_nhs_number(f"{nine}{last}") for last in range(10)) <= 1


@given(st.from_regex(r"[0-9]{12}", fullmatch=True))
def test_just_one_letter_makes_a_upn(digits: str) -> None:
    assert sum(is_upn(f"{letter}{digits}") for letter in UPN_LETTERS) == 1


@pytest.mark.parametrize("text", ["A12345678901", "I123456789012", "A12345678901O", "1234567890123", ""])
def test_what_has_not_the_form_is_no_upn(text: str) -> None:
    assert not is_upn(text)
