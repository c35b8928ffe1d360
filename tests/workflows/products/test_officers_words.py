"""Officers' own words under the council's headings: read from three kinds of file, refused in one sentence, and their
gaps named.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.workflows.cuts import a_plan_of_four
from tests.workflows.products.reading import facts_of, words
from workflows.products import headings
from workflows.products.catalogue import products_of
from workflows.products.headings import BRADFORD_2023
from workflows.products.office import ANY_COUNCIL, Office
from workflows.products.officers_words import WordsRefused, read_words
from workflows.products.product import Kind, Product

MARKDOWN = """# 4. Financial and resource appraisal

The cost is met from the high needs block.

It was agreed in the budget.

## 7.2 Sustainability implications
None arise.
"""
TOML = """
"FINANCIAL & RESOURCE APPRAISAL" = '''
The cost is met from the high needs block.

It was agreed in the budget.'''
"Sustainability implications" = "None arise."
"""
PLAIN = MARKDOWN.replace("#", "")
SAID = {
    headings.FINANCE: ("The cost is met from the high needs block.", "It was agreed in the budget."),
    headings.SUSTAINABILITY: ("None arise.",),
}
STILL_OPEN = [
    "3. OTHER CONSIDERATIONS: not written yet.",
    "4. FINANCIAL & RESOURCE APPRAISAL: not written yet.",
    "6. LEGAL APPRAISAL: not written yet.",
    "7.2 SUSTAINABILITY IMPLICATIONS: not written yet.",
    "7.3 GREENHOUSE GAS EMISSIONS IMPACTS: not written yet.",
    "7.4 COMMUNITY SAFETY IMPLICATIONS: not written yet.",
    "7.5 HUMAN RIGHTS ACT: not written yet.",
    "7.6 TRADE UNION: not written yet.",
]


def scrutiny(office: Office = ANY_COUNCIL) -> Product:
    return products_of(Kind.SCRUTINY, a_plan_of_four(), office)[0]


def read(folder: Path, name: str, text: str) -> dict[str, tuple[str, ...]]:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return dict(read_words(path, BRADFORD_2023, frozenset()))


@pytest.mark.parametrize(("name", "text"), [("own.md", MARKDOWN), ("own.toml", TOML), ("own.txt", PLAIN)])
def test_three_kinds_of_file_say_the_same(tmp_path: Path, name: str, text: str) -> None:
    assert read(tmp_path, name, text) == SAID


def test_what_officers_write_stands_under_its_heading_and_numbered() -> None:
    told = words(scrutiny(replace(ANY_COUNCIL, words=SAID)), headings.FINANCE)
    assert "4.1 The cost is met from the high needs block." in told
    assert "4.2 It was agreed in the budget." in told
    assert "Not written yet" not in told


def test_what_the_register_tells_stays_before_what_officers_add() -> None:
    office = replace(ANY_COUNCIL, words={headings.RISK: ("The risk register was read in May.",)})
    alone, told = words(scrutiny(), headings.RISK), words(scrutiny(office), headings.RISK)
    assert told.startswith(alone)
    assert told.endswith("The risk register was read in May.")


def test_what_nobody_has_written_or_entered_is_named_with_its_place_and_not_made_up() -> None:
    paper = scrutiny()
    assert list(paper.gaps) == [
        "Portfolio: not entered yet.",
        "Overview and scrutiny area: not entered yet.",
        *STILL_OPEN,
    ]
    assert paper.findings == ()
    assert "4.1 Not written yet: " in words(paper, headings.FINANCE)


def test_a_paper_with_all_its_words_has_no_gap() -> None:
    places = {gap.partition(":")[0].partition(" ")[2]: ("Not applicable: it is noted.",) for gap in STILL_OPEN}
    office = replace(ANY_COUNCIL, words=places, portfolio="Children & Families", scrutiny_area="Children’s Services")
    paper = scrutiny(office)
    assert paper.gaps == ()
    assert facts_of(paper, "Front block")["Portfolio"] == "Children & Families"


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("own.md", "# 4. FINANCES\nNone.", "“4. FINANCES” is no heading of the report: it has SUMMARY; "),
        ("own.md", "None.", "begins without a heading"),
        ("own.toml", "LEGAL APPRAISAL = None", "cannot be read as TOML"),
        ("own.toml", "'LEGAL APPRAISAL' = 4", "give the text of LEGAL APPRAISAL in quotation marks"),
        ("own.toml", "'OTHER IMPLICATIONS' = 'None'", "is no heading of the report"),
        (
            "own.md",
            "# LEGAL APPRAISAL\nReece, aged 7, has an appeal.",
            "LEGAL APPRAISAL holds a first name with an age",
        ),
    ],
)
def test_a_file_that_cannot_be_taken_is_refused_in_one_sentence(tmp_path: Path, name: str, text: str, why: str) -> None:
    with pytest.raises(WordsRefused) as refused:
        read(tmp_path, name, text)
    assert why in str(refused.value)
    assert "Reece" not in str(refused.value)


def test_a_file_that_is_no_text_or_is_not_there_is_refused(tmp_path: Path) -> None:
    (tmp_path / "own.md").write_bytes(b"\xff\xfe\x00")
    for name in ("own.md", "none.md"):
        with pytest.raises(WordsRefused, match="cannot be read"):
            read_words(tmp_path / name, BRADFORD_2023, frozenset())
