"""The mapping file says what a document does not, and a mistake in it is one sentence."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from store.register_files.errors import MappingUnreadable
from store.register_files.plan_layouts.mapping_file import read_mapping

WHOLE = """
[plan]
key = "small"
title = "A small plan"
period_end = 2024-12-31

[dates]
quarters = "financial"
counted_from = "2022-09-01"
autumn_term_ends = "12-16"

[columns]
"RAG / status" = "rating"
"Cost code" = ""

[sheets]
skip = ["Old plan"]

[leads]
AB = "Head of SEND, Council"

[areas]
"Talking to families" = "1"

[ratings]
"Behind" = "RED"
"""


def saved(folder: Path, text: str) -> Path:
    file = folder / "mapping.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_every_section_is_read(tmp_path: Path) -> None:
    mapping = read_mapping(saved(tmp_path, WHOLE))
    assert mapping.plan == {"key": "small", "title": "A small plan", "period_end": "2024-12-31"}
    assert (mapping.dates.quarters, mapping.dates.counted_from) == ("financial", date(2022, 9, 1))
    assert mapping.dates.autumn_term_ends == (12, 16)
    assert mapping.columns == {"rag status": "rating", "cost code": ""}
    assert mapping.skipped_sheets == {"old plan"}
    assert mapping.leads == {"AB": "Head of SEND, Council"}
    assert mapping.areas == {"talking to families": "1"}
    assert mapping.ratings == {"behind": "RED"}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('[colums]\n"A" = "due"', r'"colums" is no section; possible are: plan, dates, columns'),
        ('[columns]\n"A" = "dew"', r'"dew" is no field of \[columns\].*possible are: ref, title'),
        ('[dates]\nquarters = "lunar"', r'"lunar" is no kind of quarters; possible are: financial, calendar'),
        ('[dates]\nautumn_term_ends = "30 December"', r'autumn_term_ends must be a month and a day, such as "12-20"'),
        ('[dates]\nspring_term_ends = "02-30"', r"spring_term_ends must be a month and a day"),
        ('[plan]\nperiod_end = "soon"', r'period_end: "soon" is not a date'),
        ("[plan]\nkey = 3", r'"key" must be a text in quotes'),
        ('[sheets]\nskip = "Notes"', r"skip must be a list of sheets"),
        ('plan = "small"', r"\[plan\] must be a section of its own"),
        ("[plan", r"it is not TOML"),
    ],
)
def test_a_mistake_is_one_sentence_that_says_what_is_possible(tmp_path: Path, text: str, sentence: str) -> None:
    with pytest.raises(MappingUnreadable, match=sentence) as raised:
        read_mapping(saved(tmp_path, text))
    assert str(raised.value).startswith("The mapping file mapping.toml cannot be used: ")
    assert "\n" not in str(raised.value)


def test_a_mapping_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(MappingUnreadable, match="it cannot be opened"):
        read_mapping(tmp_path / "none.toml")
