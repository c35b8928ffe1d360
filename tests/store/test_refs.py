"""Refs are kept as printed and sorted as people read them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from store.refs import normalised_ref, ref_sort_key

numbers = st.lists(st.integers(0, 999_999), min_size=1, max_size=4)
letters = st.text("abcXYZ", min_size=1, max_size=3)


def in_order(*refs: str) -> bool:
    return sorted(refs, key=ref_sort_key) == list(refs)


def test_ten_comes_after_nine() -> None:
    assert in_order("1.1", "1.2", "1.9", "1.10", "1.11", "2.1")
    assert in_order("1.9.2", "1.10.1")


def test_a_ref_comes_right_before_those_under_it() -> None:
    """In Bradford "2.4" is an objective and an action."""
    assert in_order("2.3.9", "2.4", "2.4.1", "2.4.10", "2.5")


def test_a_letter_follows_the_number_it_hangs_from_whatever_its_case() -> None:
    assert in_order("1.4", "1.4a", "1.4b", "1.5")
    assert ref_sort_key("1.4A") == ref_sort_key("1.4a")


def test_a_misprinted_space_changes_neither_order_nor_identity() -> None:
    assert ref_sort_key("1.4 .1") == ref_sort_key("1.4.1")
    assert normalised_ref("1.4 .1") == normalised_ref(" 1.4.1 ") == normalised_ref("1.4.1.") == "1.4.1"


def test_one_and_ten_are_two_refs() -> None:
    assert normalised_ref("1.1") != normalised_ref("1.10")
    assert ref_sort_key("1.1") != ref_sort_key("1.10")


def test_refs_of_other_plans_sort_too() -> None:
    assert in_order("A1", "A2", "A10", "B1")
    assert in_order("WSOA 1", "WSOA 2", "WSOA 10")
    assert ref_sort_key("") == ""


@given(numbers, numbers)
def test_numbers_sort_as_numbers_level_by_level(one: list[int], other: list[int]) -> None:
    first, second = (".".join(map(str, parts)) for parts in (one, other))
    assert (ref_sort_key(first) < ref_sort_key(second)) == (one < other)
    assert (normalised_ref(first) == normalised_ref(second)) == (one == other)


@given(numbers, letters, st.sampled_from(["", " ", "  "]))
def test_space_case_and_a_last_full_stop_never_matter(parts: list[int], letter: str, space: str) -> None:
    ref = ".".join(map(str, parts)) + letter
    misprint = f"{space}.".join(map(str, parts)) + space + letter.upper() + "."
    assert normalised_ref(misprint) == normalised_ref(ref)
    assert ref_sort_key(misprint) == ref_sort_key(ref)


@given(st.text(max_size=20))
def test_whatever_is_printed_has_a_key_and_its_normal_form_is_settled(ref: str) -> None:
    assert isinstance(ref_sort_key(ref), str)
    assert normalised_ref(normalised_ref(ref)) == normalised_ref(ref)
