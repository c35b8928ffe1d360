"""A tracker kept by hand in Excel, one row a milestone."""

from __future__ import annotations

import pytest

from store.register_files.plan_layouts.draft_tables import PlanHeading
from store.register_files.plan_layouts.reading import PlanDocument
from tests.store.register_files.plan_layouts.plan_files import read_plan_file
from tests.store.register_files.plan_layouts.tracker_workbook import tracker_xlsx


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> PlanDocument:
    path = tracker_xlsx(tmp_path_factory.mktemp("tracker") / "tracker.xlsx")
    return read_plan_file(path, PlanHeading("small", "A small plan"))


def column(document: PlanDocument, file: str, *names: str) -> list[tuple[str, ...]]:
    return [tuple(map(row.text, names)) for row in document.tables[file].rows]


def test_a_ref_that_stands_again_is_a_further_milestone_of_its_action(document: PlanDocument) -> None:
    assert column(document, "actions.csv", "action_ref", "title") == [
        ("A1", "Publish the plan"),
        ("A2", "Ask families"),
        ("B1", "Clear the list"),
    ]
    assert column(document, "milestones.csv", "action_ref", "seq", "due") == [
        ("A1", "1", "2023-03-31"),
        ("A1", "2", "2023-09-30"),
        ("A2", "1", "2023-11-30"),
        ("B1", "1", ""),
    ]


def test_the_areas_of_a_merged_column_hold_for_all_their_rows(document: PlanDocument) -> None:
    assert column(document, "areas.csv", "area_ref", "title") == [("1", "Talking to families"), ("2", "Waiting times")]
    assert column(document, "actions.csv", "area_ref") == [("1",), ("1",), ("2",)]


def test_a_revised_date_and_a_date_completed_stand_beside_the_first_date(document: PlanDocument) -> None:
    assert column(document, "milestones.csv", "current_due", "completed_on") == [
        ("", ""),
        ("2023-12-31", ""),
        ("", "2023-10-02"),
        ("", ""),
    ]


def test_a_fill_is_a_rating_in_words_and_percentages_are_read_as_shown(document: PlanDocument) -> None:
    assert column(document, "milestones.csv", "rating_text", "progress_text") == [
        ("Green", "100% complete\nPublished"),
        ("Amber", "35% complete\nEasy read to come"),
        ("Green", "100% complete"),
        ("Red", "No date agreed"),
    ]


def test_the_owner_and_the_organisation_beside_it_are_one_post(document: PlanDocument) -> None:
    assert column(document, "posts.csv", "post", "organisation", "kind") == [
        ("Head of SEND", "Council", "lead"),
        ("Engagement Officer", "Council", "lead"),
        ("Service Manager", "NHS Trust", "lead"),
    ]


def test_hidden_columns_columns_nobody_knows_and_other_sheets_are_said(document: PlanDocument) -> None:
    assert any("hidden" in doubt.sentence for doubt in document.doubts)
    assert [(one.file, one.line, one.sentence) for one in document.unplaced] == [
        ("tracker.xlsx, sheet Tracker", 6, 'The column "Cost code" is not one that is read: C-104'),
        ("tracker.xlsx, sheet Contacts", 1, "Name | Telephone"),
        ("tracker.xlsx, sheet Contacts", 2, "Front desk | extension 12"),
    ]
    aside = [(one.column, one.meant) for one in document.understood if not one.meant]
    assert ("Cost code", "") in aside
    assert ("SEND improvement tracker", "") in aside


def test_a_place_is_where_the_person_finds_the_row_in_excel(document: PlanDocument) -> None:
    first = document.tables["actions.csv"].rows[0]
    assert (first.place, first.line, first.file) == ("tracker.xlsx, sheet Tracker", 4, "actions.csv")
