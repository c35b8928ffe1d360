"""The layout of Bradford's statement of 2022 gives the plan that was transcribed from it by hand."""

from __future__ import annotations

import pytest

from store.refs import normalised_ref
from store.register_files.plan_layouts.draft_tables import PlanHeading
from store.register_files.plan_layouts.reading import PlanDocument
from tests.store.register_files.plan_layouts.bradford_documents import BROKEN_OVER_PAGES, WSOA, bradford_2022_docx
from tests.store.register_files.plan_layouts.plan_files import read_plan_file
from tests.store.register_files.plan_layouts.printed_plans import sample

READ_OTHERWISE = {"2.2.2": "Designated Clinical Officer, Health Professionals"}
"""The asterisk without a footnote is a doubt, and no part of the organisation's name."""


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> PlanDocument:
    path = bradford_2022_docx(tmp_path_factory.mktemp("bradford") / "wsoa.docx")
    return read_plan_file(path, PlanHeading(WSOA, "Statement", "Bradford", "WSOA"))


def by_ref(document: PlanDocument, file: str, *columns: str) -> dict[str, list[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for row in document.tables[file].rows:
        found.setdefault(normalised_ref(row.text("action_ref")), []).append(tuple(map(row.text, columns)))
    return found


def in_sample(file: str, *columns: str) -> dict[str, list[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for row in sample(WSOA, file):
        found.setdefault(row["action_ref"], []).append(tuple(row[column] for column in columns))
    return found


def test_every_action_stands_under_its_objective_and_area_with_its_title(document: PlanDocument) -> None:
    columns = ("title", "objective_ref", "area_ref")
    assert by_ref(document, "actions.csv", *columns) == in_sample("actions.csv", *columns)


def test_leads_are_the_posts_and_organisations_as_printed_and_partners_too(document: PlanDocument) -> None:
    leads = {
        ref: [(READ_OTHERWISE.get(ref, lead),)] for ref, [(lead,)] in in_sample("actions.csv", "lead_posts").items()
    }
    assert by_ref(document, "actions.csv", "lead_posts") == leads
    assert by_ref(document, "actions.csv", "partners") == in_sample("actions.csv", "partners")
    assert any("asterisk" in doubt.sentence.casefold() for doubt in document.doubts)


def test_every_date_of_a_cell_is_a_milestone_with_the_measure_beside_it(document: PlanDocument) -> None:
    columns = ("seq", "due_text", "due_earliest", "due", "recurrence", "measure")
    read, held = by_ref(document, "milestones.csv", *columns), in_sample("milestones.csv", *columns)
    differing = {
        (ref, ours[0]): (ours, theirs)
        for ref in held
        for ours, theirs in zip(read[ref], held[ref], strict=True)
        if ours != theirs
    }
    assert differing == {}
    assert sum(map(len, read.values())) == 93


def test_a_ref_is_kept_as_printed(document: PlanDocument) -> None:
    refs = [row.text("action_ref") for row in document.tables["actions.csv"].rows]
    assert "1.4 .1" in refs
    assert "2.4" in refs
    assert "2.4" in [row.text("objective_ref") for row in document.tables["objectives.csv"].rows]


def test_objectives_listed_above_the_table_and_again_above_their_actions_are_one_each(document: PlanDocument) -> None:
    read = [row.cells for row in document.tables["objectives.csv"].rows]
    assert read == sample(WSOA, "objectives.csv")


def test_areas_have_the_officers_named_below_their_headings(document: PlanDocument) -> None:
    read = {
        row.text("area_ref"): (row.text("title"), row.text("sro_post")) for row in document.tables["areas.csv"].rows
    }
    assert read == {row["area_ref"]: (row["title"], row["sro_post"]) for row in sample(WSOA, "areas.csv")}


def test_every_row_joined_over_a_page_break_is_said(document: PlanDocument) -> None:
    joined = [doubt.sentence for doubt in document.doubts if "read as the rest of" in doubt.sentence]
    assert len(joined) == len(BROKEN_OVER_PAGES)
    assert all(f"rest of {ref} above" in sentence for ref, sentence in zip(BROKEN_OVER_PAGES, joined, strict=True))


def test_one_measure_beside_several_dates_is_a_doubt(document: PlanDocument) -> None:
    said = [doubt for doubt in document.doubts if "stand beside one measure" in doubt.sentence]
    assert [doubt.file for doubt in said] == ["wsoa.docx, table 1"] * 2


def test_nothing_of_the_tables_is_left_without_a_place(document: PlanDocument) -> None:
    assert document.unplaced == ()
    assert all(one.meant for one in document.understood)
