"""What an import says, as a person reads it in a terminal."""

from __future__ import annotations

from dataclasses import replace

from bot.cli.import_words import import_words
from store.register_files.report import Tally, Warned

NOTHING = Tally(rows_read=2).report(version=1)


def remarks(*sentences: str) -> str:
    warnings = tuple(Warned("plan.xlsx", number, sentence) for number, sentence in enumerate(sentences, 1))
    return " ".join(import_words(replace(NOTHING, warnings=warnings), dry_run=False).split())


def test_sentences_alike_stand_under_the_first_each_with_its_own_figures() -> None:
    said = remarks(
        "The milestone 1.1/1 is printed for 2024-09-30.",
        "The milestone 1.2/1 is printed for 2024-04-05.",
    )
    assert "plan.xlsx line 1: The milestone 1.1/1 is printed for 2024-09-30." in said
    assert "in the same way 1 more: plan.xlsx line 2 1.2/1, 2024-04-05" in said


def test_a_colon_within_quotation_marks_does_not_part_a_sentence() -> None:
    said = remarks('The area "Note: all" prints no ref: area 1.', 'The area "Key: red" prints no ref: area 2.')
    assert "in the same way 1 more: plan.xlsx line 2 area 2." in said


def test_sentences_that_are_the_same_are_told_by_their_places() -> None:
    assert remarks("A date is missing.", "A date is missing.").endswith("in the same way 1 more: plan.xlsx line 2")
