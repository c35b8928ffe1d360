"""Tables of rows, shape by shape."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from store.register_files.errors import NoPlanInDocument
from store.register_files.grids import Cell, Grid
from store.register_files.plan_cells.due import DateReading
from store.register_files.plan_layouts.draft_tables import PlanHeading
from store.register_files.plan_layouts.mapping import Mapping
from store.register_files.plan_layouts.reading import PlanDocument, read_plan_grids
from tests.store.register_files.plan_layouts.printed_plans import grid_of

PLAN = PlanHeading("small", "A small plan")
SHEET = "plan.xlsx, sheet Plan"


def read(*grids: Grid, mapping: Mapping | None = None) -> PlanDocument:
    return read_plan_grids(grids, "plan.docx", mapping=mapping or Mapping(), plan=PLAN)


def actions(document: PlanDocument) -> dict[str, str]:
    return {row.text("action_ref"): row.text("title") for row in document.tables["actions.csv"].rows}


def milestones(document: PlanDocument, *columns: str) -> list[tuple[str, ...]]:
    return [tuple(map(row.text, columns)) for row in document.tables["milestones.csv"].rows]


def said(document: PlanDocument) -> str:
    return "\n".join(one.sentence for one in (*document.doubts, *document.unplaced))


def test_the_header_is_found_below_a_title_and_a_note() -> None:
    grid = grid_of([["The plan"], ["As at May"], ["Ref", "Action", "By when"], ["1", "Publish", "May 2023"]])
    document = read(grid)
    assert actions(document) == {"1": "Publish"}
    assert [one.column for one in document.understood][:2] == ["The plan", "As at May"]


def test_a_header_of_two_rows_is_read_by_its_lower_one() -> None:
    band = [Cell("Ref"), Cell("Action"), Cell("Dates"), Cell("Dates", spanned=True)]
    below = [Cell("Ref", spanned=True), Cell("Action", spanned=True), Cell("Due date"), Cell("Revised date")]
    document = read(grid_of([band, below, ["1", "Publish", "May 2023", "June 2023"]]))
    assert milestones(document, "due", "current_due") == [("2023-05-31", "2023-06-30")]


def test_a_header_printed_again_is_no_row() -> None:
    header = ["Ref", "Action", "Due date"]
    document = read(grid_of([header, ["1", "Publish", "May 2023"], header, ["2", "Ask", "June 2023"]]))
    assert actions(document) == {"1": "Publish", "2": "Ask"}
    assert document.unplaced == ()


def test_a_word_table_broken_off_goes_on_without_its_header() -> None:
    first = grid_of([["Ref", "Action", "Due date"], ["1", "Publish", "May 2023"]], source="plan.docx, table 1")
    second = grid_of([["2", "Ask", "June 2023"]], source="plan.docx, table 2")
    assert actions(read(first, second)) == {"1": "Publish", "2": "Ask"}


def test_a_second_sheet_does_not_go_on_with_the_first_ones_columns_or_areas() -> None:
    first = grid_of([["Area", "Ref", "Action", "Due"], ["1. Talking", "1.1", "Publish", "May 2023"]], source=SHEET)
    second = grid_of([["North", "2.1", "Ask", "June 2023"]], source="plan.xlsx, sheet Other")
    document = read(first, second)
    assert actions(document) == {"1.1": "Publish"}
    assert "North | 2.1 | Ask | June 2023" in said(document)


def test_a_row_without_a_ref_that_begins_a_sentence_is_left_for_a_person() -> None:
    grid = grid_of([["Ref", "Action", "Due"], ["1", "Publish", "May 2023"], ["", "Ask families", "June 2023"]])
    document = read(grid)
    assert actions(document) == {"1": "Publish"}
    assert [one.line for one in document.unplaced] == [3]
    assert "Ask families | June 2023" in document.unplaced[0].sentence


def test_a_ref_with_another_title_is_left_out_with_both_places() -> None:
    grid = grid_of([["Ref", "Action", "Due"], ["1", "Publish", "May 2023"], ["1.", "Ask families", "June 2023"]])
    (left,) = read(grid).unplaced
    assert left.line == 3
    assert "line 2 of plan.docx, table 1" in left.sentence
    assert '"Publish"' in left.sentence
    assert "Ask families" in left.sentence


def test_a_date_below_an_action_is_its_next_milestone() -> None:
    grid = grid_of(
        [["Ref", "Action", "Due", "Measure"], ["1", "Publish", "May 2023", "Draft"], ["", "", "June 2023", "Final"]]
    )
    assert milestones(read(grid), "seq", "due", "measure") == [
        ("1", "2023-05-31", "Draft"),
        ("2", "2023-06-30", "Final"),
    ]


def test_dates_and_another_number_of_measures_are_never_paired() -> None:
    grid = grid_of([["Ref", "Action", "Due", "Measure"], ["1", "Publish", "May 2023\nJune 2023", "A\nB\nC"]])
    document = read(grid)
    assert milestones(document, "measure") == [("A\nB\nC",), ("A\nB\nC",)]
    assert "2 dates stand beside another number of measures" in said(document)


def test_several_actions_in_a_row_share_its_one_date() -> None:
    grid = grid_of([["Action", "Due"], ["• Publish the plan\n• Ask families", "May 2023"]])
    document = read(grid)
    assert actions(document) == {"1": "Publish the plan", "2": "Ask families"}
    assert milestones(document, "due") == [("2023-05-31",), ("2023-05-31",)]
    assert "share the one date" in said(document)


def test_several_actions_and_as_many_dates_are_matched_in_order() -> None:
    grid = grid_of([["Action", "Due"], ["Publish the plan\nAsk families", "May 2023\nJune 2023"]])
    assert milestones(read(grid), "due") == [("2023-05-31",), ("2023-06-30",)]


def test_several_actions_and_another_number_of_dates_get_none() -> None:
    grid = grid_of([["Action", "Due"], ["Publish\nAsk\nListen", "May 2023\nJune 2023"]])
    document = read(grid)
    assert milestones(document, "due_text", "due") == [("May 2023 June 2023", "")] * 3
    assert "Which date is whose cannot be told" in said(document)


def test_birminghams_columns_are_understood() -> None:
    header = ["Action", "Deadline", "Progress made", "Date achieved"]
    document = read(grid_of([header, ["Publish the plan", "31/03/2022", "Drafted", "4 April 2022"]]))
    assert milestones(document, "due", "completed_on") == [("2022-03-31", "2022-04-04")]
    assert [row.text("progress_text") for row in document.tables["actions.csv"].rows] == ["Drafted"]


def test_a_milestone_column_holds_dates_or_steps_as_its_cells_say() -> None:
    dates = grid_of([["Ref", "Action", "Milestone"], ["1", "Publish", "May 2023"]])
    steps = grid_of([["Ref", "Action", "Milestone", "Due"], ["1", "Publish", "Draft agreed", "May 2023"]])
    assert milestones(read(dates), "due") == [("2023-05-31",)]
    assert milestones(read(steps), "due", "measure") == [("2023-05-31", "Draft agreed")]


def test_a_completion_that_is_no_date_is_left_out_and_said() -> None:
    document = read(grid_of([["Ref", "Action", "Due", "Completed"], ["1", "Publish", "May 2023", "Yes"]]))
    assert milestones(document, "completed_on") == [("",)]
    assert '"Yes" cannot be read' in said(document)


def test_a_typed_date_wins_over_the_words_that_show_another_day() -> None:
    typed = Cell("03/04/2023", value=date(2023, 3, 4))
    document = read(grid_of([["Ref", "Action", "Due"], ["1", "Publish", typed]], source=SHEET))
    assert milestones(document, "due") == [("2023-03-04",)]
    assert "holds the date 2023-03-04" in said(document)


def test_a_month_shown_of_a_typed_date_means_its_last_day() -> None:
    typed = Cell("Mar-23", value=date(2023, 3, 1))
    assert milestones(read(grid_of([["Ref", "Action", "Due"], ["1", "Publish", typed]])), "due") == [("2023-03-31",)]


def test_actions_without_an_area_are_put_under_the_first_part_of_their_refs() -> None:
    document = read(grid_of([["Ref", "Action", "Due"], ["1.1", "Publish", ""], ["2.1", "Ask", ""]]))
    assert [row.text("area_ref") for row in document.tables["actions.csv"].rows] == ["1", "2"]
    assert [row.text("title") for row in document.tables["areas.csv"].rows] == ["Area 1", "Area 2"]
    assert said(document).count("No heading says in which area") == 2


def test_a_plan_that_names_no_area_has_one_by_its_own_title() -> None:
    document = read(grid_of([["Ref", "Action", "Due"], ["A", "Publish", ""], ["B", "Ask", ""]]))
    assert [(row.text("area_ref"), row.text("title")) for row in document.tables["areas.csv"].rows] == [
        ("1", "A small plan")
    ]
    assert "names no area" in said(document)


def test_an_area_without_a_ref_takes_the_first_part_of_its_actions_ref() -> None:
    rows = [["Theme", "Ref", "Action", "Due"], ["Talking", "3.1", "Publish", ""], ["Waiting", "5.1", "Ask", ""]]
    document = read(grid_of(rows))
    assert [row.text("area_ref") for row in document.tables["areas.csv"].rows] == ["3", "5"]
    assert said(document).count("prints no ref") == 2


def test_a_name_beside_a_post_is_said_and_not_kept() -> None:
    document = read(grid_of([["Ref", "Action", "Lead"], ["1", "Publish", "Ada Byron, Head of SEND, Council"]]))
    everything = repr(document.tables)
    assert "Ada Byron" not in everything
    assert "Ada Byron" in said(document)
    assert "people folder" in said(document)


def test_the_mapping_file_says_what_a_header_means_and_leaves_a_column_aside() -> None:
    mapping = Mapping(columns={"ownership": "lead", "cost": "", "finish": "due"})
    header = ["Ref", "Action", "Ownership", "Finish", "Cost"]
    document = read(grid_of([header, ["1", "Publish", "Head of SEND", "May 2023", "ten pounds"]]), mapping=mapping)
    assert milestones(document, "due") == [("2023-05-31",)]
    assert [row.text("post") for row in document.tables["posts.csv"].rows] == ["Head of SEND"]
    assert document.unplaced == ()
    assert ("Cost", "", "by the mapping file") in [(one.column, one.meant, one.why) for one in document.understood]


def test_the_mapping_file_says_how_dates_areas_and_ratings_are_read() -> None:
    mapping = Mapping(dates=DateReading(quarters="financial"), areas={"children": "7"}, ratings={"behind": "RED"})
    rows = [["Theme", "Ref", "Action", "Due", "RAG"], ["Children", "1", "Publish", "Q1 2023", "Behind"]]
    document = read(grid_of(rows), mapping=mapping)
    assert [row.text("area_ref") for row in document.tables["areas.csv"].rows] == ["7"]
    assert milestones(document, "due") == [("2023-06-30",)]
    assert [row.text("rating_text") for row in document.tables["actions.csv"].rows] == ["RED"]


def test_a_sheet_that_the_mapping_file_skips_is_said() -> None:
    plan = grid_of([["Ref", "Action", "Due"], ["1", "Publish", ""]], source=SHEET)
    notes = Grid("plan.xlsx, sheet Notes", "Notes", ((Cell("anything"),),), (1,))
    document = read(plan, notes, mapping=Mapping(skipped_sheets=frozenset({"notes"})))
    assert document.unplaced == ()
    assert ("plan.xlsx, sheet Notes", "left aside by the mapping file") in [
        (one.source, one.why) for one in document.understood
    ]


def test_a_document_without_actions_is_refused_with_what_to_do() -> None:
    with pytest.raises(NoPlanInDocument, match=r"^plan\.docx .*give each column a header .* mean\.$"):
        read(grid_of([["Name", "Telephone"], ["Desk", "12"]]))


TRACKER = ["Area", "Ref", "Action", "Due date"]


def test_a_total_and_notes_below_the_table_are_no_areas_and_change_no_action() -> None:
    foot = [["Total", "", "1 action", ""], ["Note: dates are provisional.", "", "", ""]]
    document = read(grid_of([TRACKER, ["Talking", "1.1", "Publish", "May 2023"], *foot]))
    assert [row.text("title") for row in document.tables["areas.csv"].rows] == ["Talking"]
    assert actions(document) == {"1.1": "Publish"}
    assert "Nothing stands under this in the column of areas, so it is not one: Total" in said(document)
    assert "so it is not one: Note: dates are provisional." in said(document)
    assert "read as the rest" not in said(document)


def test_a_row_of_an_area_alone_heads_the_rows_below_it() -> None:
    rows = [
        ["Talking", "", "", ""],
        ["", "1.1", "Publish", "May 2023"],
        ["Waiting", "", "", ""],
        ["", "2.1", "Hire", ""],
    ]
    document = read(grid_of([TRACKER, *rows]))
    assert [row.text("area_ref") for row in document.tables["actions.csv"].rows] == ["1", "2"]
    assert [row.text("title") for row in document.tables["areas.csv"].rows] == ["Talking", "Waiting"]


def test_an_area_numbered_as_the_refs_below_it_prints_its_ref() -> None:
    rows = [["1 Talking", "1.1", "Publish", "May 2023"], ["16 to 19 provision", "2.1", "Hire", "May 2023"]]
    document = read(grid_of([TRACKER, *rows]))
    areas = [(row.text("area_ref"), row.text("title")) for row in document.tables["areas.csv"].rows]
    assert areas == [("1", "Talking"), ("2", "16 to 19 provision")]
    assert 'The area "1 Talking"' not in said(document)


@pytest.mark.parametrize(
    ("values", "read_as"),
    [
        ([0.35, 1, 0], ["35% complete", "100% complete", "0% complete"]),
        ([35, 1, 0], ["35% complete", "1 complete", "0% complete"]),
    ],
)
def test_a_percentage_is_read_as_the_column_keeps_it(values: list[float], read_as: list[str]) -> None:
    cells = [Cell(f"{value:g}", value) for value in values]
    rows = [[str(at), f"Act {at}", "May 2023", cell] for at, cell in enumerate(cells)]
    document = read(grid_of([["Ref", "Action", "Due date", "% complete"], *rows]))
    assert [row.text("progress_text") for row in document.tables["actions.csv"].rows] == read_as
    assert ("whether 1" in said(document).lower().replace('"', "")) is ("1 complete" in read_as)


def test_months_beside_a_column_of_due_dates_are_no_due_dates() -> None:
    header = ["Ref", "Action", "Due date", "Sept 23", "Oct 23"]
    document = read(grid_of([header, ["1", "Publish", "May 2024", "Begun", "Going well"]]))
    assert milestones(document, "due") == [("2024-05-31",)]
    assert "Begun" in said(document)
    assert "Going well" in said(document)


def test_a_document_without_a_plan_repeats_what_was_remarked_in_it() -> None:
    remark = "Cell B2: a formula without a result was read as blank; open the file in Excel and save it."
    grid = replace(grid_of([["Ref", "Action", "Due date"], ["", "", ""]]), remarks=(remark,))
    with pytest.raises(NoPlanInDocument, match=r"read as blank; open the file in Excel"):
        read(grid)


def test_indicators_beside_a_tracker_and_a_second_tracker_below_it_hide_no_action() -> None:
    beside = ["", "KPI", "Baseline", "Mar 23", "Sept 23"]
    first = [
        ["Ref", "Action", "Lead", "Due date", *beside],
        ["1.1", "Ask", "Head of SEND", "May 25", "", "Waits", "31"],
    ]
    second = [["Ref", "Action", "Owner", "By when", "Status"], ["2.1", "Hire", "Head of SEND", "June 25", "Red"]]
    document = read(grid_of([*first, *second]))
    assert actions(document) == {"1.1": "Ask", "2.1": "Hire"}
    assert milestones(document, "due") == [("2025-05-31",), ("2025-06-30",)]
    assert [row.text("rating_text") for row in document.tables["actions.csv"].rows] == ["", "Red"]
    assert "Waits" in said(document)
