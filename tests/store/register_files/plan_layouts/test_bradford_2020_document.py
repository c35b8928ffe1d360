"""The layout of Bradford's action plan of 2020: refs of areas, actions without refs or leads, open-ended dates."""

from __future__ import annotations

import pytest

from store.register_files.plan_layouts.draft_tables import PlanHeading
from store.register_files.plan_layouts.reading import PlanDocument
from store.register_files.sheets.csv_table import Row
from tests.store.register_files.plan_layouts.bradford_documents import (
    PLAN_2020,
    bradford_2020_docx,
    bradford_2020_text,
)
from tests.store.register_files.plan_layouts.plan_files import read_plan_file
from tests.store.register_files.plan_layouts.printed_plans import sample

TWO_MILESTONES_READ_AS_ONE_CELL = {"15.1", "21.2"}
"""The sample gives each part of "November – January 2020 On-going" and of "June 2019 On-going" a milestone."""

FROM_OTHER_WORDS = {
    "7.5", "15.1", "17.1", "18.4", "22.2", "22.3",
    "6.13", "6.14", "11.5", "18.3",
    "16.1", "16.2", "16.3", "16.4",
}  # fmt: skip
"""The transcriber took a recurrence or a year from the action's own words, which are not in the date cell."""


PLAN = PlanHeading(PLAN_2020, "Action plan", "Bradford", "action plan")


@pytest.fixture(scope="module")
def in_word(tmp_path_factory: pytest.TempPathFactory) -> PlanDocument:
    path = bradford_2020_docx(tmp_path_factory.mktemp("word") / "plan.docx")
    return read_plan_file(path, PLAN)


@pytest.fixture(scope="module")
def in_text(tmp_path_factory: pytest.TempPathFactory) -> PlanDocument:
    path = bradford_2020_text(tmp_path_factory.mktemp("text") / "plan.txt")
    return read_plan_file(path, PLAN)


@pytest.fixture(params=["in_word", "in_text"])
def document(request: pytest.FixtureRequest) -> PlanDocument:
    found: PlanDocument = request.getfixturevalue(request.param)
    return found


def test_actions_are_numbered_under_the_refs_of_their_areas_and_that_is_said_once(document: PlanDocument) -> None:
    read = [(row.text("action_ref"), row.text("area_ref"), row.text("title")) for row in rows(document, "actions.csv")]
    assert read == [(row["action_ref"], row["area_ref"], row["title"]) for row in sample(PLAN_2020, "actions.csv")]
    assert sum("numbered in printed order" in doubt.sentence for doubt in document.doubts) == 1


def test_areas_are_those_of_the_risk_column_with_their_outcomes(document: PlanDocument) -> None:
    areas = [(row.text("area_ref"), row.text("title")) for row in rows(document, "areas.csv")]
    assert areas == [(row["area_ref"], row["title"]) for row in sample(PLAN_2020, "areas.csv")]
    outcomes = [(row.text("area_ref"), row.text("title")) for row in rows(document, "outcomes.csv")]
    assert outcomes == [(row["area_ref"], row["title"]) for row in sample(PLAN_2020, "outcomes.csv")]


def test_dates_are_read_and_open_ends_kept_in_their_own_words(document: PlanDocument) -> None:
    differing: set[str] = set()
    held = {row["action_ref"]: row for row in reversed(sample(PLAN_2020, "milestones.csv"))}
    read = {row.text("action_ref"): row for row in reversed(rows(document, "milestones.csv"))}
    for ref, expected in held.items():
        if not expected["due_text"]:
            assert ref not in read
        elif any(read[ref].text(name) != expected[name] for name in ("due_text", "due", "recurrence")):
            differing.add(ref)
    assert differing <= TWO_MILESTONES_READ_AS_ONE_CELL | FROM_OTHER_WORDS


def test_a_plan_without_leads_says_nothing_of_leads_and_posts(document: PlanDocument) -> None:
    assert "lead_posts" not in document.tables["actions.csv"].columns
    assert "posts.csv" not in document.tables


def test_the_key_below_the_table_comes_in_without_roles(in_word: PlanDocument) -> None:
    ratings = in_word.tables["ratings.csv"]
    assert [row.text("code") for row in ratings.rows] == ["GREEN", "AMBER", "RED"]
    assert {row.text("confirmed") for row in ratings.rows} == {"no"}
    assert "role" not in ratings.columns


def rows(document: PlanDocument, file: str) -> list[Row]:
    return list(document.tables[file].rows)
