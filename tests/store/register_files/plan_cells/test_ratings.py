from __future__ import annotations

import pytest

from store.register_files.plan_cells.fills import colour_word
from store.register_files.plan_cells.ratings import RatingCell, read_rating

BRAGG = [("BLUE", "Blue"), ("RED", "Red"), ("AMBER", "Amber"), ("GREEN", "Green"), ("GREY", "Grey")]
WORDED = [("C", "Complete"), ("O", "On track"), ("L", "Late (Red)")]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Red", "RED"),
        (" red ", "RED"),
        ("R", "RED"),
        ("GY", "GREY"),
        ("gray", "GREY"),
        ("Yellow", "AMBER"),
        ("Red (late)", "RED"),
        ("Red – held up by recruitment", "RED"),
        ("RAG: Green", "GREEN"),
        ("Rated Amber", "AMBER"),
        ("\N{LARGE GREEN CIRCLE}", "GREEN"),
    ],
)
def test_a_word_a_letter_or_a_sign_is_one_of_the_plans_own_key(text: str, code: str) -> None:
    assert read_rating(text, "", BRAGG) == RatingCell(text.strip(), code)


@pytest.mark.parametrize(("text", "code"), [("complete", "C"), ("On  Track", "O"), ("o", "O"), ("Red", "L")])
def test_a_key_without_colours_is_read_by_its_codes_and_labels(text: str, code: str) -> None:
    assert read_rating(text, "", WORDED).code == code


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Amber/Green", "names 2 ratings"),
        ("A/G", "names 2 ratings"),
        ("amber E", "not in the plan's key"),
        ("BRAG", "not in the plan's key"),
        ("not green", "not in the plan's key"),
        ("Complete", "not in the plan's key (Blue, Red, Amber, Green, Grey)"),
    ],
)
def test_what_the_key_does_not_settle_has_no_code_and_a_doubt(text: str, said: str) -> None:
    read = read_rating(text, "", BRAGG)
    assert (read.text, read.code) == (text, "")
    assert said in read.doubt


def test_a_g_is_green_and_in_doubt_where_the_key_has_grey_too() -> None:
    assert "Grey as well" in read_rating("G", "", BRAGG).doubt
    assert read_rating("G", "", BRAGG[:4]) == RatingCell("G", "GREEN")


@pytest.mark.parametrize("text", ["Red", "amber E", "Complete"])
def test_without_a_key_the_text_is_kept_and_nothing_is_matched(text: str) -> None:
    assert read_rating(text, "", []) == RatingCell(text)


def test_where_word_and_fill_differ_the_word_is_taken_and_it_is_said() -> None:
    read = read_rating("Green", "#FF0000", BRAGG)
    assert (read.code, read.colour) == ("GREEN", "red")
    assert "the word was taken" in read.doubt
    assert read_rating("Green", "#92D050", BRAGG) == RatingCell("Green", "GREEN", "green")


def test_a_fill_alone_is_read_as_its_colour() -> None:
    assert read_rating("", "#FFC000", BRAGG) == RatingCell("Amber", "AMBER", "amber")
    assert read_rating("", "#FFC000", []) == RatingCell("Amber", "", "amber")
    assert "does not have" in read_rating("", "#0070C0", BRAGG[1:]).doubt
    assert "no colour of a rating" in read_rating("", "#7030A0", BRAGG).doubt


def test_a_blank_cell_has_no_rating() -> None:
    assert read_rating(" ", "", BRAGG) == RatingCell()
    assert read_rating("", "#FFFFFF", BRAGG) == RatingCell()


@pytest.mark.parametrize(
    ("word", "fills"),
    [
        ("red", "#FF0000 #C00000 #D4351C #FFC7CE FFFF0000"),
        ("amber", "#FFC000 #FFFF00 #F4A024 #FFEB9C #ED7D31"),
        ("green", "#00B050 #92D050 #00703C #C6EFCE #70AD47"),
        ("blue", "#0070C0 #00B0F0 #1D70B8 #4472C4 #002060"),
        ("grey", "#505A5F #D9D9D9 #808080 #A6A6A6"),
        ("", "#FFFFFF #000000 #F2F2F2 none"),
    ],
)
def test_a_fill_of_office_or_of_government_has_the_word_people_use(word: str, fills: str) -> None:
    assert {colour_word(fill) for fill in fills.split()} == {word}
    assert colour_word("") == ""
